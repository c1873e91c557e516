#include "refinement.hpp"

#include <algorithm>

namespace backcoach::prove {

Refinement::Refinement(Prover& prover, const NetworkCopy& more)
    : prover_(prover) {
  const NetworkCopy& early = prover.person();
  more_open_ = relate(early.open, more.open);
  const std::vector<Stays> read = relate(early.open, early.nodes);
  more_read_ = relate(more.open, more.nodes);
  for (const OutcomeNode& outcome : prover.kb().network.outcomes) {
    reads_worse_ = reads_worse_ && read[outcome.node].yes;
  }
}

std::vector<Stays> Refinement::relate(const Nodes& from, const Nodes& to) {
  const Network& net = prover_.kb().network;
  Gates& gates = prover_.gates();
  std::vector<Stays> all;
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    const Node& node = net.nodes[n];
    const Stays stays =
        engine::is_leaf(node) ? leaf(n, from, to) : inner(node, all);
    all.push_back(stays);
    if (stays.yes) gates.demand({-from[n].yes, to[n].yes});
    if (stays.no) gates.demand({-from[n].no, to[n].no});
  }
  return all;
}

/// A leaf that comes out with everything open has the answer it needs, and
/// answers are kept. Of the first of several numbers the solver is asked, and
/// of what is told later: unanswered it counts too.
Stays Refinement::leaf(std::size_t n, const Nodes& from, const Nodes& to) {
  const Network& net = prover_.kb().network;
  const Node& node = net.nodes[n];
  const bool compares = node.op == Node::Op::compare;
  const bool first = compares && takes_first(net, node.first);
  const std::vector<FindingIndex> read =
      compares ? findings_of(net, node.first)
               : std::vector<FindingIndex>{node.finding};
  const bool later =
      std::any_of(read.begin(), read.end(), [&](FindingIndex finding) {
        const Finding& about = prover_.kb().findings[finding];
        return about.asked_later && about.grading;
      });
  if (!first && !later && node.op != Node::Op::answered) return {true, true};
  return {proved(from[n].yes, to[n].yes), proved(from[n].no, to[n].no)};
}

bool Refinement::proved(Literal before, Literal after) {
  return before == after || !prover_.can_hold({before, -after});
}

Stays Refinement::inner(const Node& node,
                        const std::vector<Stays>& parts) const {
  const Network& net = prover_.kb().network;
  Stays all{true, true};
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Stays part = parts[net.children[node.first + i]];
    all.yes = all.yes && part.yes;
    all.no = all.no && part.no;
  }
  if (node.op == Node::Op::none_of) std::swap(all.yes, all.no);
  return all;
}

}  // namespace backcoach::prove
