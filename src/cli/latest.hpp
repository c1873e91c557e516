#pragma once

#include <optional>

#include "context.hpp"

namespace backcoach::cli {

/// The last decision that was made here, so that `plan` and `explain` can
/// follow it. Answers marked `sensitive` are kept only as the rules they led
/// to.
struct Latest {
  std::chrono::local_seconds at{};
  Answers answers;
  Decision decision;  ///< because, urgency, stage and focus; nothing open
  std::string decision_id;
  /// Whether `answers` with a plain "no" to every private question lead to the
  /// same decision, so that "what if" can be worked out from them.
  bool can_decide_again = false;
};

void save_latest(Context& context, const KnowledgeBase& kb,
                 const Answers& answers, const Decision& decision);

/// \return empty when there is none, or it was made with other rules.
[[nodiscard]] std::optional<Latest> load_latest(Context& context,
                                                const KnowledgeBase& kb);

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
