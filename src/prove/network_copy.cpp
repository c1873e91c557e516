#include "network_copy.hpp"

#include <algorithm>

namespace backcoach::prove {
namespace {

using engine::Grading;

bool stands(const Finding& finding, Grading grading) {
  return finding.grading &&
         (grading == Grading::worst_case || finding.asked_later);
}

}  // namespace

Encoder::Encoder(const KnowledgeBase& kb, const Space& space, Gates& gates)
    : kb_(kb),
      space_(space),
      gates_(gates),
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
  mark_readings();
}

void Encoder::mark_readings() {
  const Network& net = kb_.network;
  const auto grades = [&](FindingIndex index) {
    return kb_.findings[index].grading && !kb_.findings[index].asked_later;
  };
  for (const Node& node : net.nodes) {
    bool two = false;
    if (node.op == Node::Op::compare) {
      const auto read = findings_of(net, node.first);
      two = takes_first(net, node.first) ||
            std::any_of(read.begin(), read.end(), grades);
    } else if (engine::is_leaf(node)) {
      two = node.op == Node::Op::answered || grades(node.finding);
    } else {
      for (std::uint32_t i = 0; i < node.count; ++i) {
        two = two || two_readings_[net.children[node.first + i]];
      }
    }
    two_readings_.push_back(two);
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

Literal Encoder::not_open(const State& state, FindingIndex index,
                          Grading grading) const {
  if (stands(kb_.findings[index], grading)) return gates_.yes();
  return state[index].answered;
}

Literal Encoder::is_value(const State& state, FindingIndex index,
                          std::size_t value, Grading grading) const {
  const AnswerLiterals& answer = state[index];
  if (!stands(kb_.findings[index], grading)) return answer.value[value];
  const AnswerLiterals absent = fixed(index, kb_.findings[index].when_absent);
  return gates_.choose(answer.answered, answer.value[value],
                       absent.value[value]);
}

TruthLiterals Encoder::leaf(const State& state, const Node& node,
                            Grading grading) {
  if (node.op == Node::Op::compare) return compare_leaf(state, node, grading);
  const Finding& finding = kb_.findings[node.finding];
  const Literal answered = state[node.finding].answered;
  if (node.op == Node::Op::answered) {
    const Literal holds = node.flag != 0 ? answered : -answered;
    const bool open = grading == Grading::open && !finding.asked_later;
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
  const Literal settled = not_open(state, node.finding, grading);
  if (node.op == Node::Op::has) {
    const Literal has = is_value(state, node.finding, node.flag, grading);
    return {gates_.all({settled, has}), gates_.all({settled, -has})};
  }
  std::vector<Literal> values;
  for (std::size_t v = 0; v < state[node.finding].value.size(); ++v) {
    if (counts(v)) values.push_back(is_value(state, node.finding, v, grading));
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
    out = leaf(state, node, Grading::worst_case);
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
  Memo memo(kb_.network.nodes.size());
  for (const NodeIndex conflict : kb_.network.conflicts) {
    all.push_back(-truth(given, conflict, memo).yes);
  }
  return gates_.all(all);
}

/// A node from its answers or from its parts in `nodes`.
TruthLiterals Encoder::again(const State& state, std::size_t index,
                             Grading grading,
                             const std::vector<TruthLiterals>& nodes) {
  const Node& node = kb_.network.nodes[index];
  if (engine::is_leaf(node)) return leaf(state, node, grading);
  std::vector<TruthLiterals> parts;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    parts.push_back(nodes[kb_.network.children[node.first + i]]);
  }
  return inner(node, parts);
}

NetworkCopy Encoder::copy(State given) {
  NetworkCopy out;
  out.given = std::move(given);
  out.allowed = allowed(out.given);
  out.answers = with_implied(out.given);
  for (std::size_t n = 0; n < kb_.network.nodes.size(); ++n) {
    out.nodes.push_back(again(out.answers, n, Grading::worst_case, out.nodes));
    // So it is by how nodes are made; of counts the solver would have to find
    // it out each time.
    gates_.demand({-out.nodes[n].yes, -out.nodes[n].no});
    out.open.push_back(two_readings_[n]
                           ? again(out.answers, n, Grading::open, out.open)
                           : out.nodes[n]);
    if (two_readings_[n]) gates_.demand({-out.open[n].yes, -out.open[n].no});
  }
  out.decision = decide(out, out);
  return out;
}

/// Follows what `after` changes in `nodes`, which are those of `before`.
void Encoder::change(const State& before, const State& after, Grading grading,
                     std::vector<TruthLiterals>& nodes) {
  const Network& net = kb_.network;
  std::vector<bool> changed(net.nodes.size());
  for (std::size_t f = 0; f < kb_.findings.size(); ++f) {
    if (after[f] == before[f]) continue;
    for (std::uint32_t i = net.leaf_start[f]; i < net.leaf_start[f + 1]; ++i) {
      changed[net.leaves[i]] = true;
    }
  }
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    if (!changed[n]) continue;
    const TruthLiterals truth = again(after, n, grading, nodes);
    if (truth.yes == nodes[n].yes && truth.no == nodes[n].no) continue;
    nodes[n] = truth;
    for (std::uint32_t p = net.parent_start[n]; p < net.parent_start[n + 1];
         ++p) {
      changed[net.parents[p]] = true;
    }
  }
}

/// Notes how the leaves on one finding move when its answer changes.
void Encoder::move_leaves(const AnswerChange& change, MovesByNode& out) {
  const Network& net = kb_.network;
  State before(kb_.findings.size());
  State after(kb_.findings.size());
  before[change.finding] = fixed(change.finding, change.from);
  after[change.finding] = fixed(change.finding, change.to);
  // No is 0, open 1, yes 2.
  const auto height = [&](const State& state, const Node& node) {
    const TruthLiterals truth = leaf(state, node, Grading::worst_case);
    return truth.yes == gates_.yes() ? 2 : truth.no == gates_.yes() ? 0 : 1;
  };
  for (std::uint32_t i = net.leaf_start[change.finding];
       i < net.leaf_start[change.finding + 1]; ++i) {
    const Node& node = net.nodes[net.leaves[i]];
    Moves& moves = out[net.leaves[i]];
    if (node.op == Node::Op::compare) {
      moves = {true, true};  // other answers are read as well
      continue;
    }
    const int was = height(before, node);
    const int is = height(after, node);
    moves.up = moves.up || is > was;
    moves.down = moves.down || is < was;
  }
}

MovesByNode Encoder::moves(std::vector<AnswerChange> changes) {
  const Network& net = kb_.network;
  MovesByNode out;
  std::vector<bool> followed(kb_.implications.size());
  for (std::size_t done = 0; done < changes.size();) {
    for (; done < changes.size(); ++done) move_leaves(changes[done], out);
    // Parents stand behind their children, so the map grows behind `it` alone.
    for (auto it = out.begin(); it != out.end(); ++it) {
      const auto [node, moves] = *it;
      for (std::uint32_t p = net.parent_start[node];
           p < net.parent_start[node + 1]; ++p) {
        const bool turns = net.nodes[net.parents[p]].op == Node::Op::none_of;
        Moves& parent = out[net.parents[p]];
        parent.up = parent.up || (turns ? moves.down : moves.up);
        parent.down = parent.down || (turns ? moves.up : moves.down);
      }
    }
    for (std::size_t i = 0; i < kb_.implications.size(); ++i) {
      const auto it = out.find(net.implications[i]);
      if (followed[i] || it == out.end()) continue;
      followed[i] = true;
      // Both ways: one of them may come with the next answer that follows.
      for (const auto& [finding, value] : kb_.implications[i].then) {
        changes.push_back({finding, {}, value});
        changes.push_back({finding, value, {}});
      }
    }
  }
  return out;
}

NetworkCopy Encoder::with(
    const NetworkCopy& base,
    const std::vector<std::pair<FindingIndex, AnswerLiterals>>& changes,
    Depth depth) {
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
  change(base.answers, out.answers, Grading::worst_case, out.nodes);
  change(base.answers, out.answers, Grading::open, out.open);
  if (depth == Depth::decision) {
    out.decision = decide(out, base);
  } else {
    out.decision = {};
    add_urgency(out.nodes, base.nodes, out.decision);
  }
  return out;
}

}  // namespace backcoach::prove
