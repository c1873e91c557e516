#include "verdict.hpp"

#include "../rules/decide.hpp"
#include "../rules/evaluate.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::authoring {

Verdict verdict_of(const KnowledgeBase& kb, const Answers& given) {
  engine::BothReadings truth(kb);
  truth.decide(with_implied(kb, given));
  const engine::Outcome outcome = engine::decide(kb, truth);
  Verdict verdict;
  verdict.decided = outcome.status == Status::decided;
  verdict.urgency = name(outcome.urgency);
  if (verdict.decided) {
    verdict.decision = "referral";
    if (outcome.plan_allowed && outcome.row >= 0) {
      const Row& row = kb.rows[static_cast<std::size_t>(outcome.row)];
      verdict.decision = name(row.focus);
      verdict.stage = name(row.stage);
    }
  }
  for (const OutcomeNode& node : kb.network.outcomes) {
    if (truth.worst[node.node] != Truth::yes) continue;
    // Worst first, so the first one of a rule is its urgency.
    verdict.fired.emplace(kb.rules[node.rule].id, name(node.urgency));
  }
  return verdict;
}

std::vector<ChangeKind> changes_between(const Verdict& was,
                                        const Verdict& now) {
  std::vector<ChangeKind> kinds;
  const auto differ = [&](const char* what, const std::string& a,
                          const std::string& b) {
    if (a != b) kinds.push_back({what, "", a, b});
  };
  differ("urgency", was.urgency, now.urgency);
  if (was.decided != now.decided) {
    differ("status", was.decided ? "decided" : "needs_answers",
           now.decided ? "decided" : "needs_answers");
  } else if (was.decided) {
    differ("decision", was.decision, now.decision);
    if (!was.stage.empty() && !now.stage.empty()) {
      differ("stage", was.stage, now.stage);
    }
  }
  for (const auto& [rule, urgency] : was.fired) {
    const auto other = now.fired.find(rule);
    if (other == now.fired.end()) {
      kinds.push_back({"rule", rule, urgency, "silent"});
    } else if (other->second != urgency) {
      kinds.push_back({"rule", rule, urgency, other->second});
    }
  }
  for (const auto& [rule, urgency] : now.fired) {
    if (!was.fired.contains(rule)) {
      kinds.push_back({"rule", rule, "silent", urgency});
    }
  }
  return kinds;
}

}  // namespace backcoach::authoring
