// Any bytes as the events of a guided session, one each: keys, and time that
// passes. What it shows always makes sense, and done is never more than all.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <numeric>

#include "../../src/coach/session.hpp"

namespace {

using namespace backcoach;  // NOLINT

constexpr std::size_t kShape = 8;  // bytes that say what the session is like

SessionCard card_of(std::size_t number, std::uint8_t shape) {
  SessionCard card;
  card.id = "card" + std::to_string(number);
  card.title = "Card " + std::to_string(number);
  card.dose.sets = shape % 4;
  card.dose.reps = (shape >> 2U) % 5;
  card.dose.hold_seconds = (shape & 0x20U) != 0 ? 10 : 0;
  card.dose.per_side = (shape & 0x40U) != 0;
  card.dose.minutes = (shape & 0x80U) != 0 ? 2 : 0;
  return card;
}

SessionScript script_of(const std::uint8_t* data) {
  SessionScript script;
  for (std::size_t i = 0; i < 6; ++i) {
    script.cards.push_back(card_of(i, data[i]));
  }
  script.order.resize(data[6] % 4U);
  std::iota(script.order.begin(), script.order.end(), std::size_t{0});
  if ((data[7] & 1U) != 0) script.cards[0].easier = 3;
  if ((data[7] & 2U) != 0) script.cards[1].swaps = {4, 5};
  if ((data[7] & 4U) != 0) script.cards[0].swaps = {5};
  script.times = (data[7] & 8U) != 0 ? SessionTimes{}
                                     : SessionTimes{5, 4, 30, 8, 3, 60, 10};
  return script;
}

void look(const Session& session) {
  const SessionView view = session.view();
  const SessionReport report = session.record();
  const bool sane = view.seconds_left >= 0 && view.moved_ms >= 0 &&
                    report.seconds >= 0 && report.end == view.end &&
                    (view.end != SessionEnd::running) == session.ended();
  if (!sane) std::abort();
  if (!session.ended()) {
    if (view.card >= session.script().cards.size()) std::abort();
    if (view.number < 1 || view.number > view.count) std::abort();
  }
  for (const SessionEntry& entry : report.entries) {
    if (entry.sets < 0 || entry.reps < 0 || entry.seconds < 0) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  if (size < kShape) return 0;
  Session session(script_of(data));
  look(session);
  for (std::size_t i = kShape; i < size; ++i) {
    const bool over = session.ended();
    const int before = session.record().seconds;
    if (data[i] < 8) {
      (void)session.press(static_cast<SessionKey>(data[i]));
    } else {
      (void)session.tick((data[i] - 8) * (data[i] - 8));
    }
    look(session);
    if (over && !session.ended()) std::abort();
    if (session.record().seconds < before) std::abort();
  }
  return 0;
}
