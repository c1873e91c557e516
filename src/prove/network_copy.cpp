#include "network_copy.hpp"

#include <algorithm>

namespace backcoach::prove {
namespace {

using engine::Grading;

/// What is known of the numbers of a comparison while its cells are searched.
class Cells final : public Box {
 public:
  Cells(const Space& space, std::vector<CellRange> whole)
      : ranges(std::move(whole)), space_(space) {}

  [[nodiscard]] Known at(FindingIndex finding) const override {
    for (const CellRange& range : ranges) {
      if (range.finding != finding || !range.answered) continue;
      range.read = true;
      const std::vector<Span>& cells = space_.cells(finding);
      return {true, {cells[range.first].low, cells[range.last].high}};
    }
    return {};
  }

  /// The widest range that the last comparison read and that can be split.
  [[nodiscard]] std::optional<std::size_t> widest() const {
    std::optional<std::size_t> best;
    std::size_t width = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const std::size_t own = ranges[i].last - ranges[i].first;
      if (!ranges[i].read || own <= width) continue;
      width = own;
      best = i;
    }
    return best;
  }

  void forget_reads() {
    for (const CellRange& range : ranges) range.read = false;
  }

  std::vector<CellRange> ranges;

 private:
  const Space& space_;
};

/// Splits the box of all answers until a comparison comes out the same within
/// each piece.
template <class Found>
void split(const KnowledgeBase& kb, const Node& node, Grading grading,
           Cells& box, const Found& found) {
  box.forget_reads();
  const Possible truth = compare(kb, node, box, grading);
  const std::optional<std::size_t> widest = box.widest();
  if (truth.exact() || !widest) {
    found(truth);
    return;
  }
  const std::size_t at = *widest;
  const CellRange whole = box.ranges[at];
  const std::size_t middle = (whole.first + whole.last) / 2;
  box.ranges[at].last = middle;
  split(kb, node, grading, box, found);
  box.ranges[at] = whole;
  box.ranges[at].first = middle + 1;
  split(kb, node, grading, box, found);
  box.ranges[at] = whole;
}

}  // namespace

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

AnswerLiterals Encoder::any_answer(FindingIndex index) {
  const Finding& finding = kb_.findings[index];
  Solver& solver = gates_.solver();
  AnswerLiterals out;
  out.answered = solver.fresh();
  solver.prefer(-out.answered);
  std::size_t values = finding.values.size();
  if (finding.type == FindingType::yes_no) values = 4;
  if (finding.type == FindingType::number) {
    values = space_.cells(index).size() - 1;
  }
  for (std::size_t i = 0; i < values; ++i) {
    out.value.push_back(solver.fresh());
    gates_.demand({-out.value[i], out.answered});
  }
  if (finding.type == FindingType::number) {
    for (std::size_t i = 1; i < values; ++i) {
      gates_.demand({-out.value[i], out.value[i - 1]});
    }
  } else if (finding.type != FindingType::many_of) {
    std::vector<Literal> one{-out.answered};
    for (std::size_t i = 0; i < values; ++i) {
      one.push_back(out.value[i]);
      for (std::size_t j = 0; j < i; ++j) {
        gates_.demand({-out.value[i], -out.value[j]});
      }
    }
    solver.add(one);
  }
  return out;
}

State Encoder::any_state() {
  State state;
  for (std::size_t f = 0; f < kb_.findings.size(); ++f) {
    state.push_back(any_answer(static_cast<FindingIndex>(f)));
  }
  return state;
}

AnswerLiterals Encoder::fixed(FindingIndex index, const Answer& answer) const {
  const Finding& finding = kb_.findings[index];
  AnswerLiterals out;
  out.answered =
      gates_.constant(!std::holds_alternative<std::monostate>(answer));
  const auto fill = [&](std::size_t count, const auto& holds) {
    for (std::size_t i = 0; i < count; ++i) {
      out.value.push_back(gates_.constant(holds(i)));
    }
  };
  switch (finding.type) {
    case FindingType::yes_no: {
      const auto* value = std::get_if<YesNo>(&answer);
      fill(4, [&](std::size_t i) {
        return value && static_cast<std::size_t>(*value) == i;
      });
      break;
    }
    case FindingType::one_of: {
      const auto* value = std::get_if<Choice>(&answer);
      fill(finding.values.size(),
           [&](std::size_t i) { return value && value->index == i; });
      break;
    }
    case FindingType::many_of: {
      const auto* value = std::get_if<Choices>(&answer);
      fill(finding.values.size(), [&](std::size_t i) {
        return value && ((value->bits >> i) & 1U) != 0;
      });
      break;
    }
    case FindingType::number: {
      const auto* value = std::get_if<double>(&answer);
      const std::size_t cell = value ? space_.cell_of(index, *value) : 0;
      fill(space_.cells(index).size() - 1,
           [&](std::size_t i) { return i < cell; });
      break;
    }
  }
  return out;
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

Literal Encoder::in_cells(const State& state, const CellRange& range) {
  const AnswerLiterals& answer = state[range.finding];
  if (!range.answered) return -answer.answered;
  std::vector<Literal> parts{answer.answered};
  if (range.first > 0) parts.push_back(answer.value[range.first - 1]);
  if (range.last < answer.value.size()) {
    parts.push_back(-answer.value[range.last]);
  }
  return gates_.all(parts);
}

TruthLiterals Encoder::compare_leaf(const State& state, const Node& node) {
  const std::vector<FindingIndex> read = findings_of(kb_.network, node.first);
  std::vector<Literal> yes;
  std::vector<Literal> no;
  const std::size_t ways = std::size_t{1} << read.size();
  for (std::size_t way = 0; way < ways; ++way) {
    std::vector<CellRange> ranges;
    std::vector<Literal> here;
    for (std::size_t i = 0; i < read.size(); ++i) {
      const bool answered = ((way >> i) & 1U) != 0;
      const std::size_t last = answered ? space_.cells(read[i]).size() - 1 : 0;
      ranges.push_back({read[i], answered, 0, last});
      const Literal given = state[read[i]].answered;
      here.push_back(answered ? given : -given);
    }
    const Literal in_way = gates_.all(here);
    if (in_way == gates_.no()) continue;
    const bool all_answered = way + 1 == ways;
    const TruthLiterals truth =
        compare_way(state, node, std::move(ranges), all_answered);
    yes.push_back(gates_.all({in_way, truth.yes}));
    no.push_back(gates_.all({in_way, truth.no}));
  }
  return {gates_.any(yes), gates_.any(no)};
}

TruthLiterals Encoder::compare_way(const State& state, const Node& node,
                                   std::vector<CellRange> ranges,
                                   bool all_answered) {
  std::vector<Literal> yes;
  std::vector<Literal> no;
  Cells box(space_, std::move(ranges));
  const auto found = [&](const Possible& truth) {
    if (!truth.yes && (!truth.no || all_answered)) return;
    std::vector<Literal> here;
    for (const CellRange& range : box.ranges) {
      if (range.answered) here.push_back(in_cells(state, range));
    }
    const Literal in_box = gates_.all(here);
    if (truth.exact()) {
      (truth.yes ? yes : no).push_back(in_box);
      return;
    }
    // More than one may be true somewhere in here: left free, and every
    // witness is tried on the engine before it is believed.
    const Literal free_yes = truth.yes ? gates_.solver().fresh() : gates_.no();
    Literal free_no = gates_.no();
    if (truth.no) {
      free_no = truth.unknown ? gates_.solver().fresh() : -free_yes;
      if (truth.unknown) gates_.demand({-free_yes, -free_no});
    }
    yes.push_back(gates_.all({in_box, free_yes}));
    no.push_back(gates_.all({in_box, free_no}));
    for (const CellRange& range : box.ranges) {
      if (std::find(mixed_.begin(), mixed_.end(), range.finding) ==
          mixed_.end()) {
        mixed_.push_back(range.finding);
      }
    }
  };
  split(kb_, node, grading_, box, found);
  const Literal holds = gates_.any(yes);
  // Nothing is open where everything is known.
  return {holds, all_answered ? -holds : gates_.any(no)};
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

Literal Encoder::needs_answers(const std::vector<TruthLiterals>& nodes,
                               const DecisionLiterals& decision,
                               Literal table_open) {
  std::vector<Literal> open;
  for (const OutcomeNode& outcome : kb_.network.outcomes) {
    const TruthLiterals& truth = nodes[outcome.node];
    std::vector<Literal> matters{
        -decision.at_least[static_cast<std::size_t>(outcome.urgency)]};
    if (outcome.plan_forbidden) matters.push_back(decision.plan_allowed);
    open.push_back(gates_.all({-truth.yes, -truth.no, gates_.any(matters)}));
  }
  open.push_back(gates_.all({decision.plan_allowed, table_open}));
  return gates_.all({-decision.at_least[4], gates_.any(open)});
}

void Encoder::add_urgency(const std::vector<TruthLiterals>& nodes,
                          const std::vector<TruthLiterals>& base,
                          DecisionLiterals& out) {
  // What is as in the copy that this one is made from stands apart, so that
  // several copies of one person share it.
  std::array<std::vector<Literal>, 5> same;
  std::array<std::vector<Literal>, 5> changed;
  for (const OutcomeNode& outcome : kb_.network.outcomes) {
    const auto u = static_cast<std::size_t>(outcome.urgency);
    const Literal yes = nodes[outcome.node].yes;
    (yes == base[outcome.node].yes ? same : changed)[u].push_back(yes);
  }
  Literal above = gates_.no();
  for (std::size_t u = 5; u-- > 1;) {
    changed[u].push_back(gates_.any(same[u]));
    changed[u].push_back(above);
    above = gates_.any(changed[u]);
    out.at_least[u] = above;
  }
  out.at_least[0] = gates_.yes();
}

DecisionLiterals Encoder::decide(const std::vector<TruthLiterals>& nodes,
                                 const std::vector<TruthLiterals>& base) {
  DecisionLiterals out;
  add_urgency(nodes, base, out);
  std::vector<Literal> forbidding;
  for (const OutcomeNode& outcome : kb_.network.outcomes) {
    if (outcome.plan_forbidden) {
      forbidding.push_back(nodes[outcome.node].yes);
    }
  }

  std::vector<Literal> levels;
  for (std::size_t u = 0; u < 5; ++u) {
    if (!kb_.level(static_cast<Urgency>(u)).plan_allowed) continue;
    const Literal above = u + 1 < 5 ? out.at_least[u + 1] : gates_.no();
    levels.push_back(gates_.all({out.at_least[u], -above}));
  }
  out.plan_allowed = gates_.all({gates_.any(levels), -gates_.any(forbidding)});

  std::vector<Literal> no_row_yet;
  std::vector<Literal> open_differently;
  for (std::size_t r = 0; r < kb_.rows.size(); ++r) {
    const TruthLiterals& truth = nodes[kb_.network.rows[r]];
    std::vector<Literal> first = no_row_yet;
    first.push_back(truth.yes);
    out.row.push_back(gates_.all(first));
    no_row_yet.push_back(-truth.yes);
    std::vector<Literal> others;
    for (std::size_t q = 0; q < r; ++q) {
      const TruthLiterals& above = nodes[kb_.network.rows[q]];
      const bool same = kb_.rows[q].stage == kb_.rows[r].stage &&
                        kb_.rows[q].focus == kb_.rows[r].focus;
      if (!same) others.push_back(gates_.all({-above.yes, -above.no}));
    }
    open_differently.push_back(
        gates_.all({out.row.back(), gates_.any(others)}));
  }
  open_differently.push_back(gates_.all(no_row_yet));
  out.needs_answers = needs_answers(nodes, out, gates_.any(open_differently));
  out.permission = gates_.all({-out.needs_answers, out.plan_allowed,
                               -out.at_least[4], -gates_.all(no_row_yet)});
  for (Literal& row : out.row) row = gates_.all({row, out.permission});
  return out;
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
