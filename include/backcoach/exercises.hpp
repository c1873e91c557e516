/// \file
/// Exercises, as data.
#pragma once

#include <string>
#include <vector>

#include "backcoach/plan_rules.hpp"
#include "backcoach/rules.hpp"

namespace backcoach {

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
  bool on_request = false;  ///< in no plan unless somebody asks for it
  std::vector<std::string> seeds;
  std::vector<Provenance> provenance;
};

}  // namespace backcoach
