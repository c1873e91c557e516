#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../plan/plan_support.hpp"
#include "backcoach/course.hpp"

namespace backcoach::test {
namespace {

using enum DayLight;

const KnowledgeBase& kb() { return shipped_knowledge_base(); }

Answers person() { return full_answers({{"onset_days", 20}, {"nprs_now", 4}}); }

std::vector<AheadDay> ahead(const Answers& answers, int days,
                            const std::vector<DayLight>& lights,
                            const std::vector<DiaryEntry>& diary = {}) {
  // The decision is that of the whole answers, also where some are taken away.
  return look_ahead(kb(), answers, triage(kb(), person()), request_for(1), days,
                    lights, diary);
}

double number(const AheadDay& day, const char* id) {
  const double* value = std::get_if<double>(&day.answers[finding(id)]);
  return value ? *value : -1;
}

}  // namespace

TEST_CASE("days ahead without a word on them are good ones", "[progress]") {
  const auto none = ahead(person(), 4, {});
  const auto good = ahead(person(), 4, {green});
  REQUIRE(none.size() == good.size());
  for (std::size_t i = 0; i < none.size(); ++i) {
    CHECK(none[i].course.walking == good[i].course.walking);
    CHECK(none[i].answers == good[i].answers);
  }
}

TEST_CASE("pain is taken to move as the days are like", "[progress]") {
  for (const DayLight light : {green, amber, red, missed}) {
    const auto days = ahead(person(), 2, {light});
    INFO(name(light));
    REQUIRE(days.size() == 2);
    CHECK(days[1].went == light);
    const AheadRules& rules = kb().plan.ahead;
    const double by = light == green   ? rules.green
                      : light == amber ? rules.amber
                      : light == red   ? rules.red
                                       : rules.missed;
    CHECK(number(days[1], "nprs_now") == std::round(4 + by));
    CHECK(number(days[1], "onset_days") == 21);
  }
}

TEST_CASE("pain that is not known is not made up", "[progress]") {
  Answers silent = person();
  silent.clear(finding("nprs_now"));
  silent.clear(finding("onset_days"));
  const auto days = ahead(silent, 5, {green});
  // What the decision needs is open then, so there is no plan for that day.
  REQUIRE(days.size() == 2);
  CHECK_FALSE(days[1].plan);
  CHECK(number(days[1], "nprs_now") == -1);
  CHECK(number(days[1], "onset_days") == -1);
}

TEST_CASE("the days ahead follow from the diary before them", "[progress]") {
  DiaryEntry first;
  first.date = "2026-11-19";
  first.at = "2026-11-19T08:00:00";
  TriageRecord record;
  record.origin = "triage";
  record.plan_allowed = true;
  first.what = record;
  const auto alone = ahead(person(), 2, {green});
  const auto known = ahead(person(), 2, {green}, {first});
  CHECK(number(alone[1], "days_since_plan_start") == 1);
  CHECK(number(known[1], "days_since_plan_start") == 3);
}

TEST_CASE("the days ahead go on from the course that was reached",
          "[progress]") {
  const auto permission = triage(kb(), person()).plan_permission();
  REQUIRE(permission);
  PlanRequest request = request_for(1);
  Course reached = first_course(kb(), person(), *permission, request.day);
  reached.day = 9;
  reached.walk_percent = 60;
  request.course = &reached;
  const auto days =
      look_ahead(kb(), person(), triage(kb(), person()), request, 2, {amber});
  REQUIRE(days.size() == 2);
  CHECK(days[0].course.walk_percent == 60);
  CHECK(days[1].course.day == 10);
  CHECK(days[1].course.walk_percent == 60);
}

TEST_CASE("there are no days ahead of a referral", "[progress]") {
  const Answers ill = full_answers({{"fever", "yes"}});
  CHECK(look_ahead(kb(), ill, triage(kb(), ill), request_for(1), 5, {green})
            .empty());
}

}  // namespace backcoach::test
