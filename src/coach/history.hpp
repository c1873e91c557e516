/// \file
/// From the entries of a diary to the measures of data/history.json, for rules
/// that look at more than one day.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backcoach/diary.hpp"
#include "backcoach/knowledge.hpp"
#include "traffic_light.hpp"

namespace backcoach {

/// One day of the diary; what nobody wrote down is left out.
struct DiaryDay {
  std::chrono::sys_days date;
  std::optional<double> pain;            ///< mean of what was given that day
  std::optional<double> walked_minutes;  ///< the most that was given
  std::optional<double> walk_minutes;    ///< longest walk without more pain
  std::optional<double> activities;      ///< own chosen activities, 0 to 10
  /// The worst that was told on this day, or came of the sessions of the day
  /// before: how the plan of the day before went.
  std::string light;
  std::string stage;  ///< of the plan that `light` is about
  /// Of the plan of this day: what its sessions say, amber as long as the next
  /// morning is open, and what was told later on the same day.
  std::string plan_light;
  std::optional<ExercisePain> session;  ///< the go that gave it
  /// \name Of the plan of the day before, as told in the check-in
  /// @{
  std::optional<ExercisePain> told_pain;
  std::vector<std::string> hurt;  ///< exercises that did, by id
  /// @}
  /// Of the sessions of this day: how an exercise felt, by id.
  std::vector<std::pair<std::string, std::string>> ratings;
  bool legs_spread = false;
  bool told_moved = false;  ///< walked or did some of the plan, as told then
  bool plan_done = false;   ///< some of it, as sessions and that check-in say
  [[nodiscard]] bool moved() const { return told_moved || plan_done; }
  friend bool operator==(const DiaryDay&, const DiaryDay&) = default;
};

/// Days with entries, oldest first. \param entries in the order of the diary.
[[nodiscard]] std::vector<DiaryDay> diary_days(
    const LightRules& light, std::span<const DiaryEntry> entries);

/// \return the day of a text such as 2026-11-21; empty for anything else.
[[nodiscard]] std::optional<std::chrono::sys_days> day_of(
    std::string_view date);

/// The mean pain of the `days` days that end with `last`.
/// \return empty when no pain was given on any of them.
[[nodiscard]] std::optional<double> mean_pain(std::span<const DiaryDay> days,
                                              std::chrono::sys_days last,
                                              int count);

/// An entry with its day.
struct DatedEntry {
  const DiaryEntry* entry = nullptr;
  std::chrono::sys_days date;
};

/// A diary that is asked about many of its days. What does not change with the
/// day is worked out once.
class History {
 public:
  /// \param entries  in the order of the diary; they have to outlive this.
  History(const DailyCheck& check, std::span<const DiaryEntry> entries);

  /// The measures that the diary knows on `today`, by name. A measure that is
  /// not known is left out; a rule that needs it then does not hold. Entries
  /// after `today` are left aside.
  /// \source data/history.json says what each measure means
  [[nodiscard]] std::map<std::string, double> measures(
      std::chrono::sys_days today) const;

  /// The day on which the plan of this episode began: the first decision that
  /// allowed a plan since the last long gap, or since pain that began anew.
  /// \return empty when there was none up to `today`.
  [[nodiscard]] std::optional<std::chrono::sys_days> plan_start(
      std::chrono::sys_days today) const;

  /// The days up to `today` that have entries.
  [[nodiscard]] std::span<const DiaryDay> days_until(
      std::chrono::sys_days today) const;

  /// All entries that count, with their days.
  [[nodiscard]] std::span<const DatedEntry> entries() const { return entries_; }

 private:
  [[nodiscard]] std::size_t entries_until(std::chrono::sys_days today) const;

  const DailyCheck* check_;
  std::vector<DatedEntry> entries_;
  std::vector<DiaryDay> days_;
  std::vector<std::optional<std::chrono::sys_days>> starts_;  ///< by entry
};

/// \name The same for one day
/// @{
[[nodiscard]] std::map<std::string, double> history_measures(
    const DailyCheck& check, std::span<const DiaryEntry> entries,
    std::chrono::sys_days today);
[[nodiscard]] std::optional<std::chrono::sys_days> plan_start(
    const DailyCheck& check, std::span<const DiaryEntry> entries,
    std::chrono::sys_days today);
/// @}

/// Puts the measures of `today` into `answers`, and takes away all others.
void set_history(const KnowledgeBase& kb, const History& history,
                 std::chrono::sys_days today, Answers& answers);
void set_history(const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
                 std::chrono::sys_days today, Answers& answers);

/// Whether pain above the usual mean has lasted long enough to be a flare.
/// \param days_known  of the diary, up to `today`.
/// \source data/plan.json, progress/flare/enter
[[nodiscard]] bool pain_says_flare(const KnowledgeBase& kb,
                                   std::span<const DiaryDay> days_known,
                                   std::chrono::sys_days today);

/// What in a session gave its light, in plain words; empty when a number is
/// not known.
[[nodiscard]] std::string session_words(const LightRules& rules,
                                        const ExercisePain& pain);

}  // namespace backcoach
