/// \file
/// Exercises that a physiotherapist has set for one person.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backcoach/plan_rules.hpp"

namespace backcoach {

/// How much at one go. Zero means that it does not apply.
struct ItemDose {
  int sets = 0;
  int reps = 0;
  int hold_seconds = 0;
  bool per_side = false;
  int minutes = 0;
  int times_per_day = 0;  ///< how many items of this day are the same thing
  int every_minutes = 0;  ///< of breaks: all day, at this distance
  friend bool operator==(const ItemDose&, const ItemDose&) = default;
};

/// One line of a prescription.
struct PrescribedItem {
  std::string words;  ///< the name as it was written, without control codes
  std::optional<ExerciseIndex> exercise;  ///< empty: not in the catalogue
  /// Not in the catalogue, but near this card: it waits until the person says
  /// which of both it is. Never set together with `exercise`.
  std::optional<ExerciseIndex> near;
  ItemDose dose;          ///< zero where nothing was said
  int every_days = 1;     ///< 2 = every other day
  unsigned weekdays = 0;  ///< bit 0 = Monday; no bit = any day of the week
  bool other = false;     ///< the person says that it is no card it is near
  friend bool operator==(const PrescribedItem&,
                         const PrescribedItem&) = default;
};

/// In the order in which it was written.
struct Prescription {
  std::vector<PrescribedItem> items;
};

}  // namespace backcoach
