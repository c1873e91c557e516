/// \file
/// Random people, the same on every machine.
#pragma once

#include <cstdint>

#include "backcoach/knowledge.hpp"

namespace backcoach::test {

/// SplitMix64: the standard distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// From 0 to `most` - 1.
  std::size_t below(std::size_t most) {
    return static_cast<std::size_t>(next() % most);
  }
  /// True once in `often`.
  bool once_in(std::size_t often) { return below(often) == 0; }

 private:
  std::uint64_t state_;
};

/// A likely answer: mostly "no", numbers near thresholds as well as far away.
/// \param signs  one in this many signs is present or in doubt.
[[nodiscard]] Answer random_answer(const KnowledgeBase& kb, Random& random,
                                   FindingIndex finding, std::size_t signs);

/// Answers to everything that is asked at a first visit.
[[nodiscard]] Answers random_complete(const KnowledgeBase& kb, Random& random,
                                      std::size_t signs);

/// As `random_complete`, with about one in `holes` not asked.
[[nodiscard]] Answers random_partial(const KnowledgeBase& kb, Random& random,
                                     std::size_t signs, std::size_t holes);

/// `answers` of a person who does not contradict themselves: of answers that
/// cannot all be true, one is as if it had not been asked for.
[[nodiscard]] Answers agreeing(const KnowledgeBase& kb, Random& random,
                               Answers answers);

}  // namespace backcoach::test
