#pragma once

#include <array>
#include <string_view>

namespace backcoach::load {

/// The answers that the program itself reads by name, beside what rules and
/// plans ask for. A base without one would answer "no" to every question about
/// it, which nobody would see, so it is not used.
/// \test tests/unit/kb/needed_test.cpp finds each name in the sources here
inline constexpr auto kNeeded =
    std::to_array<std::string_view>({"activity_score",
                                     "age",
                                     "alarm_during_exercise",
                                     "cancer_ever",
                                     "exercise_before",
                                     "exercise_during",
                                     "exercise_morning",
                                     "hurt_exercises",
                                     "improving",
                                     "leg_pain_further_down",
                                     "main_site",
                                     "new_leg",
                                     "new_numbness",
                                     "new_weakness",
                                     "nprs_now",
                                     "nprs_worst24",
                                     "onset_days",
                                     "provoke_effort",
                                     "seen_exercise",
                                     "seen_since",
                                     "seen_worse",
                                     "settle_time",
                                     "sex",
                                     "told_no_exercise",
                                     "walk_minutes",
                                     "walked_minutes",
                                     "went=a_bit",
                                     "went=more",
                                     "went=none",
                                     "went=well"});

/// The measures that the program takes from a diary. One that it does not know
/// would never be known.
inline constexpr auto kMeasures =
    std::to_array<std::string_view>({"bearable_days",
                                     "days_since_flare",
                                     "days_since_last_no_improvement_prompt",
                                     "days_since_plan_start",
                                     "days_without_leg_spread",
                                     "flare_day",
                                     "flares_in_4_weeks",
                                     "green_days_in_mobility",
                                     "green_days_recently",
                                     "low_pain_days",
                                     "nprs_drop_since_short_rest",
                                     "nprs_fall",
                                     "nprs_fall_percent",
                                     "nprs_week_mean",
                                     "nprs_week_mean_change",
                                     "nprs_week_mean_change_2_weeks",
                                     "nprs_week_mean_change_percent",
                                     "psfs_change",
                                     "quiet_maintain_days",
                                     "red_days_in_5",
                                     "red_yesterday",
                                     "rest_spells_30_days",
                                     "some_pain_days_recently",
                                     "steady_maintain_days",
                                     "strength_level",
                                     "walk_or_cycle_minutes",
                                     "walking_days_in_week",
                                     "walking_days_tolerated",
                                     "worse_days_of_last_5"});

}  // namespace backcoach::load
