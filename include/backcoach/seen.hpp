/// \file
/// What was looked at by a professional stays looked at: which signs belong
/// together, and what no look can make milder.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backcoach/rules.hpp"

namespace backcoach {

/// Rules whose signs are looked at together.
struct SeenGroup {
  std::string id;
  std::vector<std::uint16_t> rules;  ///< positions in `KnowledgeBase::rules`
};

/// \source data/seen.json
struct SeenRules {
  /// A rule that no group names is a group of its own, by its id.
  std::vector<SeenGroup> groups;
  std::vector<FindingIndex> never;      ///< count in full, whoever looked
  SparseAnswers never_answers;          ///< these answers do, others not
  std::vector<std::uint16_t> not_gone;  ///< a referral of these never ends by
                                        ///< "gone"
  std::vector<std::uint16_t> no_trace;  ///< shown once, never kept
  int walk_weeks = 0;                   ///< so long at most WALK after "gently"
  int gone_days = 0;    ///< "gone" means nothing of it for so long
  std::string because;  ///< of a rule that was looked at
  std::vector<std::string> what_to_do;
  std::string walk_because;  ///< of a row that was made smaller
};

/// What a decision takes into account beside the answers.
struct SeenInput {
  /// Ids of groups, looked at and the same since. Sorted, each once.
  std::vector<std::string> groups;

  [[nodiscard]] bool empty() const { return groups.empty(); }
  friend bool operator==(const SeenInput&, const SeenInput&) = default;
};

}  // namespace backcoach
