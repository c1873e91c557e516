#pragma once

#include <vector>

#include "../rules/evaluate.hpp"

namespace backcoach::prove {

/// What the examples inside the rules show by themselves. That something can
/// happen is proved by one person to whom it happens; the solver is asked only
/// where no example is one.
class Samples {
 public:
  explicit Samples(const KnowledgeBase& kb);

  /// Whether some example makes the outcome hold.
  [[nodiscard]] bool fires(std::size_t outcome) const {
    return fires_[outcome];
  }
  /// Whether in some example nothing more urgent holds beside the outcome.
  [[nodiscard]] bool leads(std::size_t outcome) const {
    return leads_[outcome];
  }
  /// Whether in some example another answer alone changes urgency.
  [[nodiscard]] bool matters(FindingIndex finding) const {
    return matters_[finding];
  }

 private:
  void add(engine::Evaluation& truth, const SparseAnswers& given);
  void vary(engine::Evaluation& truth, const SparseAnswers& given);

  const KnowledgeBase& kb_;
  std::vector<bool> fires_;
  std::vector<bool> leads_;
  std::vector<bool> matters_;
};

}  // namespace backcoach::prove
