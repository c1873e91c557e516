#include "checkin_question.hpp"

#include <algorithm>

#include "checkin.hpp"

namespace backcoach {
std::optional<QuestionObject> checkin_question_object(
    const KnowledgeBase& kb, const CheckinStart& start,
    const std::vector<CheckinStep>& steps, const CheckinResult& so_far) {
  const auto next =
      next_checkin_question(kb, start, steps, so_far, /*more=*/true);
  if (!next) return std::nullopt;
  QuestionObject out;
  out.question = next->question;
  out.own = next->own;
  out.findings = next->next.findings;
  out.may_skip = next->question->may_skip;
  bool needed = false;
  for (const CheckinStep& step : steps) {
    if (is_answered(asked_by(kb, steps, step), so_far.now)) continue;
    ++out.at_most;
    needed = needed || (step.required &&
                        is_due(step, so_far.now, so_far.now, std::nullopt));
  }
  // A sign that is told may open every question of a triage.
  out.at_most += needed ? static_cast<int>(kb.questions.size())
                        : questions_left(kb, so_far.checked.answers).at_most;
  out.at_most = std::max(out.at_most, 1);
  out.may_stop = !needed && so_far.decision.status == Status::decided;
  return out;
}

std::string done_the_day_before(const KnowledgeBase& kb,
                                const CheckinStart& start) {
  const std::chrono::sys_days before =
      std::chrono::sys_days(start.date) - std::chrono::days(1);
  std::vector<std::string> names;
  for (const DiaryEntry& entry : start.entries) {
    const auto* session = std::get_if<SessionRecord>(&entry.what);
    if (!session || day_of(entry.date) != before) continue;
    for (const SessionExercise& one : session->exercises) {
      const bool done =
          one.done_sets > 0 || one.done_reps > 0 || one.done_seconds > 0;
      const Exercise* exercise = kb.exercise(one.exercise);
      if (!done || !exercise) continue;
      // A name without what stands in brackets.
      std::string name = exercise->name.substr(0, exercise->name.find(" ("));
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
  }
  if (names.empty()) return {};
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " and " : ", ";
    list += names[i];
  }
  return "The day before, you did: " + list + ".";
}

}  // namespace backcoach
