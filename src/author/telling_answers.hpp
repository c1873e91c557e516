#pragma once

#include <vector>

#include "backcoach/answers.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach::authoring {

/// For each finding the answers that can make a difference: every choice, and
/// numbers at and beside every bound that is about it.
[[nodiscard]] std::vector<std::vector<Answer>> telling_answers(
    const KnowledgeBase& kb);

}  // namespace backcoach::authoring
