#include "backcoach/checkin_question.hpp"

#include <algorithm>

#include "backcoach/checkin.hpp"

namespace backcoach {
namespace {

bool is_open(const KnowledgeBase& kb, const CheckinStep& step,
             const Answers& now) {
  const Question& question = question_of(kb, step);
  return std::any_of(question.sets.begin(), question.sets.end(),
                     [&](FindingIndex finding) {
                       return !now.answered(finding) && !now.declined(finding);
                     });
}

}  // namespace

std::optional<QuestionObject> checkin_question_object(
    const KnowledgeBase& kb, const CheckinStart& start,
    const std::vector<CheckinStep>& steps, const CheckinResult& so_far) {
  const auto next = next_checkin_question(kb, start, steps, so_far);
  if (!next) return std::nullopt;
  QuestionObject out;
  out.question = next->question;
  out.own = next->own;
  out.findings = next->next.findings;
  out.may_skip = next->question->may_skip;
  bool needed = false;
  for (const CheckinStep& step : steps) {
    if (!is_open(kb, step, so_far.now)) continue;
    ++out.at_most;
    needed = needed || step.required;
  }
  // A sign that is told may open every question of a triage.
  out.at_most += needed ? static_cast<int>(kb.questions.size())
                        : questions_left(kb, so_far.checked.answers).at_most;
  out.at_most = std::max(out.at_most, 1);
  out.may_stop = !needed && so_far.decision.status == Status::decided;
  return out;
}

}  // namespace backcoach
