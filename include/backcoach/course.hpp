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

/// The walks of one day.
struct WalkingDose {
  std::size_t step = 0;  ///< of `WalkingRules::ladder`
  int walks = 0;
  int minutes = 0;  ///< each
  int longer = 0;   ///< so many of them take one minute more
  [[nodiscard]] int total() const { return walks * minutes + longer; }
  friend bool operator==(const WalkingDose&, const WalkingDose&) = default;
};

/// Where somebody stands on one day of the way back.
struct Course {
  int day = 1;
  Stage stage = Stage::walk;
  WalkingDose walking;
  int volume_percent = 100;  ///< of the usual dose of exercises
  int flare_day = 0;         ///< 1 = its first day; 0 = no flare
  int since_flare = 0;       ///< days, 1 = the first; 0 = there was none

  /// \name What the next day is worked out from
  /// @{
  std::vector<DayLight> lights;  ///< of the days before this one, oldest first
  std::vector<int> walked;       ///< minutes planned on those days
  std::vector<ExerciseIndex> known;  ///< movements of those days
  int green_days = 0;                ///< since walking last grew, in a row
  int volume_days = 0;               ///< since the volume last changed
  int volume_green_days = 0;         ///< green ones in a row
  Stage before_flare = Stage::walk;
  WalkingDose last_green;
  int last_green_percent = 100;
  /// @}

  std::vector<std::string> changes;  ///< since the day before, in plain words
};

/// The first day, as the answers set it.
[[nodiscard]] Course first_course(const KnowledgeBase& kb,
                                  const Answers& answers,
                                  const PlanPermission& permission,
                                  const PlanRequest& request);

/// The day after one that went as `light`. Never more than the caps of the
/// data: one stage up a day, walking and volume by their share a week.
///
/// \param before      the day that is over.
/// \param plan        what was planned on it.
/// \param answers     as they stand on the new day.
/// \param permission  of the decision on the new day.
/// \param flare       the person says that a flare has begun.
[[nodiscard]] Course next_course(const KnowledgeBase& kb, const Course& before,
                                 const Plan& plan, DayLight light,
                                 const Answers& answers,
                                 const PlanPermission& permission,
                                 bool flare = false);

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
