#include "../../../src/kb/cases.hpp"

#include <algorithm>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach {
namespace {

using test::shipped_files;
using test::shipped_knowledge_base;

Checked<Cases> load_with(const std::string& path, const std::string& text) {
  std::vector<SourceFile> files = shipped_files();
  files.push_back({path, text});
  return load_cases(shipped_knowledge_base(), files, "data/");
}

/// All problems as one text.
std::string problems(const std::string& path, const std::string& text) {
  const Checked<Cases> cases = load_with(path, text);
  CHECK_FALSE(cases.value);
  std::string all;
  for (const Issue& issue : cases.issues) all += describe(issue);
  return all;
}

TEST_CASE("the shipped cases are read and packed", "[load]") {
  const Checked<Cases> cases =
      load_cases(shipped_knowledge_base(), shipped_files(), "data/");
  for (const Issue& issue : cases.issues) UNSCOPED_INFO(describe(issue));
  REQUIRE(cases.value);
  CHECK(cases.value->people.size() >= 26);
  CHECK(cases.value->examples.size() >= 60);
  const Cases again = unpack_cases(pack_cases(*cases.value));
  REQUIRE(again.people.size() == cases.value->people.size());
  CHECK(again.people[0].answers == cases.value->people[0].answers);
  CHECK(again.people[0].urgency == cases.value->people[0].urgency);
  CHECK(again.examples.size() == cases.value->examples.size());
  CHECK(pack_cases(again) == pack_cases(*cases.value));
}

TEST_CASE("a base without cases has none", "[load]") {
  const Checked<Cases> cases = load_cases(shipped_knowledge_base(), {});
  REQUIRE(cases.value);
  CHECK(cases.value->people.empty());
}

TEST_CASE("a case may build on another one", "[load]") {
  const Checked<Cases> cases =
      load_with("cases/people/mine.json",
                R"({"id": "mine", "title": "T", "story": "S", "like": "v01",
          "answers": {"fever": "yes", "age": null},
          "expect": {"urgency": ["same_day"], "focus": null,
                     "plan_allowed": null}, "why": "W"})");
  for (const Issue& issue : cases.issues) UNSCOPED_INFO(describe(issue));
  REQUIRE(cases.value);
  const auto& people = cases.value->people;
  const auto find = [&](const std::string& id) {
    return *std::find_if(people.begin(), people.end(),
                         [&](const auto& one) { return one.id == id; });
  };
  const WorkedCase mine = find("mine");
  const auto answer = [&](const char* id) -> const Answer* {
    for (const auto& [finding, value] : mine.answers) {
      if (finding == test::finding(id)) return &value;
    }
    return nullptr;
  };
  REQUIRE(answer("fever"));
  CHECK(*answer("fever") == Answer(YesNo::yes));
  CHECK(answer("onset_days"));
  CHECK_FALSE(answer("age"));  // null takes an answer away
}

TEST_CASE("faults of cases are told with their place", "[load]") {
  const std::string all =
      problems("cases/people/wrong.json",
               R"({"id": "other", "title": "T", "story": "S", "like": "nobody",
          "answers": {"fevr": "yes"},
          "expect": {"urgency": ["today"], "focus": null,
                     "plan_allowed": null, "rules": ["shingle"]},
          "why": "W"})");
  CHECK(test::contains(all, "[wrong-file-name]"));
  CHECK(test::contains(all, "did you mean \"fever\"?"));
  CHECK(test::contains(all, "\"today\" is not known here"));
  CHECK(test::contains(all, "did you mean \"shingles\"?"));
}

TEST_CASE("an example names a condition that is there", "[load]") {
  const std::string all = problems(
      "cases/examples/exercises/wobble.json",
      R"({"examples": [{"at": "/avoid/0", "holds": "yes", "answers": {}}]})");
  CHECK(test::contains(all, "[missing-file]"));
  CHECK(test::contains(
      problems("cases/examples/notices.json",
               R"({"examples": [{"at": "/avoid/0", "holds": "yes",
                                 "answers": {}}]})"),
      "notices.json has no condition at /avoid/0"));
  CHECK(test::contains(problems("cases/odd.json", "{}"), "[unknown-file]"));
}

}  // namespace
}  // namespace backcoach
