/// \file
/// The way back over days: how the dose of a plan grows after good days, waits
/// after so-so days, and shrinks after bad or missed ones.
#pragma once

#include <vector>

#include "backcoach/diary.hpp"
#include "backcoach/plan.hpp"

namespace backcoach {

/// How a day went. `missed`: nothing was done, or nothing was noted.
enum class DayLight : std::uint8_t { green, amber, red, missed };

[[nodiscard]] std::string_view name(DayLight light);
[[nodiscard]] std::optional<DayLight> day_light_named(std::string_view name);

/// The walks of one day: minutes of each, longest first.
struct WalkingDose {
  std::vector<int> walks;
  [[nodiscard]] int total() const;
  [[nodiscard]] int longest() const { return walks.empty() ? 0 : walks[0]; }
  friend bool operator==(const WalkingDose&, const WalkingDose&) = default;
};

/// How an exercise felt, as told after it.
enum class Rating : std::uint8_t { too_easy, right, too_much };

[[nodiscard]] std::string_view name(Rating rating);
[[nodiscard]] std::optional<Rating> rating_named(std::string_view name);

/// Where somebody stands on the ladder of one exercise.
struct CardProgress {
  ExerciseIndex exercise = 0;
  int rung = 0;    ///< reached; 0 = the lowest
  int greens = 0;  ///< good sessions that count towards the next rung
  int easy = 0;    ///< "too easy" in a row
  int down = 0;    ///< rungs below the reached one, until the next good session
  bool left_out = false;  ///< of its next session: it hurt on the lowest rung
  friend bool operator==(const CardProgress&, const CardProgress&) = default;
};

/// What came of a test of a direction.
enum class DirectionResult : std::uint8_t {
  centralised,  ///< the furthest pain moved toward the spine
  eased,        ///< it stayed, and hurts less
  no_change,
  peripheralised  ///< it moved away from the spine, or hurts more
};

[[nodiscard]] std::string_view name(DirectionResult result);
[[nodiscard]] std::optional<DirectionResult> direction_result_named(
    std::string_view name);

/// Something that was told of a direction.
struct DirectionTold {
  int day = 1;           ///< of the plan
  std::size_t test = 0;  ///< in `DirectionRules::tests`
  DirectionResult result = DirectionResult::no_change;
  bool tested = true;      ///< false: answered, or told at a check-in
  bool leg_clear = false;  ///< the pain is in the back at most, or gone
  bool middle = false;     ///< no side hurts more: tests of a side are passed
  friend bool operator==(const DirectionTold&, const DirectionTold&) = default;
};

/// The direction that all of this leaves as found.
/// \return empty when there is none, or it made worse since.
[[nodiscard]] std::optional<std::size_t> found_direction(
    const std::vector<DirectionTold>& told);

/// Where somebody stands on one day of the way back: all that the next day is
/// made from. A plain value, so that it can be kept and compared.
struct Course {
  int day = 1;
  Stage stage = Stage::walk;

  /// \name Walking
  /// @{
  WalkingDose walking;           ///< reached; what is held back stands apart
  int walk_percent = 100;        ///< of it, until the next good day
  int walk_greens = 0;           ///< good days since walking last grew
  int walk_steps = 0;            ///< steps taken so far
  std::vector<int> walk_grown;   ///< the days on which it grew in the last week
  int able_minutes = -1;         ///< as last told; -1 = never
  std::vector<int> walked_more;  ///< on good days with more than planned
  /// @}

  /// \name Exercises
  /// @{
  std::vector<CardProgress> cards;   ///< done before, by exercise
  int strength_days = 0;             ///< done so far; says whose turn it is
  std::vector<ExerciseIndex> grown;  ///< grown, and not shown yet
  /// @}

  /// \name Bad and missed days
  /// @{
  std::vector<DayLight> lights;  ///< of the last week, oldest first
  int missed = 0;                ///< days in a row
  int settled = 0;               ///< settled ambers in a row
  bool amber_down = false;       ///< this run of ambers has taken a rung
  int painful = 0;               ///< days running with much pain
  int flare_day = 0;             ///< 1 = its first day; 0 = no flare
  int flare_step = 0;            ///< 0 = its menu, then the steps of its ramp
  int since_flare = 0;           ///< days, 1 = the first; 0 = there was none
  Stage before_flare = Stage::walk;
  /// @}

  std::vector<DirectionTold> directions;  ///< in the order they were told

  /// Lessons given so far, and on which days.
  std::vector<std::pair<LessonIndex, int>> lessons;

  std::vector<std::string> changes;  ///< since the day before, in plain words

  friend bool operator==(const Course&, const Course&) = default;
};

/// What is known of a day that is over.
struct PassedDay {
  DayLight light = DayLight::green;
  bool settled = false;  ///< amber, and low and gone by the next morning
  bool mild = false;     ///< an ache that counts as good where it may
  std::optional<int> walked_minutes;  ///< all walks together, as told
  std::vector<ExerciseIndex> hurt;    ///< empty = nobody knows
  std::vector<std::pair<ExerciseIndex, Rating>> ratings;
  std::optional<double> pain;  ///< of the new day, 0 to 10
  bool flare = false;          ///< the person says that a flare has begun
};

/// The first day, as the answers set it.
[[nodiscard]] Course first_course(const KnowledgeBase& kb,
                                  const Answers& answers,
                                  const PlanPermission& permission, int day);

/// The day after one that went as `passed` says. Pure: look-ahead and diary
/// come to the same day by the same way.
///
/// A stage once reached is kept, see data/plan.json, progress/stage_kept. Good
/// days lead on, so-so days hold, a bad day counts for one day.
///
/// \param before      the day that is over.
/// \param plan        what was planned on it.
/// \param answers     as they stand on the new day.
/// \param permission  of the decision on the new day.
[[nodiscard]] Course next_course(const KnowledgeBase& kb, const Course& before,
                                 const Plan& plan, const PassedDay& passed,
                                 const Answers& answers,
                                 const PlanPermission& permission);

/// \return whether the exercise was in a plan of the days before.
[[nodiscard]] bool knows(const Course& course, ExerciseIndex exercise);

/// One of the days ahead.
struct AheadDay {
  DayLight went = DayLight::green;  ///< how the day before it is taken to go
  Answers answers;                  ///< taken to hold on that day
  Decision decision;
  Course course;
  std::optional<Plan> plan;  ///< empty when the decision allows none
};

/// The plan of `days` days, each following from the one before, if they go as
/// `lights` say; after its end the last light goes on. Stops after the first
/// day that asks for help.
///
/// \param first_day  with the course of that day, where one stands behind it.
/// \param diary      up to the first day; the days ahead are added to it, so
///                   that the measures are those of `history_measures`.
/// \pre `decision` allows a plan.
[[nodiscard]] std::vector<AheadDay> look_ahead(
    const KnowledgeBase& kb, const Answers& answers, const Decision& decision,
    const PlanRequest& first_day, int days, const std::vector<DayLight>& lights,
    const std::vector<DiaryEntry>& diary = {});

}  // namespace backcoach
