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

}  // namespace

TEST_CASE("every value of data is read", "[load]") {
  CHECK(with("plan.json", [](Json&) {}).empty());
}

TEST_CASE("a value that nothing reads is an error", "[load]") {
  // Whatever waits is unread once the list of what waits is gone.
  const auto issues =
      with("waiting.json", [](Json& json) { json["values"] = Json::array(); });
  CHECK(count(issues, "unknown-key") + count(issues, "unread-value") > 10);
}

TEST_CASE("what is read does not wait", "[load]") {
  const auto issues = with("waiting.json", [](Json& json) {
    json["values"][0]["pointers"].push_back("/walking/style");
  });
  REQUIRE(count(issues, "unread-value") == 1);
  CHECK(contains(issues.front().message, "waits"));
}

TEST_CASE("what waits exists", "[load]") {
  const auto issues = with("waiting.json", [](Json& json) {
    json["values"][0]["pointers"].push_back("/no_such_part");
  });
  CHECK(count(issues, "unknown-pointer") == 1);
  const auto file = with("waiting.json", [](Json& json) {
    json["values"][0]["file"] = "no_such.json";
  });
  CHECK(count(file, "unknown-file") == 1);
}

}  // namespace backcoach::test
