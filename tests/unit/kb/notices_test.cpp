// Every notice that the program shows by its name is one that a base must have.
#include "../../../src/kb/notices.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/load.hpp"

namespace backcoach {
namespace {

namespace fs = std::filesystem;

TEST_CASE("a notice that the sources name is demanded at load", "[load]") {
  const std::regex named("notice\\(\"([a-z_]+)\"\\)");
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(
           fs::path(BACKCOACH_TESTS_DIR) / ".." / "src")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = test::read_text(entry.path().string());
    for (std::sregex_iterator it(text.begin(), text.end(), named), end;
         it != end; ++it) {
      found.insert((*it)[1]);
    }
  }
  REQUIRE(found.size() > 15);
  for (const std::string& id : found) {
    INFO(id);
    CHECK(std::find(load::kNotices.begin(), load::kNotices.end(), id) !=
          load::kNotices.end());
  }
}

TEST_CASE("a plan can say of each card why it is there", "[load]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const auto says = [&](const std::string& key) {
    return std::any_of(kb.plan.why.begin(), kb.plan.why.end(),
                       [&](const auto& one) {
                         return one.first == key && !one.second.empty();
                       });
  };
  for (const Exercise& card : kb.exercises) {
    INFO(card.id << ": " << card.kind << ", " << card.goal);
    CHECK((says(card.kind) || says(card.goal)));
  }
}

TEST_CASE("the shipped base has every notice, and none may be missing",
          "[load]") {
  for (const std::string_view id : load::kNotices) {
    INFO(id);
    CHECK_FALSE(test::shipped_knowledge_base().notice(id).empty());
  }
}

}  // namespace
}  // namespace backcoach
