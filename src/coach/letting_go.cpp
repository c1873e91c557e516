#include "backcoach/letting_go.hpp"

#include <algorithm>

#include "../plan/person.hpp"

namespace backcoach {

bool is_let_go(const KnowledgeBase& kb, const Answers& answers) {
  return plan::Person(kb, answers).plainly(kb.plan.letting_go.when);
}

std::chrono::year_month_day next_checkin_after(
    const KnowledgeBase& kb, std::chrono::year_month_day last) {
  return std::chrono::sys_days(last) +
         std::chrono::days(kb.plan.letting_go.checkin_every_days);
}

std::vector<std::string> flare_plan_lines(const KnowledgeBase& kb,
                                          std::span<const DiaryEntry> entries) {
  const LettingGoRules& rules = kb.plan.letting_go;
  const Finding& finding = kb.findings[rules.flare_plan_finding];
  std::vector<std::string> lines;
  for (const DiaryEntry& entry : entries) {
    if (!std::holds_alternative<CheckinRecord>(entry.what)) continue;
    const DiaryValues& told = values(entry);
    const auto it = told.find(finding.id);
    if (it == told.end()) continue;
    const auto* chosen = std::get_if<std::vector<std::string>>(&it->second);
    if (!chosen) continue;
    lines.clear();
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      if (plan::contains(*chosen, finding.values[v])) {
        lines.push_back(rules.flare_plan_lines[v]);
      }
    }
  }
  return lines;
}

std::optional<GoalProgress> goal_progress(const KnowledgeBase& kb,
                                          const Answers& answers,
                                          std::span<const DiaryEntry> entries) {
  const plan::Person person(kb, answers);
  const auto goal = std::find_if(
      kb.plan.goals.begin(), kb.plan.goals.end(),
      [&](const GoalRule& one) { return person.plainly(one.when); });
  if (goal == kb.plan.goals.end()) return std::nullopt;
  GoalProgress out{goal->when.id, goal->when.text, {}, {}};
  for (const DiaryEntry& entry : entries) {
    if (!std::holds_alternative<CheckinRecord>(entry.what)) continue;
    constexpr double kNone = -1;
    const double score = number_in(values(entry), "activity_score", kNone);
    if (score < 0) continue;
    (out.first ? out.last : out.first) = score;
  }
  return out;
}

}  // namespace backcoach
