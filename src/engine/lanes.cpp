#include "lanes.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace backcoach::engine {
namespace {

constexpr Mask kAll = ~Mask{0};

Kleene for_all(Truth truth) {
  return {truth == Truth::yes ? kAll : 0, truth == Truth::unknown ? kAll : 0};
}

void findings_of(const Network& net, std::uint32_t number,
                 std::vector<FindingIndex>& out) {
  const NumberNode& node = net.numbers[number];
  if (node.kind == Number::Kind::finding) out.push_back(node.finding);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    findings_of(net, net.number_parts[node.first + i], out);
  }
}

}  // namespace

Lanes::Lanes(const KnowledgeBase& kb)
    : kb_(&kb),
      scratch_(kb.findings.size()),
      dirty_((kb.network.nodes.size() + 63) / 64),
      touched_(kb.findings.size()),
      changed_(kb.network.nodes.size()),
      outcomes_seen_((kb.network.outcomes.size() + 63) / 64),
      rule_seen_(kb.rules.size()) {
  for (const Truth truth : kb.network.before_decision) {
    before_.push_back(for_all(truth));
  }
  nodes_ = before_;
  lay_out_classes();
  lay_out_leaves();
  lay_out_outcomes();
}

bool Lanes::is_wide(const Node& node) const {
  return node.op == Node::Op::compare &&
         kb_->network.numbers[node.first].kind != Number::Kind::finding;
}

void Lanes::lay_out_numbers(FindingIndex finding) {
  const Network& net = kb_->network;
  std::vector<double>& all = thresholds_[finding];
  for (std::uint32_t i = net.leaf_start[finding];
       i < net.leaf_start[finding + 1U]; ++i) {
    const Node& node = net.nodes[net.leaves[i]];
    if (node.op != Node::Op::compare || is_wide(node)) continue;
    if (std::isfinite(node.low)) all.push_back(node.low);
    if (std::isfinite(node.high)) all.push_back(node.high);
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

void Lanes::lay_out_classes() {
  const std::size_t count = kb_->findings.size();
  thresholds_.resize(count);
  Class next = 0;
  for (std::size_t f = 0; f < count; ++f) {
    const Finding& finding = kb_->findings[f];
    first_class_.push_back(next);
    switch (finding.type) {
      case FindingType::yes_no:
        next += 4;
        break;
      case FindingType::number:
        lay_out_numbers(static_cast<FindingIndex>(f));
        // Below, at and above each threshold.
        next += static_cast<Class>(2 * thresholds_[f].size() + 1);
        break;
      case FindingType::one_of:
        next += static_cast<Class>(finding.values.size());
        break;
      case FindingType::many_of:
        // One more for "answered", which may be with nothing chosen.
        next += static_cast<Class>(finding.values.size() + 1);
        break;
    }
  }
  first_class_.push_back(next);
  masks_.resize(next);
}

/// One answer of each class of a finding, in the order of the classes.
std::vector<Answer> Lanes::samples(FindingIndex index) const {
  const Finding& finding = kb_->findings[index];
  std::vector<Answer> out;
  switch (finding.type) {
    case FindingType::yes_no:
      return {YesNo::no, YesNo::yes, YesNo::not_sure, YesNo::prefer_not_to_say};
    case FindingType::number: {
      const std::vector<double>& edges = thresholds_[index];
      if (edges.empty()) return {finding.min};
      out.emplace_back(edges.front() - 1);
      for (std::size_t i = 0; i < edges.size(); ++i) {
        out.emplace_back(edges[i]);
        out.emplace_back(i + 1 < edges.size() ? (edges[i] + edges[i + 1]) / 2
                                              : edges[i] + 1);
      }
      return out;
    }
    case FindingType::one_of:
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        out.emplace_back(Choice{static_cast<std::uint8_t>(v)});
      }
      return out;
    case FindingType::many_of:
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        out.emplace_back(Choices{1U << v});
      }
      out.emplace_back(Choices{});
      return out;
  }
  return out;
}

void Lanes::lay_out_leaves() {
  const Network& net = kb_->network;
  wide_slot_.resize(net.nodes.size());
  wide_.emplace_back();  // slot 0 is nobody
  std::vector<std::vector<std::uint32_t>> wide_of(kb_->findings.size());
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    const Node& node = net.nodes[n];
    classes_of_leaf_.start.push_back(
        static_cast<std::uint32_t>(classes_of_leaf_.items.size()));
    if (!is_leaf(node)) continue;
    if (is_wide(node)) {
      const auto slot = static_cast<std::uint32_t>(wide_.size());
      wide_slot_[n] = slot;
      wide_.push_back({.node = static_cast<NodeIndex>(n)});
      std::vector<FindingIndex> on;
      findings_of(net, node.first, on);
      std::sort(on.begin(), on.end());
      on.erase(std::unique(on.begin(), on.end()), on.end());
      for (const FindingIndex finding : on) wide_of[finding].push_back(slot);
      continue;
    }
    const FindingIndex finding = node.op == Node::Op::compare
                                     ? net.numbers[node.first].finding
                                     : node.finding;
    Answers one(kb_->findings.size());
    const std::vector<Answer> values = samples(finding);
    for (std::size_t v = 0; v < values.size(); ++v) {
      one.set(finding, values[v]);
      if (leaf_truth(*kb_, node, one, Grading::worst_case) == Truth::yes) {
        classes_of_leaf_.items.push_back(first_class_[finding] +
                                         static_cast<Class>(v));
      }
    }
  }
  classes_of_leaf_.start.push_back(
      static_cast<std::uint32_t>(classes_of_leaf_.items.size()));
  for (const auto& slots : wide_of) {
    wide_of_.start.push_back(static_cast<std::uint32_t>(wide_of_.items.size()));
    wide_of_.items.insert(wide_of_.items.end(), slots.begin(), slots.end());
  }
  wide_of_.start.push_back(static_cast<std::uint32_t>(wide_of_.items.size()));
}

void Lanes::lay_out_outcomes() {
  const Network& net = kb_->network;
  std::vector<std::vector<std::uint32_t>> of(net.nodes.size());
  for (std::size_t o = 0; o < net.outcomes.size(); ++o) {
    const OutcomeNode& outcome = net.outcomes[o];
    of[outcome.node].push_back(static_cast<std::uint32_t>(o));
    const Truth before = net.before_decision[outcome.node];
    if (before == Truth::yes) always_.push_back(static_cast<std::uint32_t>(o));
    if (before != Truth::unknown) continue;
    ++open_[static_cast<std::size_t>(outcome.urgency)];
    if (outcome.plan_forbidden) ++may_forbid_;
  }
  for (const auto& row : of) {
    outcomes_of_.start.push_back(
        static_cast<std::uint32_t>(outcomes_of_.items.size()));
    outcomes_of_.items.insert(outcomes_of_.items.end(), row.begin(), row.end());
  }
  outcomes_of_.start.push_back(
      static_cast<std::uint32_t>(outcomes_of_.items.size()));
}

void Lanes::clear() {
  for (const FindingIndex finding : touched_findings_) {
    touched_[finding] = 0;
    std::fill(masks_.begin() + first_class_[finding],
              masks_.begin() + first_class_[finding + 1U], Mask{0});
    for (const std::uint32_t slot : wide_of_[finding]) {
      wide_[slot].given = wide_[slot].yes = wide_[slot].unknown = 0;
      wide_[slot].last_lane = kCount;
    }
  }
  touched_findings_.clear();
  for (const NodeIndex node : changed_nodes_) {
    changed_[node] = 0;
    nodes_[node] = before_[node];
  }
  changed_nodes_.clear();
}

Lanes::Class Lanes::number_class(FindingIndex finding, double number) const {
  const std::vector<double>& edges = thresholds_[finding];
  Class below = 0;
  while (below < edges.size() && edges[below] < number) ++below;
  const bool at = below < edges.size() && edges[below] == number;
  return first_class_[finding] + 2 * below + (at ? 1U : 0U);
}

void Lanes::set(unsigned lane, FindingIndex finding, double number) {
  give(lane, finding, number_class(finding, number));
  if (wide_of_[finding].empty()) return;
  scratch_.set(finding, number);
  numbers_given_.push_back(finding);
}

void Lanes::set(unsigned lane, FindingIndex finding, Choices choices) {
  const Class first = first_class_[finding];
  for (std::uint32_t bits = choices.bits; bits != 0; bits &= bits - 1) {
    give(lane, finding, first + static_cast<Class>(std::countr_zero(bits)));
  }
  give(lane, finding, first_class_[finding + 1U] - 1);
}

void Lanes::set(unsigned lane, FindingIndex finding, const Answer& answer) {
  std::visit(
      [&](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (!std::is_same_v<T, std::monostate>) {
          set(lane, finding, value);
        }
      },
      answer);
}

void Lanes::finish(unsigned lane) {
  const Mask bit = Mask{1} << lane;
  for (const FindingIndex finding : numbers_given_) {
    for (const std::uint32_t slot : wide_of_[finding]) {
      Wide& wide = wide_[slot];
      if (wide.last_lane == lane) continue;
      wide.last_lane = lane;
      wide.given |= bit;
      const Truth truth = leaf_truth(*kb_, kb_->network.nodes[wide.node],
                                     scratch_, Grading::worst_case);
      if (truth == Truth::yes) wide.yes |= bit;
      if (truth == Truth::unknown) wide.unknown |= bit;
    }
  }
  for (const FindingIndex finding : numbers_given_) scratch_.clear(finding);
  numbers_given_.clear();
}

void Lanes::withdraw(unsigned lane) {
  const Mask others = ~(Mask{1} << lane);
  for (const FindingIndex finding : touched_findings_) {
    for (Class c = first_class_[finding]; c < first_class_[finding + 1U]; ++c) {
      masks_[c] &= others;
    }
    for (const std::uint32_t slot : wide_of_[finding]) {
      Wide& wide = wide_[slot];
      wide.given &= others;
      wide.yes &= others;
      wide.unknown &= others;
      wide.last_lane = kCount;
    }
  }
  for (const FindingIndex finding : numbers_given_) scratch_.clear(finding);
  numbers_given_.clear();
}

Mask Lanes::answered(FindingIndex finding) const {
  const Class last = first_class_[finding + 1U];
  if (kb_->findings[finding].type == FindingType::many_of) {
    return masks_[last - 1];
  }
  Mask all = 0;
  for (Class c = first_class_[finding]; c < last; ++c) all |= masks_[c];
  return all;
}

void Lanes::update(NodeIndex node, Kleene now) {
  if (now == nodes_[node]) return;
  nodes_[node] = now;
  if (changed_[node] == 0) {
    changed_[node] = 1;
    changed_nodes_.push_back(node);
  }
  const Network& net = kb_->network;
  for (std::uint32_t p = net.parent_start[node]; p < net.parent_start[node + 1];
       ++p) {
    const NodeIndex parent = net.parents[p];
    dirty_[parent / 64] |= std::uint64_t{1} << (parent % 64);
  }
}

void Lanes::refresh(FindingIndex finding) {
  const Network& net = kb_->network;
  const Mask absent = ~answered(finding);
  for (std::uint32_t i = net.leaf_start[finding];
       i < net.leaf_start[finding + 1U]; ++i) {
    const NodeIndex node = net.leaves[i];
    const Kleene before = before_[node];
    if (const std::uint32_t slot = wide_slot_[node]; slot != 0) {
      const Wide& wide = wide_[slot];
      update(node, {wide.yes | (before.yes & ~wide.given),
                    wide.unknown | (before.unknown & ~wide.given)});
      continue;
    }
    Mask yes = before.yes & absent;
    for (const Class c : classes_of_leaf_[node]) yes |= masks_[c];
    update(node, {yes, before.unknown & absent});
  }
}

void Lanes::propagate() {
  const Network& net = kb_->network;
  for (std::size_t word = 0; word < dirty_.size(); ++word) {
    // Parents stand after their children, so a later bit may appear in this
    // very word, never an earlier one.
    while (dirty_[word] != 0) {
      const auto bit = static_cast<unsigned>(std::countr_zero(dirty_[word]));
      dirty_[word] &= dirty_[word] - 1;
      const auto node = static_cast<NodeIndex>(word * 64 + bit);
      update(node, inner(net, net.nodes[node],
                         [&](NodeIndex child) { return nodes_[child]; }));
    }
  }
}

void Lanes::imply(Mask people) {
  const auto& implications = kb_->implications;
  for (std::size_t i = 0; i < implications.size(); ++i) {
    const Mask whose = nodes_[kb_->network.implications[i]].yes & people;
    if (whose == 0) continue;
    for (const auto& [finding, value] : implications[i].then) {
      Mask open = whose & ~answered(finding);
      if (open == 0) continue;
      // A number that follows may meet others in one sum.
      if (!wide_of_[finding].empty()) beyond_ |= open;
      for (; open != 0; open &= open - 1) {
        set(static_cast<unsigned>(std::countr_zero(open)), finding, value);
      }
      refresh(finding);
    }
    for (const FindingIndex finding : numbers_given_) scratch_.clear(finding);
    numbers_given_.clear();
    propagate();
  }
}

void Lanes::decide(unsigned people) {
  const Mask all = people == kCount ? kAll : (Mask{1} << people) - 1;
  beyond_ = 0;
  for (std::size_t i = 0; i < touched_findings_.size(); ++i) {
    refresh(touched_findings_[i]);
  }
  propagate();
  conflicting_ = 0;
  for (const NodeIndex node : kb_->network.conflicts) {
    conflicting_ |= nodes_[node].yes;
  }
  conflicting_ &= all;
  imply(all & ~conflicting_);
  collect(all);
}

void Lanes::collect(Mask people) {
  const Network& net = kb_->network;
  for (unsigned lane = 0; lane < kCount; ++lane) fired_[lane].clear();
  for (const NodeIndex node : changed_nodes_) {
    for (const std::uint32_t o : outcomes_of_[node]) {
      outcomes_seen_[o / 64] |= std::uint64_t{1} << (o % 64);
    }
  }
  for (const std::uint32_t o : always_) {
    outcomes_seen_[o / 64] |= std::uint64_t{1} << (o % 64);
  }
  Standing standing;
  auto open = open_;
  std::size_t may_forbid = may_forbid_;
  const auto each_seen = [&](auto act) {
    for (std::size_t word = 0; word < outcomes_seen_.size(); ++word) {
      for (std::uint64_t bits = outcomes_seen_[word]; bits != 0;
           bits &= bits - 1) {
        act(net.outcomes[word * 64 +
                         static_cast<std::size_t>(std::countr_zero(bits))]);
      }
    }
  };
  each_seen([&](const OutcomeNode& outcome) {
    const Kleene truth = nodes_[outcome.node];
    standing.add(outcome, truth);
    if (net.before_decision[outcome.node] == Truth::unknown) {
      --open[static_cast<std::size_t>(outcome.urgency)];
      if (outcome.plan_forbidden) --may_forbid;
    }
    Mask fires = truth.yes & people & ~rule_seen_[outcome.rule];
    rule_seen_[outcome.rule] |= fires;
    for (; fires != 0; fires &= fires - 1) {
      fired_[static_cast<std::size_t>(std::countr_zero(fires))].push_back(
          outcome.rule);
    }
  });
  each_seen([&](const OutcomeNode& outcome) { rule_seen_[outcome.rule] = 0; });
  std::fill(outcomes_seen_.begin(), outcomes_seen_.end(), 0);
  // What nobody touched is as open for everybody as before.
  for (std::size_t u = 0; u < kUrgencies; ++u) {
    if (open[u] > 0) standing.open[u] = kAll;
  }
  if (may_forbid > 0) standing.may_forbid = kAll;
  outcomes_ = engine::decide(*kb_, standing, people, [&](std::size_t row) {
    return nodes_[net.rows[row]];
  });
}

}  // namespace backcoach::engine
