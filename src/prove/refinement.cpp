#include "refinement.hpp"

#include <algorithm>

namespace backcoach::prove {

Refinement::Refinement(Prover& prover, const NetworkCopy& more)
    : prover_(prover), early_(prover.person()), more_(more) {
  const Network& net = prover.kb().network;
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    const Node& node = net.nodes[n];
    stays_.push_back(engine::is_leaf(node) ? leaf(n) : inner(node));
    tell(n, stays_[n]);
  }
}

/// A leaf that holds, or does not, has the answer it needs, and answers are
/// kept. Not so a grade, which counts unanswered too: what it says then may
/// change. Of the first of several numbers the solver is asked.
Stays Refinement::leaf(std::size_t n) {
  const KnowledgeBase& kb = prover_.kb();
  const Node& node = kb.network.nodes[n];
  const bool compares = node.op == Node::Op::compare;
  const std::vector<FindingIndex> read =
      compares ? findings_of(kb.network, node.first)
               : std::vector<FindingIndex>{node.finding};
  const bool grades = std::any_of(
      read.begin(), read.end(),
      [&](FindingIndex finding) { return kb.findings[finding].grading; });
  const bool first = compares && takes_first(node.first);
  if (!grades && !first) return {true, true};
  if (read.size() == 1 && !first) {
    const Truth absent = engine::leaf_truth(
        kb, node, Answers(kb.findings.size()), engine::Grading::worst_case);
    return {absent != Truth::yes, absent != Truth::no};
  }
  return {proved(early_.nodes[n].yes, more_.nodes[n].yes),
          proved(early_.nodes[n].no, more_.nodes[n].no)};
}

bool Refinement::takes_first(std::uint32_t number) const {
  const Network& net = prover_.kb().network;
  const NumberNode& node = net.numbers[number];
  if (node.kind == Number::Kind::first_of) return true;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (takes_first(net.number_parts[node.first + i])) return true;
  }
  return false;
}

bool Refinement::proved(Literal before, Literal after) {
  return before == after || !prover_.can_hold({before, -after});
}

Stays Refinement::inner(const Node& node) const {
  const Network& net = prover_.kb().network;
  Stays all{true, true};
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Stays part = stays_[net.children[node.first + i]];
    all.yes = all.yes && part.yes;
    all.no = all.no && part.no;
  }
  if (node.op == Node::Op::none_of) std::swap(all.yes, all.no);
  return all;
}

void Refinement::tell(std::size_t n, const Stays& stays) {
  Gates& gates = prover_.gates();
  if (stays.yes) gates.demand({-early_.nodes[n].yes, more_.nodes[n].yes});
  if (stays.no) gates.demand({-early_.nodes[n].no, more_.nodes[n].no});
}

}  // namespace backcoach::prove
