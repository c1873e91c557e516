#include <algorithm>
#include <cmath>
#include <set>

#include "decide.hpp"
#include "reading.hpp"

namespace backcoach {
namespace {

using engine::Evaluation;

/// Numbers at and beside every threshold that can be about `finding`.
void thresholds(const KnowledgeBase& kb, std::uint32_t number, double bound,
                FindingIndex finding, std::set<double>& out) {
  const NumberNode& node = kb.network.numbers[number];
  const Finding& about = kb.findings[finding];
  if (node.kind == Number::Kind::finding && node.finding == finding) {
    for (const double step : {-1.0, 0.0, 1.0}) {
      const double value = std::round(bound) + step;
      if (value >= about.min && value <= about.max) out.insert(value);
    }
  }
  for (std::uint32_t i = 0; i < node.count; ++i) {
    thresholds(kb, kb.network.number_parts[node.first + i], bound, finding,
               out);
  }
}

std::vector<Answer> other_numbers(const KnowledgeBase& kb, FindingIndex finding,
                                  double current) {
  std::set<double> values;
  const Network& net = kb.network;
  for (std::uint32_t i = net.leaf_start[finding];
       i < net.leaf_start[finding + 1U]; ++i) {
    const Node& leaf = net.nodes[net.leaves[i]];
    if (leaf.op != Node::Op::compare) continue;
    for (const double bound : {leaf.low, leaf.high}) {
      if (std::isfinite(bound)) {
        thresholds(kb, leaf.first, bound, finding, values);
      }
    }
  }
  std::vector<double> sorted(values.begin(), values.end());
  std::stable_sort(sorted.begin(), sorted.end(), [&](double a, double b) {
    return std::abs(a - current) < std::abs(b - current);
  });
  return {sorted.begin(), sorted.end()};
}

/// Every other answer worth trying, nearest first.
std::vector<Answer> other_answers(const KnowledgeBase& kb,
                                  const Answers& answers, FindingIndex index) {
  const Finding& finding = kb.findings[index];
  std::vector<Answer> others;
  switch (finding.type) {
    case FindingType::yes_no:
      for (const YesNo answer : {YesNo::yes, YesNo::no, YesNo::not_sure}) {
        others.emplace_back(answer);
      }
      break;
    case FindingType::one_of:
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        others.emplace_back(Choice{static_cast<std::uint8_t>(v)});
      }
      break;
    case FindingType::number: {
      const double* current = std::get_if<double>(&answers[index]);
      others = other_numbers(kb, index, current ? *current : finding.min);
      break;
    }
    case FindingType::many_of:
      break;
  }
  std::erase(others, answers[index]);
  return others;
}

std::optional<std::uint16_t> leading_rule(const KnowledgeBase& kb,
                                          const Evaluation& truth,
                                          const engine::Outcome& outcome) {
  for (const OutcomeNode& node : kb.network.outcomes) {
    const bool leads = node.urgency == outcome.urgency || node.plan_forbidden;
    if (leads && node.urgency > Urgency::self_care &&
        truth[node.node] == Truth::yes) {
      return node.rule;
    }
  }
  return std::nullopt;
}

std::optional<Focus> focus_of(const KnowledgeBase& kb,
                              const engine::Outcome& outcome) {
  if (outcome.row < 0) return std::nullopt;
  return kb.rows[static_cast<std::size_t>(outcome.row)].focus;
}

}  // namespace

std::vector<Change> engine::what_would_change(const Reading& reading) {
  const KnowledgeBase& kb = reading.kb;
  const Answers& base_answers = reading.completed;
  Answers answers = base_answers;
  engine::BothReadings truth = reading.truth;
  const engine::Outcome base = engine::decide(kb, truth);
  const std::optional<Focus> base_focus = focus_of(kb, base);
  std::vector<Change> changes;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (kb.findings[i].history) continue;
    std::vector<std::pair<Urgency, std::optional<Focus>>> met;
    for (const Answer& answer : other_answers(kb, base_answers, finding)) {
      answers.set(finding, answer);
      truth.change(answers, finding);
      const engine::Outcome now = engine::decide(kb, truth);
      const std::optional<Focus> focus = focus_of(kb, now);
      // Open questions that the new answer raises do not undo its urgency.
      const bool comparable =
          now.status == Status::decided || now.urgency > base.urgency;
      const bool differs = now.urgency != base.urgency ||
                           now.referral != base.referral || focus != base_focus;
      const std::pair outcome{now.urgency, focus};
      const bool is_new =
          std::find(met.begin(), met.end(), outcome) == met.end();
      if (comparable && differs && is_new) {
        met.push_back(outcome);
        changes.push_back({finding, answer, now.urgency, now.referral, focus,
                           leading_rule(kb, truth.worst, now)});
      }
    }
    answers.set(finding, base_answers[finding]);
    truth.change(answers, finding);
  }
  std::stable_sort(
      changes.begin(), changes.end(),
      [](const Change& a, const Change& b) { return a.urgency > b.urgency; });
  return changes;
}

}  // namespace backcoach
