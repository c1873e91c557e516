#pragma once

#include "backcoach/plan.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// The day plan behind a decision, as a page; empty when none may be given.
[[nodiscard]] Document plan_page(Context& context, const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision);

/// `plan` as a page in the format that was asked for: HTML has room for the
/// steps of each exercise.
[[nodiscard]] Document page_of(Context& context, const KnowledgeBase& kb,
                               const Plan& plan);

/// `plans` as iCalendar, made now.
[[nodiscard]] std::string calendar_of(Context& context, const KnowledgeBase& kb,
                                      const std::vector<Plan>& plans);

}  // namespace backcoach::cli
