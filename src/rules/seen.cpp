#include <algorithm>

#include "../kb/answer_words.hpp"
#include "backcoach/interview.hpp"
#include "evaluate.hpp"

namespace backcoach {
namespace {

using engine::Evaluation;
using engine::Grading;

/// Every finding that a node hangs on.
void collect(const Network& network, NodeIndex at, std::vector<bool>& nodes,
             std::vector<bool>& findings) {
  if (nodes[at]) return;
  nodes[at] = true;
  const Node& node = network.nodes[at];
  switch (node.op) {
    case Node::Op::all_of:
    case Node::Op::any_of:
    case Node::Op::none_of:
    case Node::Op::at_least:
      for (std::uint32_t c = 0; c < node.count; ++c) {
        collect(network, network.children[node.first + c], nodes, findings);
      }
      break;
    case Node::Op::compare:
      break;  // a number is no sign
    case Node::Op::sign:
    case Node::Op::plainly:
    case Node::Op::choice:
    case Node::Op::has:
    case Node::Op::answered:
      findings[node.finding] = true;
      break;
  }
}

enum class Full { no, open, yes };

/// Whether the outcome hangs on a sign that always counts in full.
class InFull {
 public:
  InFull(const KnowledgeBase& kb, const Answers& answers)
      : kb_(kb), answers_(answers) {}

  Full by(NodeIndex node) const {
    std::vector<bool> nodes(kb_.network.nodes.size());
    std::vector<bool> findings(kb_.findings.size());
    collect(kb_.network, node, nodes, findings);
    Full full = Full::no;
    for (const FindingIndex finding : kb_.seen.never) {
      if (!findings[finding]) continue;
      if (!answers_.answered(finding)) {
        full = std::max(full, Full::open);
      } else if (!says_no(kb_, answers_, finding)) {
        return Full::yes;
      }
    }
    for (const auto& [finding, answer] : kb_.seen.never_answers) {
      if (findings[finding] && answers_[finding] == answer) return Full::yes;
    }
    return full;
  }

 private:
  const KnowledgeBase& kb_;
  const Answers& answers_;
};

std::vector<bool> rules_of(const KnowledgeBase& kb, const SeenInput& seen) {
  std::vector<bool> rules(kb.rules.size());
  for (const std::string& id : seen.groups) {
    for (const SeenGroup& group : kb.seen.groups) {
      if (group.id != id) continue;
      for (const std::uint16_t rule : group.rules) rules[rule] = true;
    }
    if (const Rule* rule = kb.rule(id)) {
      rules[static_cast<std::size_t>(rule - kb.rules.data())] = true;
    }
  }
  return rules;
}

bool is_careful(const KnowledgeBase& kb, const Answers& answers) {
  const std::string_view told = word_of(kb, answers, "seen_exercise");
  if (told == "gently" || told == "nothing") return true;
  return told.empty() && word_of(kb, answers, "seen_since") == "yes";
}

void walk_at_most(KnowledgeBase& kb) {
  for (Row& row : kb.rows) {
    if (row.stage == Stage::rest || row.stage == Stage::flare ||
        row.stage == Stage::walk) {
      continue;
    }
    row.stage = Stage::walk;
    row.focus = kb.stage(Stage::walk).focus;
    if (!kb.seen.walk_because.empty()) row.because = kb.seen.walk_because;
  }
}

}  // namespace

std::optional<KnowledgeBase> knowledge_seen(const KnowledgeBase& kb,
                                            const SeenInput& seen,
                                            const Answers& given) {
  const bool mistake = word_of(kb, given, "seen_since") == "mistake";
  if (seen.empty() && !mistake) return std::nullopt;
  const std::vector<bool> rules = rules_of(kb, seen);
  const Answers answers = with_implied(kb, given);
  Evaluation truth(kb, Grading::worst_case);
  truth.decide(answers);
  // What the grading of a sign could still bring about was looked at, too.
  Evaluation possible(kb, Grading::open);
  possible.decide(answers);
  const InFull in_full(kb, answers);
  std::vector<std::size_t> lowered;
  bool holds = false;
  for (std::size_t o = 0; o < kb.network.outcomes.size(); ++o) {
    const OutcomeNode& outcome = kb.network.outcomes[o];
    if (!rules[outcome.rule] || outcome.urgency <= Urgency::routine) continue;
    const Truth held = truth[outcome.node];
    if (held == Truth::no && possible[outcome.node] == Truth::no) continue;
    const Full full = in_full.by(outcome.node);
    if (full == Full::yes || (full == Full::open && held != Truth::yes)) {
      continue;
    }
    lowered.push_back(o);
    holds = holds || held == Truth::yes;
  }
  const bool careful = mistake || (holds && is_careful(kb, answers));
  if (lowered.empty() && !careful) return std::nullopt;
  KnowledgeBase out = kb;
  for (const std::size_t o : lowered) {
    OutcomeNode& node = out.network.outcomes[o];
    node.urgency = Urgency::routine;
    Outcome& outcome = out.rules[node.rule].outcomes[node.outcome];
    outcome.urgency = Urgency::routine;
    outcome.because = kb.seen.because;
    outcome.what_to_do = kb.seen.what_to_do;
    outcome.what_to_say.clear();
    out.rules[node.rule].what_to_say.clear();
  }
  std::stable_sort(out.network.outcomes.begin(), out.network.outcomes.end(),
                   [](const OutcomeNode& a, const OutcomeNode& b) {
                     return a.urgency > b.urgency;
                   });
  if (careful) walk_at_most(out);
  return out;
}

Decision triage(const KnowledgeBase& kb, const Answers& answers,
                const SeenInput& seen) {
  return triage(Assessment(kb, answers), seen);
}

Decision triage(const Assessment& now, const SeenInput& seen) {
  const KnowledgeBase& kb = now.kb();
  const Answers& answers = now.stated();
  const auto looked_at = knowledge_seen(kb, seen, answers);
  Decision decision = looked_at ? triage(*looked_at, answers) : now.decision();
  // What is gone is still worth a word at the next visit.
  if (word_of(kb, answers, "seen_since") == "gone") {
    decision.urgency = std::max(decision.urgency, Urgency::routine);
  }
  return decision;
}

Answers with_told_exercise(const KnowledgeBase& kb, const Answers& given) {
  Answers answers = given;
  const auto finding = kb.finding("told_no_exercise");
  if (finding && word_of(kb, given, "seen_exercise") == "not_for_now") {
    answers.set(*finding, YesNo::yes);
  }
  return answers;
}

}  // namespace backcoach
