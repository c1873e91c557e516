#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// The day plan behind a decision, as a page; empty when none may be given.
[[nodiscard]] Document plan_page(Context& context, const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision);

}  // namespace backcoach::cli
