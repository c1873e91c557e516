#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/interview.hpp"
#include "plan_support.hpp"

namespace backcoach::test {

TEST_CASE("after the decision at most a few questions fit the plan", "[plan]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(11);
  for (int person = 0; person < 2000; ++person) {
    Answers answers = random_partial(kb, random, 60, 3);
    const Decision decision = triage(kb, answers);
    if (!decision.plan_permission()) continue;
    int asked = 0;
    int last_order = -1;
    while (const auto next = next_plan_question(kb, answers, decision)) {
      REQUIRE(++asked <= kb.plan.questions_at_most);
      const Question& question = kb.questions[next->question];
      REQUIRE(question.order >= last_order);
      last_order = question.order;
      REQUIRE_FALSE(next->findings.empty());
      for (const FindingIndex index : next->findings) {
        REQUIRE_FALSE(answers.answered(index));
        REQUIRE_FALSE(kb.findings[index].grading);
        REQUIRE_FALSE(kb.findings[index].sensitive);
        answers.set(index, random_answer(kb, random, index, 3));
      }
    }
  }
}

TEST_CASE("a referral without a plan asks nothing for a plan", "[plan]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = full_answers({{"saddle_change", "yes"}});
  CHECK_FALSE(next_plan_question(kb, answers, triage(kb, answers)));
}

}  // namespace backcoach::test
