#pragma once

#include <optional>
#include <vector>

#include "bench.hpp"
#include "mutants.hpp"

namespace backcoach::authoring {

/// What a search for telling answers found.
struct Search {
  std::optional<SparseAnswers> answers;  ///< few; empty when none were found
  bool nobody = false;                   ///< it is proved that no answers tell
  /// They tell one outcome by itself; the rule as a whole comes out the same.
  bool outcome_only = false;
};

/// Asks the solver for answers for which a changed condition comes out
/// otherwise.
class WitnessFinder {
 public:
  explicit WitnessFinder(const KnowledgeBase& original);

  /// \param now  the base with `mutant` made and compiled.
  [[nodiscard]] Search find(const KnowledgeBase& now,
                            const std::vector<Written>& written_now,
                            const Mutant& mutant) const;

  /// Whether `answers` tell the two apart.
  [[nodiscard]] bool tells(const KnowledgeBase& now,
                           const std::vector<Written>& written_now,
                           const Mutant& mutant, const Answers& answers,
                           bool outcome_only) const;

  [[nodiscard]] const std::vector<Written>& written() const { return written_; }

 private:
  /// \param alone  looks at one outcome, whatever the others of its rule do.
  [[nodiscard]] Search ask(const KnowledgeBase& now,
                           const std::vector<Written>& written_now,
                           const Mutant& mutant, bool alone) const;

  const KnowledgeBase* original_;
  std::vector<Written> written_;
};

}  // namespace backcoach::authoring
