// Dates, answers and conditions in words.
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

using std::chrono::year_month_day;
using test::finding;
using test::shipped_knowledge_base;

year_month_day date(int year, unsigned month, unsigned day) {
  return {std::chrono::year(year), std::chrono::month(month),
          std::chrono::day(day)};
}

TEST_CASE("dates in words", "[render]") {
  CHECK(iso_date(date(2026, 11, 21)) == "2026-11-21");
  CHECK(iso_date(date(2027, 1, 2)) == "2027-01-02");
  CHECK(long_date(date(2026, 11, 21)) == "Saturday 21 November");
  CHECK(long_date(date(2028, 2, 29)) == "Tuesday 29 February");
}

TEST_CASE("answers as JSON writes them and as people say them", "[render]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const auto about = [&](const char* id) { return kb.findings[finding(id)]; };
  CHECK(answer_text(about("fever"), YesNo::not_sure) == "not_sure");
  CHECK(answer_words(about("fever"), YesNo::prefer_not_to_say) ==
        "prefer not to say");
  CHECK(answer_text(about("nprs_now"), 6.0) == "6");
  CHECK(answer_words(about("nprs_now"), 6.0) == "6 out of 10");
  CHECK(answer_words(about("onset_days"), 3.0) == "3 days");
  CHECK(answer_text(about("equipment"), Choices{3}) == "[\"mat\",\"chair\"]");
  CHECK(answer_words(about("equipment"), Choices{0}) == "none of these");
  CHECK(answer_words(about("main_site"), Choice{2}) == "between shoulders");
  CHECK(answer_words(about("fever"), Answer{}) == "not asked");
  CHECK(answer_text(about("fever"), Answer{}) == "null");
}

TEST_CASE("the id of a decision follows answers, base and version",
          "[render]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Answers answers = test::full_answers();
  const std::string id = decision_id(kb, answers, "1");
  CHECK(id.size() == 16);
  CHECK(decision_id(kb, answers, "1") == id);
  CHECK(decision_id(kb, answers, "2") != id);
  CHECK(decision_id(kb, test::full_answers({{"fever", "yes"}}), "1") != id);
  KnowledgeBase other = kb;
  other.manifest.sha256 = "0";
  CHECK(decision_id(other, answers, "1") != id);
}

TEST_CASE("the JSON of a decision", "[render]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Setting setting{nullptr, date(2026, 11, 21), "1"};
  const Answers answers = test::full_answers({{"fever", "yes"}});
  const test::Json json = test::Json::parse(
      triage_json(kb, answers, triage(kb, answers), setting, {}));
  CHECK(json["schema"] == "backcoach/triage/2");
  CHECK(json["status"] == "decided");
  CHECK(json["decision"] == "referral");
  CHECK(json["urgency"] == "same_day");
  CHECK(json["focus"].is_null());
  CHECK(json["plan_allowed"] == false);
  CHECK(json["because"][0]["answers"]["fever"] == "yes");
  CHECK_FALSE(json["because"][0]["sources"].empty());
  CHECK_FALSE(json["watch_for"].empty());
  CHECK_FALSE(json["what_would_change_this"].empty());
  CHECK(json["knowledge"]["sha256"] == kb.manifest.sha256);
  CHECK_FALSE(json.contains("trace"));
  const test::Json traced = test::Json::parse(
      triage_json(kb, answers, triage(kb, answers), setting, {true}));
  CHECK(traced["trace"].size() == kb.rules.size());
}

TEST_CASE("the JSON of an open decision names the next question", "[render]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Setting setting{nullptr, date(2026, 11, 21), "1"};
  const Answers none(kb.findings.size());
  const test::Json json =
      test::Json::parse(triage_json(kb, none, triage(kb, none), setting, {}));
  CHECK(json["status"] == "needs_answers");
  CHECK(json.contains("at_least"));
  CHECK(json["missing"][0] == "saddle_change");
  CHECK(json["next"]["id"] == "saddle");
  CHECK_FALSE(json["next"]["text"].get<std::string>().empty());
}

TEST_CASE("every condition can be said in words", "[render]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  for (const Rule& rule : kb.rules) {
    for (const Outcome& outcome : rule.outcomes) {
      INFO(rule.id);
      const auto lines = condition_words(kb, outcome.when);
      REQUIRE_FALSE(lines.empty());
      for (const std::string& line : lines) CHECK_FALSE(line.empty());
    }
  }
}

}  // namespace
}  // namespace backcoach
