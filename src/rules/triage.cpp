#include "backcoach/triage.hpp"

#include <algorithm>

#include "decide.hpp"
#include "reading.hpp"
#include "support.hpp"

namespace backcoach {
namespace {

using engine::Evaluation;
using engine::Grading;

Reason reason_for(const KnowledgeBase& kb, const Evaluation& truth,
                  const Answers& answers, const OutcomeNode& outcome) {
  std::vector<bool> marks(kb.findings.size());
  engine::deciding_findings(kb, truth, outcome.node, marks);
  return {outcome.rule, outcome.outcome, outcome.urgency,
          engine::answered_of(marks, answers, true)};
}

/// Every rule that holds, at its highest grade; worst first.
std::vector<Reason> reasons(const KnowledgeBase& kb, const Evaluation& truth,
                            const Answers& answers) {
  std::vector<Reason> found;
  std::vector<bool> seen(kb.rules.size());
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    if (seen[outcome.rule] || truth[outcome.node] != Truth::yes) continue;
    seen[outcome.rule] = true;
    found.push_back(reason_for(kb, truth, answers, outcome));
  }
  return found;
}

std::vector<FindingIndex> doubtful(const KnowledgeBase& kb,
                                   const Answers& answers) {
  std::vector<FindingIndex> found;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    const Answer& answer = answers[finding];
    if (const auto* yes_no = std::get_if<YesNo>(&answer)) {
      if (*yes_no == YesNo::not_sure || *yes_no == YesNo::prefer_not_to_say) {
        found.push_back(finding);
      }
    } else if (const auto* choice = std::get_if<Choice>(&answer)) {
      if (yes_no_named(kb.findings[i].values[choice->index])
              .value_or(YesNo::no) > YesNo::yes) {
        found.push_back(finding);
      }
    }
  }
  return found;
}

}  // namespace

/// The one place that may say of a decision that the rules made it.
class DecisionMaker {
 public:
  static void sign(Decision& decision) { decision.decided_by_rules_ = true; }
};

void Decision::forbid_plan() {
  plan_allowed = false;
  focus.reset();
  stage.reset();
  row.reset();
}

void Decision::make_smaller(const KnowledgeBase& kb, Stage to) {
  // Stages stand in the order of what they ask, but that a bad day comes first.
  const auto size = [](Stage one) {
    if (one == Stage::rest) return 0;
    return one == Stage::flare ? 1 : 1 + static_cast<int>(one);
  };
  if (!stage || size(*stage) <= size(to)) return;
  stage = to;
  focus = kb.stage(to).focus;
}

std::string_view Decision::decision() const {
  if (!plan_allowed || !focus) return "referral";
  return name(*focus);
}

std::optional<PlanPermission> Decision::plan_permission() const {
  if (!decided_by_rules_ || status != Status::decided || !plan_allowed ||
      !stage || !focus) {
    return std::nullopt;
  }
  return PlanPermission(*stage, *focus);
}

void engine::complete(const KnowledgeBase& kb, Answers& answers,
                      Evaluation& truth) {
  for (std::size_t i = 0; i < kb.implications.size(); ++i) {
    if (truth[kb.network.implications[i]] != Truth::yes) continue;
    for (const auto& [finding, value] : kb.implications[i].then) {
      if (answers.answered(finding)) continue;
      answers.set(finding, value);
      truth.change(answers, finding);
    }
  }
}

engine::Reading::Reading(const KnowledgeBase& base, const Answers& given)
    : kb(base), stated(given), completed(given), truth(base) {
  truth.worst.decide(completed);
  complete(kb, completed, truth.worst);
  truth.open.decide(completed);
}

Answers with_implied(const KnowledgeBase& kb, const Answers& answers) {
  Answers all = answers;
  if (kb.implications.empty()) return all;
  Evaluation truth(kb, Grading::worst_case);
  truth.decide(all);
  engine::complete(kb, all, truth);
  return all;
}

std::vector<std::size_t> conflicts(const KnowledgeBase& kb,
                                   const Answers& answers) {
  Evaluation truth(kb, Grading::worst_case);
  truth.decide(answers);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < kb.conflicts.size(); ++i) {
    if (truth[kb.network.conflicts[i]] == Truth::yes) found.push_back(i);
  }
  return found;
}

Decision engine::decision(const Reading& reading) {
  const auto& [kb, given, answers, truth] = reading;
  const engine::Outcome outcome = engine::decide(kb, truth);

  Decision decision;
  DecisionMaker::sign(decision);
  decision.status = outcome.status;
  decision.urgency = outcome.urgency;
  decision.because = reasons(kb, truth.worst, given);
  decision.not_sure = doubtful(kb, given);
  if (outcome.status == Status::needs_answers) {
    decision.missing = engine::missing_findings(kb, truth, answers);
    return decision;
  }
  decision.plan_allowed = outcome.plan_allowed;
  if (outcome.plan_allowed && outcome.row >= 0) {
    const Row& row = kb.rows[static_cast<std::size_t>(outcome.row)];
    decision.row = static_cast<std::uint16_t>(outcome.row);
    decision.focus = row.focus;
    decision.stage = row.stage;
  }
  return decision;
}

std::vector<FindingIndex> engine::row_answers(const Reading& reading,
                                              std::uint16_t row) {
  const KnowledgeBase& kb = reading.kb;
  std::vector<bool> marks(kb.findings.size());
  engine::deciding_findings(kb, reading.truth.worst, kb.network.rows[row],
                            marks);
  return engine::answered_of(marks, reading.stated, true);
}

Truth row_truth(const KnowledgeBase& kb, const Answers& given,
                std::uint16_t row) {
  Evaluation truth(kb, Grading::worst_case);
  truth.decide(with_implied(kb, given));
  return truth[kb.network.rows[row]];
}

std::vector<TraceStep> engine::trace(const Reading& reading) {
  const KnowledgeBase& kb = reading.kb;
  const Evaluation& truth = reading.truth.worst;
  std::vector<TraceStep> steps(kb.rules.size());
  std::vector<std::vector<bool>> marks(kb.rules.size());
  for (std::size_t r = 0; r < steps.size(); ++r) {
    steps[r].rule = static_cast<std::uint16_t>(r);
    steps[r].held = Truth::no;
    marks[r].resize(kb.findings.size());
  }
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    TraceStep& step = steps[outcome.rule];
    step.held = std::max(step.held, truth[outcome.node]);
    if (truth[outcome.node] == Truth::yes) {
      step.urgency = std::max(step.urgency, outcome.urgency);
    }
  }
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    if (truth[outcome.node] == steps[outcome.rule].held) {
      engine::deciding_findings(kb, truth, outcome.node, marks[outcome.rule]);
    }
  }
  for (std::size_t r = 0; r < steps.size(); ++r) {
    steps[r].deciding = engine::answered_of(marks[r], reading.stated, true);
    if (steps[r].held == Truth::unknown) {
      steps[r].open = engine::answered_of(marks[r], reading.completed, false);
    }
  }
  return steps;
}

}  // namespace backcoach
