#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// `rules cliffs [DIR]`: searches, reports, and fails on anything new.
[[nodiscard]] ExitCode search_cliffs(const Arguments& arguments,
                                     Context& context);

}  // namespace backcoach::cli
