#pragma once

#include "backcoach/knowledge.hpp"
#include "shown_change.hpp"

namespace backcoach::authoring {

struct ProvedDifference {
  /// Every kind of change that somebody exists for, worst first, each with the
  /// smallest answers. The engines of both bases have borne them out.
  std::vector<ShownChange> changes;
  /// Kinds of which neither was shown: that somebody exists, or that nobody
  /// does.
  std::vector<ChangeKind> unsettled;
  std::size_t queries = 0;  ///< asked of the solver
};

/// Asks of every kind of change whether any answers show it that both bases
/// accept. A kind that is in neither list exists for nobody.
[[nodiscard]] ProvedDifference prove_difference(const KnowledgeBase& older,
                                                const KnowledgeBase& newer);

}  // namespace backcoach::authoring
