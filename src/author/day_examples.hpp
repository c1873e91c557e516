#pragma once

#include "backcoach/plan.hpp"
#include "bench.hpp"

namespace backcoach::authoring {

/// What a person of an example comes to on the last of its days.
struct ExampleDay {
  Decision decision;
  std::optional<Plan> plan;
  std::string page;  ///< of the plan, or of the decision where there is none
};

/// Plays the days of an example: each day that goes before as its letter says.
[[nodiscard]] ExampleDay play(const KnowledgeBase& kb,
                              const DayExample& example,
                              const SparseAnswers& answers);

/// Everything that comes out otherwise than the examples of adaptations, of
/// lessons and of claims say.
[[nodiscard]] std::vector<Failure> day_failures(const KnowledgeBase& kb);

/// How many examples those are.
[[nodiscard]] std::size_t day_examples(const KnowledgeBase& kb);

}  // namespace backcoach::authoring
