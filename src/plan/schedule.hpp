#pragma once

#include "choose.hpp"

namespace backcoach::plan {

/// The hours a person is up, as minutes since midnight of the plan's date.
struct DayWindow {
  int wake = 0;
  int bed = 0;  ///< always later than `wake`
};

/// Wishes that make no day, such as a bedtime right after waking, become the
/// shortest day of the data.
[[nodiscard]] DayWindow window_of(const DayRules& day,
                                  const PlanRequest& request);

/// A part of the day in which something may be done.
struct BlockWindow {
  std::string id;
  std::string title;
  int from = 0;
  int until = 0;
  bool at_work = false;  ///< no room to lie down
};

/// Morning, midday and evening, around waking, bedtime and work. Parts that are
/// over when the plan is made are left out.
[[nodiscard]] std::vector<BlockWindow> blocks_of(const DayRules& day,
                                                 DayWindow window,
                                                 const PlanRequest& request);

/// One go of `chosen[index]`.
struct Placed {
  int at = 0;
  std::size_t index = 0;
  std::size_t block = 0;
};

/// Gives every go a time in one of the blocks: in each, warmth before walking
/// and movement, movement before strength, strength before stretches, calm
/// last; no bending before the time a gate sets, nothing on the floor at work.
/// Nothing overlaps; what does not fit before the evening check-in is left
/// out.
/// \param exercise_blocks  at most so many parts of the day hold exercises; 0 =
///                         all.
[[nodiscard]] std::vector<Placed> schedule(
    const Person& person, const std::vector<Chosen>& chosen, DayWindow window,
    const std::vector<BlockWindow>& blocks, int exercise_blocks = 0);

/// Minutes of sitting after which this person gets up.
[[nodiscard]] int sitting_minutes(const Person& person, Stage stage);

}  // namespace backcoach::plan
