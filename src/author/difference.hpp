#pragma once

#include "proved_difference.hpp"

namespace backcoach::authoring {

/// How the decisions of two bases differ.
struct DecisionDifference : ProvedDifference {
  std::vector<std::string> only_old;  ///< findings that one base alone knows
  std::vector<std::string> only_new;
  /// Whether every kind of change that is not listed exists for nobody.
  [[nodiscard]] bool proved() const { return unsettled.empty(); }
};

/// Compares urgency, whether there is a plan, its stage, what is still to be
/// asked, the rules that fire, the exercises left out, and answers refused as
/// contradictory.
[[nodiscard]] DecisionDifference decision_difference(
    const KnowledgeBase& older, const KnowledgeBase& newer);

}  // namespace backcoach::authoring
