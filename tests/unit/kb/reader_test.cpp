#include "../../../src/kb/reader.hpp"

#include "../../support/catch.hpp"

namespace backcoach::load {
namespace {

/// A document with a reader over it.
struct Opened {
  explicit Opened(const std::string& text)
      : document(parse("f.json", text, issues)),
        reader(*document, document->json, "", issues) {}
  std::vector<Issue> issues;
  std::unique_ptr<Document> document;
  Reader reader;
};

TEST_CASE("values are read by type", "[load]") {
  Opened file(R"({"t": "x", "l": ["a"], "n": 2.5, "i": 3, "f": true,
                  "o": {"k": 1}, "os": [{"k": 1}, {"k": 2}]})");
  CHECK(file.reader.text("t") == "x");
  CHECK(file.reader.texts("l") == std::vector<std::string>{"a"});
  CHECK(file.reader.number("n", 0) == 2.5);
  CHECK(file.reader.integer("i", 0) == 3);
  CHECK(file.reader.flag("f"));
  CHECK(file.reader.object("o")->integer("k", 0) == 1);
  CHECK(file.reader.objects("os").size() == 2);
  file.reader.finish();
  CHECK(file.issues.empty());
}

TEST_CASE("what is absent takes its default or is missed", "[load]") {
  Opened file("{}");
  CHECK(file.reader.text("t", false).empty());
  CHECK(file.reader.number("n", 7) == 7);
  CHECK(file.reader.integer("i", 8) == 8);
  CHECK_FALSE(file.reader.flag("f"));
  CHECK_FALSE(file.reader.object("o", false));
  CHECK(file.issues.empty());
  (void)file.reader.text("t");
  REQUIRE(file.issues.size() == 1);
  CHECK(file.issues[0].code == "missing-key");
}

TEST_CASE("wrong types are named with what is wanted", "[load]") {
  Opened file(R"({"t": 1, "l": {}, "n": "x", "i": 2.5, "f": 0, "o": [],
                  "os": {}, "is": [1]})");
  (void)file.reader.text("t");
  (void)file.reader.texts("l");
  CHECK(file.reader.number("n", 3) == 3);
  CHECK(file.reader.integer("i", 4) == 4);
  (void)file.reader.flag("f");
  (void)file.reader.object("o");
  (void)file.reader.objects("os");
  CHECK(file.reader.objects("is").empty());
  REQUIRE(file.issues.size() == 8);
  CHECK(file.issues[0].message == "\"t\" is to be a text, not a number");
  CHECK(file.issues[0].where.pointer == "/t");
  CHECK(file.issues[3].code == "out-of-range");
  CHECK(file.issues[4].message == "\"f\" is to be true or false, not a number");
  CHECK(file.issues[7].where.pointer == "/is/0");
}

TEST_CASE("an unknown key is an error with the nearest known one", "[load]") {
  Opened file(R"({"title": "x", "titel": "y", "$schema": "s"})");
  (void)file.reader.text("title");
  file.reader.finish();
  REQUIRE(file.issues.size() == 1);
  CHECK(file.issues[0].code == "unknown-key");
  CHECK(file.issues[0].help == "did you mean \"title\"?");
  CHECK(file.issues[0].where.column == 16);
}

TEST_CASE("huge numbers are no whole numbers", "[load]") {
  Opened file(R"({"a": 1e300, "b": 99999999999})");
  CHECK(file.reader.integer("a", 1) == 1);
  CHECK(file.reader.integer("b", 1) == 1);
  CHECK(file.issues.size() == 2);
}

TEST_CASE("an empty text is missed where one is needed", "[load]") {
  Opened file(R"({"t": ""})");
  CHECK(file.reader.text("t").empty());
  REQUIRE(file.issues.size() == 1);
  CHECK(file.issues[0].code == "missing-text");
}

}  // namespace
}  // namespace backcoach::load
