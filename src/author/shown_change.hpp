#pragma once

#include <string>
#include <utility>
#include <vector>

#include "verdict.hpp"

namespace backcoach::authoring {

/// Answers that may stand in one line. So few are also proved to be the fewest
/// that show a change; of more, none can be left out.
inline constexpr std::size_t kFewAnswers = 8;

/// By name and as JSON writes it; a base may not know every name.
using NamedAnswers = std::vector<std::pair<std::string, std::string>>;

/// A kind of change with answers that show it.
struct ShownChange {
  ChangeKind kind;
  NamedAnswers answers;
  NamedAnswers diary;  ///< measures that only a diary can give
  /// Answers and diary, one each. Of many, what says "no" or nothing special
  /// is only counted, in the last line.
  std::vector<std::string> in_words;
  Verdict was;
  Verdict now;
};

/// \param was,now the answers as each base was told them.
[[nodiscard]] ShownChange shown_change(const ChangeKind& kind,
                                       const KnowledgeBase& older,
                                       const Answers& was,
                                       const KnowledgeBase& newer,
                                       const Answers& now);

}  // namespace backcoach::authoring
