#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::engine {

/// How doubt counts, by the urgency of the outcome that asks.
/// \source data/README.md, "Not sure and prefer not to say"
enum class Doubt {
  danger,   ///< emergency, same day: not sure and refusal count as yes
  concern,  ///< soon, and the decision table: not sure counts as yes
  plain     ///< routine and self-care: neither does
};

/// Which nodes a condition has become, by where it stands in its base. One
/// inside a fact has a node for each way of reading doubt.
using Places = std::unordered_multimap<const Condition*, NodeIndex>;

/// Builds the flat form of every condition in `kb` into `kb.network` and sets
/// the `node` of each gate. Facts and rules must not refer to each other in a
/// circle (`load` reports that before).
/// \param places  filled with the node of every part, unless it is nullptr.
void compile(KnowledgeBase& kb, Places* places = nullptr);

/// \return names of facts and rules ("fact a", "rule b") that refer to each
/// other in a circle, in order; empty when there is none.
[[nodiscard]] std::vector<std::string> find_cycle(const KnowledgeBase& kb);

}  // namespace backcoach::engine
