#include "decide.hpp"

#include <algorithm>

#include "support.hpp"

namespace backcoach::engine {
namespace {

struct Table {
  int row = -1;
  bool open = false;
};

/// The first row that holds. Open rows above it matter only if they would lead
/// to another stage or focus.
Table decision_table(const KnowledgeBase& kb, const Evaluation& truth) {
  int first_open = -1;
  bool differs = false;
  const auto same = [&](int a, int b) {
    const Row& x = kb.rows[static_cast<std::size_t>(a)];
    const Row& y = kb.rows[static_cast<std::size_t>(b)];
    return x.stage == y.stage && x.focus == y.focus;
  };
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    const Truth held = truth[kb.network.rows[r]];
    if (held == Truth::no) continue;
    const int row = static_cast<int>(r);
    if (first_open >= 0 && !same(first_open, row)) differs = true;
    if (held == Truth::yes) return {row, differs};
    if (first_open < 0) first_open = row;
  }
  return {first_open, true};
}

}  // namespace

bool can_matter(const OutcomeNode& open, const Outcome& outcome) {
  if (open.urgency > outcome.urgency) return true;
  return open.plan_forbidden && outcome.plan_allowed;
}

Outcome decide(const KnowledgeBase& kb, const Evaluation& truth) {
  Outcome result;
  bool forbidden = false;
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    if (truth[outcome.node] != Truth::yes) continue;
    result.urgency = std::max(result.urgency, outcome.urgency);
    forbidden = forbidden || outcome.plan_forbidden;
  }
  result.plan_allowed = kb.level(result.urgency).plan_allowed && !forbidden;
  result.referral = !result.plan_allowed;
  if (result.urgency == Urgency::emergency) return result;

  for (const OutcomeNode& outcome : kb.network.outcomes) {
    if (truth[outcome.node] == Truth::unknown && can_matter(outcome, result)) {
      result.status = Status::needs_answers;
      break;
    }
  }
  if (!result.plan_allowed) return result;
  const Table table = decision_table(kb, truth);
  result.row = table.row;
  result.stage_open = table.open;
  if (table.open) result.status = Status::needs_answers;
  return result;
}

std::vector<int> question_of(const KnowledgeBase& kb) {
  std::vector<int> question(kb.findings.size(), -1);
  for (std::size_t q = 0; q < kb.questions.size(); ++q) {
    for (const FindingIndex finding : kb.questions[q].sets) {
      question[finding] = static_cast<int>(q);
    }
  }
  return question;
}

std::vector<OpenFinding> open_findings(const KnowledgeBase& kb,
                                       const Evaluation& truth,
                                       const Answers& answers,
                                       const Outcome& outcome) {
  std::vector<OpenFinding> open;
  std::vector<bool> seen(kb.findings.size());
  std::vector<bool> marks(kb.findings.size());
  const auto collect = [&](NodeIndex node, Urgency worst) {
    std::fill(marks.begin(), marks.end(), false);
    deciding_findings(kb, truth, node, marks);
    for (const FindingIndex finding : answered_of(marks, answers, false)) {
      if (seen[finding] || kb.findings[finding].history) continue;
      seen[finding] = true;
      open.push_back({finding, worst});
    }
  };
  const auto raise = [&](FindingIndex finding, Urgency worst) {
    for (OpenFinding& known : open) {
      if (known.finding != finding) continue;
      known.worst = std::max(known.worst, worst);
      return;
    }
    open.push_back({finding, worst});
  };
  // Outcomes stand worst first, so a finding is met at its worst.
  for (const OutcomeNode& node : kb.network.outcomes) {
    if (truth[node.node] == Truth::unknown && can_matter(node, outcome)) {
      collect(node.node, node.urgency);
    }
  }
  if (outcome.plan_allowed && outcome.stage_open) {
    for (std::size_t r = 0; r < kb.rows.size(); ++r) {
      const Truth held = truth[kb.network.rows[r]];
      if (held == Truth::yes) break;
      if (held == Truth::unknown) {
        collect(kb.network.rows[r], Urgency::self_care);
      }
    }
  }
  // A filter question is worth what it can spare: sex before pregnancy.
  for (std::size_t i = 0; i < kb.implications.size(); ++i) {
    const Implication& implication = kb.implications[i];
    const NodeIndex node = kb.network.implications[i];
    if (!implication.ask_first || truth[node] != Truth::unknown) continue;
    for (std::size_t o = 0; o < open.size(); ++o) {
      const bool spares = std::any_of(
          implication.then.begin(), implication.then.end(),
          [&](const auto& then) { return then.first == open[o].finding; });
      if (spares) {
        const Urgency worst = open[o].worst;
        std::fill(marks.begin(), marks.end(), false);
        deciding_findings(kb, truth, node, marks);
        for (const FindingIndex f : answered_of(marks, answers, false)) {
          raise(f, worst);
        }
        break;  // open is worst first so far
      }
    }
  }
  const std::vector<int> question = question_of(kb);
  std::stable_sort(open.begin(), open.end(),
                   [&](const OpenFinding& a, const OpenFinding& b) {
                     if (a.worst != b.worst) return a.worst > b.worst;
                     return question[a.finding] < question[b.finding];
                   });
  return open;
}

}  // namespace backcoach::engine
