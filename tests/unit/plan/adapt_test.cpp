#include "../../../src/plan/adapt.hpp"

#include "../../support/catch.hpp"
#include "backcoach/course.hpp"
#include "plan_support.hpp"

namespace backcoach::test {
namespace {

Adaptation* find(KnowledgeBase& kb, std::string_view id) {
  for (Adaptation& one : kb.plan.adaptations) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

ExerciseIndex index_of(const KnowledgeBase& kb, std::string_view id) {
  const Exercise* card = kb.exercise(id);
  REQUIRE(card);
  return static_cast<ExerciseIndex>(card - kb.exercises.data());
}

Answers fearful() {
  return full_answers({{"fear_movement", "yes"}, {"confidence_active", 2}});
}

}  // namespace

TEST_CASE("drop beats add", "[plan][adapt]") {
  KnowledgeBase kb = shipped_knowledge_base();
  const ExerciseIndex step = index_of(kb, "tiny_step");
  const plan::Person person(kb, fearful());
  CHECK(
      plan::contains(plan::Adapted(person, Stage::mobility, 1).added(), step));
  find(kb, "low_confidence")->drop = {step};
  const plan::Adapted both(person, Stage::mobility, 1);
  CHECK_FALSE(plan::contains(both.added(), step));
  CHECK(both.drops(step));
}

TEST_CASE("the smallest limit counts", "[plan][adapt]") {
  KnowledgeBase kb = shipped_knowledge_base();
  find(kb, "fear_movement")->limit.exercises = 5;
  const plan::Person person(kb, fearful());
  const plan::Adapted adapted(person, Stage::mobility, 1);
  CHECK(adapted.limit().exercises ==
        find(kb, "low_confidence")->limit.exercises);
}

TEST_CASE("an adaptation holds on its days and stages alone", "[plan][adapt]") {
  KnowledgeBase kb = shipped_knowledge_base();
  Adaptation& one = *find(kb, "fear_movement");
  one.days = {2, 3};
  one.stages = {Stage::walk};
  const plan::Person person(kb, fearful());
  const auto holds = [&](Stage stage, int day) {
    const plan::Adapted adapted(person, stage, day);
    return plan::contains(adapted.all(), &one);
  };
  CHECK_FALSE(holds(Stage::walk, 1));
  CHECK(holds(Stage::walk, 2));
  CHECK(holds(Stage::walk, 3));
  CHECK_FALSE(holds(Stage::walk, 4));
  CHECK_FALSE(holds(Stage::mobility, 2));
}

TEST_CASE("no lesson comes again within its days, nor too often",
          "[plan][adapt]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const LessonRules& rules = kb.plan.lesson_rules;
  const plan::Person person(kb, fearful());
  std::vector<std::pair<LessonIndex, int>> given;
  for (int day = 1; day <= 120; ++day) {
    const plan::Adapted adapted(person, Stage::mobility, day);
    const auto lesson =
        plan::lesson_of(person, adapted, Stage::mobility, day, given);
    if (!lesson) continue;
    int times = 0;
    for (const auto& [one, on] : given) {
      if (one != *lesson) continue;
      CHECK(day - on >= rules.again_after_days);
      ++times;
    }
    CHECK(times < rules.times_at_most);
    if (day > rules.daily_until_day) {
      CHECK((day - rules.daily_until_day) % rules.then_every_days == 0);
    }
    given.emplace_back(*lesson, day);
  }
  CHECK(given.size() >= 14);
}

TEST_CASE("a lesson may come again on the first day that it is due",
          "[plan][adapt]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const LessonRules& rules = kb.plan.lesson_rules;
  const plan::Person person(kb, fearful());
  const auto lesson_on = [&](int day, int told_on) {
    const plan::Adapted adapted(person, Stage::mobility, day);
    std::vector<std::pair<LessonIndex, int>> given;
    for (std::size_t i = 0; i < kb.plan.lessons.size(); ++i) {
      given.emplace_back(static_cast<LessonIndex>(i), told_on);
    }
    return plan::lesson_of(person, adapted, Stage::mobility, day, given);
  };
  int day = rules.daily_until_day + rules.again_after_days;
  while ((day - rules.daily_until_day) % rules.then_every_days != 0) ++day;
  CHECK(lesson_on(day, day - rules.again_after_days));
  CHECK_FALSE(lesson_on(day, day - rules.again_after_days + 1));
}

TEST_CASE("every lesson has at most 60 words", "[plan][adapt]") {
  for (const Lesson& lesson : shipped_knowledge_base().plan.lessons) {
    const std::string words = lesson.fact + " " + lesson.action;
    CAPTURE(lesson.id);
    CHECK(std::count(words.begin(), words.end(), ' ') < 60);
  }
}

TEST_CASE("a card that closes is closed for whoever needs it",
          "[plan][adapt]") {
  const Answers answers =
      full_answers({{"tight_where", {"hip_front"}}, {"cannot_kneel", "yes"}});
  const auto plan = plan_of(answers);
  REQUIRE(plan);
  CHECK_FALSE(planned(*plan, "hipflexor_kneel"));
}

}  // namespace backcoach::test
