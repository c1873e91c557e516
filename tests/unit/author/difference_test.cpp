#include "../../../src/author/difference.hpp"

#include <algorithm>

#include "../../../src/author/structure.hpp"
#include "../../support/catch.hpp"
#include "authoring_support.hpp"

namespace backcoach::authoring {
namespace {

using test::all_examples;
using test::kA;
using test::kM;
using test::with_examples;

const ShownChange* shown(const DecisionDifference& found,
                         const std::string& what) {
  const auto it = std::find_if(
      found.changes.begin(), found.changes.end(),
      [&](const ShownChange& one) { return one.kind.what == what; });
  return it == found.changes.end() ? nullptr : &*it;
}

TEST_CASE("a base does not differ from itself", "[authoring]") {
  const KnowledgeBase kb = with_examples(all_examples());
  CHECK(structure_changes(kb, kb).empty());
  CHECK(decision_difference(kb, kb).changes.empty());
}

TEST_CASE("a moved bound is shown by the answers at it", "[authoring]") {
  const KnowledgeBase older = with_examples(all_examples());
  Rule rule = test::toy_rule({AllOf{{test::sign(kA), test::at_least(kM, 6)}}},
                             Urgency::same_day);
  const KnowledgeBase newer = with_examples({}, rule);
  const auto changes = structure_changes(older, newer);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].what == "outcome");
  CHECK(changes[0].id == "rule/only");
  CHECK(changes[0].change == "condition");
  const DecisionDifference found = decision_difference(older, newer);
  const ShownChange* urgency = shown(found, "urgency");
  REQUIRE(urgency);
  CHECK(urgency->kind.was == "same_day");
  CHECK(urgency->kind.now == "self_care");
  REQUIRE(urgency->answers.size() == 2);
  CHECK(urgency->answers[1] == std::pair<std::string, std::string>("m", "5"));
  const ShownChange* fired = shown(found, "rule");
  REQUIRE(fired);
  CHECK(fired->kind.id == "rule");
  CHECK(fired->kind.now == "silent");
}

TEST_CASE("a lower urgency is told with the smallest answers", "[authoring]") {
  const KnowledgeBase older = with_examples(all_examples());
  Rule rule = test::two_part_rule();
  rule.outcomes[0].urgency = Urgency::soon;
  const KnowledgeBase newer = with_examples({}, rule);
  const DecisionDifference found = decision_difference(older, newer);
  // A refusal counts as yes in a same-day outcome, and not in one of soon.
  std::vector<std::string> levels;
  for (const ShownChange& one : found.changes) {
    if (one.kind.what != "urgency") continue;
    CHECK(one.kind.was == "same_day");
    CHECK(one.answers.size() == 2);
    levels.push_back(one.kind.now);
  }
  CHECK(levels == std::vector<std::string>{"soon", "self_care"});
}

TEST_CASE("a finding of one base alone is named", "[authoring]") {
  const KnowledgeBase older = with_examples(all_examples());
  KnowledgeBase newer = with_examples(all_examples());
  newer.findings[kM].id = "other";
  const DecisionDifference found = decision_difference(older, newer);
  CHECK(found.only_old == std::vector<std::string>{"m"});
  CHECK(found.only_new == std::vector<std::string>{"other"});
  CHECK_FALSE(found.changes.empty());
}

TEST_CASE("added and removed rules are told", "[authoring]") {
  const KnowledgeBase older = with_examples(all_examples());
  Rule rule = test::two_part_rule();
  rule.id = "another";
  const KnowledgeBase newer = with_examples({}, rule);
  const auto changes = structure_changes(older, newer);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].change == "removed");
  CHECK(changes[1].change == "added");
}

}  // namespace
}  // namespace backcoach::authoring
