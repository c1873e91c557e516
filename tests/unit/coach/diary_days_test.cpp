#include "../../../src/coach/history.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::test {
namespace {

const LightRules& rules() { return shipped_knowledge_base().checkin.light; }

constexpr const char* kDay = "2026-11-02";
constexpr const char* kNextDay = "2026-11-03";

DiaryEntry entry(const std::string& date, const std::string& at) {
  DiaryEntry out;
  out.date = date;
  out.at = at;
  return out;
}

DiaryEntry checkin(DiaryValues values, const std::string& light = "",
                   const std::string& time = "T08:00:00",
                   const std::string& date = kDay) {
  DiaryEntry out = entry(date, date + time);
  out.what = CheckinRecord{light, std::move(values)};
  return out;
}

DiaryEntry session(SessionExercise done) {
  DiaryEntry out = entry(kDay, std::string(kDay) + "T16:00:00");
  done.exercise = "cat_camel";
  out.what = SessionRecord{"finished", {std::move(done)}};
  return out;
}

DiaryEntry decision(const std::string& stage, const std::string& date,
                    const std::string& time = "T08:01:00") {
  DiaryEntry out = entry(date, date + time);
  TriageRecord record;
  record.origin = "checkin";
  record.stage = stage;
  record.plan_allowed = true;
  out.what = record;
  return out;
}

DiaryDay first_day(const std::vector<DiaryEntry>& entries) {
  const auto days = diary_days(rules(), entries);
  REQUIRE_FALSE(days.empty());
  return days.front();
}

}  // namespace

TEST_CASE("of several numbers for a day the most counts", "[progress]") {
  const DiaryEntry less = checkin({{"walked_minutes", 10.0}});
  const DiaryEntry more = checkin({{"walked_minutes", 25.0}});
  CHECK(first_day({less, more}).walked_minutes == 25.0);
  CHECK(first_day({more, less}).walked_minutes == 25.0);
  CHECK_FALSE(first_day({checkin({})}).walked_minutes);
}

TEST_CASE("nothing done is nothing done, however it was told", "[progress]") {
  const auto moved = [](DiaryValues values) {
    return first_day({checkin(std::move(values))}).told_moved;
  };
  CHECK_FALSE(moved({}));
  CHECK_FALSE(moved({{"went", std::string("none")}}));
  CHECK(moved({{"went", std::string("more")}}));
  CHECK(moved({{"walked_minutes", 5.0}}));
  CHECK_FALSE(moved({{"walked_minutes", 0.0}}));
}

TEST_CASE("signs that reach further down a leg are seen on their day",
          "[progress]") {
  for (const char* sign :
       {"new_leg", "leg_pain_further_down", "new_numbness"}) {
    INFO(sign);
    CHECK(first_day({checkin({{sign, std::string("yes")}})}).legs_spread);
    CHECK_FALSE(first_day({checkin({{sign, std::string("no")}})}).legs_spread);
  }
  // A later check-in of the day does not take it back.
  CHECK(first_day({checkin({{"new_leg", std::string("yes")}}),
                   checkin({{"new_leg", std::string("no")}})})
            .legs_spread);
}

TEST_CASE("one set, one repeat or some seconds are something done",
          "[progress]") {
  for (auto part : {&SessionExercise::done_sets, &SessionExercise::done_reps,
                    &SessionExercise::done_seconds}) {
    SessionExercise done;
    CHECK_FALSE(first_day({session(done)}).plan_done);
    done.*part = 1;
    CHECK(first_day({session(done)}).plan_done);
  }
}

TEST_CASE("a session with one number alone is not called good", "[progress]") {
  for (auto part : {&SessionExercise::before, &SessionExercise::during}) {
    SessionExercise done;
    done.done_reps = 8;
    done.*part = 1;
    CHECK(first_day({session(done),
                     checkin({{"nprs_now", 1.0}}, "", "T08:00", kNextDay)})
              .plan_light == "amber");
  }
}

TEST_CASE("the worst of several sessions is that of the day", "[progress]") {
  SessionExercise bad;
  bad.done_reps = 8;
  bad.before = 2;
  bad.during = 8;
  SessionExercise good = bad;
  good.during = 2;
  for (const auto& both : {std::vector{session(bad), session(good)},
                           std::vector{session(good), session(bad)}}) {
    const DiaryDay day = first_day(both);
    CHECK(day.plan_light == "red");
    REQUIRE(day.session);
    CHECK(day.session->during == 8.0);
  }
}

TEST_CASE("a time that cannot be read is no morning", "[progress]") {
  SessionExercise done;
  done.done_reps = 8;
  done.before = done.during = 3;
  const auto light = [&](const std::string& time) {
    return first_day({session(done),
                      checkin({{"nprs_now", 3.0}}, "", time, kNextDay)})
        .plan_light;
  };
  CHECK(light("T08:00:00") == "green");
  CHECK(light("") == "amber");
  CHECK(light("Txx:00:00") == "amber");
}

TEST_CASE("what was told is about today only after a plan of today",
          "[progress]") {
  const DiaryValues went = {{"went", std::string("more")}};
  const auto told = [&](const DiaryEntry& entry) {
    return first_day({decision("walk", kDay), entry});
  };
  const DiaryEntry evening = checkin(went, "red", "T21:00:00");
  CHECK(told(evening).plan_light == "red");
  CHECK(told(evening).light.empty());
  // In the morning, written down on another day, or at no known hour.
  CHECK(told(checkin(went, "red", "T09:00:00")).light == "red");
  DiaryEntry late = evening;
  late.at = std::string(kNextDay) + "T21:00:00";
  CHECK(told(late).light == "red");
  DiaryEntry no_hour = evening;
  no_hour.at = kDay;
  CHECK(told(no_hour).light == "red");
}

TEST_CASE("the light belongs to the plan that held when it was told",
          "[progress]") {
  const std::vector<DiaryEntry> entries = {
      decision("walk", kDay), checkin({}, "green", "T08:00:00", kNextDay),
      decision("mobility", kNextDay),
      checkin({}, "green", "T09:00:00", kNextDay)};
  const auto days = diary_days(rules(), entries);
  REQUIRE(days.size() == 2);
  CHECK(days[1].stage == "walk");
}

TEST_CASE("only a day of the calendar is a day", "[progress]") {
  const auto day = day_of("2028-02-29");
  REQUIRE(day);
  CHECK(*day == std::chrono::sys_days(std::chrono::year(2028) / 2 / 29));
  for (const char* text :
       {"", "2026-11-2", "2026-11-021", "2026/11-02", "2026-11/02",
        "abcd-11-02", "2026-xx-02", "2026-11-xx", "2026-00-02", "2026-11-00",
        "2026-13-01", "2026-11-31", "2026-02-29"}) {
    INFO(text);
    CHECK_FALSE(day_of(text));
  }
}

TEST_CASE("what gave the light of a session, with what is known",
          "[progress]") {
  LightRules plain;
  plain.because_during = "{before} to {during}";
  plain.because_morning = "{before}, then {morning}";
  ExercisePain pain;
  CHECK(session_words(plain, pain).empty());
  pain.before = 2;
  CHECK(session_words(plain, pain).empty());
  // The morning after tells it when nothing rose before.
  pain.morning = 4;
  CHECK(session_words(plain, pain) == "2, then 4");
  pain.during = 2;
  CHECK(session_words(plain, pain) == "2, then 4");
  pain.during = 5;
  CHECK(session_words(plain, pain) == "2 to 5");
  pain.morning = 2;
  CHECK(session_words(plain, pain) == "2 to 5");
  plain.because_during = "It rose.";
  CHECK(session_words(plain, pain) == "It rose.");
}

}  // namespace backcoach::test
