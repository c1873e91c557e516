#include "../../../src/kb/json_text.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::load {
namespace {

using test::contains;

std::vector<Issue> issues_of(const std::string& text) {
  std::vector<Issue> issues;
  const auto document = parse("f.json", text, issues);
  // Only a text with its shape intact goes on, to show what else is wrong.
  const bool usable = !issues.empty() && issues[0].code == "duplicate-key";
  CHECK((document != nullptr) == usable);
  return issues;
}

Issue one_issue(const std::string& text) {
  const std::vector<Issue> issues = issues_of(text);
  REQUIRE(issues.size() == 1);
  return issues[0];
}

TEST_CASE("good JSON is kept with its text", "[load]") {
  std::vector<Issue> issues;
  const auto document = parse("f.json", R"({"a": [1, 2]})", issues);
  REQUIRE(document);
  CHECK(issues.empty());
  CHECK(document->file == "f.json");
  CHECK(document->json["a"][1] == 2);
}

TEST_CASE("a syntax error has a place", "[load]") {
  const Issue issue = one_issue("{\n  \"a\": 1,\n  \"b\" 2\n}");
  CHECK(issue.code == "not-json");
  CHECK(issue.where.file == "f.json");
  CHECK(issue.where.line == 3);
  CHECK(issue.where.column == 7);
  CHECK(issue.excerpt == "  \"b\" 2");
}

TEST_CASE("texts that are no JSON", "[load]") {
  for (const char* text : {"", " ", "{", "[1,", "nul", "{'a': 1}",
                           "{\"a\": 1,}", "[1] x", "NaN", "\"\x01\"", "\"\\q\"",
                           "\"\xff\"", "\xed\xa0\x80", "01", "+1", "// x\n1"}) {
    INFO(text);
    CHECK(one_issue(text).code == "not-json");
  }
  CHECK(one_issue("").help == "the file is empty");
}

TEST_CASE("every duplicate key is reported where it stands", "[load]") {
  const std::vector<Issue> issues = issues_of(
      "{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 3,"
      " \"a\": 4}");
  REQUIRE(issues.size() == 3);
  CHECK(issues[0].where.pointer == "/b/c");
  CHECK(issues[0].where.line == 2);
  CHECK(issues[0].where.column == 16);
  CHECK(issues[0].width == 3);
  CHECK(issues[1].where.pointer == "/a");
  CHECK(issues[1].where.line == 3);
  for (const Issue& issue : issues) CHECK(issue.code == "duplicate-key");
}

TEST_CASE("a key and its escaped form are the same key", "[load]") {
  CHECK(one_issue(R"({"age": 1, "\u0061ge": 2})").code == "duplicate-key");
  CHECK(one_issue(R"({"a\"b": 1, "a\u0022b": 2})").code == "duplicate-key");
}

TEST_CASE("the same key in two objects is fine", "[load]") {
  std::vector<Issue> issues;
  CHECK(parse("f", R"([{"a": {"a": 1}}, {"a": "{\"a\": 1}"}])", issues));
  CHECK(issues.empty());
}

TEST_CASE("a byte order mark does not hide a duplicate key", "[load]") {
  CHECK(one_issue("\xEF\xBB\xBF{\"a\": 1, \"a\": 2}").code == "duplicate-key");
}

TEST_CASE("nesting has a limit", "[load]") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  std::vector<Issue> issues;
  CHECK(parse("f", nested(kDeepest), issues));
  CHECK(issues.empty());
  CHECK(one_issue(nested(kDeepest + 1)).code == "too-deep");
  CHECK(one_issue(std::string(1000000, '[')).code == "too-deep");
  // Brackets inside a text are no nesting.
  CHECK(parse("f", "\"" + std::string(1000, '[') + "\\\"[\"", issues));
}

TEST_CASE("a number too large to hold has a place", "[load]") {
  const Issue issue = one_issue("{\"t\": \"1e999\",\n \"age\": -1e999}");
  CHECK(issue.code == "out-of-range");
  CHECK(issue.where.line == 2);
  CHECK(issue.where.column == 9);
  CHECK(issue.width == 6);
}

TEST_CASE("long whole numbers and tiny ones are numbers", "[load]") {
  std::vector<Issue> issues;
  CHECK(parse("f", "[123456789012345678901234567890, 1e-999, -0]", issues));
  CHECK(issues.empty());
}

struct Place {
  std::string pointer;
  int line;
  int column;
  int width;
};

TEST_CASE("values and keys are found by pointer", "[load]") {
  std::vector<Issue> issues;
  const auto document = parse("f",
                              "{\n"
                              "  \"a\": [10, {\"b\": true}],\n"
                              "  \"x/y\": \"t\\\"t\",\n"
                              "  \"m~n\": null\n"
                              "}\n",
                              issues);
  REQUIRE(document);
  for (const Place& place :
       {Place{"", 1, 1, 1}, Place{"/a", 2, 8, 17}, Place{"/a/0", 2, 9, 2},
        Place{"/a/1/b", 2, 19, 4}, Place{"/x~1y", 3, 10, 6},
        Place{"/m~0n", 4, 10, 4},
        // What is not there is shown in its nearest parent.
        Place{"/a/1/missing", 2, 13, 11}, Place{"/a/7", 2, 8, 17},
        Place{"/ab", 1, 1, 1}}) {
    INFO(place.pointer);
    Issue issue;
    locate(*document, place.pointer, Part::value, issue);
    CHECK(issue.where.line == place.line);
    CHECK(issue.where.column == place.column);
    CHECK(issue.width == place.width);
  }
  Issue key;
  locate(*document, "/a/1/b", Part::key, key);
  CHECK(key.where.column == 14);
  CHECK(key.width == 3);
}

TEST_CASE("places are counted in bytes and lines from 1", "[load]") {
  Issue issue;
  place("ab\ncd", 0, issue);
  CHECK(issue.where.line == 1);
  CHECK(issue.where.column == 1);
  place("ab\ncd", 4, issue);
  CHECK(issue.where.line == 2);
  CHECK(issue.where.column == 2);
  CHECK(issue.excerpt == "cd");
  place("ab\ncd", 99, issue);
  CHECK(issue.where.line == 2);
  CHECK(issue.where.column == 3);
  place("", 0, issue);
  CHECK(issue.where.line == 1);
  CHECK(issue.excerpt.empty());
}

TEST_CASE("pointers escape their two special characters", "[load]") {
  CHECK(escape_token("a/b~c") == "a~1b~0c");
  CHECK(escape_token("plain").size() == 5);
}

TEST_CASE("a long hostile line is shown around its fault only", "[load]") {
  const Issue issue =
      one_issue("[" + std::string(5000, ' ') + "\x1b[31m" + "]");
  const std::string text = describe(issue);
  CHECK(text.size() < 500);
  CHECK_FALSE(contains(text, "\x1b"));
}

}  // namespace
}  // namespace backcoach::load
