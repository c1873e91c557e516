#pragma once

#include <optional>

#include "backcoach/plan_rules.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// Where the prescription of this home is kept; empty when there is no home.
[[nodiscard]] std::string prescription_path(const Context& context);

/// The prescription that is kept here. One that cannot be read is reported, and
/// the plan goes on without it.
[[nodiscard]] std::optional<Prescription> own_prescription(
    Context& context, const KnowledgeBase& kb);

}  // namespace backcoach::cli
