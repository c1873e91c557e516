#include "../../../src/coach/direction_test.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::test {
namespace {

Answers told(const Json& answers) {
  Answers out(shipped_knowledge_base().findings.size());
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const auto& [id, value] : answers.items()) {
    const FindingIndex index = finding(id);
    if (value.is_number()) {
      out.set(index, value.get<double>());
      continue;
    }
    const auto& values = kb.findings[index].values;
    const auto word = value.get<std::string>();
    for (std::size_t v = 0; v < values.size(); ++v) {
      if (values[v] == word) {
        out.set(index, Choice{static_cast<std::uint8_t>(v)});
      }
    }
  }
  return out;
}

DirectionOutcome outcome(const std::string& before, const std::string& after,
                         int pain_before, int pain_after,
                         const std::string& step = "same") {
  return direction_outcome(shipped_knowledge_base(),
                           told({{"test_point_before", before},
                                 {"test_point_after", after},
                                 {"test_pain_before", pain_before},
                                 {"test_pain_after", pain_after},
                                 {"test_step_1", step}}));
}

}  // namespace

TEST_CASE("where the pain went says what a test found", "[coach][direction]") {
  CHECK(outcome("calf", "buttock", 5, 5).result ==
        DirectionResult::centralised);
  // The back may ache more while the leg eases.
  CHECK(outcome("calf", "back", 4, 6).result == DirectionResult::centralised);
  CHECK(outcome("back", "none", 4, 0).result == DirectionResult::centralised);
  CHECK(outcome("back", "back", 5, 3).result == DirectionResult::eased);
  CHECK(outcome("back", "back", 5, 4).result == DirectionResult::no_change);
  CHECK(outcome("back", "back", 5, 7).result ==
        DirectionResult::peripheralised);
  CHECK(outcome("thigh", "calf", 5, 3).result ==
        DirectionResult::peripheralised);
}

TEST_CASE("only the leg and the nerves open the danger questions",
          "[coach][direction]") {
  CHECK(outcome("thigh", "calf", 5, 5).is_alarm());
  CHECK(outcome("calf", "calf", 5, 5, "further").further_down);
  CHECK(outcome("calf", "back", 5, 2, "numb").new_numbness);
  CHECK(outcome("calf", "back", 5, 2, "weak").new_weakness);
  CHECK_FALSE(outcome("back", "back", 5, 8).is_alarm());
}

TEST_CASE("who said that no side hurts more is asked again after the pause",
          "[coach][direction]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const DirectionRules& rules = kb.plan.direction;
  Plan plan;
  plan.stage = Stage::walk;
  plan.first_aid.phase = FirstAidPhase::find;
  const auto asks_for_side = [&](int days_ago) {
    Course course;
    course.day = rules.pause_days + rules.stop_days;
    for (std::size_t i = 0; i < rules.tests.size(); ++i) {
      if (!rules.tests[i].side.empty()) continue;
      course.directions.push_back({.day = course.day - 1,
                                   .test = i,
                                   .result = DirectionResult::no_change,
                                   .tested = true,
                                   .leg_clear = false,
                                   .middle = false});
    }
    course.directions.push_back({.day = course.day - days_ago,
                                 .test = 0,
                                 .result = DirectionResult::no_change,
                                 .tested = false,
                                 .leg_clear = false,
                                 .middle = true});
    const DirectionTestNow now = direction_test_now(
        kb, full_answers(), plan, course, Answers(kb.findings.size()));
    return !now.missing.empty() && now.missing.front() == rules.side;
  };
  CHECK_FALSE(asks_for_side(rules.pause_days - 1));
  CHECK(asks_for_side(rules.pause_days));
}

TEST_CASE("further down at a check-in drops what was found",
          "[coach][direction]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const std::chrono::sys_days first{std::chrono::year(2026) / 1 / 5};
  DiaryEntry session;
  session.date = "2026-01-05";
  session.what =
      SessionRecord{"finished",
                    {},
                    {{"direction_test", std::string("extension")},
                     {"direction_result", std::string("centralised")},
                     {"test_point_after", std::string("back")}}};
  DiaryEntry checkin;
  checkin.date = "2026-01-06";
  checkin.what =
      CheckinRecord{"", {{"leg_pain_further_down", std::string("yes")}}};
  const std::vector<DatedEntry> entries = {
      {&session, first}, {&checkin, first + std::chrono::days(1)}};
  const auto before = directions_told(kb, entries, first, first);
  REQUIRE(before.size() == 1);
  CHECK(before.front().leg_clear);
  CHECK(found_direction(before));
  const auto after =
      directions_told(kb, entries, first, first + std::chrono::days(1));
  CHECK_FALSE(found_direction(after));
  Answers answers(kb.findings.size());
  set_direction(kb, after, answers);
  CHECK(answers.answered(finding("direction_preference")));
}

}  // namespace backcoach::test
