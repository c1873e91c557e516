#pragma once

#include <optional>
#include <vector>

#include "backcoach/course.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// How the days ahead are taken to go: `--if green|amber|red|missed`, or one
/// letter a day. Good days where nothing is said.
/// \return nothing after saying what is wrong.
[[nodiscard]] std::optional<std::vector<DayLight>> read_lights(
    const Arguments& arguments, Context& context);

/// The number of `--days`; 0 when it was not given.
/// \return nothing after saying what is wrong.
[[nodiscard]] std::optional<int> read_days(const Arguments& arguments,
                                           Context& context,
                                           const KnowledgeBase& kb);

}  // namespace backcoach::cli
