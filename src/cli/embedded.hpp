#pragma once

#include "../kb/cases.hpp"
#include "../kb/load_figures.hpp"

namespace backcoach::cli {

/// The knowledge base that was checked and packed when this was built. It is
/// there to the end: giving back its many small pieces would take a tenth of a
/// short run.
[[nodiscard]] const KnowledgeBase& embedded_knowledge(Parts parts);

/// Which base that is, without reading the rest of it.
[[nodiscard]] Manifest embedded_manifest();

/// What the base inside the program is tried on; only for authors.
[[nodiscard]] Cases embedded_cases();

/// The figures that were packed with it.
[[nodiscard]] Figures embedded_figures();

}  // namespace backcoach::cli
