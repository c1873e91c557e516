#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/interview.hpp"
#include "backcoach/render.hpp"
#include "plan_support.hpp"

// Limits that a base may set and the shipped one does not, or not so tightly.
namespace backcoach::test {
namespace {

/// Plans that `kb` makes for people who get a plan.
std::vector<Plan> plans_of(const KnowledgeBase& kb, int people = 400) {
  std::vector<Plan> plans;
  Random random(71);
  for (int person = 0; person < people; ++person) {
    const Answers answers = random_complete(kb, random, 60);
    const auto permission = triage(kb, answers).plan_permission();
    if (!permission) continue;
    plans.push_back(build_plan(kb, answers, *permission, request_for(12)));
  }
  REQUIRE(plans.size() >= 20);
  return plans;
}

bool is_stretch(const PlanItem& item) {
  const Exercise* card = card_of(item);
  return card && card->static_stretch;
}

std::size_t different_stretches(const Plan& plan) {
  std::set<ExerciseIndex> different;
  for (const PlanItem& item : plan.items) {
    if (is_stretch(item)) different.insert(*item.exercise);
  }
  return different.size();
}

std::size_t most_stretches(const std::vector<Plan>& plans) {
  std::size_t most = 0;
  for (const Plan& plan : plans) {
    most = std::max(most, different_stretches(plan));
  }
  return most;
}

}  // namespace

TEST_CASE("a cap on stretches holds", "[plan]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.plan.exercises_at_most = 9;
  kb.plan.new_first_day = 9;
  REQUIRE(most_stretches(plans_of(kb)) > 1);
  SECTION("so many different ones a day") {
    for (StretchGate& gate : kb.plan.stretch_gates) {
      gate.max_different_per_day = 1;
    }
    CHECK(most_stretches(plans_of(kb)) == 1);
  }
  SECTION("so many under one gate") {
    for (StretchGate& gate : kb.plan.stretch_gates) gate.max_per_day = 1;
    CHECK(most_stretches(plans_of(kb)) == 1);
  }
  SECTION("none in a stage without stretching") {
    for (StagePlan& stage : kb.plan.stages) stage.stretching = false;
    CHECK(most_stretches(plans_of(kb)) == 0);
  }
}

TEST_CASE("stretches stand alone only where a base lets them", "[plan]") {
  KnowledgeBase kb = shipped_knowledge_base();
  // Nothing but stretches is left to choose.
  for (StagePlan& stage : kb.plan.stages) {
    std::erase_if(stage.slots, [&](const Slot& slot) {
      return std::find(slot.kinds.begin(), slot.kinds.end(), "exercise") ==
                 slot.kinds.end() ||
             slot.only_without_strength;
    });
  }
  const std::vector<Plan> forbidden = plans_of(kb);
  kb.plan.balance.stretch_only_plan = true;
  const std::vector<Plan> allowed = plans_of(kb);
  const auto alone = [](const std::vector<Plan>& plans) {
    return std::count_if(plans.begin(), plans.end(), [](const Plan& plan) {
      return different_stretches(plan) > 0 &&
             std::none_of(plan.items.begin(), plan.items.end(),
                          [](const PlanItem& item) {
                            return item.kind == ItemKind::walk ||
                                   (item.kind == ItemKind::exercise &&
                                    !is_stretch(item));
                          });
    });
  };
  CHECK(alone(forbidden) == 0);
  CHECK(alone(allowed) >= alone(forbidden));
}

TEST_CASE("a screen that is too small shows what is worth most", "[plan]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.plan.day.rows_at_most = 1;
  for (const Plan& plan : plans_of(kb)) {
    for (const Block& block : compose_plan(kb, plan, {})) {
      if (block.kind == Block::Kind::table) CHECK(block.rows.size() == 2);
    }
  }
}

TEST_CASE("a stage that wants nothing asks nothing", "[plan]") {
  KnowledgeBase kb = shipped_knowledge_base();
  for (StagePlan& stage : kb.plan.stages) {
    for (Slot& slot : stage.slots) slot.count = {};
  }
  Random random(72);
  int people = 0;
  for (int person = 0; person < 60; ++person) {
    Answers answers = random_complete(kb, random, 60);
    const Decision decision = triage(kb, answers);
    if (!decision.plan_permission()) continue;
    ++people;
    CHECK_FALSE(next_plan_question(kb, answers, decision));
  }
  CHECK(people >= 5);
}

}  // namespace backcoach::test
