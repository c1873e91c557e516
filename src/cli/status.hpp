#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// Bare `backcoach`: where things stand and the next useful command. Asks
/// nothing and writes nothing.
[[nodiscard]] ExitCode show_status(Context& context);

}  // namespace backcoach::cli
