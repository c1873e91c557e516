/// \file
/// The daily check: what it changes in the answers of the last decision, and
/// what it says about how the exercises went.
#pragma once

#include <optional>
#include <vector>

#include "backcoach/knowledge.hpp"
#include "traffic_light.hpp"

namespace backcoach {

/// What a check-in starts from.
struct CheckinBasis {
  Answers answers;                   ///< of the last decision
  int days = 0;                      ///< since it was made
  std::optional<double> usual_pain;  ///< mean of the days before; maybe none
  double rest_hours = 0;  ///< since that decision, if it was for rest
  /// For each of `DailyCheck::settled`: days running up to the last told one
  /// with its answer.
  std::vector<int> run;
};

/// The answers a decision is made from after a check-in.
struct CheckedIn {
  Answers answers;
  std::vector<FindingIndex> signs;  ///< lines answered yes, or with doubt
  bool worse =
      false;  ///< pain up, or a nerve sign: danger signs are open again
};

/// Puts the answers of a check-in over those of the last decision.
///
/// A no to a line of danger signs answers all of its findings. A yes opens
/// them, so that `next_question` asks for each; findings answered in `now` by
/// themselves stand.
/// \param now     answers of the check-in, and of its follow-up questions.
/// \param asking  whether somebody can be asked. If not, what a line opened
///                counts as not sure, which for a danger sign means yes.
[[nodiscard]] CheckedIn apply_checkin(const KnowledgeBase& kb,
                                      const CheckinBasis& basis,
                                      const Answers& now, bool asking);

/// The light of the last walks and exercises; empty when none were done or
/// nothing was said.
[[nodiscard]] std::optional<Light> checkin_light(const KnowledgeBase& kb,
                                                 const Answers& now);

/// Whether a step of the check is asked now.
/// \param now         answers of the check-in.
/// \param known_of    all that is known of the person.
/// \param days_since  since it was last answered; empty = never.
[[nodiscard]] bool is_due(const CheckinStep& step, const Answers& now,
                          const Answers& known_of,
                          std::optional<int> days_since);

/// The question of a step.
[[nodiscard]] const Question& question_of(const KnowledgeBase& kb,
                                          const CheckinStep& step);

/// What a step asks for: what its question sets, without lines that only open a
/// question which is not among `steps`.
[[nodiscard]] std::vector<FindingIndex> asked_by(
    const KnowledgeBase& kb, const std::vector<CheckinStep>& steps,
    const CheckinStep& step);

/// \return whether each of `findings` is answered or skipped.
[[nodiscard]] bool is_answered(const std::vector<FindingIndex>& findings,
                               const Answers& now);

/// The answers with what follows from them: what an option sets beside its own
/// answer, and "something else is new" from the signs below it. What was told
/// by itself stands.
[[nodiscard]] Answers with_follow_ups(const KnowledgeBase& kb,
                                      const Answers& given);

}  // namespace backcoach
