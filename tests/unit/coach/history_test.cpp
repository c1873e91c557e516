#include "../../../src/coach/history.hpp"

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

const DailyCheck& rules() { return test::shipped_knowledge_base().checkin; }

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
  CHECK(on(entries, 6).at("bearable_days") == 2);
  CHECK(on(entries, 7).at("low_pain_days") == 0);
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
  const std::vector<DiaryEntry> entries = {checkin(1, 8), checkin(1, 4),
                                           repeated};
  const auto known = diary_days(rules().light, entries);
  REQUIRE(known.size() == 1);
  CHECK(known[0].pain == 6.0);
}

TEST_CASE("rest spells and flares are counted by their beginning",
          "[progress]") {
  DiaryEntry flare = entry(20);
  flare.what = FlareRecord{{{"nprs_now", 7.0}}};
  DiaryEntry again = entry(22);
  again.what = FlareRecord{};
  DiaryEntry later = entry(29);
  later.what = FlareRecord{{{"nprs_now", 8.0}}};
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
  // That of today has not lasted over a day yet.
  CHECK(known.at("flares_in_4_weeks") == 1);
  CHECK(known.at("flare_day") == 0);
  // The last pain is now that of the day on which the second flare began.
  CHECK(known.at("nprs_drop_since_short_rest") == 0);
  CHECK(known.at("days_since_flare") == 1);
  const auto before = on(entries, 28);
  CHECK(before.at("nprs_drop_since_short_rest") == 2);
  CHECK(before.at("days_since_flare") == 8);
  CHECK(before.at("flare_day") == 0);
}

namespace {

DiaryEntry session(int day, double before, double during, int reps = 10) {
  DiaryEntry out = entry(day);
  out.at = out.date + "T16:00:00";
  SessionExercise done;
  done.exercise = "cat_camel";
  done.done_reps = reps;
  done.before = before;
  done.during = during;
  out.what = SessionRecord{"finished", {done}};
  return out;
}

DiaryDay day_of_session(const std::vector<DiaryEntry>& entries) {
  return diary_days(rules().light, entries).at(0);
}

std::string told_next_day(const std::vector<DiaryEntry>& entries) {
  return diary_days(rules().light, entries).at(1).light;
}

}  // namespace

TEST_CASE("the pain of a session gives the light of the next day",
          "[progress]") {
  CHECK(told_next_day({session(1, 3, 3), checkin(2, 3)}) == "green");
  CHECK(told_next_day({session(1, 3, 5), checkin(2, 3)}) == "amber");
  CHECK(told_next_day({session(1, 3, 6), checkin(2, 3)}) == "red");
  // The morning after: up by 1, up by 2.
  CHECK(told_next_day({session(1, 3, 3), checkin(2, 4)}) == "amber");
  CHECK(told_next_day({session(1, 3, 3), checkin(2, 5)}) == "red");
}

TEST_CASE("what is known of the morning after a session", "[progress]") {
  const DiaryEntry first = session(1, 3, 3);
  // Said by itself, or well, or the first number of an early check-in.
  CHECK(told_next_day({first, checkin(2, 3, {{"exercise_morning", 5.0}})}) ==
        "red");
  CHECK(
      told_next_day({first, checkin(2, 6, {{"went", std::string("well")}})}) ==
      "green");
  DiaryEntry late = checkin(2, 3);
  late.at = late.date + "T18:00:00";
  CHECK(told_next_day({first, late}) == "amber");
  CHECK(told_next_day({first, session(2, 3, 3), checkin(2, 3)}) == "amber");
  // Nothing on the day after: not known, so not good.
  CHECK(day_of_session({first, checkin(3, 3)}).plan_light == "amber");
  CHECK(told_next_day({first, checkin(3, 3)}).empty());
}

TEST_CASE("the worse of session and check-in stands", "[progress]") {
  CHECK(told_next_day({session(1, 3, 3), checkin(2, 3, {}, "red")}) == "red");
  CHECK(told_next_day({session(1, 3, 6), checkin(2, 3, {}, "green")}) == "red");
  CHECK(told_next_day({session(1, 3, 3), session(1, 3, 6), checkin(2, 3)}) ==
        "red");
}

TEST_CASE("a session without anything done, or without pain, has no light",
          "[progress]") {
  const DiaryDay nothing = day_of_session({session(1, 3, 9, 0)});
  CHECK(nothing.plan_light.empty());
  CHECK_FALSE(nothing.moved());
  const DiaryDay silent = day_of_session({session(1, -1, -1)});
  CHECK(silent.plan_light.empty());
  CHECK(silent.moved());
}

TEST_CASE("the evening tells of the plan of the day", "[progress]") {
  const auto evening = [](int day, const std::string& light) {
    DiaryEntry out = checkin(day, 3, {{"went", std::string("more")}}, light);
    out.at = out.date + "T21:30:00";
    return out;
  };
  // Told in the evening and again next morning: one bad day, not two.
  const std::vector<DiaryEntry> twice = {triage(1), evening(1, "red"),
                                         checkin(2, 3, {}, "red")};
  const auto known = diary_days(rules().light, twice);
  CHECK(known[0].light.empty());
  CHECK(known[0].plan_light == "red");
  CHECK(on(twice, 1).at("red_days_in_5") == 1);
  CHECK(on(twice, 2).at("red_days_in_5") == 1);
  // Bad in the evening is not made good by the morning; good is for the
  // morning to say.
  CHECK(told_next_day({triage(1), evening(1, "red"),
                       checkin(2, 3, {}, "green")}) == "red");
  CHECK(told_next_day({triage(1), evening(1, "green"),
                       checkin(2, 3, {}, "amber")}) == "amber");
  CHECK(told_next_day({triage(1), evening(1, "green"), checkin(2, 3)}).empty());
  // The first check-in of a day is about the days before, however late.
  CHECK(diary_days(rules().light, std::vector{evening(1, "red")})[0].light ==
        "red");
}

TEST_CASE("a red session counts at once, and once", "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0), session(1, 3, 7)};
  CHECK(on(entries, 1).at("red_days_in_5") == 1);
  entries.push_back(checkin(2, 3, {}, "red"));
  CHECK(on(entries, 2).at("red_days_in_5") == 1);
  CHECK(on(entries, 7).at("red_days_in_5") == 0);
}

TEST_CASE("a session says what gave its light", "[progress]") {
  const auto words = [](double before, double during, double morning) {
    ExercisePain pain;
    pain.before = before;
    pain.during = during;
    pain.morning = morning;
    return session_words(rules().light, pain);
  };
  CHECK(words(3, 6, 3).find("from 3 to 6") != std::string::npos);
  CHECK(words(3, 3, 5).find("was 5, up from 3") != std::string::npos);
  CHECK(session_words(rules().light, {}).empty());
}

TEST_CASE("a green day belongs to the plan it is about", "[progress]") {
  // The plan of day 0 was walking; mobility begins on day 1.
  std::vector<DiaryEntry> entries = {triage(0), checkin(1, 3, {}, "green"),
                                     triage(1, "mobility")};
  CHECK(on(entries, 1).at("green_days_in_mobility") == 0);
  entries.push_back(checkin(2, 3, {}, "green"));
  CHECK(on(entries, 2).at("green_days_in_mobility") == 1);
}

TEST_CASE("the strength level grows with good days of strength", "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0)};
  CHECK(on(entries, 0).at("strength_level") == 0);
  entries.push_back(triage(1, "strength"));
  CHECK(on(entries, 1).at("strength_level") == 1);
  const int week = rules().history.level_days;
  for (int day = 2; day <= week; ++day) {
    entries.push_back(checkin(day, 2, {}, "green"));
  }
  CHECK(on(entries, week).at("strength_level") == 1);
  entries.push_back(checkin(week + 1, 2, {}, "green"));
  CHECK(on(entries, week + 1).at("strength_level") == 2);
}

TEST_CASE("pain above the usual for more than a day is a flare", "[progress]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  std::vector<DiaryEntry> entries;
  for (int day = 0; day < 5; ++day) entries.push_back(checkin(day, 3));
  entries.push_back(checkin(5, 5));
  const auto flare = [&](int day) {
    return pain_says_flare(kb, diary_days(rules().light, entries),
                           kStart + days(day));
  };
  CHECK_FALSE(flare(5));
  entries.push_back(checkin(6, 5));
  CHECK(flare(6));
  CHECK_FALSE(flare(7));
  entries.back() = checkin(6, 4);
  CHECK_FALSE(flare(6));
}

TEST_CASE("the first pain told is what is compared with", "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0)};
  for (int day = 8; day < 16; ++day) entries.push_back(checkin(day, 4));
  CHECK_FALSE(on(entries, 8).contains("nprs_fall"));
  const auto known = on(entries, 15);
  CHECK(known.at("nprs_week_mean") == 4);
  CHECK(known.at("nprs_week_mean_change") == 0);
  // A fall counts from the second day with pain on.
  const std::vector<DiaryEntry> better = {triage(0), checkin(0, 8),
                                          checkin(1, 4)};
  CHECK(on(better, 1).at("nprs_fall") == 2);
  CHECK(on(better, 1).at("nprs_fall_percent") == 25);
}

TEST_CASE("a day without pain is no worse day", "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0)};
  for (int day = 0; day < 7; ++day) entries.push_back(checkin(day, 3));
  for (int day = 7; day < 12; ++day) entries.push_back(checkin(day, 5));
  entries.back() = entry(11);
  entries.back().what = CheckinRecord{};
  CHECK(on(entries, 11).at("worse_days_of_last_5") == 4);
}

TEST_CASE("strength of an earlier episode is not that of this one",
          "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0, "strength"), triage(40)};
  CHECK(on(entries, 41).at("strength_level") == 0);
  entries.push_back(triage(42, "maintain"));
  CHECK(on(entries, 42).at("strength_level") == 1);
}

TEST_CASE("without a rule for it the strength level does not grow",
          "[progress]") {
  DailyCheck check = rules();
  check.history.level_days = 0;
  std::vector<DiaryEntry> entries = {triage(0, "strength")};
  for (int day = 1; day < 20; ++day) {
    entries.push_back(checkin(day, 2, {}, "green"));
  }
  const auto known = history_measures(check, entries, kStart + days(19));
  CHECK(known.at("strength_level") == 1);
}

TEST_CASE("activities change from one answer to another", "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0),
                                     checkin(1, 3, {{"activity_score", 4.0}})};
  CHECK_FALSE(on(entries, 1).contains("psfs_change"));
  entries.push_back(checkin(8, 3, {{"activity_score", 6.0}}));
  CHECK(on(entries, 8).at("psfs_change") == 2);
}

TEST_CASE("days since leg signs spread are counted from the last of them",
          "[progress]") {
  const std::string measure = "days_without_leg_spread";
  const DiaryValues spread = {{"leg_pain_further_down", std::string("yes")}};
  std::vector<DiaryEntry> entries = {triage(0), checkin(1, 3, spread)};
  CHECK(on(entries, 1).at(measure) == 0);
  entries.push_back(checkin(2, 3));
  entries.push_back(checkin(3, 3));
  CHECK(on(entries, 3).at(measure) == 2);
  // A day without an entry says nothing, neither good nor bad.
  CHECK_FALSE(on(entries, 4).contains(measure));
  entries.push_back(checkin(5, 3));
  CHECK(on(entries, 5).at(measure) == 1);
}

TEST_CASE("spells that are long over are not counted", "[progress]") {
  DiaryEntry flare = entry(1);
  flare.what = FlareRecord{{{"nprs_now", 7.0}}};
  std::vector<DiaryEntry> entries = {triage(0, "rest"), flare, triage(2)};
  CHECK(on(entries, 2).at("rest_spells_30_days") == 1);
  entries.push_back(checkin(2, 7));
  CHECK(on(entries, 2).at("flares_in_4_weeks") == 1);
  for (int day = 3; day <= 40; ++day) entries.push_back(checkin(day, 3));
  CHECK(on(entries, 40).at("rest_spells_30_days") == 0);
  CHECK(on(entries, 40).at("flares_in_4_weeks") == 0);
  // Without a decision nobody knows of rest.
  CHECK_FALSE(on({checkin(0, 3)}, 0).contains("rest_spells_30_days"));
}

TEST_CASE("a drop of pain needs both numbers, and a plan", "[progress]") {
  DiaryEntry flare = entry(1);
  flare.what = FlareRecord{};
  const auto silent = on({triage(0, "rest"), flare, checkin(3, 2)}, 3);
  CHECK_FALSE(silent.contains("nprs_drop_since_short_rest"));
  CHECK(silent.at("days_since_flare") == 2);
  // A flare of somebody who has no plan is no flare of one.
  flare.what = FlareRecord{{{"nprs_now", 7.0}}};
  const auto no_plan = on({triage(0, ""), flare, checkin(3, 2)}, 3);
  CHECK_FALSE(no_plan.contains("days_since_flare"));
  const auto with_plan = on({triage(0), flare, checkin(3, 2)}, 3);
  CHECK(with_plan.at("days_since_flare") == 2);
  CHECK(with_plan.at("flare_day") == 0);
}

namespace {

/// A week at 2, then these numbers day by day, each with its light.
std::vector<DiaryEntry> week_then(const std::vector<double>& pains,
                                  const std::string& light = "amber") {
  std::vector<DiaryEntry> entries = {triage(0, "walk", -1, 2)};
  for (int day = 1; day < 7; ++day) entries.push_back(checkin(day, 2));
  int day = 7;
  for (const double pain : pains) {
    entries.push_back(checkin(day++, pain, {}, light));
  }
  return entries;
}

}  // namespace

TEST_CASE("a flare by pain alone is counted by its days", "[progress]") {
  const auto entries = week_then({5, 6, 6, 6, 7, 6, 6});
  CHECK_FALSE(on(entries, 7).contains("flare_day"));  // one day so far
  CHECK(on(entries, 8).at("flare_day") == 2);
  CHECK(on(entries, 8).at("flares_in_4_weeks") == 1);
  CHECK(on(entries, 13).at("flare_day") == 7);
  CHECK(on(entries, 13).at("days_since_flare") == 6);
}

TEST_CASE("a flare ends down, back, or with good days", "[progress]") {
  CHECK(on(week_then({6, 6, 4}), 9).at("flare_day") == 0);  // 2 points less
  CHECK(on(week_then({4, 4, 3}), 9).at("flare_day") == 0);  // near the usual
  CHECK(on(week_then({6, 6, 5}), 9).at("flare_day") == 3);
  const auto good = week_then({5, 5, 5, 5, 5}, "green");
  CHECK(on(good, 10).at("flare_day") == 4);
  CHECK(on(good, 11).at("flare_day") == 0);
}

TEST_CASE("more pain for a day is no flare", "[progress]") {
  const auto known = on(week_then({5, 2, 5, 2, 5, 2}), 12);
  CHECK(known.at("flares_in_4_weeks") == 0);
  CHECK_FALSE(known.contains("days_since_flare"));
}

TEST_CASE("good days end high irritability until it is told again",
          "[progress]") {
  std::vector<DiaryEntry> entries = {triage(0)};
  for (int day = 1; day <= 3; ++day) {
    entries.push_back(checkin(day, 4, {}, "green"));
  }
  CHECK(on(entries, 3).at("green_days_recently") == 3);
  entries.push_back(checkin(4, 4));
  entries.push_back(checkin(5, 5, {}, "red"));
  entries.push_back(checkin(6, 4));
  CHECK(on(entries, 6).at("green_days_recently") == 3);
  entries.push_back(checkin(7, 4, {{"settle_time", std::string("gt2h")}}));
  CHECK(on(entries, 7).at("green_days_recently") == 0);
}

TEST_CASE("a flare by pain is one of the days up to the day", "[progress]") {
  const KnowledgeBase& shipped = test::shipped_knowledge_base();
  std::vector<DiaryEntry> entries;
  for (int day = 0; day < 5; ++day) entries.push_back(checkin(day, 3));
  entries.push_back(checkin(5, 6));
  entries.push_back(checkin(6, 6));
  const auto known = diary_days(rules().light, entries);
  // What comes later is not known yet.
  CHECK_FALSE(pain_says_flare(shipped, known, kStart + days(5)));
  CHECK(pain_says_flare(shipped, known, kStart + days(6)));
  KnowledgeBase never = shipped;
  never.plan.progress.flare.hours = 0;
  CHECK_FALSE(pain_says_flare(never, known, kStart + days(6)));
  // A day on which no pain was given is not one of pain.
  entries.back() = entry(6);
  entries.back().what = CheckinRecord{};
  CHECK_FALSE(pain_says_flare(shipped, diary_days(rules().light, entries),
                              kStart + days(6)));
}

}  // namespace backcoach
