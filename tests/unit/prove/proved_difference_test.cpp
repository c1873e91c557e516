// What is proved about two bases has to be what trying everybody says.
#include "../../../src/author/proved_difference.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "../../../src/rules/compile.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/small_base.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::authoring {
namespace {

using test::every_answer;
using test::Random;

/// One to three changes of the kinds that an author makes.
KnowledgeBase changed(const KnowledgeBase& older, Random& random) {
  KnowledgeBase kb = older;
  const std::size_t changes = 1 + random.below(3);
  for (std::size_t i = 0; i < changes; ++i) {
    Rule& rule = kb.rules[random.below(kb.rules.size())];
    switch (random.below(10)) {
      case 0:
        rule.outcomes[0].when = test::random_condition(random, 2);
        break;
      case 1:
        rule.outcomes[0].urgency = static_cast<Urgency>(random.below(5));
        break;
      case 2:
        kb.rules.push_back(rule);
        kb.rules.back().id = "another" + std::to_string(i);
        break;
      case 3:
        kb.findings[test::kM].max = 3;
        break;
      case 4:
        kb.findings[test::kN].min = 1;
        break;
      case 5:
        kb.findings[test::kSite].values = {"y", "z", "x"};
        break;
      case 6:
        kb.findings[test::kSite].values = {"z", "x"};
        break;
      case 7:
        kb.findings[test::kB].id = "renamed";
        break;
      case 8: {
        Conflict conflict;
        conflict.when = test::random_condition(random, 1);
        kb.conflicts.push_back(std::move(conflict));
        break;
      }
      default:
        kb.rows[0].when = test::random_condition(random, 2);
    }
  }
  kb.network = {};
  engine::compile(kb);
  return kb;
}

/// An answer by what it says, whatever the numbering: "x", "2", "yes".
std::string said(const Finding& finding, const Answer& answer) {
  if (const auto* choice = std::get_if<Choice>(&answer)) {
    return finding.values[choice->index];
  }
  if (const auto* number = std::get_if<double>(&answer)) {
    return std::to_string(*number);
  }
  if (const auto* value = std::get_if<YesNo>(&answer)) {
    return std::to_string(static_cast<int>(*value));
  }
  return "";
}

/// Every kind of change there is, with the fewest answers that show it.
std::map<ChangeKind, std::size_t> tried(const KnowledgeBase& older,
                                        const KnowledgeBase& newer) {
  // What can be said about each name, and the answer it is in either base.
  struct Say {
    Answer was;
    Answer now;
  };
  struct Asked {
    std::optional<FindingIndex> was;
    std::optional<FindingIndex> now;
    std::map<std::string, Say> says;
  };
  std::map<std::string, Asked> all;
  const auto add = [&](const KnowledgeBase& kb, bool new_base) {
    for (std::size_t f = 0; f < kb.findings.size(); ++f) {
      const Finding& finding = kb.findings[f];
      Asked& asked = all[finding.id];
      (new_base ? asked.now : asked.was) = static_cast<FindingIndex>(f);
      for (const Answer& answer : every_answer(finding)) {
        Say& say = asked.says[said(finding, answer)];
        (new_base ? say.now : say.was) = answer;
      }
    }
  };
  add(older, false);
  add(newer, true);
  std::map<ChangeKind, std::size_t> found;
  Answers was(older.findings.size());
  Answers now(newer.findings.size());
  const auto note = [&](const ChangeKind& kind, std::size_t count) {
    const auto [it, fresh] = found.try_emplace(kind, count);
    if (!fresh) it->second = std::min(it->second, count);
  };
  const auto look = [&](std::size_t count) {
    const bool took = conflicts(older, was).empty();
    const bool takes = conflicts(newer, now).empty();
    if (took && !takes) note({"answers", "", "accepted", "refused"}, count);
    if (!took && takes) note({"answers", "", "refused", "accepted"}, count);
    if (!took || !takes) return;
    for (const ChangeKind& kind :
         changes_between(verdict_of(older, was), verdict_of(newer, now))) {
      note(kind, count);
    }
  };
  const std::function<void(std::map<std::string, Asked>::const_iterator,
                           std::size_t)>
      choose = [&](auto at, std::size_t count) {
        if (at == all.end()) return look(count);
        for (const auto& [text, say] : at->second.says) {
          if (at->second.was) was.set(*at->second.was, say.was);
          if (at->second.now) now.set(*at->second.now, say.now);
          choose(std::next(at), count + (text.empty() ? 0 : 1));
        }
      };
  choose(all.begin(), 0);
  return found;
}

TEST_CASE("a proved difference is what trying everybody finds",
          "[prove][difference]") {
  std::size_t same = 0;
  std::size_t kinds = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const KnowledgeBase older = test::small_base(random);
    const KnowledgeBase newer = changed(older, random);
    std::map<ChangeKind, std::size_t> proved;
    const ProvedDifference difference = prove_difference(older, newer);
    CHECK(difference.unsettled.empty());
    for (const ShownChange& one : difference.changes) {
      proved.emplace(one.kind, one.answers.size());
    }
    const auto expected = tried(older, newer);
    CHECK(proved.size() == expected.size());
    for (const auto& [kind, count] : expected) {
      INFO(kind.what << " " << kind.id << " " << kind.was << " " << kind.now);
      REQUIRE(proved.contains(kind));
      CHECK(proved.at(kind) == count);
    }
    same += expected.empty() ? 1U : 0U;
    kinds += expected.size();
  }
  // The test has seen both.
  CHECK(same > 2);
  CHECK(kinds > 100);
}

TEST_CASE("the shipped base does not differ from itself",
          "[prove][difference]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const ProvedDifference difference = prove_difference(kb, kb);
  CHECK(difference.changes.empty());
  CHECK(difference.unsettled.empty());
}

TEST_CASE("a change that many answers hide is found", "[prove][difference]") {
  const KnowledgeBase& older = test::shipped_knowledge_base();
  KnowledgeBase newer = older;
  // It takes dozens of answers to come to the last row.
  const Stage was = newer.rows.back().stage;
  const Stage now = was == Stage::walk ? Stage::rest : Stage::walk;
  newer.rows.back().stage = now;
  newer.network = {};
  engine::compile(newer);
  const ProvedDifference difference = prove_difference(older, newer);
  CHECK(difference.unsettled.empty());
  const ChangeKind kind{"stage", "", std::string(name(was)),
                        std::string(name(now))};
  const auto it =
      std::find_if(difference.changes.begin(), difference.changes.end(),
                   [&](const ShownChange& one) { return one.kind == kind; });
  REQUIRE(it != difference.changes.end());
  CHECK(it->answers.size() > 20);
  CHECK(it->was.stage == name(was));
  CHECK(it->now.stage == name(now));
}

TEST_CASE("an exercise that is left out no longer is told",
          "[prove][difference]") {
  const KnowledgeBase& older = test::shipped_knowledge_base();
  KnowledgeBase newer = older;
  const auto card =
      std::find_if(newer.exercises.begin(), newer.exercises.end(),
                   [](const Exercise& one) { return one.avoid.size() > 1; });
  REQUIRE(card != newer.exercises.end());
  card->avoid.pop_back();
  newer.network = {};
  engine::compile(newer);
  const ProvedDifference difference = prove_difference(older, newer);
  CHECK(difference.unsettled.empty());
  REQUIRE(difference.changes.size() == 1);
  CHECK(difference.changes[0].kind ==
        ChangeKind{"exercise", card->id, "left out", "possible"});
}

}  // namespace
}  // namespace backcoach::authoring
