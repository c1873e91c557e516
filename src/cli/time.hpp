#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "../text/moment.hpp"

namespace backcoach::cli {

using text::parse_date;
using text::parse_time;

/// `2026-11-21T08:30:00`, the form that `parse_time` reads.
[[nodiscard]] std::string iso_time(std::chrono::local_seconds time);

/// How many days a person means by "today", "3 days", "2 weeks", "6 months",
/// "1 year", "10" or "3d". \return empty when it cannot be told.
[[nodiscard]] std::optional<double> parse_days(std::string_view text);

}  // namespace backcoach::cli
