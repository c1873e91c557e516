#include <algorithm>
#include <set>

#include "decide.hpp"
#include "reading.hpp"
#include "support.hpp"

namespace backcoach {
namespace {

using engine::Evaluation;
using engine::Grading;

/// Grading answers that could make a sign already given milder.
std::vector<FindingIndex> follow_ups(const KnowledgeBase& kb,
                                     const Answers& answers,
                                     const Evaluation& decided,
                                     const Evaluation& open) {
  const engine::Outcome floor = engine::decide(kb, open);
  if (floor.urgency == Urgency::emergency) return {};
  std::vector<FindingIndex> found;
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    const bool hangs_on_grading = decided[outcome.node] == Truth::yes &&
                                  open[outcome.node] == Truth::unknown;
    if (!hangs_on_grading || !engine::can_matter(outcome, floor)) continue;
    std::vector<bool> marks(kb.findings.size());
    engine::deciding_findings(kb, open, outcome.node, marks);
    for (const FindingIndex f : engine::answered_of(marks, answers, false)) {
      const Finding& finding = kb.findings[f];
      const bool may_ask = finding.grading && !finding.asked_later;
      if (may_ask && !answers.declined(f)) found.push_back(f);
    }
  }
  return found;
}

/// The question that sets the first of `open` that any question sets, with
/// those of `open` that it also sets.
std::optional<NextQuestion> ask(const KnowledgeBase& kb,
                                const std::vector<FindingIndex>& open) {
  const std::vector<int> question = engine::question_of(kb);
  const auto first =
      std::find_if(open.begin(), open.end(),
                   [&](FindingIndex f) { return question[f] >= 0; });
  if (first == open.end()) return std::nullopt;
  NextQuestion next;
  next.question = static_cast<std::uint16_t>(question[*first]);
  for (const FindingIndex f : kb.questions[next.question].sets) {
    if (std::find(open.begin(), open.end(), f) != open.end()) {
      next.findings.push_back(f);
    }
  }
  return next;
}

/// Those of `findings` that the interview may ask for.
std::vector<FindingIndex> askable(const KnowledgeBase& kb,
                                  const Answers& answers,
                                  std::vector<FindingIndex> findings) {
  std::erase_if(findings, [&](FindingIndex finding) {
    return answers.declined(finding) || kb.findings[finding].asked_later;
  });
  return findings;
}

/// A line that names several signs, and what its plain no says of them.
struct SeveralSigns {
  FindingIndex finding = 0;
  const Implication* no = nullptr;
};

std::vector<SeveralSigns> lines_of(const KnowledgeBase& kb) {
  std::vector<SeveralSigns> lines;
  for (std::size_t i = 0; i < kb.implications.size(); ++i) {
    if (!kb.implications[i].ask_first) continue;
    const Node& node = kb.network.nodes[kb.network.implications[i]];
    const bool one_sign = engine::is_leaf(node) &&
                          node.op != Node::Op::compare &&
                          kb.findings[node.finding].type == FindingType::yes_no;
    if (one_sign) lines.push_back({node.finding, &kb.implications[i]});
  }
  return lines;
}

}  // namespace

Answers each_sign(const KnowledgeBase& kb, const Answers& given) {
  Answers answers = given;
  for (const SeveralSigns& line : lines_of(kb)) {
    const auto* said = std::get_if<YesNo>(&given[line.finding]);
    if (!said) continue;
    bool whole = true;
    for (const auto& [finding, value] : line.no->then) {
      if (*said == YesNo::no && !answers.answered(finding)) {
        answers.set(finding, value);
      }
      whole = whole && answers.answered(finding);
    }
    if (whole) answers.clear(line.finding);
  }
  return answers;
}

Answers one_by_one(const KnowledgeBase& kb, const Answers& given) {
  Answers answers = given;
  for (const SeveralSigns& line : lines_of(kb)) {
    if (!answers.answered(line.finding)) answers.set(line.finding, YesNo::yes);
  }
  return answers;
}

bool fact_holds(const KnowledgeBase& kb, const Answers& given,
                std::string_view id) {
  const auto fact = std::find_if(kb.facts.begin(), kb.facts.end(),
                                 [&](const Fact& one) { return one.id == id; });
  if (fact == kb.facts.end()) return false;
  Evaluation truth(kb, Grading::open);
  truth.decide(with_implied(kb, given));
  return truth[kb.network
                   .facts[static_cast<std::size_t>(fact - kb.facts.begin())]] ==
         Truth::yes;
}

std::optional<NextQuestion> engine::next_question(const Reading& reading) {
  const KnowledgeBase& kb = reading.kb;
  const Answers& answers = reading.completed;
  const BothReadings& truth = reading.truth;

  std::vector<FindingIndex> grading =
      follow_ups(kb, answers, truth.worst, truth.open);
  if (!grading.empty()) {
    const std::vector<int> question = engine::question_of(kb);
    std::stable_sort(grading.begin(), grading.end(),
                     [&](FindingIndex a, FindingIndex b) {
                       return question[a] < question[b];
                     });
    if (auto next = ask(kb, grading)) return next;
  }
  if (engine::decide(kb, truth.worst).urgency == Urgency::emergency) {
    return std::nullopt;
  }
  // Together, so that a list is shown once with all of its signs.
  return ask(
      kb, askable(kb, answers, engine::missing_findings(kb, truth, answers)));
}

QuestionsLeft engine::questions_left(const Reading& reading) {
  const KnowledgeBase& kb = reading.kb;
  const Answers& answers = reading.completed;
  const BothReadings& truth = reading.truth;
  const std::vector<int> question = engine::question_of(kb);
  std::set<int> left;
  for (const FindingIndex finding :
       askable(kb, answers, engine::missing_findings(kb, truth, answers))) {
    if (question[finding] >= 0) left.insert(question[finding]);
  }
  return {static_cast<int>(left.size()),
          engine::decide(kb, truth.open).plan_allowed};
}

}  // namespace backcoach
