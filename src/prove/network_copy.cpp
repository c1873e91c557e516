#include "network_copy.hpp"

namespace backcoach::prove {
using engine::Grading;

Encoder::Encoder(const KnowledgeBase& kb, const Space& space, Gates& gates,
                 Grading grading)
    : kb_(kb),
      space_(space),
      gates_(gates),
      grading_(grading),
      in_implications_(kb.findings.size()),
      in_conflicts_(kb.findings.size()) {
  for (const NodeIndex node : kb.network.implications) {
    mark_findings(node, in_implications_);
  }
  for (const Implication& implication : kb.implications) {
    for (const auto& [finding, value] : implication.then) {
      in_implications_[finding] = true;
    }
  }
  for (const NodeIndex node : kb.network.conflicts) {
    mark_findings(node, in_conflicts_);
  }
}

void Encoder::mark_findings(NodeIndex index, std::vector<bool>& out) const {
  const Node& node = kb_.network.nodes[index];
  if (node.op == Node::Op::compare) {
    for (const FindingIndex f : findings_of(kb_.network, node.first)) {
      out[f] = true;
    }
  } else if (engine::is_leaf(node)) {
    out[node.finding] = true;
  } else {
    for (std::uint32_t i = 0; i < node.count; ++i) {
      mark_findings(kb_.network.children[node.first + i], out);
    }
  }
}

bool Encoder::stands(const Finding& finding) const {
  return finding.grading &&
         (grading_ == Grading::worst_case || finding.asked_later);
}

Literal Encoder::not_open(const State& state, FindingIndex index) const {
  if (stands(kb_.findings[index])) return gates_.yes();
  return state[index].answered;
}

Literal Encoder::is_value(const State& state, FindingIndex index,
                          std::size_t value) const {
  const AnswerLiterals& answer = state[index];
  if (!stands(kb_.findings[index])) return answer.value[value];
  const AnswerLiterals absent = fixed(index, kb_.findings[index].when_absent);
  return gates_.choose(answer.answered, answer.value[value],
                       absent.value[value]);
}

TruthLiterals Encoder::leaf(const State& state, const Node& node) {
  if (node.op == Node::Op::compare) return compare_leaf(state, node);
  const Finding& finding = kb_.findings[node.finding];
  const Literal answered = state[node.finding].answered;
  if (node.op == Node::Op::answered) {
    const Literal holds = node.flag != 0 ? answered : -answered;
    const bool open = grading_ == Grading::open && !finding.asked_later;
    if (!open) return {holds, -holds};
    return {gates_.all({holds, answered}), gates_.all({-holds, answered})};
  }
  const auto counts = [&](std::size_t value) {
    switch (node.op) {
      case Node::Op::sign:
        if (value == static_cast<std::size_t>(YesNo::not_sure)) {
          return (node.flag & 1U) != 0;
        }
        if (value == static_cast<std::size_t>(YesNo::prefer_not_to_say)) {
          return (node.flag & 2U) != 0;
        }
        return value == static_cast<std::size_t>(YesNo::yes);
      case Node::Op::plainly:
        return value == node.flag;
      case Node::Op::choice:
        return ((node.count >> value) & 1U) != 0;
      default:
        return value == node.flag;
    }
  };
  const Literal settled = not_open(state, node.finding);
  if (node.op == Node::Op::has) {
    const Literal has = is_value(state, node.finding, node.flag);
    return {gates_.all({settled, has}), gates_.all({settled, -has})};
  }
  std::vector<Literal> values;
  for (std::size_t v = 0; v < state[node.finding].value.size(); ++v) {
    if (counts(v)) values.push_back(is_value(state, node.finding, v));
  }
  const Literal holds = gates_.any(values);
  return {holds, gates_.all({settled, -holds})};
}

TruthLiterals Encoder::inner(const Node& node,
                             const std::vector<TruthLiterals>& parts) {
  std::vector<Literal> yes;
  std::vector<Literal> no;
  std::vector<Literal> possible;
  for (const TruthLiterals& part : parts) {
    yes.push_back(part.yes);
    no.push_back(part.no);
    possible.push_back(-part.no);
  }
  switch (node.op) {
    case Node::Op::all_of:
      return {gates_.all(yes), gates_.any(no)};
    case Node::Op::any_of:
      return {gates_.any(yes), gates_.all(no)};
    case Node::Op::none_of:
      return {gates_.all(no), gates_.any(yes)};
    default:
      return {gates_.at_least(node.flag, yes),
              -gates_.at_least(node.flag, possible)};
  }
}

TruthLiterals Encoder::truth(const State& state, NodeIndex index, Memo& memo) {
  if (memo[index]) return *memo[index];
  const Node& node = kb_.network.nodes[index];
  TruthLiterals out;
  if (engine::is_leaf(node)) {
    out = leaf(state, node);
  } else {
    std::vector<TruthLiterals> parts;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      parts.push_back(truth(state, kb_.network.children[node.first + i], memo));
    }
    out = inner(node, parts);
  }
  memo[index] = out;
  return out;
}

TruthLiterals Encoder::truth(const State& state, NodeIndex node) {
  Memo memo(kb_.network.nodes.size());
  return truth(state, node, memo);
}

State Encoder::with_implied(const State& given) {
  State state = given;
  for (std::size_t i = 0; i < kb_.implications.size(); ++i) {
    const Literal holds = truth(state, kb_.network.implications[i]).yes;
    if (holds == gates_.no()) continue;
    State next = state;
    for (const auto& [finding, value] : kb_.implications[i].then) {
      AnswerLiterals& answer = next[finding];
      const Literal sets = gates_.all({holds, -answer.answered});
      const AnswerLiterals to = fixed(finding, value);
      for (std::size_t v = 0; v < answer.value.size(); ++v) {
        answer.value[v] = gates_.choose(sets, to.value[v], answer.value[v]);
      }
      answer.answered = gates_.any({answer.answered, holds});
    }
    state = std::move(next);
  }
  return state;
}

Literal Encoder::allowed(const State& given) {
  std::vector<Literal> all;
  for (const NodeIndex conflict : kb_.network.conflicts) {
    all.push_back(-truth(given, conflict).yes);
  }
  return gates_.all(all);
}

NetworkCopy Encoder::copy(State given) {
  NetworkCopy out;
  out.given = std::move(given);
  out.allowed = allowed(out.given);
  out.answers = with_implied(out.given);
  Memo memo(kb_.network.nodes.size());
  for (std::size_t n = 0; n < memo.size(); ++n) {
    out.nodes.push_back(truth(out.answers, static_cast<NodeIndex>(n), memo));
    // So it is by how nodes are made; of counts the solver would have to find
    // it out each time.
    gates_.demand({-out.nodes[n].yes, -out.nodes[n].no});
  }
  out.decision = decide(out.nodes, out.nodes);
  return out;
}

NetworkCopy Encoder::with(
    const NetworkCopy& base,
    const std::vector<std::pair<FindingIndex, AnswerLiterals>>& changes,
    Depth depth) {
  const Network& net = kb_.network;
  NetworkCopy out = base;
  bool implies = false;
  bool conflicts = false;
  for (const auto& [finding, answer] : changes) {
    out.given[finding] = answer;
    out.answers[finding] = answer;
    implies = implies || in_implications_[finding];
    conflicts = conflicts || in_conflicts_[finding];
  }
  if (conflicts) out.allowed = allowed(out.given);
  if (implies) out.answers = with_implied(out.given);
  std::vector<bool> changed(net.nodes.size());
  for (std::size_t f = 0; f < kb_.findings.size(); ++f) {
    if (out.answers[f] == base.answers[f]) continue;
    for (std::uint32_t i = net.leaf_start[f]; i < net.leaf_start[f + 1]; ++i) {
      changed[net.leaves[i]] = true;
    }
  }
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    if (!changed[n]) continue;
    const Node& node = net.nodes[n];
    TruthLiterals truth;
    if (engine::is_leaf(node)) {
      truth = leaf(out.answers, node);
    } else {
      std::vector<TruthLiterals> parts;
      for (std::uint32_t i = 0; i < node.count; ++i) {
        parts.push_back(out.nodes[net.children[node.first + i]]);
      }
      truth = inner(node, parts);
    }
    const TruthLiterals& old = base.nodes[n];
    if (truth.yes == old.yes && truth.no == old.no) continue;
    out.nodes[n] = truth;
    for (std::uint32_t p = net.parent_start[n]; p < net.parent_start[n + 1];
         ++p) {
      changed[net.parents[p]] = true;
    }
  }
  if (depth == Depth::decision) {
    out.decision = decide(out.nodes, base.nodes);
  } else {
    out.decision = {};
    add_urgency(out.nodes, base.nodes, out.decision);
  }
  return out;
}

}  // namespace backcoach::prove
