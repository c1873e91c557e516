#pragma once

#include <string>

#include "backcoach/render.hpp"
#include "command.hpp"

namespace backcoach::cli {

/// The first page: most used commands, with examples.
[[nodiscard]] std::string overview_help();

/// One command: what it does, an example, every flag.
[[nodiscard]] std::string command_help(const Command& command);

/// Help lines broken to fit a narrow terminal; their indentation is kept.
[[nodiscard]] std::string fitted(const std::string& help, const Style& style);

/// Help in the format that was asked for.
/// \param command  nullptr = the first page
[[nodiscard]] ExitCode write_help(Context& context, const Command* command);

/// The manual page backcoach(1), in mdoc.
[[nodiscard]] std::string manual_page(const KnowledgeBase& kb);

/// "; did you mean …?" for a mistyped command, else "".
[[nodiscard]] std::string did_you_mean(const std::string& word);

}  // namespace backcoach::cli
