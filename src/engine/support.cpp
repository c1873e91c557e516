#include "support.hpp"

namespace backcoach::engine {
namespace {

void mark_number(const Network& net, std::uint32_t number,
                 std::vector<bool>& out) {
  const NumberNode& node = net.numbers[number];
  if (node.kind == Number::Kind::finding) out[node.finding] = true;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    mark_number(net, net.number_parts[node.first + i], out);
  }
}

/// Whether a child with truth `child` helps to explain its parent's truth.
bool explains(Node::Op op, Truth parent, Truth child) {
  // An open part keeps an open parent open; settled parts do not matter.
  if (parent == Truth::unknown) return child == Truth::unknown;
  switch (op) {
    case Node::Op::all_of:
    case Node::Op::any_of:
    case Node::Op::at_least:
      return child == parent;
    case Node::Op::none_of:
      return child == (parent == Truth::yes ? Truth::no : Truth::yes);
    default:
      return true;
  }
}

}  // namespace

void deciding_findings(const KnowledgeBase& kb, const Evaluation& truth,
                       NodeIndex index, std::vector<bool>& out) {
  const Network& net = kb.network;
  const Node& node = net.nodes[index];
  if (node.op == Node::Op::compare) {
    mark_number(net, node.first, out);
    return;
  }
  if (is_leaf(node)) {
    out[node.finding] = true;
    return;
  }
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const NodeIndex child = net.children[node.first + i];
    if (explains(node.op, truth[index], truth[child])) {
      deciding_findings(kb, truth, child, out);
    }
  }
}

std::vector<FindingIndex> answered_of(const std::vector<bool>& marks,
                                      const Answers& answers, bool answered) {
  std::vector<FindingIndex> out;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (marks[i] && answers.answered(finding) == answered) {
      out.push_back(finding);
    }
  }
  return out;
}

}  // namespace backcoach::engine
