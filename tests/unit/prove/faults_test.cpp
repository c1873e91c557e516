// A property that cannot fail says nothing. Each is broken here on purpose, by
// one change of the shipped base.
#include <algorithm>

#include "../../../src/author/proof.hpp"
#include "../../../src/prove/properties.hpp"
#include "../../../src/rules/compile.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::prove {
namespace {

using test::finding;
using test::shipped_knowledge_base;

PropertyReport prove_one(KnowledgeBase& kb, const std::string& property) {
  engine::compile(kb);
  ProofReport report = prove(kb, {property}, [] { return 0.0; });
  REQUIRE(report.properties.size() == 1);
  return std::move(report.properties[0]);
}

/// The failure about `about`, which must be there.
Failure failure_about(const PropertyReport& report, std::string_view about) {
  CHECK(report.verdict == Verdict::failed);
  for (const Failure& failure : report.failures) {
    if (failure.about == about) return failure;
  }
  FAIL("no failure about " << about);
  return {};
}

Condition sign(std::string_view id) { return {Sign{finding(id), {}}}; }
Condition plainly(std::string_view id, YesNo answer) {
  return {Plainly{finding(id), answer}};
}

void add_rule(KnowledgeBase& kb, Urgency urgency, Condition when) {
  Outcome outcome;
  outcome.id = "only";
  outcome.urgency = urgency;
  outcome.when = std::move(when);
  Rule rule;
  rule.id = "planted";
  rule.kind = "red_flag";
  rule.outcomes.push_back(std::move(outcome));
  kb.rules.push_back(std::move(rule));
}

std::size_t answered(const Answers& answers) {
  std::size_t count = 0;
  for (std::size_t f = 0; f < answers.size(); ++f) {
    count += answers.answered(static_cast<FindingIndex>(f)) ? 1U : 0U;
  }
  return count;
}

TEST_CASE("every property holds for the shipped base", "[prove][faults]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const ProofReport report = prove(kb, {}, [] { return 0.0; });
  CHECK(report.properties.size() == properties().size());
  CHECK(report.bad_exceptions.empty());
  for (const PropertyReport& property : report.properties) {
    for (const Failure& failure : property.failures) {
      UNSCOPED_INFO(failure.about << ": " << failure.says);
    }
    INFO(property.name);
    CHECK(property.verdict == Verdict::held);
  }
}

TEST_CASE("a table with a hole leaves somebody without decision",
          "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.rows.pop_back();
  const Failure failure =
      failure_about(prove_one(kb, "one-decision"), "decision");
  REQUIRE(failure.answers);
  CHECK(triage(kb, *failure.answers).status == Status::needs_answers);
}

TEST_CASE("a level that allows a plan for a red flag", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  for (UrgencyLevel& level : kb.levels) {
    if (level.id == Urgency::same_day) level.plan_allowed = true;
  }
  const PropertyReport report = prove_one(kb, "red-flag-stops-plan");
  CHECK(report.verdict == Verdict::failed);
  REQUIRE_FALSE(report.failures.empty());
  const Decision decision = triage(kb, *report.failures[0].answers);
  CHECK(decision.urgency == Urgency::same_day);
  CHECK(decision.plan_permission());
}

TEST_CASE("a sign that takes another sign away", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  add_rule(kb, Urgency::emergency,
           {AllOf{{sign("hypermobile"), {NoneOf{{sign("fever")}}}}}});
  const Failure failure =
      failure_about(prove_one(kb, "danger-never-lowers"), "fever");
  REQUIRE(failure.then);
  CHECK(triage(kb, *failure.then).urgency <
        triage(kb, *failure.answers).urgency);
  CHECK((*failure.answers)[finding("fever")] == Answer(YesNo::no));
}

TEST_CASE("without its exception a known fall is a failure",
          "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.proof_exceptions.clear();
  const PropertyReport report = prove_one(kb, "danger-never-lowers");
  failure_about(report, "strain");
  CHECK(report.excepted.empty());
}

TEST_CASE("an exception for one rule excuses no other", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  add_rule(kb, Urgency::emergency,
           {AllOf{{sign("hypermobile"), {NoneOf{{sign("strain")}}}}}});
  failure_about(prove_one(kb, "danger-never-lowers"), "strain");
  kb.proof_exceptions.push_back(
      {"danger-never-lowers", {"strain/planted"}, "planted", {}});
  const PropertyReport report = prove_one(kb, "danger-never-lowers");
  CHECK(report.verdict == Verdict::held);
}

TEST_CASE("a doubt that is more than a yes", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  add_rule(kb, Urgency::emergency,
           {AllOf{{sign("hypermobile"),
                   {NoneOf{{plainly("hypermobile", YesNo::yes)}}}}}});
  const Failure failure = failure_about(
      prove_one(kb, "doubt-is-never-more-than-yes"), "hypermobile");
  REQUIRE(failure.then);
  CHECK((*failure.then)[finding("hypermobile")] == Answer(YesNo::yes));
}

TEST_CASE("more pain that makes it milder", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  Compare mild;
  mild.number.finding = finding("nprs_now");
  mild.high = 3;
  add_rule(kb, Urgency::emergency, {AllOf{{sign("hypermobile"), {mild}}}});
  failure_about(prove_one(kb, "danger-never-lowers"), "nprs_now");
}

TEST_CASE("a choice that takes a sign away", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  const FindingIndex legs = finding("claudication");
  std::uint32_t some = 0;
  for (std::size_t v = 0; v < kb.findings[legs].values.size(); ++v) {
    if (kb.findings[legs].values[v] != "none") some |= 1U << v;
  }
  const Condition none{NoneOf{{{ChoiceIn{legs, some}}}}};
  add_rule(kb, Urgency::emergency, {AllOf{{sign("hypermobile"), none}}});
  failure_about(prove_one(kb, "danger-never-lowers"), "claudication");
}

TEST_CASE("a rule that contradicts itself", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  add_rule(
      kb, Urgency::soon,
      {AllOf{{plainly("fever", YesNo::yes), plainly("fever", YesNo::no)}}});
  const PropertyReport report = prove_one(kb, "every-rule-can-fire");
  CHECK_FALSE(failure_about(report, "planted").answers);
  CHECK(report.failures.size() == 1);
}

TEST_CASE("a rule behind a more urgent one", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  const OutcomeNode& worst = kb.network.outcomes.front();
  Condition when = kb.rules[worst.rule].outcomes[worst.outcome].when;
  add_rule(kb, Urgency::soon, {AllOf{{when, plainly("fever", YesNo::yes)}}});
  failure_about(prove_one(kb, "no-rule-hidden"), "planted");
}

TEST_CASE("two rows of the same order", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  for (Row& row : kb.rows) row.order = 1;
  const PropertyReport report = prove_one(kb, "equal-rank-agrees");
  CHECK(report.verdict == Verdict::failed);
}

TEST_CASE("two outcomes of the same urgency", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  add_rule(kb, Urgency::routine, sign("hypermobile"));
  Outcome other = kb.rules.back().outcomes[0];
  other.id = "other";
  other.plan_forbidden = true;
  kb.rules.back().outcomes.push_back(other);
  const Failure failure =
      failure_about(prove_one(kb, "equal-rank-agrees"), "planted/only+other");
  REQUIRE(failure.answers);
  CHECK(answered(*failure.answers) == 1);
}

/// Nobody asks for the grades of the pelvic signs any more, and what stands
/// for them is the milder reading.
KnowledgeBase with_mild_silence() {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.findings[finding("pelvic_symptom_worse")].when_absent = YesNo::no;
  kb.findings[finding("pelvic_symptom_days")].when_absent = 100.0;
  for (const char* id : {"pelvic_symptom_worse", "pelvic_symptom_days"}) {
    kb.findings[finding(id)].asked_later = true;
  }
  return kb;
}

TEST_CASE("an answer left out that would have made it worse",
          "[prove][faults]") {
  KnowledgeBase kb = with_mild_silence();
  const Failure failure =
      failure_about(prove_one(kb, "silence-never-reassures"), "decision");
  REQUIRE(failure.then);
  CHECK(triage(kb, *failure.then).urgency >
        triage(kb, *failure.answers).urgency);
}

TEST_CASE("a decision that a later answer changes", "[prove][faults]") {
  KnowledgeBase kb = with_mild_silence();
  const Failure failure =
      failure_about(prove_one(kb, "decided-means-decided"), "decision");
  REQUIRE(failure.then);
  CHECK(triage(kb, *failure.answers).status == Status::decided);
}

TEST_CASE("a question that nothing reads", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  std::erase_if(kb.proof_exceptions, [](const ProofException& exception) {
    return exception.property == "every-question-matters";
  });
  failure_about(prove_one(kb, "every-question-matters"), "toilet_habits");
}

TEST_CASE("a sign that is asked for in vain", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  add_rule(kb, Urgency::soon,
           {AllOf{{plainly("fever", YesNo::yes), plainly("fever", YesNo::no),
                   sign("constipation")}}});
  failure_about(prove_one(kb, "asks-only-what-matters"), "constipation");
}

TEST_CASE("an exercise that a doubt does not stop", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  const Exercise* walk = kb.exercise("walk");
  REQUIRE(walk);
  Gate gate;
  gate.when = plainly("hypermobile", YesNo::yes);
  gate.text = "planted";
  kb.exercises[static_cast<std::size_t>(walk - kb.exercises.data())]
      .avoid.push_back(gate);
  const Failure failure =
      failure_about(prove_one(kb, "no-avoided-exercise"), "walk");
  REQUIRE(failure.answers);
  CHECK((*failure.answers)[finding("hypermobile")] == Answer(YesNo::not_sure));
}

TEST_CASE("a table that rests beyond the cap", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.plan.rest.max_hours = 24;
  const Failure failure =
      failure_about(prove_one(kb, "rest-within-cap"), "decision.short_rest");
  REQUIRE(failure.answers);
  CHECK(triage(kb, *failure.answers).stage == Stage::rest);
}

TEST_CASE("a decision without review or signs to watch for",
          "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  for (StageText& stage : kb.stages) {
    if (stage.id == Stage::walk) stage.review_after_days = 0;
  }
  CHECK(prove_one(kb, "watch-for-and-review").verdict == Verdict::failed);
  kb = shipped_knowledge_base();
  kb.watch_for.clear();
  CHECK(prove_one(kb, "watch-for-and-review").verdict == Verdict::failed);
}

TEST_CASE("walks that never grow", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.plan.walking.steps_a_week = kb.plan.walking.steps_a_week_long = 0;
  const Failure failure =
      failure_about(prove_one(kb, "good-days-lead-on"), "walks_of_unknown");
  CHECK(failure.days.ends_with("ggggggg"));
}

TEST_CASE("a hold beyond the card", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  Exercise* held = nullptr;
  for (Exercise& card : kb.exercises) {
    const bool holds = card.kind == "exercise" && !card.static_stretch &&
                       card.dose.hold_seconds.high > 0 &&
                       !card.dose.reps.empty();
    if (holds && !held) held = &card;
  }
  REQUIRE(held);
  const int most = held->dose.hold_seconds.high;
  held->dose.hold_steps = {most, most + 1};
  failure_about(prove_one(kb, "never-above-the-caps"), held->id);
}

TEST_CASE("a test that waives a block of its card", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  for (DirectionTest& test : kb.plan.direction.tests) {
    for (const Gate& gate : kb.exercises[test.use].avoid) {
      const auto* sign = std::get_if<Sign>(&gate.when.is);
      if (sign) test.as_if.emplace_back(sign->finding, YesNo::no);
    }
  }
  CHECK(prove_one(kb, "first-aid-passes-no-block").verdict == Verdict::failed);
}

TEST_CASE("an adaptation that does nothing", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  Adaptation& one = kb.plan.adaptations.front();
  Adaptation idle;
  idle.id = one.id;
  idle.when = one.when;
  idle.examples = one.examples;
  one = std::move(idle);
  failure_about(prove_one(kb, "every-adaptation-acts"), one.id);
}

TEST_CASE("a question of the plan that changes no day", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  std::erase_if(kb.proof_exceptions, [](const ProofException& exception) {
    return exception.property == "every-plan-question-matters";
  });
  const PropertyReport report = prove_one(kb, "every-plan-question-matters");
  failure_about(report, "cold_intolerance");
  failure_about(report, "pee_often");
  // And what is excepted although it matters is a failure, too.
  kb.proof_exceptions.push_back(
      {"every-plan-question-matters", {"hypermobile"}, "planted", {}});
  failure_about(prove_one(kb, "every-plan-question-matters"), "hypermobile");
}

TEST_CASE("a card that nobody gets, and one that nobody should",
          "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  Exercise& never =
      *std::find_if(kb.exercises.begin(), kb.exercises.end(),
                    [](const Exercise& one) { return one.on_request; });
  Exercise& always = kb.exercises[static_cast<std::size_t>(
      kb.exercise("walk") - kb.exercises.data())];
  never.on_request = false;
  always.on_request = true;
  const PropertyReport report = prove_one(kb, "every-card-is-planned");
  failure_about(report, never.id);
  failure_about(report, always.id);
}

TEST_CASE("an exception that is not needed is a failure", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.proof_exceptions.push_back(
      {"danger-never-lowers", {"fever"}, "planted", {}});
  failure_about(prove_one(kb, "danger-never-lowers"), "fever");
}

TEST_CASE("an exception about nothing is told", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  kb.proof_exceptions.push_back({"no-such-property", {"x"}, "planted", {}});
  kb.proof_exceptions.push_back({"one-decision", {"nobody"}, "planted", {}});
  const ProofReport report = prove(kb, {"one-decision"}, [] { return 0.0; });
  CHECK(report.bad_exceptions.size() == 2);
  CHECK_FALSE(report.holds());
}

TEST_CASE("a failure shows answers in words and a command", "[prove][faults]") {
  KnowledgeBase kb = shipped_knowledge_base();
  add_rule(kb, Urgency::routine, sign("hypermobile"));
  Outcome other = kb.rules.back().outcomes[0];
  other.id = "other";
  other.plan_forbidden = true;
  kb.rules.back().outcomes.push_back(other);
  engine::compile(kb);
  const ProofReport report =
      prove(kb, {"equal-rank-agrees"}, [] { return 0.0; });
  const std::string text = render::proof_text(kb, report, "mine", {});
  INFO(text);
  CHECK(test::contains(text, "FAILED"));
  CHECK(test::contains(text, kb.findings[finding("hypermobile")].means));
  CHECK(test::contains(
      text, "$ backcoach triage --no-save --data mine --set hypermobile="));
}

}  // namespace
}  // namespace backcoach::prove
