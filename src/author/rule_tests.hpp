#pragma once

#include <string>
#include <vector>

#include "backcoach/render.hpp"
#include "bench.hpp"
#include "coverage.hpp"

namespace backcoach::cli {

/// What `rules test` found.
struct TestReport {
  std::size_t examples = 0;
  std::size_t cases = 0;
  std::vector<authoring::Failure> failures;
  authoring::Coverage coverage;
};

[[nodiscard]] TestReport test_rules(const KnowledgeBase& kb,
                                    const Cases& cases);

[[nodiscard]] std::string test_report_text(const TestReport& report,
                                           const Style& style);
[[nodiscard]] std::string test_report_json(const TestReport& report);

/// The failed examples alone, compiler-style.
[[nodiscard]] std::string failures_text(
    const std::vector<authoring::Failure>& failures);

/// "98.4" of 100; never rounded up to 100.
[[nodiscard]] std::string percent(std::size_t part, std::size_t whole);

}  // namespace backcoach::cli
