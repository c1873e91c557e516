#pragma once

#include "difference_search.hpp"
#include "shown_change.hpp"

namespace backcoach::authoring {

/// How the decisions of two bases differ.
struct DecisionDifference {
  /// Each kind of change with the smallest answers that show it.
  std::vector<ShownChange> changes;
  /// Kinds that the proof could not settle. Only of these answers were
  /// searched for; they stand in `changes` too where some were found.
  std::vector<ChangeKind> unsettled;
  std::size_t queries = 0;            ///< asked by the proof
  std::size_t tried = 0;              ///< answer sets that the search tried
  std::vector<std::string> only_old;  ///< findings that one base alone knows
  std::vector<std::string> only_new;
  /// Whether every kind of change that is not listed exists for nobody.
  [[nodiscard]] bool proved() const { return unsettled.empty(); }
};

/// Compares urgency, whether there is a plan, its stage, what is still to be
/// asked, the rules that fire, the exercises left out, and answers refused as
/// contradictory.
[[nodiscard]] DecisionDifference decision_difference(const Side& older,
                                                     const Side& newer);

}  // namespace backcoach::authoring
