/// \file
/// The last decision of a diary: what it was, since when its plan runs, and
/// what still holds of it.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>

#include "backcoach/diary.hpp"
#include "backcoach/standing.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {

/// A decision that was kept. Answers marked `sensitive` are not in it.
struct Latest {
  std::chrono::local_seconds at{};
  Answers answers;
  Decision decision;  ///< because, urgency, stage and focus; nothing open
  std::string decision_id;
  /// Whether `answers` with a plain "no" to every private question lead to the
  /// same decision, so that "what if" can be worked out from them.
  bool can_decide_again = false;
  /// The rules of this program do not decide so any more, or cannot tell.
  bool other_rules = false;
  /// Brought in from elsewhere: nobody answered the danger questions here.
  bool imported = false;
  /// What had been looked at when it was made.
  SeenInput seen = {};
  /// Day 1 of the plan: the first decision of this episode that allowed one.
  std::chrono::year_month_day plan_start{};
  /// The day it was written down for: the one before that of `at` for somebody
  /// who was still up past midnight. Not set = that of `at`.
  std::chrono::year_month_day day{};

  /// The day on which it was made, as the person counts days.
  [[nodiscard]] std::chrono::year_month_day made_on() const;
};

/// What asked for a decision.
enum class Origin { triage, checkin, edit, alarm };

/// What the diary keeps of a decision. Private answers, and the rules that rest
/// on them, are not in it.
/// \param decision_id  as `decision_id` gives it
[[nodiscard]] TriageRecord record_of(const KnowledgeBase& kb,
                                     const Answers& answers,
                                     const Decision& decision, Origin origin,
                                     std::string decision_id);

/// The decision that a record holds, as far as these rules know it. Whatever
/// the record says, it allows no plan: only `triage` does.
/// \return empty when it was taken back, or nothing was decided.
[[nodiscard]] std::optional<Decision> decision_in(const KnowledgeBase& kb,
                                                  const TriageRecord& record);

/// The same decision made again from what was kept of the answers.
/// \param answers  of the record, with the history of the day
/// \return empty when these rules would not allow the plan of the record, or
///         are more urgent about it.
[[nodiscard]] std::optional<Decision> decided_again(const KnowledgeBase& kb,
                                                    const TriageRecord& record,
                                                    const Answers& answers,
                                                    const SeenInput& seen);

/// Whether this may be kept: what is never to leave a trace is shown once.
[[nodiscard]] bool may_be_kept(const KnowledgeBase& kb,
                               const Decision& decision);

/// \param entries  of a diary, in any order of dates; the last written counts
/// \return empty when there is none.
[[nodiscard]] std::optional<Latest> latest_of(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries);

/// Whether the plan of that decision is over: what was true on another day is
/// not known to be true today. A decision that allows no plan has none to end.
[[nodiscard]] bool plan_is_over(const Latest& latest,
                                std::chrono::year_month_day today);

/// The groups that were looked at.
[[nodiscard]] SeenInput seen_in(const Standing& standing);

/// Of the groups that were looked at those that `fired`, a decision in full,
/// brings nothing new of: a rule that had not fired then counts in full.
[[nodiscard]] SeenInput seen_as_before(const KnowledgeBase& kb,
                                       const Standing& standing,
                                       const Answers& answers,
                                       const Decision& fired);

/// What was said about exercise last, as the answer it was, while it still
/// keeps a plan of `date` small; else "as_usual". Empty: nothing was looked at.
[[nodiscard]] std::string exercise_advice(const KnowledgeBase& kb,
                                          const Standing& standing,
                                          std::chrono::sys_days date);

/// Whether somebody has asked for so many decisions up to `now`, in so short a
/// time, that talking to a person is better than asking once more.
/// \source data/checkin.json, repeated
[[nodiscard]] bool repeats_triage(const DailyCheck& check,
                                  std::span<const DiaryEntry> entries,
                                  std::chrono::local_seconds now);

}  // namespace backcoach
