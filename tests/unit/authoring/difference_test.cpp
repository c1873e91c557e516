#include "../../../src/authoring/difference.hpp"

#include <algorithm>

#include "../../../src/authoring/structure.hpp"
#include "../../support/catch.hpp"
#include "authoring_support.hpp"

namespace backcoach::authoring {
namespace {

using test::all_examples;
using test::kA;
using test::kM;
using test::with_examples;

const ShownChange* shown(const DecisionSearch& search,
                         const std::string& what) {
  const auto it = std::find_if(
      search.changes.begin(), search.changes.end(),
      [&](const ShownChange& one) { return one.kind.what == what; });
  return it == search.changes.end() ? nullptr : &*it;
}

TEST_CASE("a base does not differ from itself", "[authoring]") {
  const KnowledgeBase kb = with_examples(all_examples());
  CHECK(structure_changes(kb, kb).empty());
  CHECK(findings_touched(kb, kb).empty());
  CHECK(search_decisions({kb, {}}, {kb, {}}).changes.empty());
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
  CHECK(findings_touched(older, newer) == std::vector<std::string>{"a", "m"});
  const DecisionSearch search = search_decisions({older, {}}, {newer, {}});
  const ShownChange* urgency = shown(search, "urgency");
  REQUIRE(urgency);
  CHECK(urgency->kind.was == "same_day");
  CHECK(urgency->kind.now == "self_care");
  REQUIRE(urgency->answers.size() == 2);
  CHECK(urgency->answers[1] == std::pair<std::string, std::string>("m", "5"));
  const ShownChange* fired = shown(search, "rule");
  REQUIRE(fired);
  CHECK(fired->kind.rule == "rule");
  CHECK(fired->kind.now == "silent");
}

TEST_CASE("a lower urgency is told with the smallest answers", "[authoring]") {
  const KnowledgeBase older = with_examples(all_examples());
  Rule rule = test::two_part_rule();
  rule.outcomes[0].urgency = Urgency::soon;
  const KnowledgeBase newer = with_examples({}, rule);
  const DecisionSearch search = search_decisions({older, {}}, {newer, {}});
  // A refusal counts as yes in a same-day outcome, and not in one of soon.
  std::vector<std::string> levels;
  for (const ShownChange& one : search.changes) {
    if (one.kind.what != "urgency") continue;
    CHECK(one.kind.was == "same_day");
    CHECK(one.answers.size() == 2);
    levels.push_back(one.kind.now);
  }
  CHECK(levels == std::vector<std::string>{"self_care", "soon"});
}

TEST_CASE("a finding of one base alone is named", "[authoring]") {
  const KnowledgeBase older = with_examples(all_examples());
  KnowledgeBase newer = with_examples(all_examples());
  newer.findings[kM].id = "other";
  const DecisionSearch search = search_decisions({older, {}}, {newer, {}});
  CHECK(search.only_old == std::vector<std::string>{"m"});
  CHECK(search.only_new == std::vector<std::string>{"other"});
  CHECK_FALSE(search.changes.empty());
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
