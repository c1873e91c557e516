#pragma once

#include <vector>

#include "network_copy.hpp"

namespace backcoach::prove {

/// Who may be given which exercise, as src/plan/eligible.cpp decides it.
class Eligibility {
 public:
  /// \param person  a copy of `kb`.
  Eligibility(const KnowledgeBase& kb, Gates& gates, const NetworkCopy& person);

  /// "Nothing counts against it." Where a change on the card can make an
  /// exercise possible, it is taken to do so: that leaves more exercises to be
  /// looked at, never fewer.
  [[nodiscard]] Literal eligible(ExerciseIndex index) const;
  /// The same, but whether a change on the card is enough stays open. It is
  /// the same open statement where card and conditions are the same.
  [[nodiscard]] Literal exactly_eligible(ExerciseIndex index) const;

  /// "The person may have a plan, and its stage can contain this exercise."
  [[nodiscard]] Literal in_plan(ExerciseIndex index) const;

 private:
  [[nodiscard]] Literal eligible(ExerciseIndex index, bool care_is_open) const;
  [[nodiscard]] Literal closed(const Gate& gate) const;
  [[nodiscard]] Literal plainly(const Gate& gate) const;
  [[nodiscard]] Literal care_for(const Gate& need, const Exercise& card) const;
  [[nodiscard]] Literal applies_to(const Menu& menu) const;
  [[nodiscard]] Literal forbids(const Menu& menu, ExerciseIndex index) const;
  void spell(NodeIndex index, std::vector<double>& out) const;

  const KnowledgeBase& kb_;
  const PlanRules& rules_;
  Gates& gates_;
  const NetworkCopy& person_;
  std::vector<Literal> menus_;
};

}  // namespace backcoach::prove
