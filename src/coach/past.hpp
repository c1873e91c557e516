/// \file
/// The diary up to a day as one value of fixed size: all that later days still
/// ask of it. Derived from the entries and from nothing else, so it can be
/// thrown away at any time.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "backcoach/course.hpp"
#include "backcoach/rules.hpp"
#include "history.hpp"

namespace backcoach::progress {

using std::chrono::sys_days;

/// What the measures keep of the days up to one, day by day.
struct Tally {
  /// \name Of the episode that began on `start`
  /// @{
  std::optional<sys_days> start;
  std::optional<std::pair<sys_days, double>> first_pain;
  bool pain_again = false;  ///< told on a day after that
  int green_mobility_days = 0;
  int strength_days = 0;
  int step_days = 0;  ///< walked enough, and not too much
  bool strength_begun = false;
  std::optional<double> first_activities;
  std::optional<double> last_activities;
  bool activities_again = false;
  bool maintains = false;
  int quiet_days = 0;
  int steady_days = 0;
  /// @}

  bool any_pain = false;
  bool any_light = false;
  std::optional<std::pair<sys_days, double>> latest_pain;
  std::optional<sys_days> last_day;
  int days_without_spread = 0;  ///< running, up to `last_day`
  sys_days told_irritability{};
  int best_run = 0;  ///< of good days since then
  double usual_sum = 0;
  int usual_count = 0;
  bool any_triage = false;
  bool resting = false;
  std::vector<sys_days> rests;   ///< of the last weeks
  std::vector<sys_days> flares;  ///< told in the last weeks
  std::optional<std::pair<sys_days, std::optional<double>>> last_rest;
  std::optional<sys_days> last_prompt;

  friend bool operator==(const Tally&, const Tally&) = default;
};

/// Where an episode stands: the first decision that allowed a plan since the
/// last long gap, or since pain that began anew.
struct Episode {
  std::optional<sys_days> start;
  std::optional<sys_days> last_entry;
  bool steady = false;  ///< the last stage was reached in it
  void hear(const HistoryRules& rules, const DatedEntry& dated);
  friend bool operator==(const Episode&, const Episode&) = default;
};

/// What a name was last told with.
struct LastTold {
  std::string name;
  sys_days date{};
  std::optional<double> pain;
  friend bool operator==(const LastTold&, const LastTold&) = default;
};

/// Where the walk through the days of a plan has come to.
struct CoursePast {
  sys_days plan_start{};
  Course course;        ///< of the last folded day
  bool seen = true;     ///< whether that day had a plan to be seen
  bool allowed = true;  ///< whether the last decision allows one
  std::string decided;  ///< the entry that allowed the last one
  /// What the diary added to the answers of that entry on its day.
  std::vector<std::pair<std::string, DiaryValue>> measured;
  friend bool operator==(const CoursePast&, const CoursePast&) = default;
};

struct Past {
  std::string key;          ///< of the rules and settings it was made with
  sys_days until{};         ///< the first day that is not in it
  std::int64_t number = 0;  ///< the highest of its entries

  Tally tally;
  std::vector<DiaryDay> days;  ///< the last of them
  std::string stage;
  Episode episode;

  std::vector<LastTold> told;
  std::vector<std::pair<std::string, int>> runs;  ///< of settled answers
  std::optional<double> first_score;
  std::optional<double> last_score;
  std::optional<std::vector<std::string>> flare_plan;
  std::string legs;
  std::vector<DirectionTold> directions;
  std::optional<CoursePast> course;

  friend bool operator==(const Past&, const Past&) = default;
};

/// Days before the last one that a later day may still look at one by one.
[[nodiscard]] int days_kept(const HistoryRules& rules);

/// Counts up when the bytes of a past change their form, so that those of an
/// earlier build are thrown away (tests/unit/coach/past_form_test.cpp).
inline constexpr int kPastForm = 1;

/// \name As bytes, for the same build to read back
/// @{
[[nodiscard]] std::string bytes_of(const Past& past);
/// \return empty when a byte is not as it was written.
[[nodiscard]] std::optional<Past> past_from(std::string_view bytes);
/// @}

/// \name Among the entries
/// A past takes the place of the entries of its days, as a kind of its own, so
/// that what asks for another kind passes it by. Entries of its days may stand
/// before it for the sake of what they told (`standing_of`).
/// @{
[[nodiscard]] DiaryEntry past_entry(const Past& past);
[[nodiscard]] bool is_past(const DiaryEntry& entry);
/// \return empty when the entry is none, or cannot be read.
[[nodiscard]] std::optional<Past> past_in(const DiaryEntry& entry);
/// From the past on, if there is one; else all.
[[nodiscard]] std::span<const DiaryEntry> from_past(
    std::span<const DiaryEntry> entries);
/// @}

/// The state of the walk through the days of a plan at the end of `last`.
/// \return empty when no plan had begun by then.
/// \param kb  as it is for somebody whose signs were looked at
[[nodiscard]] std::optional<CoursePast> course_past(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
    std::chrono::year_month_day plan_start, sys_days last,
    const PlanRequest& usual);

/// What the walk through the days hangs on besides the entries: rules, the
/// groups that were looked at, the hours of the person, the own prescription.
/// \param own  as it is written, empty when there is none
[[nodiscard]] std::string course_key(const KnowledgeBase& kb,
                                     const SeenInput& seen,
                                     const PlanRequest& usual,
                                     std::string_view own);

/// Folds the diary up to the day before `until`. \pre `entries` has all of the
/// day `until`, on which the day before still hangs
[[nodiscard]] Past fold(const KnowledgeBase& kb,
                        std::span<const DiaryEntry> entries, sys_days until);

/// \name What the whole diary tells, with its past
/// @{
/// The values of the plan for bad days that was written down last.
[[nodiscard]] std::optional<std::vector<std::string>> flare_plan_told(
    const Finding& finding, std::span<const DiaryEntry> entries);
/// The first and the last score of the activity that matters.
[[nodiscard]] std::pair<std::optional<double>, std::optional<double>>
scores_told(std::span<const DiaryEntry> entries);
/// By name, what a check-in or a triage told last. \param name  empty for all
[[nodiscard]] std::vector<LastTold> last_told(
    std::span<const DiaryEntry> entries, std::string_view name = {});
/// Of an answer that settles: the days in a row with it before `today`.
[[nodiscard]] int run_of(const SettledRule& rule, const std::string& id,
                         std::span<const DiaryEntry> entries, sys_days today);
/// @}

}  // namespace backcoach::progress
