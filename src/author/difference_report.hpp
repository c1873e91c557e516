#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backcoach/render.hpp"
#include "difference.hpp"
#include "structure.hpp"

namespace backcoach::cli {

/// What the answer sets of a file come out as in two bases.
struct AnswerFileReport {
  struct Kind {
    authoring::ChangeKind kind;
    std::size_t times = 0;
    std::vector<std::string> first;  ///< "line 3", "line 9 (id p17)"
  };
  std::string file;
  std::size_t sets = 0;
  std::size_t changed = 0;
  std::vector<Kind> kinds;
  std::vector<Issue> refused;            ///< sets that one base cannot read
  std::vector<std::string> unknown_old;  ///< names left out for a base
  std::vector<std::string> unknown_new;
};

/// Runs every answer set of `text` (NDJSON, one object or a list of objects)
/// through both bases.
[[nodiscard]] AnswerFileReport compare_on_answers(const KnowledgeBase& older,
                                                  const KnowledgeBase& newer,
                                                  const std::string& file,
                                                  const std::string& text);

/// Everything that `rules diff` says.
struct DifferenceReport {
  std::string old_folder;  ///< as typed
  std::string new_folder;
  const KnowledgeBase* older = nullptr;
  const KnowledgeBase* newer = nullptr;
  std::vector<authoring::StructureChange> structure;
  authoring::DecisionDifference decisions;
  std::optional<AnswerFileReport> answers;
};

[[nodiscard]] std::string difference_text(const DifferenceReport& report);
/// `backcoach/rules_diff/2`
[[nodiscard]] std::string difference_json(const DifferenceReport& report);

}  // namespace backcoach::cli
