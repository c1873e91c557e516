#pragma once

#include "context.hpp"

namespace backcoach::cli {

/// Walked minutes of days from a file of lines `DATE,NUMBER` below a line
/// `date,minutes` or `date,steps`. Steps become minutes by `--pace`. A day on
/// which the person told the minutes keeps them; the same file twice does no
/// harm.
[[nodiscard]] ExitCode import_steps(const Arguments& arguments,
                                    Context& context, const KnowledgeBase& kb);

}  // namespace backcoach::cli
