/// \file
/// What is decided after a daily check: from the diary, the last decision and
/// the new answers to the decision that stands.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backcoach/interview.hpp"
#include "checkin.hpp"
#include "history.hpp"
#include "latest.hpp"

namespace backcoach {

/// The decision of a bad day: as small as the stage "flare" makes it. Short
/// rest is smaller still, and stays; so does a referral.
[[nodiscard]] Decision decision_of_bad_day(const KnowledgeBase& kb,
                                           Decision decision);

/// Whether `now` says something that `before` did not say.
[[nodiscard]] bool is_news(const Decision& before, const Decision& now);

/// Hours of rest since a decision, 0 if it was for anything else: nobody is
/// sure how many of them were spent lying down, so all of them count.
[[nodiscard]] double rest_hours_since(const Decision& decision,
                                      std::chrono::local_seconds made,
                                      std::chrono::local_seconds now);

/// How the plan of the day before a check-in went.
struct LightOfYesterday {
  std::optional<Light> light;
  std::string because;  ///< what of a session gave it, if one did
};

/// The worse of what was told and what the sessions of the day before say.
/// \param known_days  of the diary, with the day `date` of the check-in
[[nodiscard]] LightOfYesterday light_of_yesterday(
    const LightRules& rules, std::span<const DiaryDay> known_days,
    std::chrono::sys_days date, std::optional<Light> told);

/// What a check-in stands on: the diary up to now and the last decision in it.
/// While a referral stands that decision may be missing: then only the danger
/// signs are judged.
struct CheckinStart {
  std::vector<DiaryEntry> entries;
  Latest latest;
  CheckinBasis basis;
  std::chrono::year_month_day date{};  ///< the day it is about
  bool is_flare = false;               ///< a bad day, told by itself
};

/// \param entries  the diary, with `latest` as its last decision
/// \param date     the day the check-in is about
/// \param today    the day that `now` belongs to: the one before it by the
/// clock
///                 for somebody who is still up; empty = that of the clock
[[nodiscard]] CheckinStart checkin_start(
    const KnowledgeBase& kb, std::vector<DiaryEntry> entries, Latest latest,
    std::chrono::year_month_day date, std::chrono::local_seconds now,
    std::optional<std::chrono::year_month_day> today = std::nullopt);

/// What is decided after a check-in.
struct CheckinResult {
  Answers now;  ///< the answers of the check-in and of its follow-ups
  CheckedIn checked;
  Decision decision;
  std::optional<Light> light;  ///< of the check-in and yesterday's sessions
  std::string light_because;   ///< what of a session gave it, if one did
  DiaryEntry entry;
  SeenInput seen;                  ///< what the decision took into account
  std::vector<EndedTelling> ends;  ///< holds and open questions it answers
  std::vector<std::string> open;   ///< danger questions that are still open
};

/// Decides again, with what the diary knows once this check-in is in it. While
/// a referral stands only what is told today is judged: it may make things more
/// urgent, and makes no light and no plan.
/// \param entry   what is written down, still without content
/// \param asking  as for `apply_checkin`
[[nodiscard]] CheckinResult evaluate_checkin(const KnowledgeBase& kb,
                                             const CheckinStart& start,
                                             const Answers& now, bool asking,
                                             DiaryEntry entry,
                                             std::chrono::year_month_day today);

/// Whether what was told sends the person for help, whatever was left out: a
/// danger sign is not lost for want of a number.
[[nodiscard]] bool is_alarm(const CheckinStart& start,
                            const CheckinResult& result);

/// Whether the decision is the one of today. A check-in on an earlier day does
/// not make today's plan, but it can stop it.
[[nodiscard]] bool decides_today(const CheckinStart& start,
                                 const CheckinResult& result,
                                 std::chrono::year_month_day today);

/// A question of a check-in.
struct CheckinQuestion {
  const Question* question = nullptr;
  NextQuestion next;
  Answers before;  ///< what is known when it is asked
  /// Holds `question` where it was made for this day.
  std::shared_ptr<const Question> own = nullptr;
};

/// What is asked next: first what an earlier day left open and what holds a
/// plan back, then what a danger sign has opened, then the next of
/// `steps`, then whatever else the decision needs. With help needed soon,
/// nothing more is asked: how the night was can wait.
/// \param so_far  of these answers, with somebody to ask
/// \param more    also what only those are asked who want to say more
[[nodiscard]] std::optional<CheckinQuestion> next_checkin_question(
    const KnowledgeBase& kb, const CheckinStart& start,
    const std::vector<CheckinStep>& steps, const CheckinResult& so_far,
    bool more = false);

/// `answers` of a finished interview with what the diary knows of the days
/// before: measures, and rest of the same episode, which counts whatever is
/// answered. Measures of an earlier episode are left out.
/// \param now_entry  an entry made now, still without content
/// \return `answers` unchanged where they would not be enough with it.
[[nodiscard]] Answers with_diary(const KnowledgeBase& kb,
                                 const std::vector<DiaryEntry>& diary,
                                 const Answers& answers, DiaryEntry now_entry,
                                 std::chrono::local_seconds now);

/// `known` with every core danger sign open again: after an alarm, what may
/// have changed is asked anew.
[[nodiscard]] Answers with_signs_open(const KnowledgeBase& kb,
                                      const Answers& known);

/// The danger questions that a sitting leaves open when it ends now: those that
/// can still matter.
[[nodiscard]] std::vector<std::string> left_open(const KnowledgeBase& kb,
                                                 const Decision& decision);
[[nodiscard]] std::vector<std::string> left_open(const KnowledgeBase& kb,
                                                 const Answers& answers);
/// The danger signs below a line that was a yes, or in doubt, while the list
/// that it opens has no answer yet.
[[nodiscard]] std::vector<std::string> under_open_gate(
    const KnowledgeBase& kb, const std::vector<CheckinStep>& steps,
    const Answers& now);

/// What was looked at, as far as these answers bring nothing new of it.
/// \param told  findings that were told now; empty = all of them were
/// \param about the referrals that `seen_since` names
struct LookedAt {
  SeenInput seen;
  Answers answers;   ///< with what was said about exercise
  bool ask = false;  ///< "the same, or worse?" would decide it
};
[[nodiscard]] LookedAt looked_at(const KnowledgeBase& kb,
                                 const Standing& standing,
                                 const Answers& answers,
                                 const std::vector<bool>& told,
                                 const std::vector<std::string>& about,
                                 std::chrono::sys_days today);

/// Whether a decision holds although the questions after an alarm broke off:
/// help today is needed whatever the rest would have been.
[[nodiscard]] bool holds_unfinished(const Decision& decision);

}  // namespace backcoach
