#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// Something went wrong in a session: asks the danger signs anew, decides, and
/// shows where to get help, or the day built again. Keeps the decision.
/// \param known  the answers behind the plan of today.
ExitCode ask_danger_signs(Context& context, const KnowledgeBase& kb,
                          const Answers& known);

}  // namespace backcoach::cli
