/// \file
/// The day plan for calendars and for whatever else can remind somebody.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "backcoach/plan.hpp"

namespace backcoach {

/// What a calendar says about itself.
struct CalendarOptions {
  LocalTime made;  ///< when it is written, in UTC; nothing here reads a clock
  std::string_view program_version;
};

/// The timed items of `plans` as iCalendar (RFC 5545): times as a clock on the
/// wall shows them, one alarm each, breaks as one event that repeats. The name
/// of an event is made from day, exercise and how often it has come that day,
/// so a plan that is written again replaces its events.
/// \test tests/formats/calendar.py
[[nodiscard]] std::string plan_calendar(const KnowledgeBase& kb,
                                        std::span<const Plan> plans,
                                        const CalendarOptions& options);

/// The items of one day as lines of a crontab. Each line is for that date only:
/// a plan is not to go on by itself.
[[nodiscard]] std::string plan_crontab(const KnowledgeBase& kb,
                                       const Plan& plan);

/// The items of one day as a shell script that sets timers of systemd, which
/// vanish when they have run.
[[nodiscard]] std::string plan_systemd(const KnowledgeBase& kb,
                                       const Plan& plan);

}  // namespace backcoach
