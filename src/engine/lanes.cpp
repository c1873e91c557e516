#include "lanes.hpp"

#include <algorithm>
#include <bit>

namespace backcoach::engine {
namespace {

constexpr Mask kAll = ~Mask{0};

}  // namespace

/// Forgets what the leaves of `finding` are for all but `lanes`.
void Lanes::keep_wide(FindingIndex finding, Mask lanes) {
  for (const std::uint32_t n : wide_of_[finding]) {
    WideNumber& wide = wide_numbers_[n];
    wide.given &= lanes;
    wide.last_lane = kCount;
    for (std::uint32_t slot = wide.first; slot < wide.last; ++slot) {
      wide_[slot].yes &= lanes;
      wide_[slot].unknown &= lanes;
    }
  }
}

void Lanes::clear() {
  for (const FindingIndex finding : touched()) {
    touched_[finding] = 0;
    std::fill(masks_.begin() + first_class_[finding],
              masks_.begin() + first_class_[finding + 1U], Mask{0});
    keep_wide(finding, 0);
  }
  touched_count_ = 0;
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

/// The leaves on one number of several findings.
void Lanes::weigh(WideNumber& wide, unsigned lane) {
  const Mask bit = Mask{1} << lane;
  wide.last_lane = lane;
  wide.given |= bit;
  const auto interval =
      interval_of(*kb_, wide.number, scratch_, Grading::worst_case);
  for (std::uint32_t slot = wide.first; slot < wide.last; ++slot) {
    Wide& leaf = wide_[slot];
    const Truth truth = compare(kb_->network.nodes[leaf.node], interval);
    if (truth == Truth::yes) leaf.yes |= bit;
    if (truth == Truth::unknown) leaf.unknown |= bit;
  }
}

void Lanes::finish(unsigned lane) {
  for (const FindingIndex finding : numbers_given_) {
    for (const std::uint32_t n : wide_of_[finding]) {
      WideNumber& wide = wide_numbers_[n];
      if (wide.last_lane != lane) weigh(wide, lane);
    }
  }
  for (const FindingIndex finding : numbers_given_) scratch_.clear(finding);
  numbers_given_.clear();
}

void Lanes::withdraw(unsigned lane) {
  const Mask others = ~(Mask{1} << lane);
  for (const FindingIndex finding : touched()) {
    for (Class c = first_class_[finding]; c < first_class_[finding + 1U]; ++c) {
      masks_[c] &= others;
    }
    keep_wide(finding, others);
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
      const Mask open = ~wide_numbers_[wide.number].given;
      update(node, {wide.yes | (before.yes & open),
                    wide.unknown | (before.unknown & open)});
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
  for (const FindingIndex finding : touched()) refresh(finding);
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
