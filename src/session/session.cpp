#include "backcoach/session.hpp"

#include <algorithm>
#include <cmath>

namespace backcoach {
namespace {

constexpr int kSecond = 1000;
constexpr int kSecondsPerMinute = 60;
constexpr int kLongest = 24 * 3600 * kSecond;

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

std::string amount(int number, const std::string& one) {
  return std::to_string(number) + " " + one + (number == 1 ? "" : "s");
}

bool is_work(SessionPart part) {
  return part == SessionPart::hold || part == SessionPart::reps ||
         part == SessionPart::timer;
}

std::string time_words(int seconds) {
  const bool whole = seconds >= 2 * kSecondsPerMinute ||
                     (seconds > 0 && seconds % kSecondsPerMinute == 0);
  return whole ? amount(seconds / kSecondsPerMinute, "minute")
               : amount(seconds, "second");
}

}  // namespace

Session::Session(SessionScript script) : script_(std::move(script)) {
  std::erase_if(script_.order,
                [&](std::size_t card) { return card >= script_.cards.size(); });
  if (script_.order.empty()) {
    end_ = SessionEnd::finished;
    return;
  }
  Cues unheard;  // the screen shows the first card before time starts
  card_ = script_.order.front();
  swap_from_ = card_;
  begin_card(unheard);
}

const SessionCard& Session::card() const { return script_.cards[card_]; }

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

SessionEntry Session::fresh(const SessionCard& one) {
  SessionEntry entry;
  entry.exercise = one.id;
  entry.eased = !one.easier_words.empty();
  return entry;
}

void Session::begin_card(Cues& cues) {
  pieces_ = pieces_of(card());
  piece_ = 0;
  entry_ = fresh(card());
  entry_ms_ = 0;
  begin_piece(cues);
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

void Session::begin_piece(Cues& cues) {
  const Piece& piece = pieces_[piece_];
  left_ms_ = piece.milliseconds;
  moved_ms_ = 0;
  const bool work = is_work(piece.part);
  cues.push_back({words_of(piece),
                  work ? SessionCue::Bell::start : SessionCue::Bell::none});
}

/// Adds what was done in `piece` during `milliseconds`.
void Session::count(const Piece& piece, int milliseconds) {
  if (!is_work(piece.part)) return;
  entry_ms_ += milliseconds;
  entry_.seconds = entry_ms_ / kSecond;
}

void Session::finish_piece(Cues& cues) {
  const Piece piece = pieces_[piece_];
  if (is_work(piece.part)) {
    cues.push_back({"", SessionCue::Bell::end});
    if (piece.part == SessionPart::hold) ++entry_.reps;
    if (piece.part == SessionPart::reps) {
      entry_.reps += std::max(1, card().dose.reps);
    }
    const bool last_of_set = piece_ + 1 == pieces_.size() ||
                             pieces_[piece_ + 1].set != piece.set ||
                             pieces_[piece_ + 1].part == SessionPart::rest;
    if (last_of_set) ++entry_.sets;
  }
  if (piece_ + 1 < pieces_.size()) {
    ++piece_;
    begin_piece(cues);
    return;
  }
  finish_card(cues, SessionEntry::Result::done);
}

void Session::finish_card(Cues& cues, SessionEntry::Result result) {
  entry_.result = result;
  entries_.push_back(entry_);
  swap_ = 0;
  if (at_ + 1 < script_.order.size()) {
    ++at_;
    card_ = script_.order[at_];
    swap_from_ = card_;
    begin_card(cues);
    return;
  }
  end_ = SessionEnd::finished;
  cues.push_back({"Done.", SessionCue::Bell::none});
}

/// Says the seconds that remain, once each, towards the end of a part.
void Session::count_down(int before_ms, Cues& cues) const {
  constexpr int kSaid = 10;
  constexpr int kFewest = 15;
  const Piece& piece = pieces_[piece_];
  const auto crossed = [&](int seconds) {
    return before_ms > seconds * kSecond && left_ms_ <= seconds * kSecond;
  };
  if (is_work(piece.part) && piece.part != SessionPart::reps &&
      piece.milliseconds > kFewest * kSecond && crossed(kSaid)) {
    cues.push_back({"10 seconds left.", SessionCue::Bell::none});
  }
  if (piece.part == SessionPart::get_ready) {
    for (const int seconds : {3, 2, 1}) {
      if (crossed(seconds)) {
        cues.push_back({std::to_string(seconds), SessionCue::Bell::none});
      }
    }
  }
}

std::vector<SessionCue> Session::tick(int milliseconds) {
  Cues cues;
  int time = std::clamp(milliseconds, 0, kLongest);
  while (!ended() && !paused_) {
    const int spent = std::min(time, left_ms_);
    const int before = left_ms_;
    left_ms_ -= spent;
    moved_ms_ += spent;
    time -= spent;
    active_ms_ += spent;
    count(pieces_[piece_], spent);
    if (left_ms_ > 0) {
      count_down(before, cues);
      break;
    }
    // A script of empty parts must still come to an end: each turn moves on.
    const std::size_t entries = entries_.size();
    finish_piece(cues);
    // An exercise begins with its whole countdown, however late this came.
    if (time == 0 || entries_.size() != entries) break;
  }
  return cues;
}

void Session::replace_card(std::size_t card, bool eased, Cues& cues) {
  entry_.result = SessionEntry::Result::swapped;
  const bool begun = entry_.seconds > 0;
  if (begun) entries_.push_back(entry_);
  card_ = card;
  begin_card(cues);
  entry_.eased = entry_.eased || eased;
}

void Session::end(SessionEnd how) {
  const bool begun = entry_ms_ > 0;
  entry_.result =
      begun ? SessionEntry::Result::part : SessionEntry::Result::skipped;
  entries_.push_back(entry_);
  end_ = how;
  for (std::size_t rest = at_ + 1; rest < script_.order.size(); ++rest) {
    entries_.push_back(fresh(script_.cards[script_.order[rest]]));
  }
}

std::vector<SessionCue> Session::press(SessionKey key) {
  Cues cues;
  if (ended()) return cues;
  switch (key) {
    case SessionKey::pause:
      paused_ = !paused_;
      cues.push_back({paused_ ? "Paused." : "Go on.", SessionCue::Bell::none});
      break;
    case SessionKey::next:
      paused_ = false;
      finish_card(cues, entry_ms_ > 0 ? SessionEntry::Result::part
                                      : SessionEntry::Result::skipped);
      break;
    case SessionKey::swap: {
      // Turns through what may stand at this place, and back to the first.
      const std::vector<std::size_t>& swaps = script_.cards[swap_from_].swaps;
      if (swaps.empty()) break;
      paused_ = false;
      swap_ = (swap_ + 1) % (swaps.size() + 1);
      replace_card(swap_ == 0 ? swap_from_ : swaps[swap_ - 1], false, cues);
      break;
    }
    case SessionKey::easier:
      if (!card().easier) break;
      paused_ = false;
      replace_card(*card().easier, true, cues);
      break;
    case SessionKey::more: {
      const long long longer =
          left_ms_ + static_cast<long long>(script_.times.more) * kSecond;
      left_ms_ = static_cast<int>(std::min<long long>(longer, kLongest));
      break;
    }
    case SessionKey::done:
      if (paused_) {
        paused_ = false;
        break;
      }
      finish_piece(cues);
      break;
    case SessionKey::wrong:
      end(SessionEnd::wrong);
      cues.push_back({"Stopped.", SessionCue::Bell::none});
      break;
    case SessionKey::stop:
      end(SessionEnd::stopped);
      cues.push_back({"Stopped.", SessionCue::Bell::none});
      break;
  }
  return cues;
}

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

SessionReport Session::record() const {
  SessionReport record;
  record.entries = entries_;
  record.end = end_;
  record.seconds = static_cast<int>(active_ms_ / kSecond);
  if (!ended()) {
    SessionEntry now = entry_;
    now.result = entry_ms_ > 0 ? SessionEntry::Result::part
                               : SessionEntry::Result::skipped;
    record.entries.push_back(now);
  }
  return record;
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
