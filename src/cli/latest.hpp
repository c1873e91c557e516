#pragma once

#include <optional>

#include "backcoach/latest.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// A decision as an entry of the diary, made now.
[[nodiscard]] DiaryEntry triage_entry(const Context& context,
                                      const KnowledgeBase& kb,
                                      const Answers& answers,
                                      const Decision& decision, Origin origin);

/// Now in UTC, 2026-11-21T07:30:00Z.
[[nodiscard]] std::string utc_text(const Context& context);

/// An entry without content, made now.
[[nodiscard]] DiaryEntry new_entry(const Context& context);

/// Keeps a decision. When that fails it says so and the program goes on: what
/// was decided has been shown.
void save_latest(Context& context, const KnowledgeBase& kb,
                 const Answers& answers, const Decision& decision);

/// Says to talk to somebody when this was one of many triages in a short time.
void warn_of_repeats(Context& context, const KnowledgeBase& kb);

/// \return empty when there is none, or it was made with other rules.
[[nodiscard]] std::optional<Latest> load_latest(Context& context,
                                                const KnowledgeBase& kb);

/// Every entry; what an earlier version kept in latest.json is taken over
/// first. Problems are reported.
/// \return empty when the diary cannot be read. None yet is no entry.
[[nodiscard]] std::optional<std::vector<DiaryEntry>> read_diary(
    Context& context);

/// Every entry; none, without a word, when they cannot be read. For what is
/// shown all the same.
[[nodiscard]] std::vector<DiaryEntry> diary_or_none(Context& context);

/// Takes the last decision away: something happened, and it is not known what
/// still holds.
void forget_latest(Context& context);

/// Whether the last decision here sent the person for help without a plan. Then
/// no command shows an exercise.
[[nodiscard]] bool exercises_forbidden(Context& context,
                                       const KnowledgeBase& kb);

/// Says so. \return the exit code of that decision.
ExitCode refuse_exercises(Context& context, const KnowledgeBase& kb);

}  // namespace backcoach::cli
