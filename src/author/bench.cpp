#include "bench.hpp"

#include <algorithm>

#include "answer_list.hpp"

namespace backcoach::authoring {
namespace {

std::string in_words(Truth held, std::optional<Urgency> urgency) {
  std::string out(name(held));
  if (held == Truth::yes && urgency) out += " " + std::string(name(*urgency));
  return out;
}

bool passes(const Seen& seen, const Example& example) {
  if (seen.held != example.holds) return false;
  return !example.urgency || seen.urgency == *example.urgency;
}

std::string example_place(std::size_t index) {
  return "/examples/" + std::to_string(index);
}

}  // namespace

Answers dense(const KnowledgeBase& kb, const SparseAnswers& given) {
  Answers answers(kb.findings.size());
  for (const auto& [finding, value] : given) {
    if (std::holds_alternative<std::monostate>(value)) {
      answers.decline(finding);  // asked, and skipped
    } else {
      answers.set(finding, value);
    }
  }
  return answers;
}

Target target_of(const Written& written) {
  Target target;
  target.decides = written.decides;
  target.owner = written.owner;
  if (written.gate) {
    target.unknown_is_yes = written.gate->unknown_counts_as_yes;
    target.turned = written.gate_turned;
  }
  return target;
}

Target close_target_of(const Written& written) {
  Target target = target_of(written);
  if (written.decides == Decides::outcome) target.outcome = written.part;
  return target;
}

Seen look_at(const KnowledgeBase& kb, const engine::Evaluation& truth,
             const Target& target) {
  const Network& net = kb.network;
  Seen seen{Truth::no, Urgency::self_care};
  switch (target.decides) {
    case Decides::outcome:
      for (const OutcomeNode& outcome : net.outcomes) {
        if (outcome.rule != target.owner) continue;
        if (target.outcome && *target.outcome != outcome.outcome) continue;
        const Truth held = truth[outcome.node];
        seen.held = std::max(seen.held, held);
        if (held == Truth::yes && !target.outcome) {
          seen.urgency = std::max(seen.urgency, outcome.urgency);
        }
      }
      return seen;
    case Decides::row:
      return {truth[net.rows[target.owner]], Urgency::self_care};
    case Decides::fact:
      return {truth[net.facts[target.owner]], Urgency::self_care};
    case Decides::implication:
      return {truth[net.implications[target.owner]], Urgency::self_care};
    case Decides::conflict:
      return {truth[net.conflicts[target.owner]], Urgency::self_care};
    case Decides::gate:
      break;
  }
  seen.held = truth[net.plan[target.owner]];
  if (seen.held == Truth::unknown && target.unknown_is_yes) {
    seen.held = Truth::yes;
  }
  if (target.turned && seen.held != Truth::unknown) {
    seen.held = seen.held == Truth::yes ? Truth::no : Truth::yes;
  }
  return seen;
}

Bench::Bench(const KnowledgeBase& kb, const Cases& cases)
    : kb_(&kb), cases_(&cases) {
  for (std::size_t r = 0; r < kb.rules.size(); ++r) {
    const Rule& rule = kb.rules[r];
    for (std::size_t i = 0; i < rule.examples.size(); ++i) {
      Target target;
      target.owner = r;
      add(target, rule.id, rule.file, example_place(i), rule.examples[i]);
    }
  }
  // Nothing is changed through these pointers.
  const std::vector<Written> all =
      written_conditions(const_cast<KnowledgeBase&>(kb));
  for (const Written& written : all) {
    if (written.decides != Decides::row) continue;
    const Row& row = kb.rows[written.owner];
    for (std::size_t i = 0; i < row.examples.size(); ++i) {
      add(target_of(written), written.id, written.file,
          "/rows/" + std::to_string(written.owner) + example_place(i),
          row.examples[i]);
    }
  }
  add_plan(all);
  for (const ConditionExamples& group : cases.examples) {
    for (std::size_t i = 0; i < group.examples.size(); ++i) {
      const ConditionExample& one = group.examples[i];
      for (const Written& written : all) {
        if (written.path != group.of) continue;
        const bool meant = written.pointer == one.at ||
                           written.pointer == one.at + "/when" ||
                           written.pointer == one.at + "/if";
        if (!meant) continue;
        add(close_target_of(written), written.id + " (" + one.at + ")",
            group.file, example_place(i), one.example);
        break;
      }
    }
  }
  for (const WorkedCase& one : cases.people) {
    people_.push_back(dense(kb, one.answers));
  }
}

/// The pairs of adaptations and the examples of lessons.
void Bench::add_plan(const std::vector<Written>& all) {
  const PlanRules& plan = kb_->plan;
  for (const Written& written : all) {
    for (const Adaptation& one : plan.adaptations) {
      if (written.path != "adaptations/" + one.id + ".json") continue;
      for (std::size_t i = 0; i < one.examples.size(); ++i) {
        const DayExample& pair = one.examples[i];
        for (const bool with : {true, false}) {
          pairs_.push_back({with ? Truth::yes : Truth::no, std::nullopt,
                            with ? pair.answers : pair.without, pair.why});
          add(target_of(written), written.id, written.file, example_place(i),
              pairs_.back());
        }
      }
    }
    for (const Lesson& one : plan.lessons) {
      if (written.path != "lessons/" + one.id + ".json") continue;
      for (std::size_t i = 0; i < one.examples.size(); ++i) {
        add(target_of(written), written.id, written.file, example_place(i),
            one.examples[i]);
      }
    }
  }
}

void Bench::add(Target target, std::string id, std::string file,
                std::string pointer, const Example& example) {
  Answers given = dense(*kb_, example.answers);
  Answers implied = with_implied(*kb_, given);
  tests_.push_back({target, std::move(id), std::move(file), std::move(pointer),
                    &example, std::move(given), std::move(implied)});
}

std::string wrong_about(const KnowledgeBase& kb, const WorkedCase& one,
                        const Decision& decision) {
  const auto among = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  if (!among(one.urgency, decision.urgency)) {
    return "urgency " + std::string(name(decision.urgency));
  }
  if (decision.status != Status::decided) {
    return "undecided: " +
           (decision.missing.empty()
                ? std::string("an answer")
                : kb.findings[decision.missing.front()].id) +
           " is open";
  }
  if (one.plan_allowed && *one.plan_allowed != decision.plan_allowed) {
    return decision.plan_allowed ? "a plan" : "no plan";
  }
  if (!one.focus.empty() &&
      (!decision.focus || !among(one.focus, *decision.focus))) {
    return "focus " +
           std::string(decision.focus ? name(*decision.focus) : "none");
  }
  for (const std::uint16_t rule : one.rules) {
    const bool fired =
        std::any_of(decision.because.begin(), decision.because.end(),
                    [&](const Reason& reason) { return reason.rule == rule; });
    if (!fired) return "the rule " + kb.rules[rule].id + " silent";
  }
  return "";
}

namespace {

std::string expected_of(const KnowledgeBase& kb, const WorkedCase& one) {
  std::string out = "urgency";
  for (std::size_t i = 0; i < one.urgency.size(); ++i) {
    out += (i == 0 ? " " : " or ") + std::string(name(one.urgency[i]));
  }
  if (one.plan_allowed) out += *one.plan_allowed ? ", a plan" : ", no plan";
  for (std::size_t i = 0; i < one.focus.size(); ++i) {
    out += (i == 0 ? ", focus " : " or ") + std::string(name(one.focus[i]));
  }
  for (const std::uint16_t rule : one.rules) out += ", " + kb.rules[rule].id;
  return out;
}

}  // namespace

std::vector<Failure> Bench::failures() const {
  std::vector<Failure> found;
  engine::Evaluation truth(*kb_, engine::Grading::worst_case);
  for (const Test& test : tests_) {
    truth.decide(test.implied);
    const Seen seen = look_at(*kb_, truth, test.target);
    if (passes(seen, *test.example)) continue;
    const std::size_t slash = test.pointer.rfind('/');
    const bool has_urgency =
        test.target.decides == Decides::outcome && !test.target.outcome;
    found.push_back(
        {test.id, std::stoul(test.pointer.substr(slash + 1)), test.file,
         test.pointer, in_words(test.example->holds, test.example->urgency),
         in_words(seen.held,
                  has_urgency ? std::optional(seen.urgency) : std::nullopt),
         answer_list(*kb_, test.example->answers), test.example->why});
  }
  for (std::size_t i = 0; i < people_.size(); ++i) {
    const WorkedCase& one = cases_->people[i];
    const std::string wrong = wrong_about(*kb_, one, triage(*kb_, people_[i]));
    if (wrong.empty()) continue;
    found.push_back({"case " + one.id, 0, one.file, "/expect",
                     expected_of(*kb_, one), wrong, one.title, ""});
  }
  return found;
}

const Test* Bench::first_failing(const KnowledgeBase& kb,
                                 engine::Evaluation& truth,
                                 const Target& target, bool fresh) const {
  const auto fails = [&](const Test& test) {
    if (fresh) {
      truth.decide(with_implied(kb, test.given));
    } else {
      truth.decide(test.implied);
    }
    // A gate may have been changed in how it reads what was not asked.
    Target now = test.target;
    if (now.decides == Decides::gate && target.decides == Decides::gate &&
        now.owner == target.owner) {
      now = target;
    }
    return !passes(look_at(kb, truth, now), *test.example);
  };
  const auto own = [&](const Test& test) {
    return test.target.decides == target.decides &&
           test.target.owner == target.owner;
  };
  for (const Test& test : tests_) {
    if (own(test) && fails(test)) return &test;
  }
  for (const Test& test : tests_) {
    if (!own(test) && fails(test)) return &test;
  }
  return nullptr;
}

const WorkedCase* Bench::first_failing_case(const KnowledgeBase& kb) const {
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (!wrong_about(kb, cases_->people[i], triage(kb, people_[i])).empty()) {
      return &cases_->people[i];
    }
  }
  return nullptr;
}

}  // namespace backcoach::authoring
