#include <algorithm>

#include "../rules/decide.hpp"
#include "backcoach/interview.hpp"
#include "choose.hpp"
#include "plan_reads.hpp"

namespace backcoach {
namespace {

using plan::contains;
using plan::Person;
using Marks = std::vector<bool>;

/// Collects what the exercises of a stage would have to know.
class Wanted {
 public:
  /// \param decision  findings that are asked before: what of them nobody was
  ///                  asked cannot become a question of the plan.
  Wanted(const Person& person, Stage stage, const Marks& decision)
      : person_(person),
        adapted_(person, stage, 1),
        kb_(person.kb()),
        decision_(decision),
        marks_(kb_.findings.size()) {
    for (const StagePlan& content : kb_.plan.stages) {
      if (content.id != stage) continue;
      for (const Slot& slot : content.slots) add_slot(content, slot);
    }
    for (const Adaptation& one : kb_.plan.adaptations) {
      if (one.stages.empty() || contains(one.stages, stage)) add(one.when);
    }
    const StretchNeeds& needs = kb_.plan.stretch_needs;
    if (!contains(needs.stages, stage)) return;
    for (const StretchNeed& need : needs.needs) add(need.when);
  }
  Marks take() { return std::move(marks_); }

 private:
  void add_slot(const StagePlan& stage, const Slot& slot) {
    if (slot.count.high == 0) return;
    for (const ExerciseIndex index :
         plan::candidates(person_, adapted_, stage, slot)) {
      if (plan::exclusion(person_, index).because.empty() ||
          only_by_doubt(index)) {
        add_exercise(index);
      }
    }
  }

  /// Left out only until somebody answers.
  bool only_by_doubt(ExerciseIndex index) const {
    const Exclusion why = plan::exclusion(person_, index);
    return std::any_of(why.answers.begin(), why.answers.end(),
                       [&](FindingIndex finding) {
                         return !person_.answers().answered(finding);
                       });
  }

  void add_exercise(ExerciseIndex index) {
    const Exercise& card = kb_.exercises[index];
    for (const Gate& gate : card.avoid) add(gate);
    for (const Gate& gate : card.care) add(gate);
    for (const NeedRule& need : kb_.plan.needs) {
      if (contains(card.needs, need.need)) add(need.when);
    }
    for (const StretchGate& gate : kb_.plan.stretch_gates) {
      if (!plan::applies(gate, card, index)) continue;
      for (const Gate& closed : gate.closed) add(closed);
    }
    if (card.kind == "exercise") mark(kb_.plan.day.minutes_finding);
    if (!card.equipment.empty()) mark(kb_.plan.day.equipment_finding);
  }

  void add(const Gate& gate) {
    if (!person_.open(gate)) return;
    for (const FindingIndex finding : person_.open_answers(gate)) {
      mark(finding);
    }
  }

  void mark(FindingIndex index) {
    const Finding& finding = kb_.findings[index];
    const bool never = finding.grading || finding.sensitive ||
                       finding.history || decision_[index];
    const Answers& answers = person_.answers();
    if (!never && !answers.answered(index) && !answers.declined(index)) {
      marks_[index] = true;
    }
  }

  const Person& person_;
  plan::Adapted adapted_;
  const KnowledgeBase& kb_;
  const Marks& decision_;
  Marks marks_;
};

bool asks_for(const Question& question, const Marks& marks) {
  return std::any_of(question.sets.begin(), question.sets.end(),
                     [&](FindingIndex finding) { return marks[finding]; });
}

/// As if nothing that only the plan reads had been asked yet, so that the
/// number of questions is the same before and after each answer.
Answers before_plan_questions(const Marks& decision, const Answers& given) {
  Answers answers(given.size());
  for (std::size_t f = 0; f < given.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (decision[finding]) answers.set(finding, given[finding]);
  }
  return answers;
}

/// The questions of the plan that are open now, in their order.
std::vector<NextQuestion> left_to_ask(const KnowledgeBase& kb,
                                      const Answers& answers,
                                      const Decision& decision) {
  std::vector<NextQuestion> left;
  const auto permission = decision.plan_permission();
  if (!permission) return left;
  const Stage stage = permission->stage();
  const Marks decision_reads = plan::read_by_decision(kb);
  const Person before(kb, before_plan_questions(decision_reads, answers));
  const Person now(kb, answers);
  const Marks at_first = Wanted(before, stage, decision_reads).take();
  const Marks open = Wanted(now, stage, decision_reads).take();
  int asked = 0;
  for (std::size_t q = 0; q < kb.questions.size(); ++q) {
    const Question& question = kb.questions[q];
    if (!asks_for(question, at_first)) continue;
    if (++asked > kb.plan.questions_at_most) break;
    // All of it at once: a question that came back would be one too many.
    NextQuestion next;
    next.question = static_cast<std::uint16_t>(q);
    bool wanted = false;
    for (const FindingIndex finding : question.sets) {
      const bool answered =
          answers.answered(finding) || answers.declined(finding);
      if (!at_first[finding] || answered) continue;
      next.findings.push_back(finding);
      wanted = wanted || open[finding];
    }
    if (wanted) left.push_back(std::move(next));
  }
  return left;
}

/// Findings that another answer may spare: nobody is sure to be asked.
Marks may_be_spared(const KnowledgeBase& kb) {
  Marks spared(kb.findings.size());
  for (const Implication& implication : kb.implications) {
    if (!implication.ask_first) continue;
    for (const auto& [finding, value] : implication.then) {
      spared[finding] = true;
    }
  }
  return spared;
}

/// Fills in where the question stands in the first section.
void count_places(const KnowledgeBase& kb, const Answers& answers,
                  const std::vector<FindingIndex>& missing,
                  QuestionObject& object) {
  if (kb.sections.empty() ||
      object.question->section != kb.sections.front().id) {
    return;
  }
  const Marks spared = may_be_spared(kb);
  const auto is_sure = [&](FindingIndex finding) {
    const Finding& about = kb.findings[finding];
    return !spared[finding] && !about.grading && !about.asked_later;
  };
  for (const Question& question : kb.questions) {
    const bool counts =
        question.section == object.question->section &&
        std::any_of(question.sets.begin(), question.sets.end(), is_sure);
    if (!counts) continue;
    const auto known = [&](FindingIndex finding) {
      return answers.answered(finding) || answers.declined(finding);
    };
    const auto open = [&](FindingIndex finding) {
      return std::find(missing.begin(), missing.end(), finding) !=
             missing.end();
    };
    const auto& sets = question.sets;
    const bool is_this = &question == object.question;
    const bool done = !is_this && std::any_of(sets.begin(), sets.end(), known);
    const bool left = is_this || std::any_of(sets.begin(), sets.end(), open);
    if (done || is_this) ++object.place;
    if (done || left) ++object.places;
  }
}

QuestionObject chosen(const KnowledgeBase& kb, const Answers& answers,
                      const NextQuestion& next,
                      const std::vector<FindingIndex>& missing) {
  QuestionObject out;
  out.question = &kb.questions[next.question];
  out.findings = next.findings;
  if (out.question->kind == QuestionKind::choice) {
    // One option answers all that is not known yet, needed or not.
    out.findings = out.question->sets;
    std::erase_if(out.findings,
                  [&](FindingIndex f) { return answers.answered(f); });
  }
  count_places(kb, answers, missing, out);
  // A number the decision still hangs on cannot be left out.
  out.may_skip = out.question->may_skip &&
                 (kb.findings[out.question->sets[0]].grading ||
                  std::find(missing.begin(), missing.end(),
                            out.question->sets[0]) == missing.end());
  return out;
}

}  // namespace

std::vector<bool> plan::read_by_decision(const KnowledgeBase& kb) {
  const Network& net = kb.network;
  std::vector<bool> seen(net.nodes.size());
  std::vector<NodeIndex> open = net.rows;
  for (const OutcomeNode& outcome : net.outcomes) {
    open.push_back(outcome.node);
  }
  while (!open.empty()) {
    const NodeIndex index = open.back();
    open.pop_back();
    if (seen[index]) continue;
    seen[index] = true;
    const Node& node = net.nodes[index];
    if (engine::is_leaf(node)) continue;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      open.push_back(net.children[node.first + i]);
    }
  }
  std::vector<bool> marks(kb.findings.size());
  for (std::size_t f = 0; f < marks.size(); ++f) {
    for (std::uint32_t i = net.leaf_start[f]; i < net.leaf_start[f + 1]; ++i) {
      if (seen[net.leaves[i]]) marks[f] = true;
    }
  }
  return marks;
}

std::optional<NextQuestion> next_plan_question(const KnowledgeBase& kb,
                                               const Answers& answers,
                                               const Decision& decision) {
  const std::vector<NextQuestion> left = left_to_ask(kb, answers, decision);
  if (left.empty()) return std::nullopt;
  return left.front();
}

int plan_questions_left(const KnowledgeBase& kb, const Answers& answers,
                        const Decision& decision) {
  return static_cast<int>(left_to_ask(kb, answers, decision).size());
}

std::optional<QuestionObject> question_object(const Assessment& now,
                                              const Decision& decision) {
  const KnowledgeBase& kb = now.kb();
  QuestionObject out;
  if (const auto next = now.next_question()) {
    out = chosen(kb, now.stated(), *next, decision.missing);
    const QuestionsLeft left = now.questions_left();
    out.at_most =
        left.at_most + (left.may_end_in_plan ? kb.plan.questions_at_most : 0);
  } else {
    const std::vector<NextQuestion> left =
        left_to_ask(kb, now.stated(), decision);
    if (left.empty()) return std::nullopt;
    out = chosen(kb, now.stated(), left.front(), decision.missing);
    out.at_most = static_cast<int>(left.size());
  }
  out.may_stop = decision.status == Status::decided;
  return out;
}

QuestionObject object_of(const KnowledgeBase& kb, const Answers& answers,
                         const NextQuestion& next) {
  return chosen(kb, answers, next, triage(kb, answers).missing);
}

}  // namespace backcoach
