#include "json_values.hpp"
#include "render_direction.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

OrderedJson test_value(const KnowledgeBase& kb, const DirectionTest& test) {
  OrderedJson steps = OrderedJson::array();
  for (const DirectionStep& step : test.steps) {
    OrderedJson one = {{"exercise", kb.exercises[step.exercise].id}};
    one["minutes"] =
        step.minutes > 0 ? OrderedJson(step.minutes) : OrderedJson(nullptr);
    one["reps"] = step.reps > 0 ? OrderedJson(step.reps) : OrderedJson(nullptr);
    one["text"] = step.text;
    steps.push_back(std::move(one));
  }
  return {{"direction", test.id},
          {"title", test.title},
          {"steps", std::move(steps)},
          {"rest_minutes", kb.plan.direction.rest_minutes},
          {"stop_if", kb.plan.direction.stop_if}};
}

OrderedJson next_question(const KnowledgeBase& kb, const DirectionTestNow& now,
                          const Region* region) {
  if (!now.question) return nullptr;
  QuestionObject object;
  object.question = now.question;
  object.findings = now.question->sets;
  object.at_most = static_cast<int>(now.missing.size());
  return render::next_value(kb, object, region);
}

}  // namespace

std::string direction_test_json(const KnowledgeBase& kb,
                                const DirectionTestNow& now,
                                const std::optional<DirectionOutcome>& outcome,
                                bool kept, const std::string& decision,
                                const Region* region) {
  const bool open = now.question != nullptr;
  OrderedJson out = {{"schema", "backcoach/direction_test/1"},
                     {"status", now.none ? "no_test"
                                : open   ? "needs_answers"
                                         : "decided"}};
  out["test"] = now.test ? test_value(kb, kb.plan.direction.tests[*now.test])
                         : OrderedJson(nullptr);
  out["because"] =
      now.none ? OrderedJson(name(*now.none)) : OrderedJson(nullptr);
  out["result"] =
      outcome ? OrderedJson(name(outcome->result)) : OrderedJson(nullptr);
  out["text"] = now.none  ? OrderedJson(no_test_words(kb, *now.none))
                : outcome ? OrderedJson(outcome_words(kb, outcome->result))
                          : OrderedJson(nullptr);
  out["kept"] = kept;
  out["missing"] = render::names_of(kb, now.missing);
  out["next"] = next_question(kb, now, region);
  out["decision"] =
      decision.empty() ? OrderedJson(nullptr) : OrderedJson::parse(decision);
  return out.dump(2) + "\n";
}

}  // namespace backcoach
