#include "../../../src/kb/diary_answers.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"

namespace backcoach::test {
namespace {

const KnowledgeBase& kb() { return shipped_knowledge_base(); }

bool is_measure(FindingIndex finding) {
  const auto& measures = kb().checkin.measures;
  return std::find(measures.begin(), measures.end(), finding) != measures.end();
}

}  // namespace

TEST_CASE("nothing private is kept, everything else comes back", "[model]") {
  Random random(20261121);
  for (int person = 0; person < 200; ++person) {
    const Answers answers = random_partial(kb(), random, 4, 6);
    const DiaryValues kept = kept_values(kb(), answers);
    const Answers back = answers_from(kb(), kept);
    for (std::size_t i = 0; i < kb().findings.size(); ++i) {
      const auto at = static_cast<FindingIndex>(i);
      const Finding& finding = kb().findings[i];
      INFO(finding.id);
      if (finding.sensitive) {
        REQUIRE_FALSE(kept.contains(finding.id));
        REQUIRE_FALSE(back.answered(at));
      } else if (!finding.history || is_measure(at)) {
        REQUIRE(back[at] == answers[at]);
      } else {
        // What is worked out of a diary is not written into it.
        REQUIRE_FALSE(kept.contains(finding.id));
      }
    }
  }
}

TEST_CASE("values that these rules do not know are left out", "[model]") {
  const std::vector<std::string> list = {"nowhere"};
  for (const DiaryValues& values : std::vector<DiaryValues>{
           {{"not_a_finding", 1.0}},
           {{"nprs_now", 11.0}},
           {{"nprs_now", -1.0}},
           {{"nprs_now", std::string("yes")}},
           {{"nprs_now", list}},
           {{"fever", 1.0}},
           {{"fever", std::string("perhaps")}},
           {{"fever", list}},
           {{"went", std::string("perhaps")}},
           {{"went", 1.0}},
       }) {
    INFO(values.begin()->first);
    CHECK(answers_from(kb(), values) == Answers(kb().findings.size()));
  }
}

TEST_CASE("a private value in a diary is no answer", "[model]") {
  for (const Finding& finding : kb().findings) {
    if (!finding.sensitive || finding.type != FindingType::yes_no) continue;
    INFO(finding.id);
    const Answers answers =
        answers_from(kb(), {{finding.id, std::string("yes")}});
    CHECK_FALSE(answers.answered(test::finding(finding.id)));
  }
}

TEST_CASE("every private question gets a plain no, and no other one",
          "[model]") {
  const Answers none(kb().findings.size());
  const Answers all = with_private_no(kb(), none);
  int seen = 0;
  for (std::size_t i = 0; i < kb().findings.size(); ++i) {
    const auto at = static_cast<FindingIndex>(i);
    const Finding& finding = kb().findings[i];
    INFO(finding.id);
    // What a check asks in its own words is no question of a triage.
    if (!finding.sensitive || finding.history) {
      CHECK_FALSE(all.answered(at));
      continue;
    }
    ++seen;
    const bool plain = finding.type == FindingType::yes_no;
    const Answer no = plain ? Answer(YesNo::no) : Answer(Choice{0});
    REQUIRE((plain || finding.values.front() == "no"));
    CHECK(all[at] == no);
    Answers given = none;
    given.set(at, plain ? Answer(YesNo::yes) : Answer(Choice{1}));
    CHECK(with_private_no(kb(), given)[at] == given[at]);
  }
  CHECK(seen > 0);
}

TEST_CASE("private values are taken out of what comes from elsewhere",
          "[model]") {
  std::string id;
  for (const Finding& finding : kb().findings) {
    if (finding.sensitive) id = finding.id;
  }
  REQUIRE_FALSE(id.empty());
  const DiaryValues values = {{id, std::string("yes")}, {"nprs_now", 3.0}};
  const DiaryValues clean = {{"nprs_now", 3.0}};
  DiaryEntry entry;
  TriageRecord triage;
  triage.answers = values;
  entry.what = triage;
  CHECK(remove_sensitive(kb(), entry) == 1);
  CHECK(std::get<TriageRecord>(entry.what).answers == clean);
  CHECK(remove_sensitive(kb(), entry) == 0);
  entry.what = CheckinRecord{"", values};
  CHECK(remove_sensitive(kb(), entry) == 1);
  CHECK(std::get<CheckinRecord>(entry.what).values == clean);
  entry.what = FlareRecord{values};
  CHECK(remove_sensitive(kb(), entry) == 1);
  CHECK(std::get<FlareRecord>(entry.what).values == clean);
  entry.what = SessionRecord{};
  CHECK(remove_sensitive(kb(), entry) == 0);
}

}  // namespace backcoach::test
