#pragma once

#include <set>

#include "backcoach/cases.hpp"
#include "shown_change.hpp"

namespace backcoach::authoring {

/// One base with what it is tried on.
struct Side {
  const KnowledgeBase& kb;
  const Cases& cases;
};

struct DecisionSearch {
  std::size_t tried = 0;
  std::vector<ShownChange> changes;
};

/// Looks for answers that show a change of one of `kinds`: the examples and
/// worked cases of both bases, what stands one or two answers beside them, and
/// bounds. A search, not a proof: what it does not find may still be there.
[[nodiscard]] DecisionSearch search_decisions(
    const Side& older, const Side& newer, const std::set<ChangeKind>& kinds);

}  // namespace backcoach::authoring
