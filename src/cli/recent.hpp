/// \file
/// What the diary says without reading all of it: the past is taken from its
/// checkpoint (docs/diary.md).
#pragma once

#include "standing.hpp"

namespace backcoach::cli {

/// As `known`. Where a checkpoint fits, `entries` are those of the last days
/// behind a past (src/coach/past.hpp), and older ones only for what they told.
/// \param from  the first day that the caller asks about
[[nodiscard]] Known known_lately(
    Context& context, const KnowledgeBase& kb,
    std::optional<std::chrono::year_month_day> from = std::nullopt,
    store::Access access = store::Access::read);

/// The version of the diary at this moment; empty when it cannot be told.
[[nodiscard]] std::string diary_version(Context& context);

/// Keeps a checkpoint of what `known_lately` gave when the diary had `version`.
/// What keeps it from being written is no fault: the next command reads more.
void keep_checkpoint(Context& context, const KnowledgeBase& kb,
                     const Known& now, const std::string& version);

}  // namespace backcoach::cli
