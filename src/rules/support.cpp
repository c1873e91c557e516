#include "support.hpp"

#include <algorithm>

#include "number_findings.hpp"

namespace backcoach::engine {
namespace {

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

/// Calls `note` with each finding that `deciding_findings` marks, some of them
/// several times.
template <class Note>
void each_deciding(const KnowledgeBase& kb, const Evaluation& truth,
                   NodeIndex index, const Note& note) {
  const Network& net = kb.network;
  const Node& node = net.nodes[index];
  if (node.op == Node::Op::compare) {
    each_finding_of(net, node.first, note);
    return;
  }
  if (is_leaf(node)) {
    note(node.finding);
    return;
  }
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const NodeIndex child = net.children[node.first + i];
    if (explains(node.op, truth[index], truth[child])) {
      each_deciding(kb, truth, child, note);
    }
  }
}

}  // namespace

void deciding_findings(const KnowledgeBase& kb, const Evaluation& truth,
                       NodeIndex index, std::vector<bool>& out) {
  each_deciding(kb, truth, index,
                [&](FindingIndex finding) { out[finding] = true; });
}

std::vector<FindingIndex> open_below(const KnowledgeBase& kb,
                                     const Evaluation& truth, NodeIndex index,
                                     const Answers& answers) {
  std::vector<FindingIndex> out;
  each_deciding(kb, truth, index, [&](FindingIndex finding) {
    if (!answers.answered(finding)) out.push_back(finding);
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
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
