#include "backcoach/triage.hpp"

#include <algorithm>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/toy_base.hpp"

namespace backcoach {
namespace {

using test::finding;
using test::full_answers;
using test::shipped_knowledge_base;

Decision decide(const test::Json& changes) {
  return triage(shipped_knowledge_base(), full_answers(changes));
}

std::vector<std::string> rules_of(const Decision& decision) {
  std::vector<std::string> out;
  for (const Reason& reason : decision.because) {
    out.push_back(shipped_knowledge_base().rules[reason.rule].id);
  }
  return out;
}

TEST_CASE("ordinary pain is looked after at home", "[engine]") {
  const Decision decision = decide(test::Json::object());
  CHECK(decision.status == Status::decided);
  CHECK(decision.urgency == Urgency::self_care);
  CHECK(decision.plan_allowed);
  CHECK(decision.decision() == "walking");
  CHECK(decision.missing.empty());
  REQUIRE(decision.plan_permission());
  CHECK(decision.plan_permission()->stage() == *decision.stage);
  CHECK(decision.plan_permission()->focus() == *decision.focus);
}

TEST_CASE("a danger sign refers and gives no plan", "[engine]") {
  const Decision decision = decide({{"saddle_change", "yes"}});
  CHECK(decision.status == Status::decided);
  CHECK(decision.urgency == Urgency::emergency);
  CHECK(decision.decision() == "referral");
  CHECK_FALSE(decision.plan_allowed);
  CHECK_FALSE(decision.plan_permission());
  CHECK_FALSE(decision.focus);
  CHECK_FALSE(decision.stage);
  REQUIRE_FALSE(decision.because.empty());
  CHECK(rules_of(decision)[0] == "cauda_equina_saddle");
  CHECK(test::ids(decision.because[0].answers) ==
        std::vector<std::string>{"saddle_change"});
}

TEST_CASE("an emergency is decided whatever else is open", "[engine]") {
  const Decision decision = triage(
      shipped_knowledge_base(), test::answers_from({{"saddle_change", "yes"}}));
  CHECK(decision.status == Status::decided);
  CHECK(decision.urgency == Urgency::emergency);
}

TEST_CASE("an answer that only grades holds a decision open", "[engine]") {
  const Decision decision =
      decide({{"low_spirits", "yes"}, {"phq2_interest", nullptr}});
  CHECK(decision.status == Status::needs_answers);
  CHECK(test::ids(decision.missing) ==
        std::vector<std::string>{"phq2_interest"});
  CHECK_FALSE(decision.plan_permission());
  // The line that names it is open with it, and its no answers it.
  const Decision unasked = decide({{"phq2_interest", nullptr}});
  CHECK(unasked.status == Status::needs_answers);
  CHECK(test::ids(unasked.missing) ==
        std::vector<std::string>{"low_spirits", "phq2_interest"});
  CHECK_FALSE(unasked.plan_permission());
  CHECK(decide({{"low_spirits", "no"}, {"phq2_interest", nullptr}}).status ==
        Status::decided);
}

TEST_CASE("what is told later holds nothing open", "[engine]") {
  CHECK(decide({{"alarm_during_exercise", nullptr}}).status == Status::decided);
}

TEST_CASE("an accident is new until somebody says when it was", "[engine]") {
  const test::Json old_pain = {{"trauma_major", "yes"}, {"onset_days", 60}};
  CHECK(decide(old_pain).urgency == Urgency::emergency);
  test::Json skipped = old_pain;
  skipped["trauma_days"] = "skipped";
  // Nobody knows: then the days of the pain stand for it.
  CHECK(decide(skipped).urgency < Urgency::emergency);
  test::Json told = old_pain;
  told["trauma_days"] = 60;
  CHECK(decide(told).urgency == decide(skipped).urgency);
}

TEST_CASE("nothing asked decides nothing", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Decision decision = triage(kb, Answers(kb.findings.size()));
  CHECK(decision.status == Status::needs_answers);
  CHECK_FALSE(decision.plan_allowed);
  CHECK_FALSE(decision.plan_permission());
  CHECK(decision.missing.size() > 50);
  CHECK(test::ids(decision.missing)[0] == "saddle_change");
}

TEST_CASE("doubt is told back", "[engine]") {
  const Decision decision = decide({{"fever", "not_sure"},
                                    {"foot_drop", "prefer_not_to_say"},
                                    {"weak_progressing", "not_sure"}});
  CHECK(test::ids(decision.not_sure) ==
        std::vector<std::string>{"weak_progressing", "foot_drop", "fever"});
}

TEST_CASE("reasons stand worst first, each rule once", "[engine]") {
  const Decision decision = decide({{"saddle_change", "yes"},
                                    {"fever", "yes"},
                                    {"weight_loss_unexplained", "yes"},
                                    {"cancer_ever", "yes"}});
  std::vector<std::string> seen;
  Urgency last = Urgency::emergency;
  for (const Reason& reason : decision.because) {
    CHECK(reason.urgency <= last);
    last = reason.urgency;
    const std::string id = shipped_knowledge_base().rules[reason.rule].id;
    CHECK(std::find(seen.begin(), seen.end(), id) == seen.end());
    seen.push_back(id);
  }
  CHECK(seen.size() > 2);
}

TEST_CASE("what follows from an answer is added, never replaced", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers man = with_implied(kb, test::answers_from({{"sex", "male"}}));
  CHECK(man[finding("pregnant")] == Answer(YesNo::no));
  CHECK_FALSE(man.answered(finding("fever")));
  Answers both = test::answers_from({{"sex", "male"}});
  both.set(finding("pregnant"), YesNo::not_sure);
  CHECK(with_implied(kb, both)[finding("pregnant")] == Answer(YesNo::not_sure));
  CHECK(with_implied(kb, man) == man);
}

TEST_CASE("the trace has a step for every rule", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = full_answers({{"fever", "yes"}});
  const std::vector<TraceStep> steps = trace(kb, answers);
  REQUIRE(steps.size() == kb.rules.size());
  const Decision decision = triage(kb, answers);
  for (std::size_t r = 0; r < steps.size(); ++r) {
    CHECK(steps[r].rule == r);
    const bool is_reason =
        std::any_of(decision.because.begin(), decision.because.end(),
                    [&](const Reason& reason) { return reason.rule == r; });
    CHECK((steps[r].held == Truth::yes) == is_reason);
    CHECK(steps[r].open.empty() == (steps[r].held != Truth::unknown));
  }
}

TEST_CASE("the first row that holds gives the stage", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = full_answers();
  const Decision decision = triage(kb, answers);
  REQUIRE(decision.row);
  CHECK(row_truth(kb, answers, *decision.row) == Truth::yes);
  for (std::uint16_t r = 0; r < *decision.row; ++r) {
    const Row& row = kb.rows[r];
    const bool same =
        row.stage == *decision.stage && row.focus == *decision.focus;
    CHECK((row_truth(kb, answers, r) == Truth::no || same));
  }
  CHECK_FALSE(row_answers(kb, answers, *decision.row).empty());
}

TEST_CASE("plan forbidden without urgency is a referral", "[engine]") {
  Rule rule = test::toy_rule({Sign{test::kA, std::nullopt}}, Urgency::routine);
  rule.outcomes[0].plan_forbidden = true;
  KnowledgeBase kb = test::toy_base({rule});
  Row row;
  row.when = {AllOf{}};
  kb.rows.push_back(row);
  engine::compile(kb);
  Answers answers(kb.findings.size());
  CHECK(triage(kb, answers).status == Status::needs_answers);
  answers.set(test::kA, YesNo::yes);
  const Decision forbidden = triage(kb, answers);
  CHECK(forbidden.status == Status::decided);
  CHECK(forbidden.urgency == Urgency::routine);
  CHECK(forbidden.decision() == "referral");
  CHECK_FALSE(forbidden.plan_permission());
  answers.set(test::kA, YesNo::no);
  CHECK(triage(kb, answers).plan_permission());
}

TEST_CASE("facts in a circle are found", "[engine]") {
  KnowledgeBase kb;
  kb.facts.resize(3);
  kb.facts[0].id = "a";
  kb.facts[1].id = "b";
  kb.facts[2].id = "c";
  kb.facts[0].when = {NoneOf{{{FactIs{1}}}}};
  kb.facts[1].when = {FactIs{2}};
  kb.facts[2].when = {AllOf{}};
  CHECK(engine::find_cycle(kb).empty());
  kb.facts[2].when = {AnyOf{{{FactIs{0}}}}};
  CHECK(engine::find_cycle(kb) ==
        std::vector<std::string>{"fact a", "fact b", "fact c", "fact a"});
}

}  // namespace
}  // namespace backcoach
