#pragma once

#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::plan {

/// For each finding, whether urgency, plan permission or stage hang on it.
[[nodiscard]] std::vector<bool> read_by_decision(const KnowledgeBase& kb);

}  // namespace backcoach::plan
