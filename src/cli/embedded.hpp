#pragma once

#include "backcoach/load.hpp"

namespace backcoach::cli {

/// The knowledge base that was checked and packed when this was built.
[[nodiscard]] KnowledgeBase embedded_knowledge(Parts parts);

}  // namespace backcoach::cli
