#include "../../support/catch.hpp"
#include "backcoach/render.hpp"
#include "plan_support.hpp"

// Days of people whose plans are told apart by clinical.md; the reason stands
// beside each.
namespace backcoach::test {
namespace {

Plan must_plan(const Json& changes,
               const PlanRequest& request = request_for(1)) {
  auto plan = plan_of(full_answers(changes), request);
  REQUIRE(plan.has_value());
  return *std::move(plan);
}

}  // namespace

TEST_CASE("strong new pain gets positions of ease with an end", "[plan]") {
  const Plan plan = must_plan({{"nprs_now", 8},
                               {"nprs_worst24", 8},
                               {"onset_days", 1},
                               {"rest_hours_used", 12}});
  REQUIRE(plan.stage == Stage::rest);
  CHECK(planned(plan, "rest_positions"));
  CHECK(planned(plan, "walk"));
  CHECK(plan.limits.rest_hours_left == 36);  // 48 less the 12 already used
  REQUIRE(plan.limits.rest_ends.has_value());
  CHECK(plan.limits.stretches == 0);
}

TEST_CASE("rest is over after 48 hours, whatever the answers were", "[plan]") {
  const Json strong = {{"nprs_now", 8},
                       {"nprs_worst24", 8},
                       {"onset_days", 1},
                       {"rest_hours_used", 0}};
  for (int day = 1; day <= 7; ++day) {
    const Plan plan = must_plan(strong, request_for(day));
    CAPTURE(day);
    if (day <= 2) {
      CHECK(plan.stage == Stage::rest);
    } else {
      CHECK(plan.stage == Stage::walk);
      CHECK_FALSE(planned(plan, "rest_positions"));
      CHECK(planned(plan, "bed_moves"));
    }
  }
}

TEST_CASE("a sore person walks several times, breaks up sitting and moves",
          "[plan]") {
  const Plan plan = must_plan({{"nprs_now", 6},
                               {"nprs_worst24", 6},
                               {"onset_days", 5},
                               {"walk_minutes", 6},
                               {"sitting_aggravated", "yes"}});
  REQUIRE(plan.stage == Stage::walk);
  CHECK(goes(plan)["walk"] >= 3);
  CHECK(plan.limits.sitting_minutes == 20);  // 2.13: 20 if sitting hurts
  for (const PlanItem& item : plan.items) {
    if (item.kind == ItemKind::walk) CHECK(item.dose.minutes <= 6);
  }
}

TEST_CASE("what the body cannot do is left out with its reason", "[plan]") {
  const Plan plan = must_plan({{"nprs_now", 3},
                               {"onset_days", 30},
                               {"walk_minutes", 20},
                               {"cannot_floor", "yes"},
                               {"cannot_kneel", "yes"}});
  for (const char* id : {"cat_camel", "bird_dog", "hipflexor_kneel"}) {
    CAPTURE(id);
    CHECK_FALSE(planned(plan, id));
    CHECK_FALSE(excluded_because(plan, id).empty());
  }
}

TEST_CASE("fragile bones keep bends and twists out", "[plan]") {
  const Plan plan = must_plan({{"age", 72},
                               {"nprs_now", 3},
                               {"onset_days", 400},
                               {"walk_minutes", 12},
                               {"osteoporosis", "yes"},
                               {"assessed_unchanged", "yes"}});
  for (const char* id : {"knee_to_chest", "childs_pose", "curl_up", "press_up",
                         "flexion_lying", "knee_rock"}) {
    CAPTURE(id);
    CHECK_FALSE(planned(plan, id));
  }
}

TEST_CASE("strength never falls on two days in a row", "[plan]") {
  const Json steady = {{"nprs_now", 3},     {"nprs_worst24", 4},
                       {"onset_days", 400}, {"walk_minutes", 30},
                       {"worsening", "no"}, {"assessed_unchanged", "yes"}};
  bool before = false;
  int strength_days = 0;
  for (int day = 1; day <= 14; ++day) {
    const Plan plan = must_plan(steady, request_for(day));
    REQUIRE(plan.stage == Stage::strength);
    int items = 0;
    for (const auto& [id, count] : goes(plan)) {
      const Exercise* card = shipped_knowledge_base().exercise(id);
      items += card->goal == "strength" ? 1 : 0;
    }
    CAPTURE(day);
    CHECK_FALSE((before && items > 0));
    before = items > 0;
    strength_days += before ? 1 : 0;
  }
  CHECK(strength_days == 6);  // 3 a week
}

TEST_CASE("no time at all still makes a small day", "[plan]") {
  PlanRequest request = request_for(1);
  request.minutes_available = 0;
  const Plan plan = must_plan({{"nprs_now", 3}, {"onset_days", 30}}, request);
  bool breaks = false;
  bool checkin = false;
  for (const PlanItem& item : plan.items) {
    CHECK(item.kind != ItemKind::exercise);
    breaks = breaks || item.kind == ItemKind::brk;
    checkin = checkin || item.kind == ItemKind::checkin;
  }
  // Walking is never taken out of the minutes for exercise.
  CHECK(goes(plan).at("walk") ==
        goes(must_plan({{"nprs_now", 3}, {"onset_days", 30}})).at("walk"));
  CHECK(breaks);
  CHECK(checkin);
}

TEST_CASE("an impossible day still makes a plan in order", "[plan]") {
  for (const int wake : {0, 420, 1380, 5000}) {
    for (const int bed : {0, 420, 421, 1439, -1}) {
      PlanRequest request = request_for(1);
      request.wake_minutes = wake;
      request.bed_minutes = bed;
      CAPTURE(wake, bed);
      const Plan plan = must_plan({{"nprs_now", 3}}, request);
      CHECK(std::is_sorted(
          plan.items.begin(), plan.items.end(),
          [](const PlanItem& a, const PlanItem& b) { return a.at < b.at; }));
      CHECK_FALSE(plan.items.empty());
    }
  }
}

TEST_CASE("the table of a day fits 24 lines of 80 columns", "[plan]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const int pain : {2, 3, 4, 6, 8}) {
    const Plan plan = must_plan({{"nprs_now", pain},
                                 {"onset_days", 30},
                                 {"walk_minutes", 20},
                                 {"rest_hours_used", 0}},
                                request_for(5));
    Document page = compose_plan(kb, plan, {});
    page.resize(3);
    const std::string text = render_text(page, {});
    CAPTURE(text);
    CHECK(std::count(text.begin(), text.end(), '\n') <= 24);
    CHECK(contains(text, "When"));  // a table, not a list
  }
}

}  // namespace backcoach::test
