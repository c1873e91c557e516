#pragma once

#include <string>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::authoring {

/// Where a small difference between two people makes a large one.
enum class CliffKind : std::uint8_t {
  lowered,  ///< one more sign, and the urgency falls
  step,     ///< one day, point or year more or less: three levels or more
  near      ///< two numbers, each by one: three levels or more
};
[[nodiscard]] std::string_view name(CliffKind kind);

/// One such place, shown by two people.
struct Cliff {
  CliffKind kind = CliffKind::lowered;
  /// "lowered/strain/rule": the sign, and the rule that it silenced. "step/
  /// onset_days/rule" and "near/age+onset_days/rule": the numbers, and the rule
  /// that makes the more urgent of the two what it is.
  std::string about;
  Urgency from = Urgency::self_care;
  Urgency to = Urgency::self_care;
  Answers answers;      ///< the first person
  SparseAnswers then;   ///< what the second answers otherwise
  std::string because;  ///< why it is known; empty = new
};

struct CliffSearch {
  std::size_t people = 0;     ///< that it started from
  std::size_t tried = 0;      ///< sets of answers decided
  bool whole = true;          ///< false: the bound was reached first
  std::vector<Cliff> cliffs;  ///< each place once, in a fixed order

  [[nodiscard]] std::size_t new_ones() const;
};

struct CliffOptions {
  /// How many sets of answers are decided at most. The search ends there, at
  /// the same place each time.
  std::size_t most = 2'000'000;
};

/// Takes each person, adds any one or two signs, moves each number across
/// every bound that a rule has for it, and looks at how the urgency changes.
/// What the base names in data/proof.json as `cliffs` is known. A search, not a
/// proof: what it does not meet may still be there.
/// \param people  sets of answers without a conflict.
[[nodiscard]] CliffSearch find_cliffs(const KnowledgeBase& kb,
                                      const std::vector<Answers>& people,
                                      const CliffOptions& options);

}  // namespace backcoach::authoring
