#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/interview.hpp"
#include "plan_support.hpp"

namespace backcoach::test {

namespace {

/// Somebody who left out what does not matter for the decision, now and then.
Answers decided_with_gaps(Random& random) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Answers answers = random_complete(kb, random, 60);
  if (!triage(kb, answers).plan_permission()) return answers;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (!answers.answered(finding) || !random.once_in(2)) continue;
    Answers fewer = answers;
    fewer.clear(finding);
    if (triage(kb, fewer).plan_permission()) answers = std::move(fewer);
  }
  return answers;
}

}  // namespace

TEST_CASE("after the decision at most a few questions fit the plan", "[plan]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(11);
  int people_asked = 0;
  for (int person = 0; person < 300; ++person) {
    Answers answers = decided_with_gaps(random);
    const Decision decision = triage(kb, answers);
    if (!decision.plan_permission()) continue;
    int asked = 0;
    if (next_plan_question(kb, answers, decision)) ++people_asked;
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
  CHECK(people_asked >= 20);
}

TEST_CASE("a referral without a plan asks nothing for a plan", "[plan]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = full_answers({{"saddle_change", "yes"}});
  CHECK_FALSE(next_plan_question(kb, answers, triage(kb, answers)));
}

}  // namespace backcoach::test
