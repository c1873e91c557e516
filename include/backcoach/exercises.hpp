/// \file
/// Exercises and the rules of the day plan, as data.
#pragma once

#include <string>
#include <vector>

#include "backcoach/rules.hpp"

namespace backcoach {

/// A condition with the plain words for it. `node` is its place in
/// `Network::plan`.
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
};

struct Dose {
  Range sets;
  Range reps;
  Range hold_seconds;
  Range minutes;
  Range times_per_day;
  Range days_per_week;
  int every_minutes = 0;
  bool per_side = false;
  std::string note;
};

/// One card of data/exercises.
struct Exercise {
  std::string id;
  std::string name;
  std::string kind;  ///< walk, exercise, rest, heat, mind, break, education
  std::vector<Stage> stages;
  std::string goal;
  std::string region;
  std::string tone;
  std::string janda;
  std::string role;
  std::vector<std::string> positions;
  std::string bends;  ///< flexion, extension, rotation, none
  bool static_stretch = false;
  std::string muscle;
  Dose dose;
  std::vector<Gate> avoid;
  std::vector<Gate> care;
  std::vector<std::string> equipment;
  std::vector<std::string> needs;
  std::string easier_text;
  std::string easier_exercise;
  std::string harder_text;
  std::string harder_exercise;
  std::vector<std::string> steps;
  std::vector<std::string> mistakes;
  bool standard_stop = true;
  std::vector<std::string> stop_also;
  std::string feel;
  int not_before_minutes_after_waking = 0;
  std::vector<std::string> seeds;
  std::vector<Provenance> provenance;
};

/// Filled from data/plan.json.
struct PlanRules {
  std::vector<std::string> todo;
};

/// Every gate in `rules`, for the compiler of conditions.
[[nodiscard]] std::vector<Gate*> plan_gates(PlanRules& rules);

}  // namespace backcoach
