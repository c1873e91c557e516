/// \file
/// Made-up bases so small that every set of answers can be tried.
#pragma once

#include "backcoach/knowledge.hpp"
#include "random_answers.hpp"

namespace backcoach::test {

/// Findings of a small base, by position.
enum Small : FindingIndex { kA, kB, kGrade, kM, kN, kSite, kSmallFindings };

[[nodiscard]] Condition random_condition(Random& random, int depth);

/// Rules, rows, implications and conflicts at random, compiled.
[[nodiscard]] KnowledgeBase small_base(Random& random);

/// "Not asked" and every answer there is.
[[nodiscard]] std::vector<Answer> every_answer(const Finding& finding);

}  // namespace backcoach::test
