#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace backcoach::text {

/// Reads `2026-11-21`. Years from 1970 to 9999.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(
    std::string_view text);

/// Reads `2026-11-21`, `2026-11-21T08:30` or `2026-11-21T08:30:00`, with an
/// optional `Z` or offset that is left aside: times are those of the clock on
/// the wall. \return empty for anything else, or a day that does not exist.
[[nodiscard]] std::optional<std::chrono::local_seconds> parse_time(
    std::string_view text);

}  // namespace backcoach::text
