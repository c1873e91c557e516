// One day after another, with the plan of the day before made by hand.
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../plan/plan_support.hpp"
#include "backcoach/course.hpp"

namespace backcoach::test {
namespace {

using enum DayLight;

/// A permission is not put together by hand: the rules of a base in which every
/// row leads to this stage give it.
PlanPermission permission(Stage stage) {
  KnowledgeBase base = shipped_knowledge_base();
  for (Row& row : base.rows) {
    row.stage = stage;
    row.focus = base.stage(stage).focus;
  }
  return *triage(base, full_answers()).plan_permission();
}

/// Somebody in the middle of the way back.
Course at(Stage stage) {
  Course course;
  course.day = 10;
  course.stage = stage;
  course.walking = {1, 3, 4, 0};
  course.last_green = course.walking;
  course.walked = std::vector<int>(7, 12);
  return course;
}

Course next(const Course& before, DayLight light, Stage allowed,
            bool flare = false,
            const KnowledgeBase& kb = shipped_knowledge_base()) {
  return next_course(kb, before, Plan{}, light,
                     full_answers({{"onset_days", 60}, {"nprs_now", 3}}),
                     permission(allowed), flare);
}

const ProgressRules& rules() { return shipped_knowledge_base().plan.progress; }

}  // namespace

TEST_CASE("a stage goes up by one, after a good day only", "[progress]") {
  for (const DayLight light : {green, amber, red, missed}) {
    INFO(name(light));
    const Course after = next(at(Stage::walk), light, Stage::strength);
    CHECK(after.stage == (light == green ? Stage::mobility : Stage::walk));
    // Down at once, as far as the decision says.
    CHECK(next(at(Stage::strength), light, Stage::walk).stage == Stage::walk);
    // Rest ends when it must, and begins when it must.
    CHECK(next(at(Stage::rest), light, Stage::mobility).stage == Stage::walk);
    CHECK(next(at(Stage::mobility), light, Stage::rest).stage == Stage::rest);
  }
  CHECK(next(at(Stage::mobility), red, Stage::mobility).stage == Stage::walk);
}

TEST_CASE("the words of a stage need no place for its name", "[progress]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.plan.progress.words.stage_up = "Further.";
  const Course up =
      next(at(Stage::walk), green, Stage::mobility, /*flare=*/false, kb);
  CHECK(up.changes.front() == "Further.");
}

TEST_CASE("days missed take effect once, on the first of their days",
          "[progress]") {
  Course course = at(Stage::mobility);
  std::vector<std::string> said;
  for (int day = 1; day <= 9; ++day) {
    const Course before = course;
    course = next(before, missed, Stage::mobility);
    INFO("missed " << day);
    CHECK(course.walking.total() <= before.walking.total());
    CHECK(course.volume_percent <= before.volume_percent);
    CHECK((day == 1 || day == 3 || day == 7) == !course.changes.empty());
    CHECK(course.stage == (day < 7 ? Stage::mobility : Stage::walk));
  }
  // Whoever walks already has no stage to go back to.
  Course walking = at(Stage::walk);
  walking.lights = std::vector<DayLight>(6, missed);
  const Course again = next(walking, missed, Stage::walk);
  CHECK(again.stage == Stage::walk);
  CHECK(again.changes.size() == 1);
}

TEST_CASE("days of rest are no reason for more exercise", "[progress]") {
  Course resting = at(Stage::rest);
  resting.volume_days = 30;
  resting.volume_green_days = 30;
  CHECK(next(resting, green, Stage::rest).volume_percent == 100);
  Course active = at(Stage::mobility);
  active.volume_days = 30;
  active.volume_green_days = 30;
  CHECK(next(active, green, Stage::mobility).volume_percent > 100);
}

TEST_CASE("without a count of amber days nothing is taken away", "[progress]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.plan.progress.amber_in_a_row = 0;
  Course before = at(Stage::walk);
  before.lights = {amber, amber, amber};
  const Course after = next(before, amber, Stage::walk, false, kb);
  CHECK(after.walking == before.walking);
  CHECK(after.changes == std::vector{rules().words.hold});
}

TEST_CASE("a flare begins when it is told, whatever the day was like",
          "[progress]") {
  for (const DayLight light : {green, amber, red, missed}) {
    const Course flare =
        next(at(Stage::strength), light, Stage::strength, true);
    INFO(name(light));
    CHECK(flare.stage == Stage::flare);
    CHECK(flare.flare_day == 1);
    CHECK(flare.before_flare == Stage::strength);
  }
}

TEST_CASE("a flare before any good day starts from what was planned",
          "[progress]") {
  Course before = at(Stage::mobility);
  before.last_green = {};
  const Course flare = next(before, red, Stage::mobility, true);
  CHECK(flare.last_green == before.walking);
  CHECK(flare.walking.total() > 0);
  CHECK(flare.walking.total() <=
        std::max(before.walking.total(),
                 flare.walking.walks * flare.walking.minutes));
}

TEST_CASE("rest stands over a flare, and a lower decision over its end",
          "[progress]") {
  Course flare = at(Stage::flare);
  flare.flare_day = 1;
  flare.before_flare = Stage::maintain;
  CHECK(next(flare, amber, Stage::rest).stage == Stage::rest);
  // The way back begins below the stage before the flare, and never above the
  // decision.
  flare.flare_day = 2;
  const Stage back = next(flare, green, Stage::maintain).stage;
  CHECK(back > Stage::walk);
  CHECK(back < Stage::maintain);
  const Course low = next(flare, green, Stage::walk);
  CHECK(low.stage == Stage::walk);
  CHECK(low.flare_day == 3);
}

TEST_CASE("after its small days a flare needs good days to go on",
          "[progress]") {
  Course flare = at(Stage::flare);
  flare.before_flare = Stage::strength;
  flare.flare_day = 1;
  CHECK(next(flare, missed, Stage::strength).flare_day == 2);
  CHECK(next(flare, red, Stage::strength).flare_day == 1);
  flare.flare_day = 3;
  flare.stage = Stage::mobility;
  for (const DayLight light : {amber, red, missed}) {
    CHECK(next(flare, light, Stage::strength).flare_day == 3);
  }
  CHECK(next(flare, green, Stage::strength).flare_day == 4);
}

TEST_CASE("a base without a way out of a flare ends it", "[progress]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.plan.progress.flare.clear();
  CHECK(next(at(Stage::walk), red, Stage::walk, true, kb).flare_day == 0);
  // Only the small days are told: the day after them is an ordinary one.
  kb = shipped_knowledge_base();
  kb.plan.progress.flare.resize(1);
  const int last = kb.plan.progress.flare.front().days.high;
  REQUIRE(last > 0);
  Course flare = at(Stage::flare);
  flare.before_flare = Stage::mobility;
  flare.flare_day = last;
  const Course over = next(flare, green, Stage::walk, false, kb);
  CHECK(over.flare_day == 0);
  CHECK(over.stage == Stage::walk);
  // A first part that begins later leaves the first day without one.
  kb.plan.progress.flare.front().days.low = 2;
  CHECK(next(at(Stage::walk), red, Stage::walk, true, kb).flare_day == 0);
  flare.flare_day = 1;
  CHECK(next(flare, amber, Stage::walk, false, kb).flare_day == 0);
  // Bad days alone begin a flare only where the data says how many.
  kb = shipped_knowledge_base();
  Course bad = at(Stage::walk);
  bad.lights = {red, red};
  CHECK(next(bad, red, Stage::walk, false, kb).flare_day == 1);
  kb.plan.progress.flare_red_days = 0;
  CHECK(next(bad, red, Stage::walk, false, kb).flare_day == 0);
}

}  // namespace backcoach::test
