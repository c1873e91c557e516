#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// \name The diary as lines of JSON and as a table, and lines back into it
/// @{
[[nodiscard]] ExitCode export_ndjson(const Arguments& arguments,
                                     Context& context, const KnowledgeBase& kb);
[[nodiscard]] ExitCode export_csv(const Arguments& arguments, Context& context,
                                  const KnowledgeBase& kb);
[[nodiscard]] ExitCode import_ndjson(const Arguments& arguments,
                                     Context& context, const KnowledgeBase& kb);
/// @}

}  // namespace backcoach::cli
