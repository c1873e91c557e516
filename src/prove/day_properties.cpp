// Properties of adaptations, of the questions a plan asks, and of cards: shown
// on the people of the examples, each by a day that is really built.
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "../kb/written.hpp"
#include "../plan/adapt.hpp"
#include "../plan/plan_reads.hpp"
#include "backcoach/course.hpp"
#include "properties.hpp"

namespace backcoach::prove {
namespace {

using plan::contains;

Answers dense(const KnowledgeBase& kb, const SparseAnswers& given) {
  Answers answers(kb.findings.size());
  for (const auto& [finding, value] : given) {
    if (!std::holds_alternative<std::monostate>(value)) {
      answers.set(finding, value);
    }
  }
  return answers;
}

/// Everybody whom an example of an adaptation or a claim speaks of.
std::vector<Answers> people(const KnowledgeBase& kb) {
  std::vector<Answers> all;
  const auto add = [&](const SparseAnswers& given) {
    Answers answers = dense(kb, given);
    if (std::find(all.begin(), all.end(), answers) == all.end()) {
      all.push_back(std::move(answers));
    }
  };
  for (const Adaptation& one : kb.plan.adaptations) {
    for (const DayExample& example : one.examples) {
      add(example.answers);
      add(example.without);
    }
  }
  for (const ClaimExample& claim : kb.claims) add(claim.example.answers);
  return all;
}

PlanRequest first_day() {
  PlanRequest request;
  request.date = std::chrono::year(2026) / std::chrono::January / 5;
  return request;
}

std::vector<AheadDay> days_of(const KnowledgeBase& kb, const Answers& answers,
                              int days, std::vector<DayLight> lights = {}) {
  const Decision decision = triage(kb, answers);
  if (!decision.plan_permission()) return {};
  return look_ahead(kb, answers, decision, first_day(), days, lights);
}

/// What somebody sees of a day: rows, doses, words; not what is left out.
std::string seen(const KnowledgeBase& kb, const Plan& day) {
  std::string out(name(day.stage));
  for (const PlanItem& item : day.items) {
    out += "|" + item.title + std::to_string(item.at);
    const ItemDose& dose = item.dose;
    for (const int number :
         {dose.sets, dose.reps, dose.hold_seconds, dose.minutes,
          dose.times_per_day, dose.every_minutes}) {
      out += "," + std::to_string(number);
    }
    for (const std::string& line : item.care) out += line;
    out += item.why;
  }
  for (const std::string& note : day.notes) out += "|" + note;
  for (const AdaptedBy& one : day.adapted) out += "|" + one.because;
  if (day.lesson) out += "|" + kb.plan.lessons[*day.lesson].id;
  return out;
}

std::string seen(const KnowledgeBase& kb, const std::vector<AheadDay>& days) {
  std::string out;
  for (const AheadDay& day : days) {
    out += day.plan ? seen(kb, *day.plan) : std::string("none");
  }
  return out;
}

constexpr int kFewDays = 4;

/// Everything that `one` can bring into a day.
std::vector<ExerciseIndex> named_by(const Adaptation& one) {
  std::vector<ExerciseIndex> named = one.add;
  named.insert(named.end(), one.prefer.begin(), one.prefer.end());
  for (const auto& [from, with] : one.replace) {
    named.insert(named.end(), with.begin(), with.end());
  }
  for (const AdaptedRow& row : one.rows) named.push_back(row.exercise);
  return named;
}

/// Values that may tell: all of a choice; of a number the ends and between.
std::vector<Answer> values_of(const Finding& finding) {
  std::vector<Answer> values;
  switch (finding.type) {
    case FindingType::yes_no:
      return {YesNo::yes, YesNo::no};
    case FindingType::number:
      for (const double part : {0.0, 0.02, 0.1, 0.25, 0.5, 0.75, 1.0}) {
        values.emplace_back(
            std::round(finding.min + part * (finding.max - finding.min)));
      }
      return values;
    case FindingType::one_of:
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        values.emplace_back(Choice{static_cast<std::uint8_t>(v)});
      }
      return values;
    case FindingType::many_of:
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        values.emplace_back(Choices{1U << v});
      }
      return values;
  }
  return values;
}

/// The conditions that decide about somebody or their plan, with all they are
/// made of.
std::vector<bool> conditions_read(const KnowledgeBase& kb) {
  const Network& net = kb.network;
  std::vector<bool> read(net.nodes.size());
  for (const auto& roots : {net.rows, net.plan, net.implications}) {
    for (const NodeIndex node : roots) read[node] = true;
  }
  for (const OutcomeNode& outcome : net.outcomes) read[outcome.node] = true;
  add_below(net, read);
  return read;
}

/// Whether all conditions of `read` come out the same for this person, whatever
/// is answered to `finding`.
bool same_conditions(const KnowledgeBase& kb, const std::vector<bool>& read,
                     Answers person, FindingIndex finding) {
  std::vector<Truth> first;
  for (const Answer& value : values_of(kb.findings[finding])) {
    person.set(finding, value);
    const engine::Evaluation truth = on_engine(kb, person);
    std::vector<Truth> all;
    for (std::size_t n = 0; n < kb.network.nodes.size(); ++n) {
      if (read[n]) all.push_back(truth[static_cast<NodeIndex>(n)]);
    }
    if (first.empty()) first = all;
    if (all != first) return false;
  }
  return true;
}

/// \param excepted  it is said not to matter: a few people then show by their
///                  days that the plan does not read it beside its conditions
bool matters(const KnowledgeBase& kb, const std::vector<Answers>& all,
             FindingIndex finding, bool excepted) {
  constexpr std::size_t kShown = 10;
  const std::vector<bool> read = conditions_read(kb);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Answers& person = all[i];
    if (excepted && i >= kShown && same_conditions(kb, read, person, finding)) {
      continue;
    }
    std::set<std::string> different;
    for (const Answer& value : values_of(kb.findings[finding])) {
      Answers changed = person;
      changed.set(finding, value);
      different.insert(seen(kb, days_of(kb, changed, kFewDays)));
      if (different.size() > 1) return true;
    }
  }
  return false;
}

}  // namespace

void every_adaptation_acts(Run& run) {
  const KnowledgeBase& kb = run.kb();
  for (std::size_t a = 0; a < kb.plan.adaptations.size(); ++a) {
    const Adaptation& one = kb.plan.adaptations[a];
    KnowledgeBase without = kb;
    without.plan.adaptations.erase(without.plan.adaptations.begin() +
                                   static_cast<std::ptrdiff_t>(a));
    const bool acts = std::any_of(
        one.examples.begin(), one.examples.end(),
        [&](const DayExample& example) {
          const Answers answers = dense(kb, example.answers);
          const int days = static_cast<int>(example.days.size()) + 1;
          return seen(kb, days_of(kb, answers, days)) !=
                 seen(without, days_of(without, answers, days));
        });
    Failure failure;
    failure.says = "No example has another day because of it.";
    run.subject(one.id, !acts, std::move(failure));
  }
}

void no_adaptation_passes_a_block(Run& run) {
  const KnowledgeBase& kb = run.kb();
  // A condition that always holds, to put in the place of another.
  NodeIndex always = 0;
  for (std::size_t n = 0; n < kb.network.nodes.size(); ++n) {
    if (kb.network.before_decision[n] == Truth::yes) {
      always = static_cast<NodeIndex>(n);
    }
  }
  struct Somebody {
    Answers answers;
    PlanPermission permission;
    std::vector<Exclusion> closed;
  };
  std::vector<Somebody> all;
  for (const Answers& answers : people(kb)) {
    if (const auto permission = triage(kb, answers).plan_permission()) {
      all.push_back(
          {answers, *permission, plan::exclusions(plan::Person(kb, answers))});
    }
  }
  KnowledgeBase forced = kb;
  for (const Adaptation& one : kb.plan.adaptations) {
    // The rest of the base is as it is: this one holds for everybody.
    NodeIndex& node = forced.network.plan[one.when.node];
    const NodeIndex kept = std::exchange(node, always);
    const std::vector<ExerciseIndex> named = named_by(one);
    const Somebody* broken = nullptr;
    for (const Somebody& who : all) {
      // Only where something it names is closed can it bring that.
      const bool closed =
          std::any_of(named.begin(), named.end(), [&](ExerciseIndex index) {
            return !who.closed[index].because.empty();
          });
      if (!closed) continue;
      const Plan day =
          build_plan(forced, who.answers, who.permission, first_day());
      for (const PlanItem& item : day.items) {
        if (item.exercise && !who.closed[*item.exercise].because.empty()) {
          broken = &who;
        }
      }
      if (broken) break;
    }
    node = kept;
    Failure failure;
    failure.says = "It brings what the answers close.";
    if (broken) failure.answers = broken->answers;
    run.subject(one.id, broken != nullptr, std::move(failure));
  }
}

namespace {

/// Findings that the decision reads, or that imply one it reads: a line that
/// names several signs answers each of them.
std::vector<bool> told_to_decision(const KnowledgeBase& kb) {
  const std::vector<bool> reads = plan::read_by_decision(kb);
  std::vector<bool> told = reads;
  for (const Implication& implication : kb.implications) {
    const bool matters = std::any_of(
        implication.then.begin(), implication.then.end(),
        [&](const auto& given) { return bool(reads[given.first]); });
    if (!matters) continue;
    findings_in(kb, implication.when, told);
  }
  return told;
}

}  // namespace

void every_plan_question_matters(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const std::vector<bool> decides = told_to_decision(kb);
  const std::vector<Answers> all = people(kb);
  for (const Question& question : kb.questions) {
    for (const FindingIndex finding : question.sets) {
      const Finding& about = kb.findings[finding];
      if (decides[finding] || about.history || about.grading) continue;
      Failure failure;
      failure.says = "No answer to it changes any of the first days.";
      run.subject(about.id, !matters(kb, all, finding, run.excepted(about.id)),
                  std::move(failure));
    }
  }
}

namespace {

/// The people of the examples, and one of them with each answer of a choice:
/// what somebody wants, or has found.
std::vector<Answers> people_and_choices(const KnowledgeBase& kb) {
  std::vector<Answers> all = people(kb);
  if (all.empty()) return all;
  // Who does most already, and has the least against them.
  const auto rank = [&](const Answers& answers) {
    const auto permission = triage(kb, answers).plan_permission();
    const auto list = plan::exclusions(plan::Person(kb, answers));
    const auto closed = std::count_if(
        list.begin(), list.end(),
        [](const Exclusion& one) { return !one.because.empty(); });
    return std::pair(permission ? -static_cast<int>(permission->stage()) : 1,
                     closed);
  };
  const Answers somebody = *std::min_element(
      all.begin(), all.end(),
      [&](const Answers& a, const Answers& b) { return rank(a) < rank(b); });
  for (const Question& question : kb.questions) {
    for (const FindingIndex finding : question.sets) {
      const Finding& about = kb.findings[finding];
      if (about.type != FindingType::one_of) continue;
      for (const Answer& value : values_of(about)) {
        Answers changed = somebody;
        changed.set(finding, value);
        all.push_back(std::move(changed));
      }
    }
  }
  return all;
}

/// Whether something in the answers names this card: a menu, an adaptation, a
/// goal, a direction that was found.
bool is_named(const plan::Person& person, ExerciseIndex index) {
  const KnowledgeBase& kb = person.kb();
  constexpr int kLaterDay = 3;
  for (const Stage stage : kb.exercises[index].stages) {
    const plan::Adapted adapted(person, stage, kLaterDay);
    const bool named =
        adapted.preference(index).first < std::numeric_limits<int>::max() ||
        contains(adapted.added(), index);
    if (named) return true;
    for (const Adaptation* one : adapted.all()) {
      if (contains(named_by(*one), index)) return true;
    }
  }
  for (const GoalRule& goal : kb.plan.goals) {
    if (!person.plainly(goal.when)) continue;
    if (contains(goal.activity, index)) return true;
    for (const auto& [from, to] : goal.replace) {
      if (to == index) return true;
    }
  }
  return std::any_of(
      kb.plan.direction.tests.begin(), kb.plan.direction.tests.end(),
      [&](const DirectionTest& test) {
        return person.plainly(test.found) && contains(test.exercises, index);
      });
}

}  // namespace

void every_card_is_planned(Run& run) {
  const KnowledgeBase& kb = run.kb();
  constexpr int kDays = 200;
  std::vector<bool> planned(kb.exercises.size());
  const auto note = [&](const std::vector<AheadDay>& days) {
    for (const AheadDay& day : days) {
      if (!day.plan) continue;
      for (const PlanItem& item : day.plan->items) {
        if (item.exercise) planned[*item.exercise] = true;
      }
    }
  };
  // A few days of everybody, good ones and with a flare; then the long way of
  // those whom nothing keeps from what is missing.
  const std::vector<Answers> all = people_and_choices(kb);
  for (const Answers& answers : all) {
    note(days_of(kb, answers, kFewDays));
    note(days_of(kb, answers, kFewDays,
                 {DayLight::green, DayLight::red, DayLight::red}));
  }
  constexpr int kTries = 12;
  std::vector<bool> walked(all.size());  ///< all the long way
  // Those who are named something first: their days have much else, too.
  for (const bool named : {true, false}) {
    for (std::size_t e = 0; e < kb.exercises.size(); ++e) {
      const auto index = static_cast<ExerciseIndex>(e);
      int tries = kb.exercises[e].on_request ? kTries : 0;
      for (std::size_t i = all.size(); i-- > 0;) {
        if (planned[e] || tries >= kTries) break;
        if (walked[i]) continue;
        const plan::Person person(kb, all[i]);
        // What waits for good days is closed on the first.
        const bool may =
            is_named(person, index) == named &&
            person.has_equipment(kb.exercises[e]) &&
            (named || plan::exclusion(person, index).because.empty());
        if (!may) continue;
        ++tries;
        walked[i] = true;
        note(days_of(kb, all[i], kDays));
      }
    }
  }
  for (std::size_t e = 0; e < kb.exercises.size(); ++e) {
    const Exercise& card = kb.exercises[e];
    Failure failure;
    failure.says = card.on_request ? "It is planned, though marked on_request."
                                   : "Nobody of the examples ever gets it.";
    run.subject(card.id, planned[e] == card.on_request, std::move(failure));
  }
}

}  // namespace backcoach::prove
