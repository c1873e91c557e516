#include "../../../src/author/cliffs.hpp"

#include "../../../src/rules/compile.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::authoring {
namespace {

using test::finding;

Condition sign(std::string_view id) { return {Sign{finding(id), {}}}; }

/// The shipped base with one more rule, an emergency.
KnowledgeBase with_rule(Condition when) {
  KnowledgeBase kb = test::shipped_knowledge_base();
  Outcome outcome;
  outcome.id = "only";
  outcome.urgency = Urgency::emergency;
  outcome.when = std::move(when);
  Rule rule;
  rule.id = "planted";
  rule.kind = "red_flag";
  rule.outcomes.push_back(std::move(outcome));
  kb.rules.push_back(std::move(rule));
  engine::compile(kb);
  return kb;
}

Condition at_most(std::string_view id, double value) {
  Compare compare;
  compare.number.finding = finding(id);
  compare.high = value;
  return {compare};
}

const Cliff* about(const CliffSearch& search, std::string_view what) {
  for (const Cliff& one : search.cliffs) {
    if (one.about == what) return &one;
  }
  return nullptr;
}

CliffSearch search_for(const KnowledgeBase& kb, const test::Json& changes,
                       std::size_t most = 60'000) {
  return find_cliffs(kb, {test::full_answers(changes)}, {most});
}

TEST_CASE("one day that makes an emergency is a cliff", "[authoring]") {
  const KnowledgeBase kb = with_rule(at_most("onset_days", 9));
  const CliffSearch search = search_for(kb, {{"onset_days", 20}});
  const Cliff* cliff = about(search, "step/onset_days/planted");
  REQUIRE(cliff);
  CHECK(cliff->from == Urgency::emergency);
  CHECK(cliff->to < Urgency::soon);
  CHECK(cliff->because.empty());
  CHECK(search.new_ones() > 0);
  CHECK(search.people == 1);
}

TEST_CASE("a sign that takes another away is found", "[authoring]") {
  const KnowledgeBase kb = with_rule(
      {AllOf{{sign("hypermobile"), {NoneOf{{sign("night_sweats")}}}}}});
  const CliffSearch search = search_for(kb, {{"hypermobile", "yes"}});
  const Cliff* cliff = about(search, "lowered/night_sweats/planted");
  REQUIRE(cliff);
  CHECK(cliff->from == Urgency::emergency);
  CHECK(cliff->to < cliff->from);
}

TEST_CASE("a known cliff has its reason", "[authoring]") {
  KnowledgeBase kb = with_rule(at_most("onset_days", 9));
  kb.proof_exceptions.push_back(
      {"cliffs", {"step/onset_days/planted"}, "planted", {}});
  const CliffSearch search = search_for(kb, {{"onset_days", 20}});
  const Cliff* cliff = about(search, "step/onset_days/planted");
  REQUIRE(cliff);
  CHECK(cliff->because == "planted");
}

TEST_CASE("the search ends at its bound, at the same place", "[authoring]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const std::vector<Answers> people(3, test::full_answers());
  const CliffSearch one = find_cliffs(kb, people, {2000});
  CHECK_FALSE(one.whole);
  CHECK(one.people == 1);
  const CliffSearch two = find_cliffs(kb, people, {2000});
  CHECK(one.tried == two.tried);
  CHECK(one.cliffs.size() == two.cliffs.size());
}

}  // namespace
}  // namespace backcoach::authoring
