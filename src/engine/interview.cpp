#include "backcoach/interview.hpp"

#include <algorithm>

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

/// The question that sets `first`, with those of `open` that it also sets.
std::optional<NextQuestion> ask(const KnowledgeBase& kb, FindingIndex first,
                                const std::vector<FindingIndex>& open) {
  const std::vector<int> question = engine::question_of(kb);
  if (question[first] < 0) return std::nullopt;
  NextQuestion next;
  next.question = static_cast<std::uint16_t>(question[first]);
  for (const FindingIndex f : kb.questions[next.question].sets) {
    if (std::find(open.begin(), open.end(), f) != open.end()) {
      next.findings.push_back(f);
    }
  }
  return next;
}

}  // namespace

std::optional<NextQuestion> next_question(const KnowledgeBase& kb,
                                          const Answers& given) {
  const Answers answers = with_implied(kb, given);
  Evaluation decided(kb, Grading::worst_case);
  decided.decide(answers);
  Evaluation open(kb, Grading::open);
  open.decide(answers);

  std::vector<FindingIndex> grading = follow_ups(kb, answers, decided, open);
  if (!grading.empty()) {
    const std::vector<int> question = engine::question_of(kb);
    const FindingIndex first = *std::min_element(
        grading.begin(), grading.end(), [&](FindingIndex a, FindingIndex b) {
          return question[a] < question[b];
        });
    return ask(kb, first, grading);
  }
  const engine::Outcome outcome = engine::decide(kb, decided);
  if (outcome.urgency == Urgency::emergency) return std::nullopt;
  // What holds the decision open first; then answers that may be left out of
  // a file, but that the interview asks all the same.
  std::vector<FindingIndex> missing;
  const auto add_open = [&](const Evaluation& truth,
                            const engine::Outcome& against) {
    for (const engine::OpenFinding& finding :
         engine::open_findings(kb, truth, answers, against)) {
      const FindingIndex index = finding.finding;
      const bool may_ask =
          !answers.declined(index) && !kb.findings[index].asked_later;
      if (may_ask &&
          std::find(missing.begin(), missing.end(), index) == missing.end()) {
        missing.push_back(index);
      }
    }
  };
  if (outcome.status == Status::needs_answers) add_open(decided, outcome);
  // Together, so that a list is shown once with all of its signs.
  add_open(open, engine::decide(kb, open));
  if (missing.empty()) return std::nullopt;
  return ask(kb, missing.front(), missing);
}

}  // namespace backcoach
