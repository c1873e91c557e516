#pragma once

#include <string>
#include <vector>

#include "backcoach/issue.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach::authoring {

/// What is not wrong in a base, but does nothing: answers that no rule, row or
/// plan uses, and questions that for this reason nobody is asked. Warnings.
/// \param shown  put before each path, such as "data/".
[[nodiscard]] std::vector<Issue> advice(const KnowledgeBase& kb,
                                        const std::string& shown);

}  // namespace backcoach::authoring
