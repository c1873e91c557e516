// What is asked matters.
#include <algorithm>

#include "backcoach/triage.hpp"
#include "differing.hpp"
#include "properties.hpp"

namespace backcoach::prove {
namespace {

/// Whether a plan for this person reads the answer itself.
bool read_by_plan(const KnowledgeBase& kb, FindingIndex finding) {
  const PlanRules& plan = kb.plan;
  return finding == plan.walking.minutes_finding ||
         finding == plan.rest.hours_finding ||
         finding == plan.day.minutes_finding ||
         finding == plan.day.equipment_finding;
}

/// "Some condition of a plan or an exercise comes out otherwise, for a person
/// who may have a plan."
Literal other_plan(Gates& gates, const KnowledgeBase& kb, const NetworkCopy& a,
                   const NetworkCopy& b) {
  std::vector<Literal> ways;
  for (const NodeIndex node : kb.network.plan) {
    ways.push_back(gates.differ(a.nodes[node].yes, b.nodes[node].yes));
  }
  return gates.all(
      {a.decision.permission, b.decision.permission, gates.any(ways)});
}

bool other_gate(const KnowledgeBase& kb, const Witness& w) {
  const engine::Evaluation before = on_engine(kb, w.answers);
  const engine::Evaluation after = on_engine(kb, w.then);
  return std::any_of(
      kb.network.plan.begin(), kb.network.plan.end(), [&](NodeIndex node) {
        return (before[node] == Truth::yes) != (after[node] == Truth::yes);
      });
}

/// Findings below a condition that the interview follows: an outcome that
/// raises urgency or forbids a plan, a row, or a condition of the plan.
std::vector<bool> can_be_asked(const KnowledgeBase& kb) {
  const Network& net = kb.network;
  std::vector<bool> below(net.nodes.size());
  for (const NodeIndex node : net.rows) below[node] = true;
  for (const NodeIndex node : net.plan) below[node] = true;
  for (const OutcomeNode& outcome : net.outcomes) {
    const bool followed =
        outcome.urgency > Urgency::self_care || outcome.plan_forbidden;
    if (followed) below[outcome.node] = true;
  }
  add_below(net, below);
  std::vector<bool> asked(kb.findings.size());
  for (std::size_t f = 0; f < asked.size(); ++f) {
    for (std::uint32_t i = net.leaf_start[f]; i < net.leaf_start[f + 1]; ++i) {
      if (below[net.leaves[i]]) asked[f] = true;
    }
  }
  return asked;
}

/// Whether other answers to `findings`, all else the same, can lead to another
/// decision or plan.
bool can_matter(Run& run, const std::vector<FindingIndex>& findings) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  Gates& gates = prover.gates();
  std::vector<std::pair<FindingIndex, AnswerLiterals>> changes;
  std::vector<Literal> answered;
  for (const FindingIndex finding : findings) {
    if (read_by_plan(kb, finding)) return true;
    changes.emplace_back(finding, prover.encoder().any_answer(finding));
    answered.push_back(prover.person().given[finding].answered);
    answered.push_back(changes.back().second.answered);
  }
  const NetworkCopy other = prover.encoder().with(prover.person(), changes);
  Query query;
  query.smallest = false;
  query.then = &other;
  query.all = answered;
  query.all.push_back(
      gates.any({other_urgency(gates, prover.person(), other),
                 gates.all({-prover.person().decision.needs_answers,
                            -other.decision.needs_answers,
                            gates.differ(prover.person().decision.plan_allowed,
                                         other.decision.plan_allowed)}),
                 other_stage(gates, kb, prover.person(), other)}));
  query.really = [&](const Witness& w) {
    const Decision a = triage(kb, w.answers);
    const Decision b = triage(kb, w.then);
    return a.urgency != b.urgency || a.plan_allowed != b.plan_allowed ||
           a.stage != b.stage || a.focus != b.focus;
  };
  if (prover.find(query).exists) return true;
  query.all = answered;
  query.all.push_back(other_plan(gates, kb, prover.person(), other));
  query.really = [&](const Witness& w) { return other_gate(kb, w); };
  return prover.find(query).exists;
}

}  // namespace

void every_question_matters(Run& run) {
  const Samples& samples = run.samples();
  for (const Question& question : run.kb().questions) {
    const bool shown = std::any_of(
        question.sets.begin(), question.sets.end(),
        [&](FindingIndex finding) { return samples.matters(finding); });
    Failure failure;
    failure.says = "No answer to this question can change anything.";
    run.subject(question.id, !shown && !can_matter(run, question.sets),
                std::move(failure));
  }
}

void asks_only_what_matters(Run& run) {
  const Samples& samples = run.samples();
  const std::vector<bool> asked = can_be_asked(run.kb());
  for (const Question& question : run.kb().questions) {
    for (const FindingIndex finding : question.sets) {
      if (!asked[finding]) continue;
      Failure failure;
      failure.says = "The question " + question.id +
                     " asks for it, and no answer can change anything.";
      run.subject(run.kb().findings[finding].id,
                  !samples.matters(finding) && !can_matter(run, {finding}),
                  std::move(failure));
    }
  }
}

}  // namespace backcoach::prove
