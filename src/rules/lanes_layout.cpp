// The tables that `Lanes` looks things up in, made once for a knowledge base.
#include <algorithm>
#include <cmath>
#include <map>

#include "lanes.hpp"
#include "number_findings.hpp"

namespace backcoach::engine {
namespace {

constexpr Mask kAll = ~Mask{0};

Kleene for_all(Truth truth) {
  return {truth == Truth::yes ? kAll : 0, truth == Truth::unknown ? kAll : 0};
}

}  // namespace

Lanes::Lanes(const KnowledgeBase& kb)
    : kb_(&kb),
      scratch_(kb.findings.size()),
      touched_(kb.findings.size()),
      touched_findings_(kb.findings.size()),
      outcomes_seen_((kb.network.outcomes.size() + 63) / 64),
      rule_seen_(kb.rules.size()) {
  for (std::size_t reading = 0; reading < sheets_.size(); ++reading) {
    Sheet& sheet = sheets_[reading];
    sheet.grading = reading == kOpen ? Grading::open : Grading::worst_case;
    for (const Truth truth : reading == kOpen ? kb.network.before_interview
                                              : kb.network.before_decision) {
      sheet.before.push_back(for_all(truth));
    }
    sheet.nodes = sheet.before;
    sheet.dirty.resize((kb.network.nodes.size() + 63) / 64);
    sheet.changed.resize(kb.network.nodes.size());
  }
  lay_out_classes();
  lay_out_leaves();
  lay_out_wide();
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
        out.emplace_back(Choices::only(v));
      }
      out.emplace_back(Choices{});
      return out;
  }
  return out;
}

void Lanes::lay_out_leaves() {
  const Network& net = kb_->network;
  for (const Node& node : net.nodes) {
    classes_of_leaf_.start.push_back(
        static_cast<std::uint32_t>(classes_of_leaf_.items.size()));
    if (!is_leaf(node) || is_wide(node)) continue;
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
}

void Lanes::lay_out_wide() {
  const Network& net = kb_->network;
  std::map<std::uint32_t, std::vector<NodeIndex>> leaves;  // per number
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    const Node& node = net.nodes[n];
    if (is_wide(node)) leaves[node.first].push_back(static_cast<NodeIndex>(n));
  }
  wide_slot_.resize(net.nodes.size());
  wide_.emplace_back();  // slot 0 is nobody
  std::vector<std::vector<std::uint32_t>> wide_of(kb_->findings.size());
  for (const auto& [number, nodes] : leaves) {
    const auto position = static_cast<std::uint32_t>(wide_numbers_.size());
    const auto first = static_cast<std::uint32_t>(wide_.size());
    for (const NodeIndex node : nodes) {
      wide_slot_[node] = static_cast<std::uint32_t>(wide_.size());
      wide_.push_back({.node = node, .number = position});
    }
    wide_numbers_.push_back({.number = number,
                             .first = first,
                             .last = static_cast<std::uint32_t>(wide_.size())});
    for (const FindingIndex finding : findings_of(net, number)) {
      wide_of[finding].push_back(position);
    }
  }
  for (const auto& numbers : wide_of) {
    wide_of_.start.push_back(static_cast<std::uint32_t>(wide_of_.items.size()));
    wide_of_.items.insert(wide_of_.items.end(), numbers.begin(), numbers.end());
  }
  wide_of_.start.push_back(static_cast<std::uint32_t>(wide_of_.items.size()));
  for (const auto& numbers : wide_of) {
    told_.emplace_back(numbers.empty() ? 0U : kCount);
  }
}

void Lanes::lay_out_outcomes() {
  const Network& net = kb_->network;
  std::vector<std::vector<std::uint32_t>> of(net.nodes.size());
  for (std::size_t o = 0; o < net.outcomes.size(); ++o) {
    const OutcomeNode& outcome = net.outcomes[o];
    of[outcome.node].push_back(static_cast<std::uint32_t>(o));
    for (Sheet& sheet : sheets_) {
      const Truth before = truth_of(sheet.before[outcome.node]);
      if (before == Truth::yes) {
        sheet.always.push_back(static_cast<std::uint32_t>(o));
      }
      if (before != Truth::unknown) continue;
      ++sheet.open[static_cast<std::size_t>(outcome.urgency)];
      if (outcome.plan_forbidden) ++sheet.may_forbid;
    }
  }
  for (const auto& row : of) {
    outcomes_of_.start.push_back(
        static_cast<std::uint32_t>(outcomes_of_.items.size()));
    outcomes_of_.items.insert(outcomes_of_.items.end(), row.begin(), row.end());
  }
  outcomes_of_.start.push_back(
      static_cast<std::uint32_t>(outcomes_of_.items.size()));
}

}  // namespace backcoach::engine
