/// \file
/// What stands. One pure function of the diary in the order in which it was
/// written down: no clock, date, time zone or stamp of a file takes part.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/diary.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {

/// A referral that was told and not named by a lift.
struct Referral {
  std::string id;     ///< of the entry that told it
  std::string since;  ///< when that was written, as the clock then said
  Urgency urgency = Urgency::soon;
  const TriageRecord* record = nullptr;
};

/// A ROUTINE without a plan, not yet answered with a plain no.
struct Hold {
  std::string id;
  std::string since;
  std::string date;  ///< the day it is about
  const TriageRecord* record = nullptr;
};

/// Danger questions that something left open.
struct OpenQuestions {
  std::string id;
  std::string since;
  std::vector<std::string>
      questions;  ///< findings; `kPrivate` for private ones
};

/// A group that was looked at.
struct SeenGroupRecord {
  std::string group;
  std::string exercise;            ///< what was said about exercise
  std::string date;                ///< when it was told
  std::vector<std::string> rules;  ///< that had fired; never private ones
};

/// What the diary says about whether a plan may be given. Points into the
/// entries it was made from.
struct Standing {
  std::vector<Referral> referrals;    ///< that stand, in the order of writing
  std::vector<Hold> holds;            ///< likewise
  std::vector<OpenQuestions> open;    ///< likewise
  std::vector<SeenGroupRecord> seen;  ///< the last word on each group
  /// The last decision that was made and not taken back.
  const DiaryEntry* last = nullptr;
  /// Something could not be read: an earlier decision may be in there.
  bool unreadable = false;

  /// Whether anything keeps exercises back.
  [[nodiscard]] bool forbids() const {
    return unreadable || !referrals.empty() || !holds.empty() || !open.empty();
  }
  /// The most urgent that stands; self-care when nothing does, ROUTINE when
  /// something holds.
  [[nodiscard]] Urgency urgency() const;
  /// The earliest referral of the highest urgency; nullptr when none stands.
  [[nodiscard]] const Referral* page() const;
  /// The ids of all referrals that stand.
  [[nodiscard]] std::vector<std::string> ids() const;
  /// The rules of all of them, `kPrivate` at most once.
  [[nodiscard]] std::vector<std::string> rules() const;
  /// Whether one of those is private.
  [[nodiscard]] bool has_private() const;
  /// Findings that are still to be answered, each once.
  [[nodiscard]] std::vector<std::string> open_questions() const;
};

/// \param entries  in any order: each carries its number
[[nodiscard]] Standing standing_of(std::span<const DiaryEntry> entries);

/// The only way to a plan for somebody with a diary: from a decision that
/// allows one, while nothing stands, holds or is open.
[[nodiscard]] std::optional<PlanPermission> plan_permission(
    const Decision& decision, const Standing& standing);

/// `decision` as it is shown while `standing` is true: without a plan while
/// anything forbids it.
[[nodiscard]] Decision under(const Standing& standing, Decision decision);

/// \name Who was looked at
/// @{
/// The group of a rule: as the data says, else the rule itself. What is private
/// is `kPrivate` where no group of the data names it.
[[nodiscard]] std::string seen_group(const KnowledgeBase& kb,
                                     std::uint16_t rule);
/// Whether the reason rests on a private answer.
[[nodiscard]] bool is_private(const KnowledgeBase& kb, const Reason& reason,
                              const Answers& answers);
/// The findings that a decision rests on: each that is not a plain no and has
/// one. Private ones are one `kPrivate`.
[[nodiscard]] std::vector<std::string> rests_on(const KnowledgeBase& kb,
                                                const Answers& answers,
                                                const Decision& decision);
/// The groups of the rules that refer or hold, sorted.
[[nodiscard]] std::vector<std::string> groups_of(const KnowledgeBase& kb,
                                                 const Decision& decision);
/// @}

/// \name What a whole triage ends
/// @{
/// What became of what stood, in the person's word.
enum class SeenSince { no, yes, mistake, gone };
[[nodiscard]] std::optional<SeenSince> seen_since_named(std::string_view word);

/// What a decided, whole set of answers ends.
/// \param about   the ids that `seen_since` names
/// \param answers of the whole triage, \param decision  made from them
[[nodiscard]] std::vector<EndedTelling> ended_by(
    const KnowledgeBase& kb, const Standing& standing, SeenSince since,
    const std::vector<std::string>& about, const Answers& answers,
    const Decision& decision, const std::string& date);

/// Why the rules that a SOON rests on do not hold any more. It then ends by a
/// whole triage, whatever `seen_since` says.
/// \return empty when one of its rules still holds, or nobody knows
/// \source data/manifest.json, withdraws
[[nodiscard]] std::string withdrawn_because(const KnowledgeBase& kb,
                                            const Referral& referral);

/// Whether all that stands ends by a whole triage alone.
[[nodiscard]] bool all_withdrawn(const KnowledgeBase& kb,
                                 const Standing& standing);

/// Whether "gone" may be offered: one SOON stands alone, and it is none of
/// those that a person cannot judge.
[[nodiscard]] bool may_be_gone(const KnowledgeBase& kb,
                               const Standing& standing);

/// Whether every question of the hold got a plain no, and none of its rules
/// fires. What went wrong in an exercise is asked on a later day.
/// \param date  the day that is asked about, 2026-11-21
[[nodiscard]] bool hold_ends(const KnowledgeBase& kb, const Hold& hold,
                             const Answers& answers, const Decision& decision,
                             const std::string& date);

/// Whether one who says "mistake" takes this referral back: each question that
/// it rests on got a plain no, and none of its rules fires.
[[nodiscard]] bool was_mistake(const KnowledgeBase& kb,
                               const Referral& referral, const Answers& answers,
                               const Decision& decision);

/// What is still open of `open` after these answers.
[[nodiscard]] std::vector<std::string> still_open(
    const KnowledgeBase& kb, const std::vector<std::string>& open,
    const Answers& answers);
/// @}

}  // namespace backcoach
