#include "decide.hpp"

#include <algorithm>

#include "support.hpp"

namespace backcoach::engine {
bool can_matter(const OutcomeNode& open, const Outcome& outcome) {
  if (open.urgency > outcome.urgency) return true;
  return open.plan_forbidden && outcome.plan_allowed;
}

void Standing::add(const OutcomeNode& outcome, Kleene truth) {
  const auto urgency = static_cast<std::size_t>(outcome.urgency);
  holds[urgency] |= truth.yes;
  open[urgency] |= truth.unknown;
  if (outcome.plan_forbidden) {
    forbids |= truth.yes;
    may_forbid |= truth.unknown;
  }
}

Outcome decide(const KnowledgeBase& kb, const Evaluation& truth) {
  Standing standing;
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    standing.add(outcome, kleene(truth[outcome.node]));
  }
  const Outcomes all = decide(kb, standing, Mask{1}, [&](std::size_t row) {
    return kleene(truth[kb.network.rows[row]]);
  });
  Outcome result;
  result.status =
      all.needs_answers != 0 ? Status::needs_answers : Status::decided;
  for (std::size_t u = 0; u < kUrgencies; ++u) {
    if (all.urgency[u] != 0) result.urgency = static_cast<Urgency>(u);
  }
  result.plan_allowed = all.plan_allowed != 0;
  result.row = all.row[0];
  result.stage_open = all.stage_open != 0;
  result.referral = !result.plan_allowed;
  return result;
}

Outcome decide(const KnowledgeBase& kb, const BothReadings& truth) {
  Outcome result = decide(kb, truth.worst);
  if (result.urgency != Urgency::emergency) {
    result.status = decide(kb, truth.open).status;
  }
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
  const auto collect = [&](NodeIndex node, Urgency worst) {
    for (const FindingIndex finding : open_below(kb, truth, node, answers)) {
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
        for (const FindingIndex f : open_below(kb, truth, node, answers)) {
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

std::vector<FindingIndex> missing_findings(const KnowledgeBase& kb,
                                           const BothReadings& truth,
                                           const Answers& answers) {
  std::vector<FindingIndex> missing;
  std::vector<bool> seen(kb.findings.size());
  const auto add = [&](const Evaluation& reading) {
    const Outcome outcome = decide(kb, reading);
    if (outcome.status != Status::needs_answers) return;
    for (const OpenFinding& open :
         open_findings(kb, reading, answers, outcome)) {
      if (!seen[open.finding]) missing.push_back(open.finding);
      seen[open.finding] = true;
    }
  };
  add(truth.worst);
  add(truth.open);
  return missing;
}

}  // namespace backcoach::engine
