/// \file
/// The last decision of a diary: what it was, since when its plan runs, and
/// what still holds of it.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>

#include "backcoach/diary.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {

/// A decision that was kept. Answers marked `sensitive` are kept only as the
/// rules they led to.
struct Latest {
  std::chrono::local_seconds at{};
  Answers answers;
  Decision decision;  ///< because, urgency, stage and focus; nothing open
  std::string decision_id;
  /// Whether `answers` with a plain "no" to every private question lead to the
  /// same decision, so that "what if" can be worked out from them.
  bool can_decide_again = false;
  /// Day 1 of the plan: the first decision of this episode that allowed one.
  std::chrono::year_month_day plan_start{};
  /// The day it was written down for: the one before that of `at` for somebody
  /// who was still up past midnight. Not set = that of `at`.
  std::chrono::year_month_day day{};

  /// The day on which it was made, as the person counts days.
  [[nodiscard]] std::chrono::year_month_day made_on() const;
};

/// What asked for a decision.
enum class Origin { triage, checkin };

/// What the diary keeps of a decision.
/// \param decision_id  as `decision_id` gives it
[[nodiscard]] TriageRecord record_of(const KnowledgeBase& kb,
                                     const Answers& answers,
                                     const Decision& decision, Origin origin,
                                     std::string decision_id);

/// The decision that a record holds. Whatever the record says, it allows no
/// plan that its urgency forbids.
/// \return empty when it was taken back, or made with other rules.
[[nodiscard]] std::optional<Decision> decision_in(const KnowledgeBase& kb,
                                                  const TriageRecord& record);

/// \param entries  in the order of the diary
/// \return empty when the last decision does not hold any more, or there is
///         none.
[[nodiscard]] std::optional<Latest> latest_of(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries);

/// Whether the plan of that decision is over: what was true on another day is
/// not known to be true today. A decision that allows no plan has none to end.
[[nodiscard]] bool plan_is_over(const Latest& latest,
                                std::chrono::year_month_day today);

/// Whether somebody has asked for so many decisions up to `now`, in so short a
/// time, that talking to a person is better than asking once more.
/// \source data/checkin.json, repeated
[[nodiscard]] bool repeats_triage(const DailyCheck& check,
                                  std::span<const DiaryEntry> entries,
                                  std::chrono::local_seconds now);

}  // namespace backcoach
