#include "day_examples.hpp"

#include <algorithm>

#include "../plan/person.hpp"
#include "answer_list.hpp"
#include "backcoach/course.hpp"
#include "backcoach/render.hpp"

namespace backcoach::authoring {
namespace {

DayLight light_of(char letter) {
  for (const DayLight light :
       {DayLight::amber, DayLight::red, DayLight::missed}) {
    if (name(light).front() == letter) return light;
  }
  return DayLight::green;
}

template <class List, class Value>
bool among(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool has(const ExampleDay& day, ExerciseIndex exercise) {
  return day.plan && std::any_of(day.plan->items.begin(), day.plan->items.end(),
                                 [&](const PlanItem& item) {
                                   return item.exercise == exercise;
                                 });
}

/// What is not as expected; empty when all is.
std::string wrong(const KnowledgeBase& kb, const DayExpectation& expect,
                  const ExampleDay& day) {
  const Decision& decision = day.decision;
  if (!expect.urgency.empty() && !among(expect.urgency, decision.urgency)) {
    return "urgency " + std::string(name(decision.urgency));
  }
  if (expect.plan && *expect.plan != day.plan.has_value()) {
    return day.plan ? "a plan" : "no plan";
  }
  for (const std::uint16_t rule : expect.rules) {
    const bool fired =
        std::any_of(decision.because.begin(), decision.because.end(),
                    [&](const Reason& reason) { return reason.rule == rule; });
    if (!fired) return "the rule " + kb.rules[rule].id + " silent";
  }
  const bool needs_plan = !expect.stage.empty() || !expect.has.empty() ||
                          !expect.lacks.empty() || !expect.lesson.empty();
  if (needs_plan && !day.plan) return "no plan";
  if (!expect.stage.empty() && !among(expect.stage, day.plan->stage)) {
    return "stage " + std::string(name(day.plan->stage));
  }
  for (const ExerciseIndex one : expect.has) {
    if (!has(day, one)) return "a day without " + kb.exercises[one].id;
  }
  for (const ExerciseIndex one : expect.lacks) {
    if (has(day, one)) return "a day with " + kb.exercises[one].id;
  }
  for (const std::string& words : expect.says) {
    if (day.page.find(words) == std::string::npos) {
      return "a page without \"" + words + "\"";
    }
  }
  for (const std::string& words : expect.says_not) {
    if (day.page.find(words) != std::string::npos) {
      return "a page with \"" + words + "\"";
    }
  }
  if (!expect.lesson.empty()) {
    const std::string got =
        day.plan->lesson ? kb.plan.lessons[*day.plan->lesson].id : "none";
    if (got != expect.lesson) return "the lesson " + got;
  }
  return {};
}

class Check {
 public:
  explicit Check(const KnowledgeBase& kb) : kb_(kb) {}

  std::vector<Failure> run() {
    for (const Adaptation& one : kb_.plan.adaptations) check_adaptation(one);
    for (const ClaimExample& claim : kb_.claims) {
      const ExampleDay day = play(kb_, claim.example, claim.example.answers);
      note("claim " + claim.claim, claim.file, claim.pointer, 0, claim.example,
           wrong(kb_, claim.example.expect, day));
    }
    return std::move(failures_);
  }

 private:
  void check_adaptation(const Adaptation& one) {
    for (std::size_t i = 0; i < one.examples.size(); ++i) {
      const DayExample& example = one.examples[i];
      const ExampleDay with = play(kb_, example, example.answers);
      std::string got = wrong(kb_, example.expect, with);
      if (got.empty() && !holds(one, example.answers)) {
        got = "an adaptation that does not hold";
      }
      if (got.empty() && holds(one, example.without)) {
        got = "an adaptation that holds without too";
      }
      if (got.empty()) {
        const ExampleDay without = play(kb_, example, example.without);
        if (wrong(kb_, example.expect, without).empty()) {
          got = "the same without it";
        }
      }
      note("adaptation " + one.id, "data/adaptations/" + one.id + ".json",
           "/examples/" + std::to_string(i), i, example, std::move(got));
    }
  }

  [[nodiscard]] bool holds(const Adaptation& one,
                           const SparseAnswers& answers) const {
    const plan::Person person(kb_, dense(kb_, answers));
    return person.plainly(one.when);
  }

  void note(std::string about, std::string file, std::string pointer,
            std::size_t index, const DayExample& example, std::string got) {
    if (got.empty()) return;
    failures_.push_back({std::move(about), index, std::move(file),
                         std::move(pointer), "the day it describes",
                         std::move(got), example.days, example.why});
  }

  const KnowledgeBase& kb_;
  std::vector<Failure> failures_;
};

}  // namespace

ExampleDay play(const KnowledgeBase& kb, const DayExample& example,
                const SparseAnswers& given) {
  ExampleDay out;
  const Answers answers = dense(kb, given);
  out.decision = triage(kb, answers);
  Setting setting;
  Document page = compose_triage(kb, answers, out.decision, setting);
  if (out.decision.plan_permission()) {
    PlanRequest request;
    request.date = std::chrono::year(2026) / std::chrono::January / 5;
    std::vector<DayLight> lights;
    for (const char letter : example.days) lights.push_back(light_of(letter));
    const int days = static_cast<int>(lights.size()) + 1;
    std::vector<AheadDay> ahead =
        look_ahead(kb, answers, out.decision, request, days, lights);
    out.decision = ahead.back().decision;
    out.plan = ahead.back().plan;
    if (out.plan) {
      page = compose_plan(kb, *out.plan, setting);
      for (Block& block : compose_cards(kb, *out.plan)) {
        page.push_back(std::move(block));
      }
    } else {
      page = compose_triage(kb, ahead.back().answers, out.decision, setting);
    }
  }
  Style style;
  style.wrap = false;
  out.page = render_text(page, style);
  return out;
}

std::vector<Failure> day_failures(const KnowledgeBase& kb) {
  return Check(kb).run();
}

std::size_t day_examples(const KnowledgeBase& kb) {
  std::size_t count = kb.claims.size();
  for (const Adaptation& one : kb.plan.adaptations) {
    count += one.examples.size();
  }
  return count;
}

}  // namespace backcoach::authoring
