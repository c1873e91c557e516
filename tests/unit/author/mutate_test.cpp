#include "../../../src/author/mutate.hpp"

#include <algorithm>
#include <set>

#include "../../../src/author/bench.hpp"
#include "../../../src/author/structure.hpp"
#include "../../support/catch.hpp"
#include "authoring_support.hpp"

namespace backcoach::authoring {
namespace {

using test::all_examples;
using test::kA;
using test::kM;
using test::with_examples;

std::set<std::string> changes(const std::vector<Mutant>& mutants) {
  std::set<std::string> all;
  for (const Mutant& one : mutants) {
    all.insert(one.pointer + " " + std::string(name(one.fault)) + ": " +
               one.change);
  }
  return all;
}

TEST_CASE("every part of a condition is changed", "[authoring]") {
  KnowledgeBase kb = with_examples({});
  kb.findings[kA].means = "sign a";
  kb.findings[kM].means = "number m";
  const auto written = written_conditions(kb);
  REQUIRE(written.size() == 1 + plan_gates(kb.plan).size());
  const std::string at = "/outcomes/0/when";
  CHECK(changes(mutants_of(kb, written[0], 0)) ==
        std::set<std::string>{
            at + " drop: never holds", at + " swap: all of becomes any of",
            at + "/all_of/0 drop: \"sign a\" is left out",
            at + "/all_of/0 doubt: a: not sure counts as no",
            at + "/all_of/1 drop: \"number m: at least 5\" is left out",
            at + "/all_of/1 threshold: at least 5 becomes at least 4",
            at + "/all_of/1 threshold: at least 5 becomes at least 6",
            at + "/all_of/1 border: at least 5 becomes more than 5",
            "/outcomes/0/urgency urgency: same_day becomes soon"});
}

TEST_CASE("a change is taken back", "[authoring]") {
  KnowledgeBase kb = with_examples({});
  const auto written = written_conditions(kb);
  const std::string before = spelled_out(kb, kb.rules[0].outcomes[0].when);
  for (Mutant& mutant : mutants_of(kb, written[0], 0)) {
    INFO(mutant.pointer << ": " << mutant.change);
    {
      const Applied applied(kb, written[0], mutant);
      const bool changed =
          spelled_out(kb, kb.rules[0].outcomes[0].when) != before ||
          kb.rules[0].outcomes[0].urgency != Urgency::same_day;
      CHECK(changed);
    }
    CHECK(spelled_out(kb, kb.rules[0].outcomes[0].when) == before);
    CHECK(kb.rules[0].outcomes[0].urgency == Urgency::same_day);
  }
}

TEST_CASE("good examples notice every change", "[authoring]") {
  const KnowledgeBase kb = with_examples(all_examples());
  REQUIRE(Bench(kb, {}).failures().empty());
  const MutationReport report = mutate(kb, {}, {"rule", true});
  CHECK(report.all().made == 9);
  CHECK(report.all().noticed == 9);
  CHECK(report.survivors.empty());
}

TEST_CASE("a missing example is asked for", "[authoring]") {
  std::vector<Example> examples = all_examples();
  examples.erase(examples.begin() + 3);  // the one with "not sure"
  const KnowledgeBase kb = with_examples(examples);
  const MutationReport report = mutate(kb, {}, {"rule", true});
  REQUIRE(report.survivors.size() == 1);
  const Survivor& one = report.survivors[0];
  CHECK(one.fault == Fault::doubt);
  CHECK(one.file == "data/red_flags/rule.json");
  CHECK(one.path == "red_flags/rule.json");
  CHECK(one.why_harmless.empty());
  REQUIRE(one.telling.has_value());
  CHECK(one.holds == Truth::yes);
  CHECK(one.urgency == Urgency::same_day);
  // Added as an example, it notices.
  examples.push_back(test::example(one.holds, *one.telling));
  const KnowledgeBase mended = with_examples(examples);
  CHECK(mutate(mended, {}, {"rule", true}).survivors.empty());
}

TEST_CASE("what cannot matter is said to be harmless", "[authoring]") {
  // Numbers of this base end at 10, so 11 and 12 are the same bound.
  Rule rule = test::toy_rule({AnyOf{{test::sign(kA), test::at_least(kM, 12)}}},
                             Urgency::same_day);
  const KnowledgeBase kb = with_examples({}, rule);
  const MutationReport report = mutate(kb, {}, {"rule", true});
  const auto moved = std::find_if(
      report.survivors.begin(), report.survivors.end(),
      [](const Survivor& one) { return one.change.ends_with("at least 13"); });
  REQUIRE(moved != report.survivors.end());
  CHECK(moved->why_harmless ==
        "no answers tell it from the original: that is proved");
}

TEST_CASE("a reason in the data makes a change harmless", "[authoring]") {
  std::vector<Example> examples = all_examples();
  examples.erase(examples.begin() + 3);
  const KnowledgeBase kb = with_examples(examples);
  Cases cases;
  cases.harmless.push_back({"red_flags/rule.json", "/outcomes/0/when/all_of/0",
                            "a: not sure counts as no", "because"});
  cases.harmless.push_back(
      {"red_flags/rule.json", "/outcomes/0/when", "never holds", "wrong"});
  const MutationReport report = mutate(kb, cases, {"", true});
  REQUIRE(report.survivors.size() == 1);
  CHECK(report.survivors[0].why_harmless == "because");
  // A reason for what examples notice is out of date.
  REQUIRE(report.unused.size() == 1);
  CHECK(report.unused[0].change == "never holds");
}

TEST_CASE("a worked case notices too", "[authoring]") {
  const KnowledgeBase kb = with_examples({});
  Cases cases;
  WorkedCase one;
  one.id = "one";
  one.answers = {{kA, YesNo::yes}, {kM, 6.0}};
  one.urgency = {Urgency::same_day};
  cases.people.push_back(one);
  const MutationReport report = mutate(kb, cases, {"rule", false});
  CHECK(report.by_cases > 0);
  CHECK(report.by_examples == 0);
}

TEST_CASE("a proved property notices what nobody wrote an example for",
          "[authoring]") {
  const KnowledgeBase kb = with_examples({});
  const MutationReport report = mutate(kb, {}, {"rule", false});
  CHECK(report.by_examples == 0);
  CHECK(report.by_proofs > 0);
  CHECK(report.not_proved == 0);
  // A rule that never holds is a rule that can never fire.
  CHECK(std::none_of(
      report.survivors.begin(), report.survivors.end(),
      [](const Survivor& one) { return one.change == "never holds"; }));
}

}  // namespace
}  // namespace backcoach::authoring
