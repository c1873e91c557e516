#pragma once

#include "../show/render_calendar.hpp"
#include "backcoach/plan.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// The day plan behind a decision, as a page; empty when none may be given.
[[nodiscard]] Document plan_page(Context& context, const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision);

/// The plan of today that follows from the days before it, as `plan` shows it.
/// \param diary  with the decision that allows it as the last one.
/// \param seen   what that decision took into account
[[nodiscard]] Plan plan_of_today(Context& context, const KnowledgeBase& kb,
                                 const std::vector<DiaryEntry>& diary,
                                 const Answers& answers, const SeenInput& seen,
                                 const PlanPermission& permission);

/// The same as a page; empty when the decision allows no plan.
[[nodiscard]] Document plan_page_after(Context& context,
                                       const KnowledgeBase& kb,
                                       const std::vector<DiaryEntry>& diary,
                                       const Answers& answers,
                                       const SeenInput& seen,
                                       const Decision& decision);

/// `plan` as a page in the format that was asked for: HTML has room for the
/// steps of each exercise.
[[nodiscard]] Document page_of(Context& context, const KnowledgeBase& kb,
                               const Plan& plan);

/// `plans` as iCalendar, made now.
[[nodiscard]] std::string calendar_of(Context& context, const KnowledgeBase& kb,
                                      const std::vector<Plan>& plans);

/// A calendar that takes back what earlier ones hold; empty when none was made.
[[nodiscard]] std::string withdrawal_of(Context& context,
                                        const KnowledgeBase& kb);

/// Forgets which events were handed out.
void remove_sent(Context& context);

/// How the timers of `plan` ask before they speak.
[[nodiscard]] TimerOptions timer_options(const Context& context,
                                         const KnowledgeBase& kb,
                                         const Plan& plan);

/// A time of day of config.toml in minutes; -1 = not set.
[[nodiscard]] int configured_minutes(const Context& context,
                                     std::string_view key);

/// Minutes since midnight.
[[nodiscard]] int minute_of_day(std::chrono::local_seconds now);

/// The request for the plan of `date`, with the times of config.toml.
[[nodiscard]] PlanRequest plan_request(const Context& context,
                                       std::chrono::year_month_day date,
                                       int day);

}  // namespace backcoach::cli
