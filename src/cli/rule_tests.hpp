#pragma once

#include <string>
#include <vector>

#include "backcoach/triage.hpp"

namespace backcoach::cli {

/// An example that came out otherwise than its author said.
struct ExampleFailure {
  std::string rule;  ///< "decision." before the rows of the table
  std::size_t example = 0;
  std::string expected;
  std::string got;
  std::string answers;
};

struct TestReport {
  std::size_t examples = 0;
  std::vector<ExampleFailure> failures;
};

/// Runs the examples of every rule and every row of the decision table.
[[nodiscard]] TestReport run_examples(const KnowledgeBase& kb);

[[nodiscard]] std::string describe_failure(const KnowledgeBase& kb,
                                           const ExampleFailure& failure);
[[nodiscard]] std::string test_report_json(const TestReport& report);

}  // namespace backcoach::cli
