#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "../text/moment.hpp"

namespace backcoach::cli {

using text::parse_date;
using text::parse_day;
using text::parse_offset;
using text::parse_time;

/// `2026-11-21T08:30:00`, the form that `parse_time` reads.
[[nodiscard]] std::string iso_time(std::chrono::local_seconds time);

/// How many days a person means by "today", "3 days", "2 weeks", "6 months",
/// "1 year", "10", "3d", "two weeks", "a month ago", "1.5 weeks" (whole days
/// that are over), "36 hours", or a date up to `today`.
/// \return empty when it cannot be told.
[[nodiscard]] std::optional<double> parse_days(
    std::string_view text,
    std::optional<std::chrono::year_month_day> today = std::nullopt);

}  // namespace backcoach::cli
