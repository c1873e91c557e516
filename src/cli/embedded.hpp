#pragma once

#include "backcoach/knowledge.hpp"

namespace backcoach::cli {

/// The knowledge base that was checked and packed when this was built.
[[nodiscard]] KnowledgeBase embedded_knowledge();

}  // namespace backcoach::cli
