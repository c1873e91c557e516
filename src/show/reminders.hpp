#pragma once

#include <string>
#include <vector>

#include "backcoach/plan.hpp"

namespace backcoach::render {

/// One thing to be reminded of on one day, however often.
struct Reminder {
  std::string key;        ///< "walk-2": stable while the day keeps its shape
  std::string title;      ///< what, without control codes
  std::string how_much;   ///< "10 minutes"; may be empty
  std::vector<int> at;    ///< minutes since midnight of the date, ascending
  int lasts_minutes = 0;  ///< at least 1
  std::vector<std::string> lines;  ///< how, and when to stop
};

/// A name for each item of the plan, "walk-2": the same after another plan for
/// that day, as long as the item is in it.
[[nodiscard]] std::vector<std::string> item_keys(const KnowledgeBase& kb,
                                                 const Plan& plan);

[[nodiscard]] std::vector<Reminder> reminders(const KnowledgeBase& kb,
                                              const Plan& plan);

/// Takes away what has passed at `made`.
[[nodiscard]] std::vector<Reminder> still_to_come(const Plan& plan,
                                                  std::vector<Reminder> list,
                                                  const LocalTime& made);

/// The date of a moment of `plan`, after any midnight.
[[nodiscard]] LocalTime moment(const Plan& plan, int minutes);

}  // namespace backcoach::render
