// Every answer that the program reads by its name is one that a base must have.
#include "../../../src/kb/needed.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/patch.hpp"

namespace backcoach {
namespace {

namespace fs = std::filesystem;

/// Texts of the sources that are the names of answers or measures.
std::set<std::string> named_in_sources() {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  // Words that are also something else where they stand.
  const std::set<std::string> other = {"equipment", "legs", "shape"};
  const std::regex text("\"([a-z0-9_]+)\"");
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(
           fs::path(BACKCOACH_TESTS_DIR) / ".." / "src")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string source = test::read_text(entry.path().string());
    for (std::sregex_iterator it(source.begin(), source.end(), text), end;
         it != end; ++it) {
      const std::string id = (*it)[1];
      if (kb.finding(id) && other.count(id) == 0) found.insert(id);
    }
  }
  return found;
}

TEST_CASE("an answer that the sources name is demanded at load", "[load]") {
  const std::set<std::string> found = named_in_sources();
  REQUIRE(found.size() > 30);
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  for (const std::string& id : found) {
    INFO(id);
    const FindingIndex index = *kb.finding(id);
    const auto& told = kb.checkin.measures;
    const bool of_checkin =
        std::find(told.begin(), told.end(), index) != told.end();
    const bool measure = kb.findings[index].history && !of_checkin;
    const bool listed =
        measure ? std::find(load::kMeasures.begin(), load::kMeasures.end(),
                            id) != load::kMeasures.end()
                : std::any_of(load::kNeeded.begin(), load::kNeeded.end(),
                              [&](std::string_view one) {
                                return one.substr(0, one.find('=')) == id;
                              });
    CHECK(listed);
  }
}

TEST_CASE("every measure of the shipped base is one the program takes",
          "[load]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const auto& told = kb.checkin.measures;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const Finding& finding = kb.findings[i];
    const bool of_checkin =
        std::find(told.begin(), told.end(), i) != told.end();
    if (!finding.history || of_checkin) continue;
    INFO(finding.id);
    CHECK(std::find(load::kMeasures.begin(), load::kMeasures.end(),
                    finding.id) != load::kMeasures.end());
  }
}

}  // namespace
}  // namespace backcoach
