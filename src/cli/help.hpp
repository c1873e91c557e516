#pragma once

#include <string>

#include "command.hpp"

namespace backcoach::cli {

/// The first page: most used commands, with examples.
[[nodiscard]] std::string overview_help();

/// One command: what it does, an example, every flag.
[[nodiscard]] std::string command_help(const Command& command);

/// "; did you mean …?" for a mistyped command, else "".
[[nodiscard]] std::string did_you_mean(const std::string& word);

}  // namespace backcoach::cli
