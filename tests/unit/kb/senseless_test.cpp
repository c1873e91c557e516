#include "../../../src/kb/senseless.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/toy_base.hpp"

namespace backcoach::load {
namespace {

using test::kA;
using test::kB;
using test::kM;
using test::kMeasure;
using test::kSite;

Condition sign(FindingIndex finding) { return {Sign{finding, std::nullopt}}; }

Condition between(FindingIndex finding, double low, double high) {
  Compare compare;
  compare.number.finding = finding;
  compare.low = low;
  compare.high = high;
  return {compare};
}

/// What is senseless about a rule with this condition.
std::vector<Senseless> about(Condition when) {
  KnowledgeBase kb =
      test::toy_base({test::toy_rule(std::move(when), Urgency::same_day)});
  std::vector<Senseless> found = find_senseless(kb);
  std::erase_if(found, [](const Senseless& one) {
    return !one.path.starts_with("red_flags/");
  });
  return found;
}

TEST_CASE("ordinary conditions make sense", "[load]") {
  CHECK(about({AllOf{{sign(kA), sign(kB), between(kM, 2, 5)}}}).empty());
  CHECK(about({AnyOf{{sign(kA), between(kM, 2, 9)}}}).empty());
  // A sign and its plain no leave "not sure" over.
  CHECK(about({AnyOf{{sign(kA), {Plainly{kA, YesNo::no}}}}}).empty());
  CHECK(about({ChoiceIn{kSite, 3}}).empty());
  // The diary may know nothing.
  CHECK(about(between(kMeasure, -100, 100)).empty());
}

TEST_CASE("a rule for everybody is found", "[load]") {
  const auto found = about({AllOf{}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].always);
}

TEST_CASE("bounds that do not meet are found", "[load]") {
  const auto found =
      about({AllOf{{between(kM, 7, 10), between(kM, 0, 6), sign(kA)}}});
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].always);
  CHECK(found[0].pointer == "/outcomes/0/when");
  CHECK(found[0].why == "no answer to \"m\" fits all its parts");
}

TEST_CASE("a bound outside the range is found at its place", "[load]") {
  const auto found = about({AllOf{{sign(kA), between(kM, 11, 20)}}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].pointer == "/outcomes/0/when/all_of/1");
  CHECK_FALSE(found[0].always);
}

TEST_CASE("whole numbers only: more than 3 and less than 4", "[load]") {
  Compare compare;
  compare.number.finding = kM;
  compare.low = 3;
  compare.high = 4;
  compare.low_open = compare.high_open = true;
  const auto found = about({compare});
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].always);
}

TEST_CASE("a sign that is to be there and not is found", "[load]") {
  CHECK(about({AllOf{{sign(kA), {NoneOf{{sign(kA)}}}}}}).empty());
  CHECK(about({AllOf{{{Plainly{kA, YesNo::yes}}, {NoneOf{{sign(kA)}}}}}})
            .size() == 1);
  CHECK(about({AllOf{{{Plainly{kA, YesNo::yes}}, {Plainly{kA, YesNo::no}}}}})
            .size() == 1);
}

TEST_CASE("what holds always is found", "[load]") {
  const auto bound = about({AllOf{{sign(kA), between(kM, 0, 10)}}});
  REQUIRE(bound.size() == 1);
  CHECK(bound[0].always);
  CHECK(bound[0].pointer == "/outcomes/0/when/all_of/1");
  CHECK(about({AnyOf{{between(kM, 0, 5), between(kM, 6, 10)}}}).size() == 1);
  CHECK(about({AnyOf{{between(kM, 0, 4), between(kM, 6, 10)}}}).empty());
  CHECK(about({ChoiceIn{kSite, 7}}).size() == 1);
}

TEST_CASE("the shipped base has no senseless condition", "[load]") {
  KnowledgeBase kb = test::shipped_knowledge_base();
  CHECK(find_senseless(kb).empty());
}

}  // namespace
}  // namespace backcoach::load
