#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "../base/moment.hpp"

namespace backcoach::cli {

using text::parse_date;
using text::parse_day;
using text::parse_offset;
using text::parse_time;

/// `2026-11-21T08:30:00`, the form that `parse_time` reads.
[[nodiscard]] std::string iso_time(std::chrono::local_seconds time);

}  // namespace backcoach::cli
