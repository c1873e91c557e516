#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace backcoach::text {

/// Reads `2026-11-21`. Years from 1970 to 9999.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_date(
    std::string_view text);

/// Reads a day as a person names it: `2026-11-21`, `today`, `yesterday` or
/// `tomorrow`.
[[nodiscard]] std::optional<std::chrono::year_month_day> parse_day(
    std::string_view text, std::chrono::year_month_day today);

/// Reads `2026-11-21`, `2026-11-21T08`, `2026-11-21T08:30`, `…T08:30:00` or
/// `…T08:30:00.250`, with an optional `Z` or offset that is left aside: times
/// are those of the clock on the wall. Fractions of a second are cut off.
/// \return empty for anything else, or a day that does not exist.
[[nodiscard]] std::optional<std::chrono::local_seconds> parse_time(
    std::string_view text);

/// What the `Z`, `+01:00`, `-0500` or `+01` of a time says: how far its clock
/// is ahead of UTC. \return empty when `text` is no time or names no zone.
[[nodiscard]] std::optional<std::chrono::seconds> parse_offset(
    std::string_view text);

}  // namespace backcoach::text
