#pragma once

#include "person.hpp"

namespace backcoach::plan {

/// The value that lies `percent` of the way from the low to the high end.
[[nodiscard]] int pick(Range range, int percent);

/// How much of an exercise this person does at one go, and how often today.
[[nodiscard]] ItemDose dose_of(const Person& person, ExerciseIndex index,
                               const Slot& slot);

/// How long one go takes, in whole minutes, at least one.
[[nodiscard]] int minutes_of(const DayRules& day, const ItemDose& dose);

/// The walks of the day: how many (`times_per_day`) and how long each.
/// \param minutes_at_most all walks together; -1 = no limit. The shortest step
///        stands in any case: a few minutes are for everybody who can walk.
/// \param after_rest rest is used up and walking starts again from the bottom.
[[nodiscard]] ItemDose walk_dose(const Person& person, const StagePlan& stage,
                                 int minutes_at_most, bool after_rest);

/// Whether something done on `days` days a week falls on day `day`. With
/// `rest_days` it is never on days closer together than that.
[[nodiscard]] bool falls_on(int day, int days, int rest_days);

/// \return whether the step of today's walks is for some days of a week only.
[[nodiscard]] int walking_days_per_week(const Person& person,
                                        const StagePlan& stage);

}  // namespace backcoach::plan
