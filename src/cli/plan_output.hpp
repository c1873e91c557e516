#pragma once

#include "backcoach/plan.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// The day plan behind a decision, as a page; empty when none may be given.
[[nodiscard]] Document plan_page(Context& context, const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision);

/// `plan` as a page in the format that was asked for: HTML has room for the
/// steps of each exercise.
[[nodiscard]] Document page_of(Context& context, const KnowledgeBase& kb,
                               const Plan& plan);

/// `plans` as iCalendar, made now.
[[nodiscard]] std::string calendar_of(Context& context, const KnowledgeBase& kb,
                                      const std::vector<Plan>& plans);

/// A time of day of config.toml in minutes; -1 = not set.
[[nodiscard]] int configured_minutes(const Context& context,
                                     std::string_view key);

/// The request for the plan of `date`, with the times of config.toml.
[[nodiscard]] PlanRequest plan_request(const Context& context,
                                       std::chrono::year_month_day date,
                                       int day);

}  // namespace backcoach::cli
