#pragma once

#include "person.hpp"

namespace backcoach::plan {

/// What one rung of a card asks for at one go.
struct Rung {
  int sets = 0;
  int reps = 0;
  int hold_seconds = 0;
  int minutes = 0;
  friend bool operator==(const Rung&, const Rung&) = default;
};

/// The ladder of a card, lowest rung first: repetitions up to the card's most,
/// the same again with one set more, then longer holds; or minutes. Always at
/// least one rung, all within the card. \source data/plan.json,
/// progress/ladders
[[nodiscard]] std::vector<Rung> ladder_of(const LadderRules& rules,
                                          const Exercise& card);

/// How fast this card climbs.
[[nodiscard]] const LadderRule& ladder_rule(const LadderRules& rules,
                                            const Exercise& card);

}  // namespace backcoach::plan
