#pragma once

#include <string>
#include <vector>

#include "context.hpp"

namespace backcoach::cli {

/// Runs one command line (without the program name) against `world`.
[[nodiscard]] ExitCode run(const std::vector<std::string>& words,
                           const World& world);

}  // namespace backcoach::cli
