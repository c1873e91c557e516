#pragma once

#include <vector>

#include "backcoach/course.hpp"

namespace backcoach::progress {

/// The dose of a ladder step with the most minutes up to `minutes_at_most`,
/// in as many walks as before where that makes no difference.
/// \return nothing when even the least of the step is more.
[[nodiscard]] std::optional<WalkingDose> dose_of_step(const WalkingRules& rules,
                                                      std::size_t step,
                                                      int walks_before,
                                                      int minutes_at_most);

/// Most minutes a day that may be walked from now on without the minutes of
/// any 7 days being more than `percent` above those of the 7 days before.
/// \param walked  minutes of the days so far, oldest first; days before them
///                count as the first.
[[nodiscard]] int most_minutes(const std::vector<int>& walked, int percent);

/// The next larger dose within `minutes_at_most`: the next step of the ladder,
/// else more minutes on each walk, else one minute more on one of them.
[[nodiscard]] WalkingDose more(const PlanRules& rules, WalkingDose dose,
                               std::size_t highest_step, int minutes_at_most);

/// One step down the ladder, never more minutes than before.
[[nodiscard]] WalkingDose step_down(const WalkingRules& rules,
                                    WalkingDose dose);

/// The same walks, shorter.
[[nodiscard]] WalkingDose at_percent(WalkingDose dose, int percent);

}  // namespace backcoach::progress
