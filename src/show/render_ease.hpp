/// \file
/// What eases a bad day while no plan may be given.
#pragma once

#include "backcoach/knowledge.hpp"
#include "backcoach/render.hpp"

namespace backcoach {

/// The positions of ease that these answers allow, as a page: how to lie, what
/// to change for this person, when to stop. A position is no exercise: nothing
/// else is named. An answer that is open counts as the card says.
/// \return an empty page when each of them is closed
[[nodiscard]] Document compose_ease(const KnowledgeBase& kb,
                                    const Answers& answers);

}  // namespace backcoach
