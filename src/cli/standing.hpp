#pragma once

#include <optional>
#include <vector>

#include "../coach/latest.hpp"
#include "backcoach/render.hpp"
#include "backcoach/standing.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// What the diary says: the one thing every command asks before it names an
/// exercise.
struct Known {
  Known() = default;
  Known(Known&&) = default;
  Known& operator=(Known&&) = default;
  // `standing` points into `entries`.
  Known(const Known&) = delete;
  Known& operator=(const Known&) = delete;

  std::vector<DiaryEntry> entries;
  Standing standing;
  std::optional<Latest> latest;
};

/// Reads the diary; problems are reported, and then `standing.unreadable` is
/// set. With --no-diary nothing is known.
[[nodiscard]] Known known(Context& context, const KnowledgeBase& kb,
                          store::Access access = store::Access::read);

/// Where the words of a refusal go. Those who pipe a script or a calendar on
/// are not to get prose in it.
enum class Refusal {
  to_result,
  to_stderr,
  next,         ///< one line to the result; nothing with --quiet
  next_silent,  ///< nothing
  brief         ///< to stderr, and short
};

/// Says why no exercise is named while something stands, holds or is open, or
/// the diary cannot be read.
/// \return the exit code; empty when nothing is in the way.
[[nodiscard]] std::optional<ExitCode> refuse(Context& context,
                                             const KnowledgeBase& kb,
                                             const Standing& standing,
                                             Refusal refusal);

/// The same from the diary as it is, for commands that only name exercises.
[[nodiscard]] std::optional<ExitCode> refuse_exercises(Context& context,
                                                       const KnowledgeBase& kb);

/// The one that a shell is told: 30 and 20 before 5, 5 before 4, 4 before 10,
/// 10 before 6.
[[nodiscard]] ExitCode worse(ExitCode a, ExitCode b);

/// What the standing alone exits with; done when nothing is in the way.
[[nodiscard]] ExitCode standing_code(const Context& context,
                                     const Standing& standing);

}  // namespace backcoach::cli
