// Every value of a knowledge base is read by something, or waits by name.
#include <algorithm>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::test {
namespace {

/// The problems of the shipped base with `change` made in one of its files.
template <class Change>
std::vector<Issue> with(const std::string& path, Change change) {
  std::vector<SourceFile> files = shipped_files();
  for (SourceFile& file : files) {
    if (file.path != path) continue;
    Json json = Json::parse(file.text);
    change(json);
    file.text = json.dump(2);
  }
  return load_knowledge(files, "data/").issues;
}

std::size_t count(const std::vector<Issue>& issues, std::string_view code) {
  return static_cast<std::size_t>(
      std::count_if(issues.begin(), issues.end(),
                    [&](const Issue& issue) { return issue.code == code; }));
}

/// An entry of waiting.json.
Json waits(const std::vector<std::string>& pointers) {
  return {{"file", "plan.json"},
          {"waits_for", "a later release"},
          {"pointers", pointers}};
}

}  // namespace

TEST_CASE("every value of data is read", "[load]") {
  CHECK(with("plan.json", [](Json&) {}).empty());
}

TEST_CASE("a value that nothing reads is an error", "[load]") {
  for (const char* where : {"walking", "session", "goals", "lessons", "day"}) {
    INFO(where);
    const auto issues = with("plan.json", [&](Json& json) {
      Json& part = json[where].is_array() ? json[where][0] : json[where];
      part["spare"] = 1;
    });
    CHECK(count(issues, "unknown-key") + count(issues, "unread-value") == 1);
  }
}

TEST_CASE("what waits is said to wait, and is no error then", "[load]") {
  std::vector<SourceFile> files = shipped_files();
  for (SourceFile& file : files) {
    if (file.path != "plan.json" && file.path != "waiting.json") continue;
    Json json = Json::parse(file.text);
    if (file.path == "plan.json") json["walking"]["spare"] = 1;
    if (file.path == "waiting.json") {
      json["values"].push_back(waits({"/walking/spare"}));
    }
    file.text = json.dump(2);
  }
  CHECK(load_knowledge(files, "data/").issues.empty());
}

TEST_CASE("what is read does not wait", "[load]") {
  const auto issues = with("waiting.json", [](Json& json) {
    json["values"].push_back(waits({"/walking/style"}));
  });
  REQUIRE(count(issues, "unread-value") == 1);
  CHECK(contains(issues.front().message, "waits"));
}

TEST_CASE("what waits exists", "[load]") {
  const auto issues = with("waiting.json", [](Json& json) {
    json["values"].push_back(waits({"/no_such_part"}));
  });
  CHECK(count(issues, "unknown-pointer") == 1);
  const auto file = with("waiting.json", [](Json& json) {
    json["values"].push_back(waits({"/walking/style"}));
    json["values"][0]["file"] = "no_such.json";
  });
  CHECK(count(file, "unknown-file") == 1);
}

}  // namespace backcoach::test
