#include "letting_go.hpp"

#include <algorithm>

#include "../plan/person.hpp"
#include "past.hpp"

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
  const auto chosen = progress::flare_plan_told(finding, entries);
  if (!chosen) return lines;
  for (std::size_t v = 0; v < finding.values.size(); ++v) {
    if (plan::contains(*chosen, finding.values[v])) {
      lines.push_back(rules.flare_plan_lines[v]);
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
  const auto [first, last] = progress::scores_told(entries);
  return GoalProgress{goal->when.id, goal->when.text, first, last};
}

std::optional<std::vector<std::string>> progress::flare_plan_told(
    const Finding& finding, std::span<const DiaryEntry> entries) {
  std::optional<std::vector<std::string>> chosen;
  for (const DiaryEntry& entry : from_past(entries)) {
    if (const auto past = past_in(entry)) chosen = past->flare_plan;
    if (!std::holds_alternative<CheckinRecord>(entry.what)) continue;
    const DiaryValues& told = values(entry);
    const auto it = told.find(finding.id);
    if (it == told.end()) continue;
    const auto* words = std::get_if<std::vector<std::string>>(&it->second);
    if (words) chosen = *words;
  }
  return chosen;
}

std::pair<std::optional<double>, std::optional<double>> progress::scores_told(
    std::span<const DiaryEntry> entries) {
  std::optional<double> first;
  std::optional<double> last;
  for (const DiaryEntry& entry : from_past(entries)) {
    if (const auto past = past_in(entry)) {
      first = past->first_score;
      last = past->last_score;
    }
    if (!std::holds_alternative<CheckinRecord>(entry.what)) continue;
    constexpr double kNone = -1;
    const double score = number_in(values(entry), "activity_score", kNone);
    if (score < 0) continue;
    (first ? last : first) = score;
  }
  return {first, last};
}

}  // namespace backcoach
