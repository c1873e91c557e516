/// \file
/// All conditions of a knowledge base in one flat, shared form. Equal parts of
/// different rules are one node, so each is decided once per person.
/// \note The layout is an implementation detail; `triage` is the interface.
#pragma once

#include <cstdint>
#include <vector>

#include "backcoach/answers.hpp"
#include "backcoach/rules.hpp"

namespace backcoach {

using NodeIndex = std::uint32_t;

struct Node {
  enum class Op : std::uint8_t {
    all_of,
    any_of,
    none_of,
    at_least,
    sign,
    plainly,
    choice,
    has,
    compare,
    answered
  };
  Op op = Op::all_of;
  /// at_least: the count. sign: bit 0 = not sure counts as yes, bit 1 = a
  /// refusal does. plainly: the YesNo wanted. has: the value. answered: wanted.
  /// compare: bit 0 = low is open, bit 1 = high is open.
  std::uint8_t flag = 0;
  FindingIndex finding = 0;  ///< of a leaf on one finding
  std::uint32_t first = 0;   ///< into `children`; compare: into `numbers`
  std::uint32_t count = 0;   ///< how many children; choice: the bits
  double low = 0;            ///< of compare
  double high = 0;
};

/// A number expression, flattened like the conditions.
struct NumberNode {
  Number::Kind kind = Number::Kind::finding;
  FindingIndex finding = 0;
  double factor = 1;
  std::uint32_t first = 0;  ///< into `number_parts`
  std::uint32_t count = 0;
};

/// Where an outcome of a rule stands in the network.
struct OutcomeNode {
  std::uint16_t rule = 0;
  std::uint16_t outcome = 0;
  Urgency urgency = Urgency::self_care;
  bool plan_forbidden = false;
  NodeIndex node = 0;
};

/// Nodes stand after their children, so that one pass in order decides all.
struct Network {
  std::vector<Node> nodes;
  std::vector<NodeIndex> children;
  std::vector<NumberNode> numbers;
  std::vector<std::uint32_t> number_parts;
  std::vector<std::uint32_t> parent_start;  ///< per node, into `parents`
  std::vector<NodeIndex> parents;
  std::vector<std::uint32_t> leaf_start;  ///< per finding, into `leaves`
  std::vector<NodeIndex> leaves;
  std::vector<OutcomeNode> outcomes;  ///< worst first, then in rule order
  std::vector<NodeIndex> rows;
  std::vector<NodeIndex> facts;  ///< with the doubt of `soon`
  std::vector<NodeIndex> implications;
  std::vector<NodeIndex> conflicts;
  std::vector<NodeIndex> plan;  ///< conditions of exercises and plan rules
  /// Truth of every node before anything is answered: as a decision reads it,
  /// and as the interview does (grading answers still open).
  std::vector<Truth> before_decision;
  std::vector<Truth> before_interview;
};

}  // namespace backcoach
