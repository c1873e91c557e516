#pragma once

#include <optional>

#include "../coach/latest.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// A decision as an entry of the diary, made now.
/// \param seen  what it took into account
[[nodiscard]] DiaryEntry triage_entry(const Context& context,
                                      const KnowledgeBase& kb,
                                      const Answers& answers,
                                      const Decision& decision, Origin origin,
                                      const SeenInput& seen = {});

/// Now in UTC, 2026-11-21T07:30:00Z.
[[nodiscard]] std::string utc_text(const Context& context);

/// An entry without content, made now.
[[nodiscard]] DiaryEntry new_entry(const Context& context);

/// Says to talk to somebody when this was one of many triages in a short time.
void warn_of_repeats(Context& context, const KnowledgeBase& kb);

/// Every entry. Problems are reported.
/// \return empty when the diary cannot be read. None yet is no entry.
[[nodiscard]] std::optional<std::vector<DiaryEntry>> read_diary(
    Context& context);

}  // namespace backcoach::cli
