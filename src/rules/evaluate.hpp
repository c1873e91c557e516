#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::engine {

/// How a grading finding that nobody answered is read.
enum class Grading {
  worst_case,  ///< its fixed value stands: for decisions
  open         ///< unknown: for the interview, which asks it beside its sign
};

/// The truth of every node for one person. Reusable: after the first use for a
/// knowledge base no call allocates (tests/unit/rules/evaluate_test.cpp).
class Evaluation {
 public:
  explicit Evaluation(const KnowledgeBase& kb, Grading grading);

  /// Decides all nodes for `answers`. Only nodes above an answer are visited.
  void decide(const Answers& answers);

  /// Changes one answer of the last `decide` and decides what follows.
  void change(const Answers& answers, FindingIndex finding);

  [[nodiscard]] Truth operator[](NodeIndex node) const { return truth_[node]; }

 private:
  void mark_leaves(const Answers& answers, FindingIndex finding);
  void propagate();
  void mark(NodeIndex node);

  const KnowledgeBase* kb_;
  Grading grading_;
  std::vector<Truth> truth_;
  std::vector<std::uint64_t> dirty_;  ///< one bit per node
  std::size_t lowest_dirty_ = 0;
};

/// One person read in both ways: as a decision reads what was not answered,
/// and with all of it open.
class BothReadings {
 public:
  explicit BothReadings(const KnowledgeBase& kb)
      : worst(kb, Grading::worst_case), open(kb, Grading::open) {}

  void decide(const Answers& answers) {
    worst.decide(answers);
    open.decide(answers);
  }
  void change(const Answers& answers, FindingIndex finding) {
    worst.change(answers, finding);
    open.change(answers, finding);
  }

  Evaluation worst;
  Evaluation open;
};

/// Truth of one leaf.
[[nodiscard]] Truth leaf_truth(const KnowledgeBase& kb, const Node& node,
                               const Answers& answers, Grading grading);

/// All values a number can still have.
struct Interval {
  double low = 0;
  double high = 0;
};

/// \param number  into `Network::numbers`.
/// \return nothing when it comes from a diary that does not exist.
[[nodiscard]] std::optional<Interval> interval_of(const KnowledgeBase& kb,
                                                  std::uint32_t number,
                                                  const Answers& answers,
                                                  Grading grading);

/// Truth of a leaf that compares, when its number has these values.
[[nodiscard]] Truth compare(const Node& node,
                            const std::optional<Interval>& interval);

/// Truth of one inner node from its children.
[[nodiscard]] Truth inner_truth(const Network& network, const Node& node,
                                const std::vector<Truth>& truth);

[[nodiscard]] inline bool is_leaf(const Node& node) {
  return node.op >= Node::Op::sign;
}

}  // namespace backcoach::engine
