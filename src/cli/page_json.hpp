#pragma once

#include <string>
#include <vector>

#include "backcoach/render.hpp"
#include "command.hpp"
#include "config.hpp"
#include "next_lines.hpp"

namespace backcoach::cli {

/// A page without values of its own, block by block, as `backcoach/page/1`.
[[nodiscard]] std::string page_json(const Document& page);

/// What went wrong, as `backcoach/error/1`.
/// \param code    the exit status, 2 to 6; it names what no issue names
/// \param issues  what was found in files and values
/// \param said    what was told on stderr; those that begin with "error: " are
///                errors, and all are when there is nothing else
[[nodiscard]] std::string error_json(ExitCode code,
                                     const std::vector<Issue>& issues,
                                     const std::vector<std::string>& said);

/// What was done, as `backcoach/done/1`.
[[nodiscard]] std::string done_json(const std::vector<std::string>& said);

/// That a base has no errors, as `backcoach/rules_check/1`.
[[nodiscard]] std::string rules_check_json(const KnowledgeBase& kb,
                                           std::size_t warnings);

/// Every key and its value, as `backcoach/config/1`.
[[nodiscard]] std::string config_json(const std::string& file,
                                      const Config& config);

/// What comes next today, as `backcoach/next/1`.
/// \param item      nullptr = nothing more, or help comes first.
/// \param headline  of what stands; empty when nothing does.
[[nodiscard]] std::string next_json(const NextItem* item,
                                    const std::string& headline = {});

/// The notices of other people's work, as `backcoach/licenses/1`.
[[nodiscard]] std::string licenses_json(std::string_view text);

/// Whether the words of a call ask for JSON. For what is wrong with the call
/// itself, before its flags can be read.
[[nodiscard]] bool asks_for_json(const std::vector<std::string>& words);

}  // namespace backcoach::cli
