#pragma once

#include "backcoach/cases.hpp"
#include "backcoach/load_figures.hpp"

namespace backcoach::cli {

/// The knowledge base that was checked and packed when this was built.
[[nodiscard]] KnowledgeBase embedded_knowledge(Parts parts);

/// What the base inside the program is tried on; only for authors.
[[nodiscard]] Cases embedded_cases();

/// The figures that were packed with it.
[[nodiscard]] Figures embedded_figures();

}  // namespace backcoach::cli
