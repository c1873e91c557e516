#pragma once

#include "person.hpp"

namespace backcoach::plan {

/// What one rung of a card asks for at one go.
struct Rung {
  int sets = 0;
  int reps = 0;
  int hold_seconds = 0;
  int minutes = 0;
  bool harder = false;  ///< in the card's harder form
  friend bool operator==(const Rung&, const Rung&) = default;
};

/// The ladder of a card, lowest rung first: repetitions up to the card's most,
/// the same again with one set more, then longer holds, then the harder form
/// of the same movement from few repetitions again; or minutes. Always at least
/// one rung, all within the card. \source data/plan.json,
/// progress/ladders
[[nodiscard]] std::vector<Rung> ladder_of(const LadderRules& rules,
                                          const Exercise& card);

/// The last rung before the harder form; the last of all where there is none.
[[nodiscard]] int plain_top(const std::vector<Rung>& ladder);

/// The highest rung for this person: the harder form is for those of whom
/// nothing asks for care.
[[nodiscard]] int top_rung(const Person& person, ExerciseIndex index);
/// \param ladder  of the card
[[nodiscard]] int top_rung(const Person& person, const Exercise& card,
                           const std::vector<Rung>& ladder);

/// How fast this card climbs.
[[nodiscard]] const LadderRule& ladder_rule(const LadderRules& rules,
                                            const Exercise& card);

}  // namespace backcoach::plan
