/// \file
/// How a plan moves from day to day, as data. Filled from data/plan.json; the
/// program only follows it.
#pragma once

#include <string>
#include <vector>

#include "backcoach/rules.hpp"

namespace backcoach {

/// A condition with the plain words for it. `node` is its place in
/// `Network::plan`. A gate that holds always closes, changes or chooses
/// something; how an open answer counts is part of the gate.
struct Gate {
  std::string id;
  Condition when;
  bool unknown_counts_as_yes = false;  ///< not asked, not sure, refused
  std::string text;
  std::uint32_t node = 0;
};

/// A closed range; 0..0 when not set.
struct Range {
  int low = 0;
  int high = 0;
  [[nodiscard]] bool empty() const { return low == 0 && high == 0; }
  friend bool operator==(Range, Range) = default;
};

/// What happens to the dose after days without anything done.
struct MissedRule {
  enum class Then : std::uint8_t { same_dose, one_step_down, re_enter };
  Range days;  ///< missed in a row; high 0 = and more
  Then then = Then::same_dose;
  std::string text;
};

/// A part of a flare, counted from its first day.
struct FlareDays {
  Range days;         ///< high 0 = and after
  bool menu = false;  ///< the small menu of the flare stage
  int percent = 0;    ///< of the last green dose; 0 = as the menu says
  std::string text;
};

/// What is said when the plan moves.
struct ProgressWords {
  std::string more_walking;
  std::string more_exercise;
  std::string hold;
  std::string same;  ///< a good day that changes nothing yet
  std::string less_after_amber;
  std::string less_after_red;
  std::string stage_up;  ///< {stage} becomes the name of the stage
  std::string stage_down;
};

/// When more is added, held or taken away.
struct ProgressRules {
  int green_days = 0;        ///< in a row, before more is added
  int green_days_acute = 0;  ///< the same for walking while the pain is new
  Gate acute;                ///< the pain is new
  Range minutes_more;        ///< added to each walk at once
  int walking_percent_per_week = 0;  ///< of all minutes of a week, at most
  int volume_percent_per_week = 0;   ///< of an exercise, at most
  int red_percent = 0;               ///< less after a red day
  int amber_in_a_row = 0;
  int amber_percent = 0;  ///< less after that many amber days
  Gate only_green;        ///< while it holds, one amber day is enough
  int only_green_flare_days = 0;
  int flare_red_days = 0;       ///< so many red days …
  int flare_within_days = 0;    ///< … in so many days are a flare
  double flare_above_mean = 0;  ///< pain above the mean of a week …
  int flare_hours = 0;          ///< … for longer than this is one too
  std::vector<FlareDays> flare;
  std::vector<MissedRule> missed;
  int stages_up_per_day = 1;
  int volume_percent_least = 0;
  ProgressWords words;
};

/// How pain is taken to move when somebody asks for the days ahead.
struct AheadRules {
  int days_at_most = 0;
  FindingIndex pain_finding = 0;
  FindingIndex days_finding = 0;       ///< days since the pain began
  FindingIndex improving_finding = 0;  ///< becomes yes …
  int improving_drop = 0;              ///< … when pain has fallen so far
  double green = 0;                    ///< points of pain a day
  double amber = 0;
  double red = 0;
  double missed = 0;
  std::string text;
};

}  // namespace backcoach
