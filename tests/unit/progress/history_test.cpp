#include "backcoach/history.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

const sys_days kStart{std::chrono::year(2026) / 11 / 1};

std::string text(sys_days date) {
  const std::chrono::year_month_day day(date);
  char out[16];
  std::snprintf(out, sizeof out, "%04d-%02u-%02u", int(day.year()),
                unsigned(day.month()), unsigned(day.day()));
  return out;
}

DiaryEntry entry(int day) {
  DiaryEntry out;
  out.date = text(kStart + days(day));
  out.at = out.date + "T08:00:00";
  return out;
}

DiaryEntry triage(int day, const std::string& stage = "walk", double onset = -1,
                  double pain = -1) {
  DiaryEntry out = entry(day);
  TriageRecord record;
  record.origin = "triage";
  record.stage = stage;
  record.plan_allowed = !stage.empty();
  if (onset >= 0) record.answers["onset_days"] = onset;
  if (pain >= 0) record.answers["nprs_now"] = pain;
  out.what = record;
  return out;
}

DiaryEntry checkin(int day, double pain, DiaryValues values = {},
                   const std::string& light = "") {
  DiaryEntry out = entry(day);
  values["nprs_now"] = pain;
  out.what = CheckinRecord{light, std::move(values)};
  return out;
}

const HistoryRules& rules() {
  return test::shipped_knowledge_base().checkin.history;
}

std::map<std::string, double> on(const std::vector<DiaryEntry>& entries,
                                 int day) {
  return history_measures(rules(), entries, kStart + days(day));
}

}  // namespace

TEST_CASE("an empty diary knows nothing", "[progress]") {
  CHECK(on({}, 0).empty());
}

TEST_CASE("every measure is one of history.json", "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0, "rest", 3, 8)};
  for (int day = 0; day < 30; ++day) {
    entries.push_back(checkin(day, 5,
                              {{"walked_minutes", 20.0},
                               {"walk_minutes", 12.0},
                               {"activity_score", 4.0 + day / 10.0}},
                              "green"));
  }
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  for (const auto& [name, value] : on(entries, 29)) {
    CAPTURE(name, value);
    const auto finding = kb.finding(name);
    REQUIRE(finding);
    CHECK(kb.findings[*finding].history);
    CHECK(value >= kb.findings[*finding].min);
    CHECK(value <= kb.findings[*finding].max);
  }
}

TEST_CASE("weeks are compared from day 14 of the plan", "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0)};
  for (int day = 0; day < 7; ++day) entries.push_back(checkin(day, 6));
  for (int day = 7; day < 15; ++day) entries.push_back(checkin(day, 3));
  const auto early = on(entries, 13);
  CHECK(early.at("nprs_week_mean") == 3);
  CHECK_FALSE(early.contains("nprs_week_mean_change"));
  const auto known = on(entries, 14);
  CHECK(known.at("days_since_plan_start") == 14);
  CHECK(known.at("nprs_week_mean_change") == -3);
  CHECK(known.at("nprs_week_mean_change_percent") == -50);
}

TEST_CASE("gaps are left out, never counted as no pain", "[progress]") {
  const std::vector<DiaryEntry> entries = {triage(0), checkin(0, 6),
                                           checkin(6, 4)};
  CHECK(on(entries, 6).at("nprs_week_mean") == 5);
  CHECK(on(entries, 6).at("days_nprs_at_most_6_of_last_4") == 1);
  CHECK(on(entries, 7).at("days_nprs_at_most_2_in_a_row") == 0);
  CHECK_FALSE(on(entries, 20).contains("nprs_week_mean"));
}

TEST_CASE("steady worsening counts days, not days after an overload",
          "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0)};
  for (int day = 0; day < 7; ++day) entries.push_back(checkin(day, 3));
  for (int day = 7; day < 12; ++day) entries.push_back(checkin(day, 5));
  CHECK(on(entries, 11).at("worse_days_of_last_5") == 5);
  std::vector<DiaryEntry> overload = {triage(0)};
  for (int day = 0; day < 7; ++day) overload.push_back(checkin(day, 3));
  overload.push_back(checkin(7, 5, {}, "red"));
  for (int day = 8; day < 12; ++day) overload.push_back(checkin(day, 5));
  // Day 7 was the overload and day 8 came after it.
  CHECK(on(overload, 11).at("worse_days_of_last_5") == 3);
  CHECK(on(overload, 11).at("red_days_in_5") == 1);
}

TEST_CASE("a later decision of the same episode does not start it anew",
          "[progress]") {
  const std::vector<DiaryEntry> entries = {triage(0, "walk", 5),
                                           triage(4, "walk", 9), checkin(6, 2)};
  CHECK(on(entries, 8).at("days_since_plan_start") == 8);
}

TEST_CASE("a long gap, or pain that began anew, is another episode",
          "[progress]") {
  CHECK(on({triage(0), triage(40)}, 41).at("days_since_plan_start") == 1);
  const std::vector<DiaryEntry> anew = {triage(0, "walk", 5), checkin(3, 1),
                                        triage(20, "walk", 2)};
  CHECK(on(anew, 22).at("days_since_plan_start") == 2);
}

TEST_CASE("no plan, no start of one", "[progress]") {
  CHECK_FALSE(on({triage(0, "")}, 3).contains("days_since_plan_start"));
}

TEST_CASE("entries after the day are left aside", "[progress]") {
  const std::vector<DiaryEntry> entries = {triage(0), checkin(1, 4),
                                           checkin(5, 9)};
  CHECK(on(entries, 2).at("nprs_week_mean") == 4);
}

TEST_CASE("the triage that a check-in led to is not counted twice",
          "[progress]") {
  DiaryEntry repeated = triage(1, "walk", -1, 8);
  std::get<TriageRecord>(repeated.what).origin = "checkin";
  const auto known = diary_days({checkin(1, 8), checkin(1, 4), repeated});
  REQUIRE(known.size() == 1);
  CHECK(known[0].pain == 6.0);
}

TEST_CASE("rest spells and flares are counted by their beginning",
          "[progress]") {
  DiaryEntry flare = entry(20);
  flare.what = FlareRecord{};
  DiaryEntry again = entry(22);
  again.what = FlareRecord{};
  DiaryEntry later = entry(29);
  later.what = FlareRecord{};
  const std::vector<DiaryEntry> entries = {triage(10, "rest", -1, 8),
                                           triage(11, "rest"),
                                           triage(12, "walk"),
                                           checkin(13, 5),
                                           flare,
                                           triage(21, "rest", -1, 8),
                                           again,
                                           checkin(23, 6),
                                           later};
  const auto known = on(entries, 30);
  CHECK(known.at("rest_spells_30_days") == 2);
  CHECK(known.at("flares_in_4_weeks") == 2);
  CHECK(known.at("nprs_drop_since_short_rest") == 2);
}

}  // namespace backcoach
