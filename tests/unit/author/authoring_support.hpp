/// \file
/// A rule of the toy base with examples.
#pragma once

#include "../../../src/kb/cases.hpp"
#include "../../support/toy_base.hpp"

namespace backcoach::test {

[[nodiscard]] inline Condition sign(FindingIndex finding) {
  return {Sign{finding, std::nullopt}};
}

[[nodiscard]] inline Condition at_least(FindingIndex finding, double low) {
  Compare compare;
  compare.number.finding = finding;
  compare.low = low;
  return {compare};
}

[[nodiscard]] inline Example example(Truth holds, SparseAnswers answers) {
  Example one;
  one.holds = holds;
  one.answers = std::move(answers);
  return one;
}

/// a and m at least 5, same day.
[[nodiscard]] inline Rule two_part_rule() {
  return toy_rule({AllOf{{sign(kA), at_least(kM, 5)}}}, Urgency::same_day);
}

[[nodiscard]] inline KnowledgeBase with_examples(std::vector<Example> examples,
                                                 Rule rule = two_part_rule()) {
  rule.examples = std::move(examples);
  rule.file = "data/red_flags/rule.json";
  return toy_base({std::move(rule)});
}

/// Everything that can be noticed about `two_part_rule` is.
[[nodiscard]] inline std::vector<Example> all_examples() {
  std::vector<Example> all = {
      example(Truth::yes, {{kA, YesNo::yes}, {kM, 5.0}}),
      example(Truth::no, {{kA, YesNo::yes}, {kM, 4.0}}),
      example(Truth::no, {{kA, YesNo::no}, {kM, 6.0}}),
      example(Truth::yes, {{kA, YesNo::not_sure}, {kM, 6.0}}),
      example(Truth::unknown, {})};
  all[0].urgency = Urgency::same_day;
  return all;
}

}  // namespace backcoach::test
