#include "../../../src/author/coverage.hpp"

#include <map>

#include "../../../src/kb/written.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "authoring_support.hpp"

namespace backcoach::authoring {
namespace {

using test::all_examples;
using test::kA;
using test::kGrade;
using test::kM;
using test::with_examples;

const Covered& part(const Coverage& coverage, const std::string& pointer) {
  for (const Covered& one : coverage.parts) {
    if (one.id == "rule" && one.pointer == pointer) return one;
  }
  FAIL("no part at " << pointer);
  return coverage.parts[0];
}

TEST_CASE("every condition stands where its pointer says", "[authoring]") {
  KnowledgeBase kb = test::shipped_knowledge_base();
  std::map<std::string, test::Json> files;
  for (const SourceFile& file : test::shipped_files()) {
    if (!file.path.ends_with(".json")) continue;
    files[file.path] = test::Json::parse(file.text);
  }
  std::size_t seen = 0;
  for (const Written& written : written_conditions(kb)) {
    INFO(written.path << written.pointer);
    CHECK(files[written.path].contains(
        test::Json::json_pointer(written.pointer)));
    ++seen;
  }
  CHECK(seen > 700);
}

TEST_CASE("examples cover a condition in each truth", "[authoring]") {
  const Coverage coverage = cover(with_examples(all_examples()), {});
  for (const char* at : {"/outcomes/0/when", "/outcomes/0/when/all_of/0",
                         "/outcomes/0/when/all_of/1"}) {
    INFO(at);
    CHECK(part(coverage, at).whole());
  }
  CHECK(coverage.seen == coverage.states);
}

TEST_CASE("what no example shows is told", "[authoring]") {
  const Coverage coverage =
      cover(with_examples({test::example(Truth::no, {{kA, YesNo::no}})}), {});
  const Covered& sign = part(coverage, "/outcomes/0/when/all_of/0");
  CHECK_FALSE(sign.yes);
  CHECK(sign.no);
  CHECK_FALSE(sign.open);
  const Covered& number = part(coverage, "/outcomes/0/when/all_of/1");
  CHECK_FALSE(number.no);
  CHECK(number.open);
  CHECK(coverage.seen < coverage.states);
}

TEST_CASE("a grade need not be seen open", "[authoring]") {
  Rule rule = test::toy_rule(test::sign(kGrade), Urgency::same_day);
  const Coverage coverage =
      cover(with_examples({test::example(Truth::yes, {{kGrade, YesNo::yes}}),
                           test::example(Truth::no, {})},
                          rule),
            {});
  CHECK_FALSE(part(coverage, "/outcomes/0/when").can_be_open);
  CHECK(part(coverage, "/outcomes/0/when").whole());
}

TEST_CASE("worked cases count", "[authoring]") {
  Cases cases;
  WorkedCase one;
  one.answers = {{kA, YesNo::yes}, {kM, 7.0}};
  one.urgency = {Urgency::same_day};
  cases.people.push_back(one);
  const Coverage coverage = cover(with_examples({}), cases);
  CHECK(part(coverage, "/outcomes/0/when").yes);
  CHECK_FALSE(part(coverage, "/outcomes/0/when").no);
}

}  // namespace
}  // namespace backcoach::authoring
