/// \file
/// From the entries of a diary to the measures of data/history.json, for rules
/// that look at more than one day.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "backcoach/daily_check.hpp"
#include "backcoach/diary.hpp"

namespace backcoach {

/// One day of the diary; what nobody wrote down is left out.
struct DiaryDay {
  std::chrono::sys_days date;
  std::optional<double> pain;            ///< mean of what was given that day
  std::optional<double> walked_minutes;  ///< the most that was given
  std::optional<double> walk_minutes;    ///< longest walk without more pain
  std::optional<double> activities;      ///< own chosen activities, 0 to 10
  std::string light;                     ///< the worst of the day
  std::string stage;                     ///< of the last decision up to then
  bool legs_spread = false;
  bool moved = false;  ///< walked, or did some of the plan
  friend bool operator==(const DiaryDay&, const DiaryDay&) = default;
};

/// Days with entries, oldest first. \param entries in the order of the diary.
[[nodiscard]] std::vector<DiaryDay> diary_days(
    const std::vector<DiaryEntry>& entries);

/// \return the day of a text such as 2026-11-21; empty for anything else.
[[nodiscard]] std::optional<std::chrono::sys_days> day_of(
    std::string_view date);

/// The day on which the plan of this episode began: the first decision that
/// allowed a plan since the last long gap, or since pain that began anew.
/// \return empty when there was none up to `today`.
[[nodiscard]] std::optional<std::chrono::sys_days> plan_start(
    const HistoryRules& rules, const std::vector<DiaryEntry>& entries,
    std::chrono::sys_days today);

/// The mean pain of the `days` days that end with `last`.
/// \return empty when no pain was given on any of them.
[[nodiscard]] std::optional<double> mean_pain(const std::vector<DiaryDay>& days,
                                              std::chrono::sys_days last,
                                              int count);

/// The measures that the diary knows on `today`, by name. A measure that is
/// not known is left out; a rule that needs it then does not hold.
///
/// Pure. Entries after `today` are left aside.
/// \source data/history.json says what each measure means
[[nodiscard]] std::map<std::string, double> history_measures(
    const HistoryRules& rules, const std::vector<DiaryEntry>& entries,
    std::chrono::sys_days today);

}  // namespace backcoach
