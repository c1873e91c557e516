#include "backcoach/interview.hpp"

#include <algorithm>
#include <set>

#include "decide.hpp"
#include "support.hpp"

namespace backcoach {
namespace {

using engine::Evaluation;
using engine::Grading;

/// Grading answers that could make a sign already given milder.
std::vector<FindingIndex> follow_ups(const KnowledgeBase& kb,
                                     const Answers& answers,
                                     const Evaluation& decided,
                                     const Evaluation& open) {
  const engine::Outcome floor = engine::decide(kb, open);
  if (floor.urgency == Urgency::emergency) return {};
  std::vector<FindingIndex> found;
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    const bool hangs_on_grading = decided[outcome.node] == Truth::yes &&
                                  open[outcome.node] == Truth::unknown;
    if (!hangs_on_grading || !engine::can_matter(outcome, floor)) continue;
    std::vector<bool> marks(kb.findings.size());
    engine::deciding_findings(kb, open, outcome.node, marks);
    for (const FindingIndex f : engine::answered_of(marks, answers, false)) {
      const Finding& finding = kb.findings[f];
      const bool may_ask = finding.grading && !finding.asked_later;
      if (may_ask && !answers.declined(f)) found.push_back(f);
    }
  }
  return found;
}

/// The question that sets the first of `open` that any question sets, with
/// those of `open` that it also sets.
std::optional<NextQuestion> ask(const KnowledgeBase& kb,
                                const std::vector<FindingIndex>& open) {
  const std::vector<int> question = engine::question_of(kb);
  const auto first =
      std::find_if(open.begin(), open.end(),
                   [&](FindingIndex f) { return question[f] >= 0; });
  if (first == open.end()) return std::nullopt;
  NextQuestion next;
  next.question = static_cast<std::uint16_t>(question[*first]);
  for (const FindingIndex f : kb.questions[next.question].sets) {
    if (std::find(open.begin(), open.end(), f) != open.end()) {
      next.findings.push_back(f);
    }
  }
  return next;
}

/// What the interview may ask for of what holds `truth` open, worst first.
std::vector<FindingIndex> askable(const KnowledgeBase& kb,
                                  const Evaluation& truth,
                                  const Answers& answers) {
  std::vector<FindingIndex> found;
  for (const engine::OpenFinding& open :
       engine::open_findings(kb, truth, answers, engine::decide(kb, truth))) {
    const bool may_ask = !answers.declined(open.finding) &&
                         !kb.findings[open.finding].asked_later;
    if (may_ask) found.push_back(open.finding);
  }
  return found;
}

}  // namespace

std::optional<NextQuestion> next_question(const KnowledgeBase& kb,
                                          const Answers& given) {
  const Answers answers = with_implied(kb, given);
  engine::BothReadings truth(kb);
  truth.decide(answers);

  std::vector<FindingIndex> grading =
      follow_ups(kb, answers, truth.worst, truth.open);
  if (!grading.empty()) {
    const std::vector<int> question = engine::question_of(kb);
    std::stable_sort(grading.begin(), grading.end(),
                     [&](FindingIndex a, FindingIndex b) {
                       return question[a] < question[b];
                     });
    if (auto next = ask(kb, grading)) return next;
  }
  const engine::Outcome outcome = engine::decide(kb, truth.worst);
  if (outcome.urgency == Urgency::emergency) return std::nullopt;
  // What is open in the worse case too comes first; then answers that may be
  // left out of a file, but that the interview asks all the same. Together, so
  // that a list is shown once with all of its signs.
  std::vector<FindingIndex> missing;
  if (outcome.status == Status::needs_answers) {
    missing = askable(kb, truth.worst, answers);
  }
  for (const FindingIndex finding : askable(kb, truth.open, answers)) {
    if (std::find(missing.begin(), missing.end(), finding) == missing.end()) {
      missing.push_back(finding);
    }
  }
  return ask(kb, missing);
}

QuestionsLeft questions_left(const KnowledgeBase& kb, const Answers& given) {
  const Answers answers = with_implied(kb, given);
  Evaluation open(kb, Grading::open);
  open.decide(answers);
  const std::vector<int> question = engine::question_of(kb);
  std::set<int> left;
  for (const FindingIndex finding : askable(kb, open, answers)) {
    if (question[finding] >= 0) left.insert(question[finding]);
  }
  return {static_cast<int>(left.size()), engine::decide(kb, open).plan_allowed};
}

}  // namespace backcoach
