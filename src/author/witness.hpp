#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "bench.hpp"
#include "dice.hpp"
#include "mutants.hpp"

namespace backcoach::authoring {

/// What a search for telling answers found.
struct Search {
  std::optional<SparseAnswers> answers;  ///< few; empty when none were found
  std::size_t combinations = 0;          ///< all there are, when all were tried
  /// They tell one outcome by itself; the rule as a whole comes out the same.
  bool outcome_only = false;
};

/// Looks for answers for which a changed condition comes out otherwise.
class WitnessFinder {
 public:
  explicit WitnessFinder(const KnowledgeBase& original);

  /// \param now  the base with `mutant` made and compiled.
  [[nodiscard]] Search find(const KnowledgeBase& now,
                            const std::vector<Written>& written_now,
                            const Mutant& mutant);

  /// Whether `answers` tell the two apart.
  [[nodiscard]] bool tells(const KnowledgeBase& now,
                           const std::vector<Written>& written_now,
                           const Mutant& mutant, const SparseAnswers& answers,
                           bool outcome_only);

  [[nodiscard]] const std::vector<Written>& written() const { return written_; }

 private:
  struct Pair {
    Seen before;
    Seen after;
  };
  Pair see(const KnowledgeBase& now, const std::vector<Written>& written_now,
           const Mutant& mutant, const Answers& answers);
  bool differs(const Pair& pair, bool decided) const;
  void minimise(const KnowledgeBase& now,
                const std::vector<Written>& written_now, const Mutant& mutant,
                Answers& answers, bool decided);
  /// With `close_` set, looks at one outcome alone.
  Search search(const KnowledgeBase& now,
                const std::vector<Written>& written_now, const Mutant& mutant);
  [[nodiscard]] Target target(const Written& written) const;
  /// Changes one to three answers of the examples that the rule has already.
  std::optional<Answers> beside_examples(
      const KnowledgeBase& now, const std::vector<Written>& written_now,
      const Mutant& mutant, Dice& dice);
  Search exhaust(const KnowledgeBase& now,
                 const std::vector<Written>& written_now, const Mutant& mutant);

  const KnowledgeBase* original_;
  std::vector<Written> written_;
  std::vector<std::vector<Answer>> values_;
  bool close_ = false;
};

}  // namespace backcoach::authoring
