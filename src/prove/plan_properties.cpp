// Properties of plans and exercises.
#include <algorithm>

#include "../plan/choose.hpp"
#include "backcoach/plan.hpp"
#include "eligibility.hpp"
#include "properties.hpp"

namespace backcoach::prove {
namespace {

using plan::contains;

/// Every "not sure" turned into a plain yes or no.
NetworkCopy settled(Prover& prover) {
  const KnowledgeBase& kb = prover.kb();
  Gates& gates = prover.gates();
  State state = prover.person().given;
  constexpr auto kNo = static_cast<std::size_t>(YesNo::no);
  constexpr auto kYes = static_cast<std::size_t>(YesNo::yes);
  constexpr auto kUnsure = static_cast<std::size_t>(YesNo::not_sure);
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    if (kb.findings[f].type != FindingType::yes_no) continue;
    std::vector<Literal>& value = state[f].value;
    const Literal yes = gates.solver().fresh();
    value[kYes] = gates.any({value[kYes], gates.all({value[kUnsure], yes})});
    value[kNo] = gates.any({value[kNo], gates.all({value[kUnsure], -yes})});
    value[kUnsure] = gates.no();
  }
  return prover.encoder().copy(std::move(state));
}

bool is_eligible(const KnowledgeBase& kb, const Answers& answers,
                 ExerciseIndex index) {
  const plan::Person person(kb, answers);
  return plan::exclusion(person, index).because.empty();
}

/// Whether the plan of these answers holds more rest than is left.
bool rests_too_long(const KnowledgeBase& kb, const Answers& answers) {
  constexpr double kMinutesPerHour = 60;
  const auto permission = triage(kb, answers).plan_permission();
  if (!permission) return false;
  PlanRequest request;
  request.date = std::chrono::year(2026) / std::chrono::January / 1;
  const Plan plan = build_plan(kb, answers, *permission, request);
  double minutes = 0;
  for (const PlanItem& item : plan.items) {
    if (item.kind == ItemKind::rest) minutes += item.lasts_minutes;
  }
  const double left = plan.limits.rest_hours_left * kMinutesPerHour;
  const bool told_to_rest = permission->stage() == Stage::rest && left <= 0;
  return told_to_rest || minutes > left;
}

/// How many different kinds of rest a day of this stage can hold.
int most_rests(const KnowledgeBase& kb, const StagePlan& stage) {
  int most = 0;
  for (const Slot& slot : stage.slots) {
    const bool listed = std::any_of(
        slot.exercises.begin(), slot.exercises.end(),
        [&](ExerciseIndex e) { return kb.exercises[e].kind == "rest"; });
    if (listed || contains(slot.kinds, "rest")) most += slot.count.high;
  }
  return most;
}

/// The hours of rest are used up, and the table says to rest all the same.
void check_cap_of_rows(Run& run) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  const RestRules& rest = kb.plan.rest;
  const AnswerLiterals& hours = prover.person().answers[rest.hours_finding];
  const std::size_t cap =
      prover.space().cell_of(rest.hours_finding, rest.max_hours);
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    if (kb.rows[r].stage != Stage::rest || cap == 0) continue;
    Query query;
    query.smallest = run.wants_answers();
    query.all = {prover.person().decision.row[r], hours.value[cap - 1]};
    query.really = [&](const Witness& w) {
      return rests_too_long(kb, w.answers);
    };
    Failure failure;
    failure.says = "The table says to rest when the " +
                   std::to_string(rest.max_hours) + " hours are used up.";
    failure.replay = Replay::triage;
    run.subject("decision." + kb.rows[r].id, prover.find(query),
                std::move(failure));
  }
}

/// Each kind of rest is cut to the hours that are left by itself, so two kinds
/// in one day could go beyond.
void check_two_rests(Run& run, const StagePlan& stage) {
  const KnowledgeBase& kb = run.kb();
  const std::string about = "stage." + std::string(name(stage.id));
  if (most_rests(kb, stage) < 2) {
    run.subject(about, false, {});
    return;
  }
  const Eligibility eligibility(kb, run.prover().gates(),
                                run.prover().person());
  std::vector<Literal> rests;
  for (std::size_t e = 0; e < kb.exercises.size(); ++e) {
    const auto index = static_cast<ExerciseIndex>(e);
    if (kb.exercises[e].kind != "rest") continue;
    if (!plan::in_stage(kb.exercises[e], stage.id)) continue;
    rests.push_back(run.prover().gates().all(
        {eligibility.in_plan(index), eligibility.eligible(index)}));
  }
  Query query;
  query.all = {run.prover().gates().at_least(2, rests)};
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    if (kb.rows[r].stage != stage.id) {
      query.all.push_back(-run.prover().person().decision.row[r]);
    }
  }
  query.really = [&](const Witness& w) {
    return rests_too_long(kb, w.answers);
  };
  Failure failure;
  failure.says = "Two kinds of rest in one day go beyond the hours left.";
  failure.replay = Replay::plan;
  run.subject(about, run.prover().find(query), std::move(failure));
}

}  // namespace

void no_avoided_exercise(Run& run) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  const Eligibility eligibility(kb, run.prover().gates(),
                                run.prover().person());
  const NetworkCopy plain = settled(prover);
  for (std::size_t e = 0; e < kb.exercises.size(); ++e) {
    const auto index = static_cast<ExerciseIndex>(e);
    const Exercise& card = kb.exercises[e];
    std::vector<Literal> avoided;
    for (const Gate& gate : card.avoid) {
      avoided.push_back(plain.nodes[kb.network.plan[gate.node]].yes);
    }
    Query query;
    query.smallest = run.wants_answers();
    query.all = {eligibility.in_plan(index), eligibility.eligible(index),
                 prover.gates().any(avoided)};
    query.then = &plain;
    query.really = [&](const Witness& w) {
      const auto permission = triage(kb, w.answers).plan_permission();
      return permission && plan::in_stage(card, permission->stage()) &&
             is_eligible(kb, w.answers, index) &&
             std::any_of(
                 card.avoid.begin(), card.avoid.end(), [&](const Gate& gate) {
                   const NodeIndex node = kb.network.plan[gate.node];
                   return truth_on_engine(kb, w.then, node) == Truth::yes;
                 });
    };
    Failure failure;
    failure.says = "It may be done, although a doubt can mean: ";
    const Found found = prover.find(query);
    for (const Gate& gate : card.avoid) {
      const NodeIndex node = kb.network.plan[gate.node];
      if (found.witness &&
          truth_on_engine(kb, found.witness->then, node) == Truth::yes) {
        failure.says += gate.text;
        break;
      }
    }
    failure.replay = Replay::plan;
    run.subject(card.id, found, std::move(failure));
  }
}

void rest_within_cap(Run& run) {
  check_cap_of_rows(run);
  for (const StagePlan& stage : run.kb().plan.stages) {
    check_two_rests(run, stage);
  }
}

}  // namespace backcoach::prove
