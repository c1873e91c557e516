#pragma once

#include "backcoach/plan.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// The day plan behind a decision, as a page; empty when none may be given.
[[nodiscard]] Document plan_page(Context& context, const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision);

/// A time of day of config.toml in minutes; -1 = not set.
[[nodiscard]] int configured_minutes(const Context& context,
                                     std::string_view key);

/// The request for the plan of `date`, with the times of config.toml.
[[nodiscard]] PlanRequest plan_request(const Context& context,
                                       std::chrono::year_month_day date,
                                       int day);

}  // namespace backcoach::cli
