#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace backcoach::cli {

/// Reads `2026-11-21`, `2026-11-21T08:30` or `2026-11-21T08:30:00`, with an
/// optional `Z` or offset that is left aside: times are those of the clock on
/// the wall. \return empty for anything else, or a day that does not exist.
[[nodiscard]] std::optional<std::chrono::local_seconds> parse_time(
    std::string_view text);

/// `2026-11-21T08:30:00`, the form that `parse_time` reads.
[[nodiscard]] std::string iso_time(std::chrono::local_seconds time);

/// Reads `2026-11-21`. Years from 1970 to 9999.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(
    std::string_view text);

/// How many days a person means by "today", "3 days", "2 weeks", "6 months",
/// "1 year", "10" or "3d". \return empty when it cannot be told.
[[nodiscard]] std::optional<double> parse_days(std::string_view text);

}  // namespace backcoach::cli
