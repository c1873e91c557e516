/// \file
/// From the entries of a diary to the course of a day.
#pragma once

#include <span>

#include "backcoach/course.hpp"
#include "backcoach/diary.hpp"

namespace backcoach {

/// Where the diary says somebody stands on `today`: the course is walked again
/// from the first day of the plan, one day at a time, with the light that was
/// written down for each. A day that nobody told of counts as missed, and so do
/// the days of a referral.
/// \param entries     in the order of the diary.
/// \param plan_start  the first day of the plan.
/// \param usual       what is the same on every day: times and prescription.
/// \return empty when no decision of the diary allows a plan today.
[[nodiscard]] std::optional<Course> course_of(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
    std::chrono::year_month_day plan_start, std::chrono::year_month_day today,
    const PlanRequest& usual);

/// The exercises that were planned for the day before `today`, walking among
/// them; empty when there was no plan.
[[nodiscard]] std::vector<ExerciseIndex> planned_before(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
    std::chrono::year_month_day plan_start, std::chrono::year_month_day today);

}  // namespace backcoach
