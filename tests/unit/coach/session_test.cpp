#include "../../../src/coach/session.hpp"

#include <algorithm>
#include <numeric>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"

namespace backcoach {
namespace {

constexpr SessionTimes kTimes{5, 4, 30, 8, 3, 60, 10};

SessionCard card(const std::string& id, ItemDose dose) {
  SessionCard card;
  card.id = id;
  card.title = "Title of " + id;
  card.dose = dose;
  return card;
}

ItemDose holds(int reps, int seconds, bool per_side = false) {
  ItemDose dose;
  dose.reps = reps;
  dose.hold_seconds = seconds;
  dose.per_side = per_side;
  return dose;
}

ItemDose repeats(int sets, int reps) {
  ItemDose dose;
  dose.sets = sets;
  dose.reps = reps;
  return dose;
}

SessionScript script(std::vector<SessionCard> cards, std::size_t planned) {
  SessionScript script;
  script.cards = std::move(cards);
  script.order.resize(planned);
  std::iota(script.order.begin(), script.order.end(), std::size_t{0});
  script.times = kTimes;
  return script;
}

std::vector<SessionPart> parts_of(Session session) {
  std::vector<SessionPart> parts = {session.view().part};
  while (!session.ended()) {
    session.press(SessionKey::done);
    parts.push_back(session.view().part);
  }
  return parts;
}

TEST_CASE("holds on both sides, in order", "[session]") {
  using enum SessionPart;
  CHECK(parts_of(Session(script({card("a", holds(2, 10, true))}, 1))) ==
        std::vector{get_ready, hold, pause, hold, switch_sides, hold, pause,
                    hold, ended});
}

TEST_CASE("sets of repetitions with rest between", "[session]") {
  using enum SessionPart;
  CHECK(parts_of(Session(script({card("a", repeats(3, 8))}, 1))) ==
        std::vector{get_ready, reps, rest, reps, rest, reps, ended});
}

TEST_CASE("time alone runs a session to its end", "[session]") {
  Session session(script({card("a", holds(2, 10, true))}, 1));
  int seconds = 0;
  while (!session.ended() && seconds < 1000) {
    session.tick(1000);
    ++seconds;
  }
  // ready 5, per side 10 + 4 + 10, and 8 to change sides
  CHECK(seconds == 5 + 24 + 8 + 24);
  const SessionReport record = session.record();
  CHECK(record.end == SessionEnd::finished);
  CHECK(record.seconds == 61);
  REQUIRE(record.entries.size() == 1);
  CHECK(record.entries[0].result == SessionEntry::Result::done);
  CHECK(record.entries[0].reps == 4);
  CHECK(record.entries[0].sets == 1);
  CHECK(record.entries[0].seconds == 40);
}

TEST_CASE("long steps of time do the same as short ones", "[session]") {
  const auto run = [](int step) {
    Session session(
        script({card("a", holds(3, 7)), card("b", repeats(2, 5))}, 2));
    std::string heard;
    for (int i = 0; i < 10000000 / step && !session.ended(); ++i) {
      for (const SessionCue& cue : session.tick(step)) {
        // What is only said while counting depends on when one looks.
        if (cue.words.size() > 1 && !test::contains(cue.words, "left")) {
          heard += cue.words + "\n";
        }
      }
    }
    return heard + std::to_string(session.record().entries.size());
  };
  CHECK(run(10) == run(1000));
  CHECK(run(10) == run(1000000));
}

TEST_CASE("all that was planned is what is done in the end", "[session]") {
  ItemDose minutes;
  minutes.minutes = 3;
  Session session(script({card("a", holds(2, 10, true)),
                          card("b", repeats(2, 5)), card("c", minutes)},
                         3));
  while (!session.ended()) session.tick(1000);
  const SessionReport report = session.record();
  REQUIRE(report.entries.size() == 3);
  for (const SessionEntry& entry : report.entries) {
    INFO(entry.exercise);
    CHECK(entry.planned_sets == entry.sets);
    CHECK(entry.planned_reps == entry.reps);
    CHECK(entry.planned_seconds == entry.seconds);
  }
  CHECK(report.entries[0].planned_reps == 4);
  CHECK(report.entries[1].planned_reps == 10);
  CHECK(report.entries[2].planned_seconds == 180);
}

TEST_CASE("space stops time, and only time", "[session]") {
  Session session(script({card("a", holds(1, 10))}, 1));
  session.tick(2000);
  session.press(SessionKey::pause);
  CHECK(session.view().paused);
  CHECK(session.tick(100000).empty());
  CHECK(session.view().seconds_left == 3);
  session.press(SessionKey::pause);
  session.tick(1000);
  CHECK(session.view().seconds_left == 2);
}

TEST_CASE("plus gives ten seconds more", "[session]") {
  Session session(script({card("a", holds(1, 10))}, 1));
  session.tick(5000);
  CHECK(session.view().seconds_left == 10);
  session.press(SessionKey::more);
  CHECK(session.view().seconds_left == 20);
  session.tick(20000);
  CHECK(session.record().entries[0].seconds == 20);
}

TEST_CASE("next leaves the rest out and says so", "[session]") {
  Session session(script({card("a", holds(2, 10)), card("b", holds(1, 5))}, 2));
  session.press(SessionKey::next);
  CHECK(session.view().number == 2);
  session.tick(6000);
  session.press(SessionKey::next);
  CHECK(session.ended());
  const SessionReport record = session.record();
  REQUIRE(record.entries.size() == 2);
  CHECK(record.entries[0].result == SessionEntry::Result::skipped);
  CHECK(record.entries[1].result == SessionEntry::Result::part);
}

TEST_CASE("stopping keeps what was done", "[session]") {
  Session session(script({card("a", holds(1, 10)), card("b", holds(2, 10)),
                          card("c", holds(1, 5))},
                         3));
  session.tick(15000);  // a is done
  session.tick(5000 + 12000);
  session.press(SessionKey::stop);
  const SessionReport record = session.record();
  CHECK(record.end == SessionEnd::stopped);
  REQUIRE(record.entries.size() == 3);
  CHECK(record.entries[0].result == SessionEntry::Result::done);
  CHECK(record.entries[1].result == SessionEntry::Result::part);
  CHECK(record.entries[1].reps == 1);
  CHECK(record.entries[2].result == SessionEntry::Result::skipped);
}

TEST_CASE("something wrong ends it at once", "[session]") {
  Session session(
      script({card("a", holds(1, 10)), card("b", holds(1, 10))}, 2));
  session.tick(7000);
  session.press(SessionKey::wrong);
  CHECK(session.ended());
  CHECK(session.record().end == SessionEnd::wrong);
  CHECK(session.tick(100000).empty());
  CHECK(session.press(SessionKey::next).empty());
}

TEST_CASE("easier and swaps take the place of an exercise", "[session]") {
  std::vector<SessionCard> cards = {
      card("a", holds(2, 10)), card("easy", holds(1, 5)),
      card("other", repeats(1, 5)), card("third", repeats(1, 5))};
  cards[0].easier = 1;
  cards[0].swaps = {2, 3};
  cards[1].easier_words = "Do less.";
  Session session(script(cards, 1));
  CHECK(session.view().has_easier);
  CHECK(session.view().has_swap);
  session.press(SessionKey::easier);
  CHECK(session.view().card == 1);
  CHECK_FALSE(session.view().has_easier);
  session.press(SessionKey::swap);
  CHECK(session.view().card == 2);
  session.press(SessionKey::swap);
  CHECK(session.view().card == 3);
  session.press(SessionKey::swap);
  CHECK(session.view().card == 0);
  session.press(SessionKey::easier);
  while (!session.ended()) session.tick(1000);
  const SessionReport record = session.record();
  REQUIRE(record.entries.size() == 1);
  CHECK(record.entries[0].exercise == "easy");
  CHECK(record.entries[0].eased);
}

TEST_CASE("an empty session is over before it begins", "[session]") {
  Session session{SessionScript{}};
  CHECK(session.ended());
  CHECK(session.tick(1000).empty());
  CHECK(session.press(SessionKey::swap).empty());
  CHECK(session.view().part == SessionPart::ended);
  CHECK(session.record().entries.empty());
}

TEST_CASE("cues name the exercise, the side and the change", "[session]") {
  Session session(script({card("a", holds(1, 20, true))}, 1));
  std::string heard;
  while (!session.ended()) {
    for (const SessionCue& cue : session.tick(500)) heard += cue.words + "|";
  }
  CHECK(heard ==
        "3|2|1|Hold. 20 seconds.|10 seconds left.||Change sides: left "
        "side.|Hold. 20 seconds.|10 seconds left.||Done.|");
}

/// Anything may be pressed at any time.
TEST_CASE("random keys and times never break a session", "[session]") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    test::Random random(seed);
    std::vector<SessionCard> cards;
    const std::size_t count = 1 + random.below(6);
    for (std::size_t i = 0; i < count; ++i) {
      ItemDose dose;
      dose.sets = static_cast<int>(random.below(4));
      dose.reps = static_cast<int>(random.below(5));
      dose.hold_seconds = static_cast<int>(random.below(3)) * 10;
      dose.minutes = static_cast<int>(random.below(3));
      dose.per_side = random.below(2) == 0;
      cards.push_back(card("x" + std::to_string(i), dose));
      if (random.below(2) == 0) cards.back().easier = random.below(count);
      for (std::size_t s = 0; s < random.below(3); ++s) {
        cards.back().swaps.push_back(random.below(count));
      }
    }
    SessionScript made = script(cards, 1 + random.below(count));
    if (random.below(5) == 0) made.times = {};  // every part may be empty
    Session session(made);
    int seconds = 0;
    for (int event = 0; event < 400; ++event) {
      const SessionReport before = session.record();
      if (random.below(3) == 0) {
        // Ending keys are rare, so that long runs are seen as well.
        constexpr std::size_t kGoesOn = 6;
        const std::size_t keys = random.below(60) == 0 ? 8 : kGoesOn;
        session.press(static_cast<SessionKey>(random.below(keys)));
      } else {
        session.tick(static_cast<int>(random.below(30000)));
      }
      const SessionView view = session.view();
      const SessionReport now = session.record();
      REQUIRE(now.seconds >= seconds);
      seconds = now.seconds;
      REQUIRE(view.card < made.cards.size());
      REQUIRE(view.number >= 1);
      REQUIRE(view.number <= view.count);
      REQUIRE(view.seconds_left >= 0);
      REQUIRE((view.part == SessionPart::ended) == session.ended());
      REQUIRE(now.entries.size() + 1 >= before.entries.size());
      for (const SessionEntry& entry : now.entries) {
        REQUIRE(entry.reps >= 0);
        REQUIRE(entry.seconds <= now.seconds);
      }
      if (!session.ended()) continue;
      // Over is over, and each planned place is accounted for.
      REQUIRE(now.end != SessionEnd::running);
      REQUIRE(now.entries.size() >= made.order.size());
      session.press(SessionKey::swap);
      session.tick(1000);
      REQUIRE(session.record().entries.size() == now.entries.size());
      break;
    }
  }
}

TEST_CASE("a figure holds its last pose while a person holds", "[session]") {
  Figure figure;
  figure.motion = Motion::there_and_back;
  figure.seconds = 2;
  SessionView view;
  view.part = SessionPart::hold;
  view.moved_ms = 0;
  CHECK(figure_phase(figure, view, kTimes) == 0);
  view.moved_ms = 9000;
  CHECK(figure_phase(figure, view, kTimes) == 1);
  view.part = SessionPart::pause;
  CHECK(figure_phase(figure, view, kTimes) == 0);
}

Figure figure_of(Motion motion) {
  Figure figure;
  figure.motion = motion;
  figure.seconds = 2;
  figure.poses.resize(2);
  return figure;
}

TEST_CASE("a figure moves with what is done", "[session]") {
  const auto phase = [](Motion motion, SessionPart part, int ms,
                        SessionTimes times = kTimes) {
    SessionView view;
    view.part = part;
    view.moved_ms = ms;
    return figure_phase(figure_of(motion), view, times);
  };
  using enum SessionPart;
  // There in a hold, and back in what follows it.
  for (const SessionPart part : {pause, rest, switch_sides}) {
    CHECK(phase(Motion::there_and_back, part, 0) == 1);
    CHECK(phase(Motion::there_and_back, part, 1000) == 0.5);
    CHECK(phase(Motion::there_and_back, part, 9000) == 0);
    CHECK(phase(Motion::round, part, 1000) == 0);
  }
  CHECK(phase(Motion::round, hold, 1000) == 0.5);
  // A repeat of 3 seconds goes there and back.
  CHECK(phase(Motion::there_and_back, reps, 0) == 0);
  CHECK(phase(Motion::there_and_back, reps, 750) == 0.5);
  CHECK(phase(Motion::there_and_back, reps, 1500) == 1);
  CHECK(phase(Motion::there_and_back, reps, 2250) == 0.5);
  CHECK(phase(Motion::there_and_back, reps, 3000) == 0);
  CHECK(phase(Motion::round, reps, 1000) == 0.5);
  // Without a time for a repeat the figure keeps its own.
  CHECK(phase(Motion::there_and_back, reps, 3000, {}) == 0.5);
  // Before it begins, and in a time that is not counted, it just goes on.
  for (const SessionPart part : {get_ready, timer, ended}) {
    CHECK(phase(Motion::there_and_back, part, 1000) == 0.5);
    CHECK(phase(Motion::there_and_back, part, 3000) == 0.5);
    CHECK(phase(Motion::round, part, 3000) == 0.5);
  }
}

TEST_CASE("a screen says what comes next", "[session]") {
  ItemDose minutes;
  minutes.minutes = 2;
  minutes.per_side = true;
  ItemDose sets = repeats(2, 5);
  Session session(script(
      {card("a", holds(2, 10, true)), card("b", sets), card("c", minutes)}, 3));
  std::vector<std::string> said;
  while (!session.ended()) {
    said.push_back(session.view().next);
    session.press(SessionKey::done);
  }
  CHECK(said == std::vector<std::string>{
                    "hold, right side", "let go", "hold, right side",
                    "left side", "hold, left side", "let go", "hold, left side",
                    "Title of b", "start", "rest", "start", "Title of c",
                    "start, right side", "left side", "start, left side",
                    "the end"});
}

}  // namespace
}  // namespace backcoach
