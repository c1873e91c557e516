#include "lanes.hpp"

#include <algorithm>
#include <bit>

#include "number_findings.hpp"

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
      for (Mask& mask : wide_[slot].yes) mask &= lanes;
      for (Mask& mask : wide_[slot].unknown) mask &= lanes;
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
  for (Sheet& sheet : sheets_) {
    for (const NodeIndex node : sheet.changed_nodes) {
      sheet.changed[node] = 0;
      sheet.nodes[node] = sheet.before[node];
    }
    sheet.changed_nodes.clear();
  }
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
  told_[finding][lane] = number;
}

void Lanes::set(unsigned lane, FindingIndex finding, Choices choices) {
  const Class first = first_class_[finding];
  for (std::uint64_t bits = choices.bits; bits != 0; bits &= bits - 1) {
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
  for (std::size_t reading = 0; reading < sheets_.size(); ++reading) {
    const auto interval =
        interval_of(*kb_, wide.number, scratch_, sheets_[reading].grading);
    for (std::uint32_t slot = wide.first; slot < wide.last; ++slot) {
      Wide& leaf = wide_[slot];
      const Truth truth = compare(kb_->network.nodes[leaf.node], interval);
      leaf.yes[reading] &= ~bit;
      leaf.unknown[reading] &= ~bit;
      if (truth == Truth::yes) leaf.yes[reading] |= bit;
      if (truth == Truth::unknown) leaf.unknown[reading] |= bit;
    }
  }
}

/// The same for `lanes` where `finding` came after the others of a number.
void Lanes::weigh_again(FindingIndex finding, Mask lanes) {
  forget_numbers();
  for (const std::uint32_t n : wide_of_[finding]) {
    WideNumber& wide = wide_numbers_[n];
    for (Mask left = lanes; left != 0; left &= left - 1) {
      const auto lane = static_cast<unsigned>(std::countr_zero(left));
      each_finding_of(kb_->network, wide.number, [&](FindingIndex part) {
        if (told_[part].empty() || ((answered(part) >> lane) & 1U) == 0) return;
        set(lane, part, told_[part][lane]);
      });
      weigh(wide, lane);
      forget_numbers();
    }
  }
}

/// Makes room for the numbers of the next person.
void Lanes::forget_numbers() {
  for (const FindingIndex finding : numbers_given_) scratch_.clear(finding);
  numbers_given_.clear();
}

void Lanes::finish(unsigned lane) {
  for (const FindingIndex finding : numbers_given_) {
    for (const std::uint32_t n : wide_of_[finding]) {
      WideNumber& wide = wide_numbers_[n];
      if (wide.last_lane != lane) weigh(wide, lane);
    }
  }
  forget_numbers();
}

void Lanes::withdraw(unsigned lane) {
  const Mask others = ~(Mask{1} << lane);
  for (const FindingIndex finding : touched()) {
    for (Class c = first_class_[finding]; c < first_class_[finding + 1U]; ++c) {
      masks_[c] &= others;
    }
    keep_wide(finding, others);
  }
  forget_numbers();
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

void Lanes::update(Sheet& sheet, NodeIndex node, Kleene now) {
  if (now == sheet.nodes[node]) return;
  sheet.nodes[node] = now;
  if (sheet.changed[node] == 0) {
    sheet.changed[node] = 1;
    sheet.changed_nodes.push_back(node);
  }
  const Network& net = kb_->network;
  for (std::uint32_t p = net.parent_start[node]; p < net.parent_start[node + 1];
       ++p) {
    const NodeIndex parent = net.parents[p];
    sheet.dirty[parent / 64] |= std::uint64_t{1} << (parent % 64);
  }
}

void Lanes::refresh(Sheet& sheet, std::size_t reading, FindingIndex finding) {
  const Network& net = kb_->network;
  const Mask absent = ~answered(finding);
  for (std::uint32_t i = net.leaf_start[finding];
       i < net.leaf_start[finding + 1U]; ++i) {
    const NodeIndex node = net.leaves[i];
    const Kleene before = sheet.before[node];
    if (const std::uint32_t slot = wide_slot_[node]; slot != 0) {
      const Wide& wide = wide_[slot];
      const Mask open = ~wide_numbers_[wide.number].given;
      update(sheet, node,
             {wide.yes[reading] | (before.yes & open),
              wide.unknown[reading] | (before.unknown & open)});
      continue;
    }
    // What an answer makes of a leaf is the same in every reading.
    Mask yes = before.yes & absent;
    for (const Class c : classes_of_leaf_[node]) yes |= masks_[c];
    update(sheet, node, {yes, before.unknown & absent});
  }
}

void Lanes::refresh(FindingIndex finding) {
  for (std::size_t reading = 0; reading < sheets_.size(); ++reading) {
    refresh(sheets_[reading], reading, finding);
  }
}

void Lanes::propagate(Sheet& sheet) {
  const Network& net = kb_->network;
  for (std::size_t word = 0; word < sheet.dirty.size(); ++word) {
    // Parents stand after their children, so a later bit may appear in this
    // very word, never an earlier one.
    while (sheet.dirty[word] != 0) {
      const auto bit =
          static_cast<unsigned>(std::countr_zero(sheet.dirty[word]));
      sheet.dirty[word] &= sheet.dirty[word] - 1;
      const auto node = static_cast<NodeIndex>(word * 64 + bit);
      update(sheet, node, inner(net, net.nodes[node], [&](NodeIndex child) {
               return sheet.nodes[child];
             }));
    }
  }
}

void Lanes::propagate() {
  for (Sheet& sheet : sheets_) propagate(sheet);
}

void Lanes::imply(Mask people) {
  const auto& implications = kb_->implications;
  const std::vector<Kleene>& nodes = sheets_[kWorst].nodes;
  for (std::size_t i = 0; i < implications.size(); ++i) {
    const Mask whose = nodes[kb_->network.implications[i]].yes & people;
    if (whose == 0) continue;
    for (const auto& [finding, value] : implications[i].then) {
      const Mask open = whose & ~answered(finding);
      if (open == 0) continue;
      for (Mask left = open; left != 0; left &= left - 1) {
        set(static_cast<unsigned>(std::countr_zero(left)), finding, value);
      }
      // A number that follows may meet others in one sum.
      weigh_again(finding, open);
      refresh(finding);
    }
    propagate();
  }
}

void Lanes::decide(unsigned people) {
  const Mask all = people == kCount ? kAll : (Mask{1} << people) - 1;
  for (const FindingIndex finding : touched()) refresh(finding);
  propagate();
  conflicting_ = 0;
  for (const NodeIndex node : kb_->network.conflicts) {
    conflicting_ |= sheets_[kWorst].nodes[node].yes;
  }
  conflicting_ &= all;
  imply(all & ~conflicting_);
  collect(all);
}

template <class Act>
void Lanes::each_seen(Act act) const {
  for (std::size_t word = 0; word < outcomes_seen_.size(); ++word) {
    for (std::uint64_t bits = outcomes_seen_[word]; bits != 0;
         bits &= bits - 1) {
      act(kb_->network.outcomes[word * 64 + static_cast<std::size_t>(
                                                std::countr_zero(bits))]);
    }
  }
}

Standing Lanes::stand(const Sheet& sheet) {
  std::fill(outcomes_seen_.begin(), outcomes_seen_.end(), 0);
  const auto see = [&](std::uint32_t outcome) {
    outcomes_seen_[outcome / 64] |= std::uint64_t{1} << (outcome % 64);
  };
  for (const NodeIndex node : sheet.changed_nodes) {
    for (const std::uint32_t outcome : outcomes_of_[node]) see(outcome);
  }
  for (const std::uint32_t outcome : sheet.always) see(outcome);
  Standing standing;
  auto open = sheet.open;
  std::size_t may_forbid = sheet.may_forbid;
  each_seen([&](const OutcomeNode& outcome) {
    standing.add(outcome, sheet.nodes[outcome.node]);
    if (truth_of(sheet.before[outcome.node]) != Truth::unknown) return;
    --open[static_cast<std::size_t>(outcome.urgency)];
    if (outcome.plan_forbidden) --may_forbid;
  });
  // What nobody touched is as open for everybody as before.
  for (std::size_t u = 0; u < kUrgencies; ++u) {
    if (open[u] > 0) standing.open[u] = kAll;
  }
  if (may_forbid > 0) standing.may_forbid = kAll;
  return standing;
}

void Lanes::collect(Mask people) {
  const Network& net = kb_->network;
  const auto decided = [&](const Sheet& sheet, const Standing& standing) {
    return engine::decide(*kb_, standing, people, [&](std::size_t row) {
      return sheet.nodes[net.rows[row]];
    });
  };
  const Sheet& open = sheets_[kOpen];
  const Mask still_open = decided(open, stand(open)).needs_answers;

  for (unsigned lane = 0; lane < kCount; ++lane) fired_[lane].clear();
  const Sheet& worst = sheets_[kWorst];
  const Standing standing = stand(worst);
  each_seen([&](const OutcomeNode& outcome) {
    const Kleene truth = worst.nodes[outcome.node];
    Mask fires = truth.yes & people & ~rule_seen_[outcome.rule];
    rule_seen_[outcome.rule] |= fires;
    for (; fires != 0; fires &= fires - 1) {
      fired_[static_cast<std::size_t>(std::countr_zero(fires))].push_back(
          outcome.rule);
    }
  });
  each_seen([&](const OutcomeNode& outcome) { rule_seen_[outcome.rule] = 0; });
  outcomes_ = decided(worst, standing);
  outcomes_.needs_answers =
      still_open &
      ~outcomes_.urgency[static_cast<std::size_t>(Urgency::emergency)];
}

}  // namespace backcoach::engine
