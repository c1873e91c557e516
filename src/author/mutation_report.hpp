#pragma once

#include <string>

#include "backcoach/render.hpp"
#include "mutate.hpp"

namespace backcoach::cli {

/// \param list_all  also those that do not matter, and all that are missed.
[[nodiscard]] std::string mutation_text(const KnowledgeBase& kb,
                                        const authoring::MutationReport& report,
                                        bool list_all, const Style& style);

/// `backcoach/mutate/2`
[[nodiscard]] std::string mutation_json(
    const KnowledgeBase& kb, const authoring::MutationReport& report);

}  // namespace backcoach::cli
