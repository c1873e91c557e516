/// \file
/// The day plan for calendars and for whatever else can remind somebody.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/plan.hpp"

namespace backcoach {

/// What a calendar says about itself.
struct CalendarOptions {
  LocalTime made;  ///< when it is written, in UTC; nothing here reads a clock
  LocalTime
      here;  ///< the same where the person is: what has passed is left out
  std::string_view program_version;
  std::string watch = {};  ///< when to get help; a line of each event
  std::string ahead = {};  ///< of a day not reached: that it is one
  /// How often an event of that name was written before, for calendars that
  /// keep the newest.
  std::map<std::string, int> sequence = {};
};

/// An event that was handed out.
struct SentEvent {
  std::string uid;
  std::string start;  ///< as the calendar writes it, 20261121T090000
  int sequence = 0;
};

/// The timed items of `plans` as iCalendar (RFC 5545): times as a clock on the
/// wall shows them, one alarm each, breaks as one event that repeats. The name
/// of an event is made from day, exercise and how often it has come that day,
/// so a plan that is written again replaces its events.
/// \test tests/formats/calendar.py
[[nodiscard]] std::string plan_calendar(const KnowledgeBase& kb,
                                        std::span<const Plan> plans,
                                        const CalendarOptions& options);

/// The events that such a calendar holds.
[[nodiscard]] std::vector<SentEvent> plan_events(
    const KnowledgeBase& kb, std::span<const Plan> plans,
    const CalendarOptions& options);

/// `calendar`, with these events of earlier calendars cancelled in it. An empty
/// calendar becomes one that only cancels.
[[nodiscard]] std::string with_cancelled(std::string calendar,
                                         std::span<const SentEvent> events,
                                         const CalendarOptions& options);

/// How a timer speaks: it asks first, so that it is silent after a referral.
struct TimerOptions {
  LocalTime here;       ///< what has passed by then is left out
  std::string command;  ///< prints what is next, or nothing
  std::string ahead = {};
};

/// The items of one day as lines of a crontab. Each line is for that date only:
/// a plan is not to go on by itself.
[[nodiscard]] std::string plan_crontab(const KnowledgeBase& kb,
                                       const Plan& plan,
                                       const TimerOptions& options);

/// The items of one day as a shell script that sets timers of systemd, which
/// vanish when they have run.
[[nodiscard]] std::string plan_systemd(const KnowledgeBase& kb,
                                       const Plan& plan,
                                       const TimerOptions& options);

}  // namespace backcoach
