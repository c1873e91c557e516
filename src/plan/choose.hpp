#pragma once

#include "adapt.hpp"
#include "backcoach/course.hpp"

namespace backcoach::plan {

/// One thing that the day contains, however often.
struct Chosen {
  ExerciseIndex exercise = 0;
  const Slot* slot = nullptr;
  ItemDose dose;
  int lasts_minutes = 0;  ///< one go
  bool prescribed = false;
  bool of_need = false;        ///< beside the exercises of the stage
  std::string why = {};        ///< of a need; empty = as everywhere
  std::vector<int> each = {};  ///< minutes of each walk, longest first
  std::optional<PlanRung> rung = std::nullopt;
  bool harder = false;  ///< in the card's harder form
};

struct Choice {
  std::vector<Chosen> items;
  bool strength_day = false;
  std::vector<ExerciseIndex> left_out;  ///< of this session, after pain
};

struct ChoiceInput {
  const StagePlan* stage = nullptr;
  int day = 1;
  int minutes_available = -1;  ///< -1 = as much as the stage has
  double rest_hours_left = 0;
  /// Set by others: taken as they are, and what is added to them shrinks.
  std::vector<Chosen> first = {};
  int free_items = 0;  ///< prescribed too, but not in the catalogue
  int free_minutes = 0;
  bool after_rest = false;  ///< rest is used up, the pain still asks for it
  const Course* course = nullptr;             ///< never empty
  const Adapted* adapted = nullptr;           ///< never empty
  std::vector<ExerciseIndex> not_today = {};  ///< have a row of their own
  const GoalRule* goal = nullptr;             ///< what the person works toward
  int strength_days = 0;  ///< a week, at most; 0 = as the slot says
};

/// Fills the slots of the stage in the order of preference, within every
/// limit on items, minutes, stretches and new movements of a day. First each
/// slot gets its least, then they take turns up to their most.
[[nodiscard]] Choice choose(const Person& person,
                            const std::vector<Exclusion>& excluded,
                            const ChoiceInput& input);

/// Whether something puts `index` into a plan of `stage` at all, before any
/// answer counts against it.
[[nodiscard]] bool in_stage(const Exercise& card, Stage stage);

/// Exercises that could fill `slot`, best first, whether excluded or not.
[[nodiscard]] std::vector<ExerciseIndex> candidates(const Person& person,
                                                    const Adapted& adapted,
                                                    const StagePlan& stage,
                                                    const Slot& slot);

}  // namespace backcoach::plan
