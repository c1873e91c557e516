#include "parts.hpp"

#include <algorithm>

namespace backcoach {
namespace {

std::string amount(int number, const std::string& one) {
  return std::to_string(number) + " " + one + (number == 1 ? "" : "s");
}

std::string time_words(int seconds) {
  const bool whole = seconds >= 2 * kSecondsPerMinute ||
                     (seconds > 0 && seconds % kSecondsPerMinute == 0);
  return whole ? amount(seconds / kSecondsPerMinute, "minute")
               : amount(seconds, "second");
}

}  // namespace

std::string side_words(Side side) {
  switch (side) {
    case Side::left:
      return "left side";
    case Side::right:
      return "right side";
    case Side::none:
      break;
  }
  return {};
}

std::vector<Session::Piece> Session::pieces_of(const SessionCard& one) const {
  const SessionTimes& times = script_.times;
  const ItemDose& dose = one.dose;
  const int sets = std::max(1, dose.sets);
  const int reps = std::max(1, dose.reps);
  std::vector<Piece> pieces;
  const auto add = [&](SessionPart part, int seconds, Side side, int rep,
                       int set) {
    const long long ms = static_cast<long long>(seconds) * kSecond;
    pieces.push_back({part,
                      static_cast<int>(std::clamp<long long>(ms, 0, kLongest)),
                      side, rep, set});
  };
  std::vector<Side> sides = {Side::none};
  if (dose.per_side) sides = {Side::right, Side::left};
  add(SessionPart::get_ready, times.get_ready, sides.front(), 0, 1);
  for (int set = 1; set <= sets; ++set) {
    for (std::size_t s = 0; s < sides.size(); ++s) {
      const Side side = sides[s];
      if (s > 0)
        add(SessionPart::switch_sides, times.switch_sides, side, 0, set);
      if (dose.hold_seconds > 0) {
        for (int rep = 1; rep <= reps; ++rep) {
          if (rep > 1)
            add(SessionPart::pause, times.between_holds, side, rep, set);
          add(SessionPart::hold, dose.hold_seconds, side, rep, set);
        }
      } else if (dose.reps > 0) {
        add(SessionPart::reps, reps * times.per_rep, side, 0, set);
      } else {
        const int all = dose.minutes > 0 ? dose.minutes * kSecondsPerMinute
                                         : times.uncounted_set;
        // Minutes are for the whole, whatever is done within them.
        const auto parts = static_cast<int>(sides.size());
        add(SessionPart::timer, dose.minutes > 0 ? all / parts : all, side, 0,
            set);
      }
    }
    if (set < sets)
      add(SessionPart::rest, times.between_sets, sides.front(), 0, set);
  }
  return pieces;
}

std::string Session::words_of(const Piece& piece) const {
  const std::string side = side_words(piece.side);
  switch (piece.part) {
    case SessionPart::get_ready:
      return "Get ready: " + card().title + (side.empty() ? "" : ", " + side) +
             ".";
    case SessionPart::hold:
      return "Hold. " + time_words(piece.milliseconds / kSecond) + ".";
    case SessionPart::reps:
      return "Start. " + amount(std::max(1, card().dose.reps), "time") + ".";
    case SessionPart::timer:
      return "Start. " + time_words(piece.milliseconds / kSecond) + ".";
    case SessionPart::pause:
      return "Let go.";
    case SessionPart::rest:
      return "Rest. " + time_words(piece.milliseconds / kSecond) + ".";
    case SessionPart::switch_sides:
      return "Change sides: " + side + ".";
    case SessionPart::ended:
      break;
  }
  return {};
}

}  // namespace backcoach
