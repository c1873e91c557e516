#include <algorithm>
#include <cmath>

#include "parts.hpp"

namespace backcoach {

std::string Session::next_words() const {
  if (piece_ + 1 < pieces_.size()) {
    const Piece& next = pieces_[piece_ + 1];
    const std::string side = side_words(next.side);
    switch (next.part) {
      case SessionPart::hold:
        return "hold" + (side.empty() ? "" : ", " + side);
      case SessionPart::reps:
      case SessionPart::timer:
        return "start" + (side.empty() ? "" : ", " + side);
      case SessionPart::pause:
        return "let go";
      case SessionPart::rest:
        return "rest";
      case SessionPart::switch_sides:
        return side;
      case SessionPart::get_ready:
      case SessionPart::ended:
        break;
    }
    return {};
  }
  if (at_ + 1 < script_.order.size()) {
    return script_.cards[script_.order[at_ + 1]].title;
  }
  return "the end";
}

SessionView Session::view() const {
  SessionView view;
  view.end = end_;
  view.count = script_.order.size();
  if (ended()) {
    view.part = SessionPart::ended;
    view.number = script_.order.empty() ? 0 : at_ + 1;
    view.card = card_;
    return view;
  }
  const Piece& piece = pieces_[piece_];
  view.part = piece.part;
  view.paused = paused_;
  view.card = card_;
  view.number = at_ + 1;
  view.side = piece.side;
  view.seconds_left = (left_ms_ + kSecond - 1) / kSecond;
  view.sets = std::max(1, card().dose.sets);
  view.set = piece.set;
  view.reps = card().dose.reps;
  view.rep = piece.rep;
  if (piece.part == SessionPart::reps) {
    const int each = std::max(1, script_.times.per_rep) * kSecond;
    view.rep = std::min(std::max(1, view.reps), moved_ms_ / each + 1);
  }
  view.moved_ms = moved_ms_;
  view.next = next_words();
  view.has_easier = card().easier.has_value();
  view.has_swap = !script_.cards[swap_from_].swaps.empty();
  return view;
}

double figure_phase(const Figure& figure, const SessionView& view,
                    const SessionTimes& times) {
  constexpr double kThousand = 1000;
  const double seconds = view.moved_ms / kThousand;
  const double way = std::max(0.5, figure.seconds);
  const double in = std::min(1.0, seconds / way);
  switch (view.part) {
    case SessionPart::hold:
      return figure.motion == Motion::there_and_back
                 ? in
                 : phase_at(figure, seconds);
    case SessionPart::pause:
    case SessionPart::rest:
    case SessionPart::switch_sides:
      return figure.motion == Motion::there_and_back ? 1 - in : 0;
    case SessionPart::reps: {
      if (figure.motion != Motion::there_and_back || times.per_rep <= 0) {
        return phase_at(figure, seconds);
      }
      const double turn = std::fmod(seconds / times.per_rep, 1.0);
      return turn < 0.5 ? 2 * turn : 2 - 2 * turn;
    }
    case SessionPart::get_ready:
    case SessionPart::timer:
    case SessionPart::ended:
      break;
  }
  // Before it begins the way is shown once and again, to learn it.
  return phase_at(figure, seconds);
}

}  // namespace backcoach
