#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// `rules prove`: what holds for every possible set of answers.
[[nodiscard]] ExitCode prove_rules(const Arguments& arguments,
                                   Context& context);

}  // namespace backcoach::cli
