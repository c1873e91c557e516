#pragma once

#include "backcoach/course.hpp"
#include "person.hpp"

namespace backcoach::plan {

/// The value that lies `percent` of the way from the low to the high end.
[[nodiscard]] int pick(Range range, int percent);

/// How much of an exercise this person does at one go, and how often today.
/// Never less than the card's least, never more than what applies to the
/// person allows, where that is not less.
/// \param rung  reached on the card's ladder; 0 = the lowest.
[[nodiscard]] ItemDose dose_of(const Person& person, ExerciseIndex index,
                               const Slot& slot, int rung = 0);

/// How long one go takes, in whole minutes, at least one.
[[nodiscard]] int minutes_of(const DayRules& day, const ItemDose& dose);

/// Whether something done on `days` days a week falls on day `day`. With
/// `rest_days` it is never on days closer together than that.
[[nodiscard]] bool falls_on(int day, int days, int rest_days);

/// The rung that somebody does today: what is reached, less what is held back
/// by a bad day or a flare.
[[nodiscard]] int rung_today(const PlanRules& rules, const Course& course,
                             const CardProgress& card);

/// The walks of one day, longest first.
/// \param strength_day  with strength work: one easy walk.
[[nodiscard]] std::vector<int> walks_today(const PlanRules& rules,
                                           const Course& course, Stage stage,
                                           bool strength_day);

/// How far the person is with walking, and what comes next.
[[nodiscard]] PlanRung walking_rung(const Person& person, const Course& course);

/// The same for a card.
[[nodiscard]] PlanRung card_rung(const Person& person, const Course& course,
                                 ExerciseIndex index);

}  // namespace backcoach::plan
