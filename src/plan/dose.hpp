#pragma once

#include "backcoach/course.hpp"
#include "person.hpp"

namespace backcoach::plan {

/// The value that lies `percent` of the way from the low to the high end.
[[nodiscard]] int pick(Range range, int percent);

/// How much of an exercise this person does at one go, and how often today.
[[nodiscard]] ItemDose dose_of(const Person& person, ExerciseIndex index,
                               const Slot& slot);

/// `dose` of an exercise at `percent` of its volume: repetitions first, then
/// sets, within the ranges of the card.
[[nodiscard]] ItemDose at_volume(ItemDose dose, const Dose& card, int percent);

/// How long one go takes, in whole minutes, at least one.
[[nodiscard]] int minutes_of(const DayRules& day, const ItemDose& dose);

/// The share of the minutes a person has that goes to walking.
[[nodiscard]] int walking_minutes_at_most(const Person& person);

/// The walks of the first day.
/// \param minutes_at_most all walks together. The shortest step stands in any
///        case: a few minutes are for everybody who can walk.
/// \param after_rest rest is used up and walking starts again from the bottom.
[[nodiscard]] WalkingDose first_walking(const Person& person,
                                        const StagePlan& stage,
                                        int minutes_at_most, bool after_rest);

/// Whether something done on `days` days a week falls on day `day`. With
/// `rest_days` it is never on days closer together than that.
[[nodiscard]] bool falls_on(int day, int days, int rest_days);

/// The highest step of the ladder that a stage has.
[[nodiscard]] std::size_t highest_step(const PlanRules& rules,
                                       const StagePlan& stage);

/// On how many days of a week a step is walked.
[[nodiscard]] int days_per_week(const WalkingStep& step);

}  // namespace backcoach::plan
