#pragma once

#include <vector>

#include "../rules/evaluate.hpp"
#include "../rules/number_findings.hpp"

namespace backcoach::prove {

/// From `low` to `high`, both inside.
struct Span {
  double low = 0;
  double high = 0;
};

/// What is known of one number: not answered, or answered within a span.
struct Known {
  bool answered = false;
  Span span;
};

/// What is known of every number that a comparison reads.
class Box {
 public:
  virtual ~Box() = default;
  [[nodiscard]] virtual Known at(FindingIndex finding) const = 0;
};

/// How a comparison can come out within a box: one way where it is exact.
struct Possible {
  bool no = false;
  bool unknown = false;
  bool yes = false;
  [[nodiscard]] bool exact() const {
    return (no ? 1 : 0) + (unknown ? 1 : 0) + (yes ? 1 : 0) == 1;
  }
  friend bool operator==(const Possible&, const Possible&) = default;
};

/// Follows `engine::leaf_truth` for comparisons, for a whole box of answers at
/// once. Adding and multiplying doubles keeps their order, so the ends of the
/// spans bound everything between them.
[[nodiscard]] Possible compare(const KnowledgeBase& kb, const Node& node,
                               const Box& box, engine::Grading grading);

/// Whether a number is, or is made of, the first of several that is answered.
[[nodiscard]] bool takes_first(const Network& network, std::uint32_t number);

using engine::findings_of;

}  // namespace backcoach::prove
