#include "session.hpp"

#include <algorithm>

#include "parts.hpp"

namespace backcoach {

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

int Session::reps_in(const Piece& piece, const SessionCard& one) {
  if (piece.part == SessionPart::hold) return 1;
  return piece.part == SessionPart::reps ? std::max(1, one.dose.reps) : 0;
}

SessionEntry Session::fresh(const SessionCard& one) const {
  SessionEntry entry;
  entry.exercise = one.id;
  entry.eased = !one.easier_words.empty();
  entry.planned_sets = std::max(1, one.dose.sets);
  for (const Piece& piece : pieces_of(one)) {
    entry.planned_reps += reps_in(piece, one);
    if (is_work(piece.part)) entry.planned_seconds += piece.milliseconds;
  }
  entry.planned_seconds /= kSecond;
  return entry;
}

void Session::begin_card(Cues& cues) {
  pieces_ = pieces_of(card());
  piece_ = 0;
  entry_ = fresh(card());
  entry_ms_ = 0;
  begin_piece(cues);
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
    entry_.reps += reps_in(piece, card());
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
  entries_at_end_ = entries_.size();
  entry_.result =
      begun ? SessionEntry::Result::part : SessionEntry::Result::skipped;
  entries_.push_back(entry_);
  end_ = how;
  for (std::size_t rest = at_ + 1; rest < script_.order.size(); ++rest) {
    entries_.push_back(fresh(script_.cards[script_.order[rest]]));
  }
}

void Session::resume() {
  if (end_ != SessionEnd::wrong) return;
  end_ = SessionEnd::running;
  paused_ = true;
  // What was written down as left behind is still to be done.
  entries_.resize(entries_at_end_);
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

}  // namespace backcoach
