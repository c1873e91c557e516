#include "../../../src/plan/first_aid.hpp"

#include "../../support/catch.hpp"
#include "plan_support.hpp"

namespace backcoach::test {
namespace {

constexpr int kWaking = 16 * 60;

const DirectionRules& rules() {
  return shipped_knowledge_base().plan.direction;
}

std::size_t test_named(std::string_view id) {
  for (std::size_t i = 0; i < rules().tests.size(); ++i) {
    if (rules().tests[i].id == id) return i;
  }
  FAIL("there is no test " << id);
  return 0;
}

DirectionTold told(int day, std::string_view id, DirectionResult result,
                   bool leg_clear = false) {
  return {day, test_named(id), result, /*tested=*/true, leg_clear, false};
}

FirstAid on(int day, std::vector<DirectionTold> directions,
            const Json& changes = Json::object(), bool works = false) {
  const plan::Person person(shipped_knowledge_base(), full_answers(changes));
  Course course;
  course.day = day;
  course.directions = std::move(directions);
  return plan::first_aid(person, course, Stage::walk, kWaking, works);
}

}  // namespace

TEST_CASE("a movement that was found is used, faded and given up",
          "[plan][first_aid]") {
  const auto found = told(1, "extension", DirectionResult::centralised);
  CHECK(on(1, {found}).phase == FirstAidPhase::treat);
  CHECK(on(1, {found}).times_per_day == 6);
  CHECK(on(1, {found}, Json::object(), /*works=*/true).times_per_day == 4);
  CHECK(on(7, {found}).phase == FirstAidPhase::treat);
  CHECK(on(8, {found}).phase == FirstAidPhase::fade);
  CHECK(on(8, {found}).times_per_day == 3);
  CHECK(on(15, {found}).times_per_day == 2);
  CHECK(on(43, {found}).phase == FirstAidPhase::none);
}

TEST_CASE("it is tested again every 2 days", "[plan][first_aid]") {
  const auto found = told(1, "extension", DirectionResult::centralised);
  CHECK(on(2, {found}).test_day == 3);
  CHECK(on(3, {found}).test_day == 3);
  const auto again = told(3, "extension", DirectionResult::centralised);
  CHECK(on(4, {found, again}).test_day == 5);
}

TEST_CASE("a clear leg ends the full dose from day 3 on, not before",
          "[plan][first_aid]") {
  const auto found = told(1, "extension", DirectionResult::centralised);
  const auto early = told(3, "extension", DirectionResult::centralised, true);
  const auto late = told(4, "extension", DirectionResult::centralised, true);
  CHECK(on(4, {found, early}).phase == FirstAidPhase::treat);
  CHECK(on(4, {found, late}).phase == FirstAidPhase::fade);
  const auto nothing = told(3, "extension", DirectionResult::no_change);
  CHECK(on(3, {found, nothing}).phase == FirstAidPhase::fade);
}

TEST_CASE("a direction that made worse is dropped for 7 days",
          "[plan][first_aid]") {
  const std::vector<DirectionTold> story = {
      told(1, "extension", DirectionResult::centralised),
      told(3, "extension", DirectionResult::peripheralised)};
  CHECK_FALSE(found_direction(story));
  const FirstAid after = on(4, story);
  CHECK(after.found_day == 0);
  CHECK(after.test != test_named("extension"));
}

TEST_CASE("three tests without a direction are followed by 14 days without one",
          "[plan][first_aid]") {
  const std::vector<DirectionTold> story = {
      told(1, "extension", DirectionResult::no_change),
      told(2, "side_left", DirectionResult::no_change),
      told(3, "flexion", DirectionResult::no_change)};
  CHECK(on(4, story).phase == FirstAidPhase::pause);
  CHECK(on(16, story).phase == FirstAidPhase::pause);
  CHECK(on(17, story).phase == FirstAidPhase::find);
}

TEST_CASE("one direction a day, and one way of gliding a round",
          "[plan][first_aid]") {
  const auto first = told(1, "extension", DirectionResult::no_change);
  CHECK(on(1, {first}).test_day == 2);
  const auto second = told(2, "side_left", DirectionResult::no_change);
  // Bending waits while a strain is new.
  const Json later = {{"onset_days", 20}, {"flexion_aggravated", "no"}};
  CHECK(on(3, {first, second}, later).test == test_named("flexion"));
}

TEST_CASE("what hurts is tried last, and a back that leans sideways first",
          "[plan][first_aid]") {
  const auto order = [](const Json& changes) {
    const plan::Person person(shipped_knowledge_base(), full_answers(changes));
    return plan::tests_for(person);
  };
  CHECK(order(Json::object()).front() == test_named("extension"));
  CHECK(order({{"extension_aggravated", "yes"}}).back() ==
        test_named("extension"));
  CHECK(order({{"osteoporosis", "yes"}}).empty());
  CHECK(order({{"nprs_now", 8}, {"nprs_worst24", 8}}).empty());
}

TEST_CASE("no row of the day is also an exercise of it", "[plan][first_aid]") {
  for (const char* direction : {"untested", "extension", "flexion"}) {
    const auto plan = plan_of(
        full_answers({{"direction_preference", direction}, {"onset_days", 3}}));
    REQUIRE(plan);
    for (const char* id : {"press_up", "prone_lying", "flexion_lying"}) {
      const auto counts = goes(*plan);
      const auto it = counts.find(id);
      CHECK((it == counts.end() || it->second == 1));
    }
  }
}

}  // namespace backcoach::test
