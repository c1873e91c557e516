#pragma once

#include <string>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::authoring {

/// One thing that stands otherwise in a second knowledge base.
struct StructureChange {
  std::string what;  ///< "rule", "question", "exercise", "fact", …
  std::string id;
  std::string change;  ///< added, removed, condition, urgency, words, …
  std::vector<std::string> was;  ///< in words; may be empty
  std::vector<std::string> now;
};

/// What was added, taken away or changed, in words.
[[nodiscard]] std::vector<StructureChange> structure_changes(
    const KnowledgeBase& older, const KnowledgeBase& newer);

/// A condition with names in place of positions, so that conditions of two
/// bases can be compared.
[[nodiscard]] std::string spelled_out(const KnowledgeBase& kb,
                                      const Condition& condition);

}  // namespace backcoach::authoring
