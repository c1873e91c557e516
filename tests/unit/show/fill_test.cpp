#include "../../../src/base/replace.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

KnowledgeBase base() {
  KnowledgeBase kb;
  kb.region_texts = {{"emergency_number", "your local number", {}},
                     {"advice_line", "a doctor", {}},
                     {"crisis_line", "a helpline", {}},
                     {"emergency_place", "an emergency department", {}}};
  return kb;
}

Region region(bool verified) {
  Region here;
  here.code = "GB";
  here.emergency = Line{"999", "", {"112"}, verified};
  here.advice = Line{"111", "NHS 111", {}, verified};
  here.crisis = Line{"116 123", "Samaritans", {}, verified};
  here.emergency_place = "A&E";
  return here;
}

TEST_CASE("a checked number is filled in", "[render]") {
  const Region here = region(true);
  CHECK(fill(base(), &here, "Call {emergency_number}.") == "Call 999.");
  CHECK(fill(base(), &here, "Call {advice_line}.") == "Call NHS 111.");
  CHECK(fill(base(), &here, "Call {crisis_line}.") ==
        "Call Samaritans (116 123).");
  CHECK(fill(base(), &here, "Go to {emergency_place}.") == "Go to A&E.");
}

TEST_CASE("a number that nobody checked is never shown", "[render]") {
  const Region here = region(false);
  CHECK(fill(base(), &here, "Call {emergency_number}.") ==
        "Call your local number.");
  CHECK(fill(base(), &here, "{advice_line}, {crisis_line}") ==
        "a doctor, a helpline");
}

TEST_CASE("without a region the words are general", "[render]") {
  CHECK(fill(base(), nullptr, "{emergency_number} at {emergency_place}") ==
        "your local number at an emergency department");
  Region bare;
  CHECK(fill(base(), &bare, "{advice_line}") == "a doctor");
}

TEST_CASE("every place in a text is filled, nothing else", "[render]") {
  const Region here = region(true);
  CHECK(fill(base(), &here, "{emergency_number} or {emergency_number}") ==
        "999 or 999");
  CHECK(fill(base(), &here, "no place") == "no place");
  CHECK(fill(base(), &here, "{other} {") == "{other} {");
}

TEST_CASE("no text of the shipped base keeps a place open", "[render]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  for (const Region* here :
       {static_cast<const Region*>(nullptr), kb.region("GB")}) {
    const auto check = [&](const std::string& text) {
      INFO(text);
      CHECK_FALSE(test::contains(fill(kb, here, text), "{"));
    };
    for (const UrgencyLevel& level : kb.levels) {
      check(level.headline);
      for (const std::string& line : level.what_to_do) check(line);
    }
    for (const WatchFor& item : kb.watch_for) {
      check(item.action);
      check(item.text);
    }
    for (const Rule& rule : kb.rules) {
      for (const std::string& line : rule.what_to_do) check(line);
      for (const Outcome& outcome : rule.outcomes) {
        if (!outcome.what_to_do) continue;
        for (const std::string& line : *outcome.what_to_do) check(line);
      }
    }
    // The page of what stands puts the reason of the rule into its line.
    for (const Notice& notice : kb.notices) {
      check(notice.id == "stands_withdrawn"
                ? text::replaced(notice.text, "{because}", "")
                : notice.text);
    }
  }
}

}  // namespace
}  // namespace backcoach
