#pragma once

#include "backcoach/course.hpp"
#include "person.hpp"

namespace backcoach::plan {

/// `minutes` shared over `count` walks, the longer ones first.
/// \pre count is at least 1 and at most `minutes`
[[nodiscard]] WalkingDose spread(int minutes, int count);

/// The walks of the first day. \source data/plan.json, walking/first
[[nodiscard]] WalkingDose first_walks(const Person& person, Stage stage);

/// The row of data/plan.json for somebody who can walk so long, without what
/// makes the first day of new pain smaller.
[[nodiscard]] WalkingDose row_for(const WalkingRules& rules, int able_minutes,
                                  Stage stage);

/// One step on: more minutes up to those of a full day, then fewer and longer
/// walks. The same dose when it is at the top.
[[nodiscard]] WalkingDose grown(const WalkingRules& rules,
                                const WalkingDose& dose);

/// Whether the next step merges walks rather than adding minutes.
[[nodiscard]] bool is_full(const WalkingRules& rules, const WalkingDose& dose);
[[nodiscard]] bool is_top(const WalkingRules& rules, const WalkingDose& dose);

/// How many steps lead to the top.
[[nodiscard]] int steps_to_top(const WalkingRules& rules, WalkingDose dose);

/// Each walk at `percent` of its minutes, none under a minute.
[[nodiscard]] WalkingDose at_percent(const WalkingDose& dose, int percent);

/// More than `dose`: more minutes in all, or as many in longer walks.
[[nodiscard]] bool is_more(const WalkingDose& one, const WalkingDose& other);

}  // namespace backcoach::plan
