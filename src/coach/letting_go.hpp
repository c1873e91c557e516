/// \file
/// The end of the programme: when a plan for each day is not needed any more,
/// and what somebody wrote down for a bad day while well.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backcoach/diary.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach {

/// Whether the answers, with the history of the day, say so.
/// \source data/plan.json, letting_go
[[nodiscard]] bool is_let_go(const KnowledgeBase& kb, const Answers& answers);

/// The day of the next check-in of somebody who was let go.
[[nodiscard]] std::chrono::year_month_day next_checkin_after(
    const KnowledgeBase& kb, std::chrono::year_month_day last);

/// What the person means to do on a bad day, as written down last; empty when
/// nothing was.
[[nodiscard]] std::vector<std::string> flare_plan_lines(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries);

/// What somebody wants to get back to, and how well it goes: 0 = not at all,
/// 10 = as before.
struct GoalProgress {
  std::string id;
  std::string title;
  std::optional<double> first;  ///< told
  std::optional<double> last;   ///< told, on a later day
};

/// \return empty when nothing is wanted, or nobody told.
[[nodiscard]] std::optional<GoalProgress> goal_progress(
    const KnowledgeBase& kb, const Answers& answers,
    std::span<const DiaryEntry> entries);

}  // namespace backcoach
