#include <algorithm>
#include <set>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/session.hpp"

namespace backcoach {
namespace {

using test::full_answers;
using test::Json;
using test::shipped_knowledge_base;

Plan plan_of(const Answers& answers, const PlanPermission& permission) {
  PlanRequest request;
  request.date =
      std::chrono::year(2026) / std::chrono::November / std::chrono::day(21);
  return build_plan(shipped_knowledge_base(), answers, permission, request);
}

/// Everybody the plan tests know, with small changes.
std::vector<Answers> people() {
  std::vector<Answers> all;
  for (const Json& changes :
       {Json::object(), Json{{"cannot_kneel", "yes"}},
        Json{{"osteoporosis", "yes"}}, Json{{"age", 70}},
        Json{{"onset_days", 120}, {"nprs_now", 3}},
        Json{{"cannot_floor", "yes"}},
        Json{{"onset_days", 90}, {"nprs_now", 2}, {"wrist_pain", "yes"}}}) {
    all.push_back(full_answers(changes));
  }
  return all;
}

TEST_CASE("no card of a session is one the plan leaves out", "[session]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  std::size_t cards = 0;
  for (const Answers& answers : people()) {
    const Decision decision = triage(kb, answers);
    const auto permission = decision.plan_permission();
    if (!permission) continue;
    const Plan plan = plan_of(answers, *permission);
    std::set<ExerciseIndex> excluded;
    for (const Exclusion& one : plan.excluded) excluded.insert(one.exercise);
    for (int minute = 0; minute < 24 * 60; minute += 90) {
      const SessionScript script =
          session_of(kb, answers, *permission, plan, minute);
      for (const SessionCard& card : script.cards) {
        ++cards;
        INFO(card.id);
        CHECK_FALSE(excluded.contains(card.exercise));
        CHECK(card.id == kb.exercises[card.exercise].id);
        if (card.easier) CHECK(*card.easier < script.cards.size());
        for (const std::size_t swap : card.swaps) {
          CHECK(swap < script.cards.size());
        }
      }
      for (const std::size_t place : script.order) {
        CHECK(place < script.cards.size());
      }
    }
  }
  CHECK(cards > 50);
}

TEST_CASE("an easier form is never more", "[session]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = full_answers();
  const auto permission = triage(kb, answers).plan_permission();
  REQUIRE(permission);
  const Plan plan = plan_of(answers, *permission);
  const SessionScript script = session_of(kb, answers, *permission, plan, 540);
  REQUIRE_FALSE(script.order.empty());
  for (const SessionCard& card : script.cards) {
    if (!card.easier) continue;
    const SessionCard& easier = script.cards[*card.easier];
    INFO(card.id);
    CHECK_FALSE(easier.easier_words.empty());
    if (easier.exercise != card.exercise) continue;
    CHECK(easier.dose.reps <= card.dose.reps);
    CHECK(easier.dose.hold_seconds <= card.dose.hold_seconds);
    CHECK(easier.dose.sets <= card.dose.sets);
  }
}

TEST_CASE("nothing brings in another bend or one more stretch", "[session]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const Answers& answers : people()) {
    const auto permission = triage(kb, answers).plan_permission();
    if (!permission) continue;
    const Plan plan = plan_of(answers, *permission);
    const SessionScript script = session_of(kb, answers, *permission, plan, 0);
    const auto check = [&](const SessionCard& from, std::size_t to) {
      const Exercise& before = kb.exercises[from.exercise];
      const Exercise& after = kb.exercises[script.cards[to].exercise];
      INFO(before.id << " to " << after.id);
      CHECK((after.bends == "none" || after.bends == before.bends));
      CHECK((!after.static_stretch || before.static_stretch));
    };
    for (const SessionCard& card : script.cards) {
      for (const std::size_t swap : card.swaps) check(card, swap);
      if (card.easier) check(card, *card.easier);
    }
  }
}

TEST_CASE("a name picks that exercise, and only one of today", "[session]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = full_answers();
  const auto permission = triage(kb, answers).plan_permission();
  REQUIRE(permission);
  const Plan plan = plan_of(answers, *permission);
  const SessionScript walk =
      session_of(kb, answers, *permission, plan, 540, "walk");
  REQUIRE(walk.order.size() == 1);
  CHECK(walk.cards[walk.order[0]].id == "walk");
  CHECK(session_of(kb, answers, *permission, plan, 540, "side_plank_x")
            .order.empty());
}

TEST_CASE("the numbers of a session come from the data", "[session]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = full_answers();
  const auto permission = triage(kb, answers).plan_permission();
  REQUIRE(permission);
  const SessionScript script =
      session_of(kb, answers, *permission, plan_of(answers, *permission), 540);
  CHECK(script.times.get_ready == kb.plan.session.get_ready);
  CHECK(script.times.between_sets == kb.plan.day.seconds_between_sets);
  CHECK(script.times.more == kb.plan.session.more);
}

}  // namespace
}  // namespace backcoach
