#include <algorithm>
#include <set>

#include "../../../src/coach/session.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"

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

/// The whole session of an ordinary person, with a base that was changed.
SessionScript whole_script(const KnowledgeBase& changed, const Plan& plan) {
  const Answers answers = full_answers();
  const auto permission =
      triage(shipped_knowledge_base(), answers).plan_permission();
  REQUIRE(permission);
  return session_of(changed, answers, *permission, plan, 0);
}

Plan ordinary_plan() {
  const Answers answers = full_answers();
  const auto permission =
      triage(shipped_knowledge_base(), answers).plan_permission();
  REQUIRE(permission);
  return plan_of(answers, *permission);
}

std::size_t swaps_in(const SessionScript& script) {
  std::size_t count = 0;
  for (const SessionCard& card : script.cards) count += card.swaps.size();
  return count;
}

/// Changes every exercise that the day does not hold.
template <class Change>
KnowledgeBase with_others(const Plan& plan, Change change) {
  KnowledgeBase changed = shipped_knowledge_base();
  for (std::size_t i = 0; i < changed.exercises.size(); ++i) {
    const bool planned =
        std::any_of(plan.items.begin(), plan.items.end(),
                    [&](const PlanItem& item) { return item.exercise == i; });
    if (!planned) {
      change(changed, static_cast<ExerciseIndex>(i));
    }
  }
  return changed;
}

TEST_CASE("what takes a place keeps the limits of the day", "[session]") {
  const Plan plan = ordinary_plan();
  REQUIRE(swaps_in(whole_script(shipped_knowledge_base(), plan)) > 0);
  const auto swaps = [&](auto change) {
    return swaps_in(whole_script(with_others(plan, change), plan));
  };
  CHECK(swaps([](KnowledgeBase& kb, ExerciseIndex i) {
          kb.exercises[i].bends = "another way";
        }) == 0);
  CHECK(swaps([](KnowledgeBase& kb, ExerciseIndex i) {
          kb.exercises[i].kind = "another kind";
        }) == 0);
  CHECK(swaps([](KnowledgeBase& kb, ExerciseIndex i) {
          kb.plan.never_by_default.push_back(i);
        }) == 0);
  // A stretch may stand for a stretch only, a bend for the same bend.
  const auto stretch = [](KnowledgeBase& kb, ExerciseIndex i) {
    kb.exercises[i].static_stretch = true;
  };
  const SessionScript stretched =
      whole_script(with_others(plan, stretch), plan);
  for (const SessionCard& card : stretched.cards) {
    if (card.swaps.empty()) continue;
    INFO(card.id);
    CHECK(shipped_knowledge_base().exercises[card.exercise].static_stretch);
  }
  KnowledgeBase same = shipped_knowledge_base();
  for (Exercise& exercise : same.exercises) exercise.bends = "one way";
  CHECK(swaps_in(whole_script(same, plan)) >=
        swaps_in(whole_script(shipped_knowledge_base(), plan)));
}

TEST_CASE("a change for this person is told once", "[session]") {
  KnowledgeBase twice = shipped_knowledge_base();
  for (Exercise& exercise : twice.exercises) {
    const std::vector<Gate> care = exercise.care;
    exercise.care.insert(exercise.care.end(), care.begin(), care.end());
  }
  std::size_t told = 0;
  for (const Answers& answers : people()) {
    const auto permission = triage(twice, answers).plan_permission();
    if (!permission) continue;
    const Plan plan = plan_of(answers, *permission);
    for (const SessionCard& card :
         session_of(twice, answers, *permission, plan, 0).cards) {
      told += card.care.size();
      CHECK(std::set(card.care.begin(), card.care.end()).size() ==
            card.care.size());
    }
  }
  CHECK(told > 0);
}

TEST_CASE("an easier form is offered where there is one that is allowed",
          "[session]") {
  const Plan plan = ordinary_plan();
  const auto easier_of = [&](const KnowledgeBase& kb) {
    const SessionScript script = whole_script(kb, plan);
    return std::count_if(
        script.cards.begin(), script.cards.end(),
        [](const SessionCard& card) { return card.easier.has_value(); });
  };
  KnowledgeBase changed = shipped_knowledge_base();
  CHECK(easier_of(changed) > 0);
  for (Exercise& exercise : changed.exercises) exercise.easier_text.clear();
  CHECK(easier_of(changed) == 0);
  // Another exercise that would bend the back in another way is no easier form.
  changed = shipped_knowledge_base();
  for (Exercise& exercise : changed.exercises) {
    exercise.easier_text = "Do less.";
    exercise.easier_exercise = "sit_to_stand";
  }
  const Exercise* easier = changed.exercise("sit_to_stand");
  REQUIRE(easier);
  const auto index =
      static_cast<std::size_t>(easier - changed.exercises.data());
  CHECK(easier_of(changed) > 0);
  changed.exercises[index].bends = "another way";
  CHECK(easier_of(changed) == 0);
}

TEST_CASE("an exercise this person may not do is no easier form", "[session]") {
  KnowledgeBase changed = shipped_knowledge_base();
  const Plan plan = ordinary_plan();
  const Answers answers = full_answers();
  const auto permission = triage(changed, answers).plan_permission();
  std::set<std::string> excluded;
  std::string one;
  for (const Exclusion& exclusion : plan.excluded) {
    one = changed.exercises[exclusion.exercise].id;
    excluded.insert(one);
  }
  if (one.empty()) return;  // nothing is closed to this person
  for (Exercise& exercise : changed.exercises) {
    exercise.bends = "none";
    exercise.static_stretch = false;
    exercise.easier_text = "Do less.";
    exercise.easier_exercise = one;
  }
  for (const SessionCard& card :
       session_of(changed, answers, *permission, plan, 0).cards) {
    CHECK_FALSE(excluded.contains(card.id));
    CHECK_FALSE(card.easier);
  }
}

TEST_CASE("what has nothing to count is not guided", "[session]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Plan plan = ordinary_plan();
  const auto guided = std::find_if(
      plan.items.begin(), plan.items.end(), [](const PlanItem& item) {
        return item.exercise && item.kind == ItemKind::exercise;
      });
  REQUIRE(guided != plan.items.end());
  PlanItem item = *guided;
  const auto cards = [&](ItemDose dose) {
    item.dose = dose;
    plan.items = {item};
    return whole_script(kb, plan).order.size();
  };
  CHECK(cards({}) == 0);
  ItemDose dose;
  dose.sets = 1;
  CHECK(cards(dose) == 1);
  dose = {};
  dose.hold_seconds = 10;
  CHECK(cards(dose) == 1);
  dose = {};
  dose.minutes = 3;
  CHECK(cards(dose) == 1);
  // Something to read is no exercise.
  item.exercise.reset();
  CHECK(cards(dose) == 0);
  plan.items.clear();
  CHECK(whole_script(kb, plan).order.empty());
}

}  // namespace
}  // namespace backcoach
