#pragma once

#include <optional>

#include "backcoach/course.hpp"
#include "backcoach/diary.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// Where the diary says somebody stands on `today`: the course is walked again
/// from the first day of the plan, one day at a time, with the light that was
/// written down for each. A day that nobody told of counts as missed, and so do
/// the days of a referral.
/// \return empty when no decision of the diary allows a plan today.
[[nodiscard]] std::optional<Course> course_of(
    const Context& context, const KnowledgeBase& kb,
    const std::vector<DiaryEntry>& entries,
    std::chrono::year_month_day plan_start, std::chrono::year_month_day today,
    const Prescription* prescription);

}  // namespace backcoach::cli
