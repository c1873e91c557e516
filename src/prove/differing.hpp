#pragma once

#include "network_copy.hpp"

namespace backcoach::prove {

/// \name How the decisions about two people can differ, as statements
/// @{
/// "`a` has a plan, and `b` has none of the same stage and focus."
[[nodiscard]] Literal other_stage(Gates& gates, const KnowledgeBase& kb,
                                  const NetworkCopy& a, const NetworkCopy& b);
/// "One is more urgent than the other."
[[nodiscard]] Literal other_urgency(Gates& gates, const NetworkCopy& a,
                                    const NetworkCopy& b);
/// @}

}  // namespace backcoach::prove
