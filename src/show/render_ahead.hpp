/// \file
/// The days ahead as a page and as JSON.
#pragma once

#include <string>
#include <vector>

#include "backcoach/course.hpp"
#include "backcoach/render.hpp"

namespace backcoach {

/// One row a day and what changes from one day to the next.
[[nodiscard]] Document compose_ahead(const KnowledgeBase& kb,
                                     const std::vector<AheadDay>& days,
                                     const Setting& setting);

/// The days as `backcoach/plan_days/1`.
[[nodiscard]] std::string ahead_json(const KnowledgeBase& kb,
                                     const std::vector<AheadDay>& days,
                                     const Setting& setting);

}  // namespace backcoach
