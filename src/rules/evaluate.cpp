#include "evaluate.hpp"

#include <algorithm>
#include <bit>

#include "kleene.hpp"

namespace backcoach::engine {
namespace {

Interval number_of(const KnowledgeBase& kb, const NumberNode& node,
                   const Answers& answers, Grading grading, bool only_answered,
                   bool* known);

Interval finding_interval(const KnowledgeBase& kb, FindingIndex index,
                          const Answers& answers, Grading grading,
                          bool only_answered, bool* known) {
  const Finding& finding = kb.findings[index];
  if (const double* value = std::get_if<double>(&answers[index])) {
    return {*value, *value};
  }
  // A diary that does not exist tells nothing; the leaf then does not hold.
  if (finding.history) {
    *known = false;
    return {};
  }
  const bool stands = grading == Grading::worst_case || finding.asked_later ||
                      answers.declined(index);
  if (finding.grading && !only_answered && stands) {
    if (const double* value = std::get_if<double>(&finding.when_absent)) {
      return {*value, *value};
    }
  }
  return {finding.min, finding.max};
}

/// Whether a part of a number is one finding that nobody has answered and that
/// the interview can still ask for.
bool can_be_told(const KnowledgeBase& kb, const NumberNode& part,
                 const Answers& answers) {
  if (part.kind != Number::Kind::finding) return false;
  const Finding& finding = kb.findings[part.finding];
  return !finding.history && !finding.asked_later &&
         !answers.answered(part.finding) && !answers.declined(part.finding);
}

Interval first_answered(const KnowledgeBase& kb, const NumberNode& node,
                        const Answers& answers, Grading grading, bool* known) {
  const Network& net = kb.network;
  Interval all{};
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const NumberNode& part = net.numbers[net.number_parts[node.first + i]];
    const bool last = i + 1 == node.count;
    // What may still be asked keeps its place: for a decision the worse case
    // of it stands, and the interview holds it open.
    if (!last && can_be_told(kb, part, answers)) {
      const bool stands =
          grading == Grading::worst_case && kb.findings[part.finding].grading;
      if (stands || grading == Grading::open) {
        return number_of(kb, part, answers, grading, /*only_answered=*/false,
                         known);
      }
    }
    const Interval value =
        number_of(kb, part, answers, grading, /*only_answered=*/true, known);
    // The last alternative stands when none before it was answered.
    if (last || value.low == value.high) return value;
  }
  return all;
}

Interval number_of(const KnowledgeBase& kb, const NumberNode& node,
                   const Answers& answers, Grading grading, bool only_answered,
                   bool* known) {
  const Network& net = kb.network;
  const auto part = [&](std::uint32_t i) {
    return number_of(kb, net.numbers[net.number_parts[node.first + i]], answers,
                     grading, only_answered, known);
  };
  switch (node.kind) {
    case Number::Kind::finding:
      return finding_interval(kb, node.finding, answers, grading, only_answered,
                              known);
    case Number::Kind::sum: {
      Interval sum{};
      for (std::uint32_t i = 0; i < node.count; ++i) {
        const Interval value = part(i);
        sum.low += value.low;
        sum.high += value.high;
      }
      return sum;
    }
    case Number::Kind::difference: {
      const Interval left = part(0);
      const Interval right = part(1);
      return {left.low - right.high, left.high - right.low};
    }
    case Number::Kind::times: {
      const Interval value = part(0);
      const double a = value.low * node.factor;
      const double b = value.high * node.factor;
      return {std::min(a, b), std::max(a, b)};
    }
    case Number::Kind::first_of:
      return first_answered(kb, node, answers, grading, known);
  }
  return {};
}

Truth from(bool holds) { return holds ? Truth::yes : Truth::no; }

}  // namespace

std::optional<Interval> interval_of(const KnowledgeBase& kb,
                                    std::uint32_t number,
                                    const Answers& answers, Grading grading) {
  bool known = true;
  const Interval value = number_of(kb, kb.network.numbers[number], answers,
                                   grading, /*only_answered=*/false, &known);
  if (!known) return std::nullopt;
  return value;
}

Truth compare(const Node& node, const std::optional<Interval>& interval) {
  if (!interval) return Truth::no;
  const Interval& value = *interval;
  const bool low_open = (node.flag & 1U) != 0;
  const bool high_open = (node.flag & 2U) != 0;
  const auto above = [&](double x) {
    return low_open ? x > node.low : x >= node.low;
  };
  const auto below = [&](double x) {
    return high_open ? x < node.high : x <= node.high;
  };
  if (above(value.low) && below(value.high)) return Truth::yes;
  if (!above(value.high) || !below(value.low)) return Truth::no;
  return Truth::unknown;
}

Truth leaf_truth(const KnowledgeBase& kb, const Node& node,
                 const Answers& answers, Grading grading) {
  if (node.op == Node::Op::compare) {
    return compare(node, interval_of(kb, node.first, answers, grading));
  }
  const Finding& finding = kb.findings[node.finding];
  const Answer* answer = &answers[node.finding];
  const bool absent = std::holds_alternative<std::monostate>(*answer);
  const bool still_open = grading == Grading::open && !finding.asked_later &&
                          !answers.declined(node.finding);
  if (node.op == Node::Op::answered) {
    if (absent && still_open) return Truth::unknown;
    return from(absent != (node.flag != 0));
  }
  if (absent) {
    if (!finding.grading || still_open) return Truth::unknown;
    answer = &finding.when_absent;
  }
  switch (node.op) {
    case Node::Op::sign:
      switch (std::get<YesNo>(*answer)) {
        case YesNo::yes:
          return Truth::yes;
        case YesNo::no:
          return Truth::no;
        case YesNo::not_sure:
          return from((node.flag & 1U) != 0);
        case YesNo::prefer_not_to_say:
          return from((node.flag & 2U) != 0);
      }
      return Truth::no;
    case Node::Op::plainly:
      return from(std::get<YesNo>(*answer) == static_cast<YesNo>(node.flag));
    case Node::Op::choice:
      return from(((node.count >> std::get<Choice>(*answer).index) & 1U) != 0);
    case Node::Op::has:
      return from(((std::get<Choices>(*answer).bits >> node.flag) & 1U) != 0);
    default:
      return Truth::no;
  }
}

Truth inner_truth(const Network& network, const Node& node,
                  const std::vector<Truth>& truth) {
  return truth_of(inner(network, node,
                        [&](NodeIndex child) { return kleene(truth[child]); }));
}

Evaluation::Evaluation(const KnowledgeBase& kb, Grading grading)
    : kb_(&kb),
      grading_(grading),
      truth_(kb.network.nodes.size()),
      dirty_((kb.network.nodes.size() + 63) / 64) {}

void Evaluation::mark(NodeIndex node) {
  dirty_[node / 64] |= std::uint64_t{1} << (node % 64);
  lowest_dirty_ = std::min(lowest_dirty_, std::size_t{node / 64});
}

void Evaluation::mark_leaves(const Answers& answers, FindingIndex finding) {
  const Network& net = kb_->network;
  for (std::uint32_t i = net.leaf_start[finding];
       i < net.leaf_start[finding + 1U]; ++i) {
    const NodeIndex leaf = net.leaves[i];
    const Truth now = leaf_truth(*kb_, net.nodes[leaf], answers, grading_);
    if (now == truth_[leaf]) continue;
    truth_[leaf] = now;
    for (std::uint32_t p = net.parent_start[leaf];
         p < net.parent_start[leaf + 1]; ++p) {
      mark(net.parents[p]);
    }
  }
}

void Evaluation::propagate() {
  const Network& net = kb_->network;
  for (std::size_t word = lowest_dirty_; word < dirty_.size(); ++word) {
    // Parents stand after their children, so a later bit may appear in this
    // very word, never an earlier one.
    while (dirty_[word] != 0) {
      const auto bit = static_cast<unsigned>(std::countr_zero(dirty_[word]));
      dirty_[word] &= dirty_[word] - 1;
      const auto node = static_cast<NodeIndex>(word * 64 + bit);
      const Truth now = inner_truth(net, net.nodes[node], truth_);
      if (now == truth_[node]) continue;
      truth_[node] = now;
      for (std::uint32_t p = net.parent_start[node];
           p < net.parent_start[node + 1]; ++p) {
        const NodeIndex parent = net.parents[p];
        dirty_[parent / 64] |= std::uint64_t{1} << (parent % 64);
      }
    }
  }
  lowest_dirty_ = dirty_.size();
}

void Evaluation::decide(const Answers& answers) {
  const Network& net = kb_->network;
  const std::vector<Truth>& before =
      grading_ == Grading::open ? net.before_interview : net.before_decision;
  std::copy(before.begin(), before.end(), truth_.begin());
  lowest_dirty_ = dirty_.size();
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (answers.answered(finding) || answers.declined(finding)) {
      mark_leaves(answers, finding);
    }
  }
  propagate();
}

void Evaluation::change(const Answers& answers, FindingIndex finding) {
  mark_leaves(answers, finding);
  propagate();
}

}  // namespace backcoach::engine
