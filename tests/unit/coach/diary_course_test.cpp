#include "../../../src/coach/diary_course.hpp"

#include "../../../src/coach/history.hpp"
#include "../../../src/coach/latest.hpp"
#include "../../support/catch.hpp"
#include "../plan/plan_support.hpp"
#include "backcoach/render.hpp"

namespace backcoach::test {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

const sys_days kFirst{std::chrono::year(2026) / 11 / 1};  // day 1

const KnowledgeBase& kb() { return shipped_knowledge_base(); }
const ProgressWords& words() { return kb().plan.progress.words; }

/// Somebody with mild pain and a plan of movements.
Answers person(int day = 1) {
  return full_answers({{"onset_days", 20 + day}, {"nprs_now", 4}});
}

/// A diary in the making, day by day.
class Diary {
 public:
  Diary& decide(int day) { return decide(day, person(day)); }
  Diary& decide(int day, const Answers& answers) {
    return decide(day, record_of(kb(), answers, triage(kb(), answers),
                                 Origin::checkin, "id"));
  }
  Diary& decide(int day, TriageRecord record) {
    add(day, "T08:01:00", std::move(record));
    return *this;
  }
  Diary& tell(int day, const std::string& light, DiaryValues values = {}) {
    add(day, "T08:00:00", CheckinRecord{light, std::move(values)});
    return *this;
  }
  /// A session in the afternoon; pain -1 = not given.
  Diary& session(int day, double before, double during) {
    SessionExercise done;
    done.exercise = "cat_camel";
    done.done_reps = 8;
    done.before = before;
    done.during = during;
    add(day, "T16:00:00", SessionRecord{"finished", {done}});
    return *this;
  }
  Diary& flare(int day) {
    add(day, "T09:00:00", FlareRecord{});
    return *this;
  }
  /// A day that was told of and decided on.
  Diary& go(int day, const std::string& light) {
    return tell(day, light).decide(day);
  }

  [[nodiscard]] std::optional<Course> on(int day) const {
    return course_of(kb(), entries, kFirst, kFirst + days(day - 1),
                     request_for(1));
  }

  std::vector<DiaryEntry> entries;

 private:
  template <class What>
  void add(int day, const std::string& time, What what) {
    DiaryEntry entry;
    entry.date = iso_date(std::chrono::year_month_day(kFirst + days(day - 1)));
    entry.at = entry.date + time;
    entry.what = std::move(what);
    entries.push_back(std::move(entry));
  }
};

DayLight last_light(const Diary& diary, int day) {
  const auto course = diary.on(day);
  REQUIRE(course);
  REQUIRE_FALSE(course->lights.empty());
  return course->lights.back();
}

bool says(const Course& course, std::string_view text) {
  return std::find(course.changes.begin(), course.changes.end(), text) !=
         course.changes.end();
}

}  // namespace

TEST_CASE("without a decision that allows a plan there is no course",
          "[progress]") {
  CHECK_FALSE(Diary().on(1));
  CHECK_FALSE(Diary().tell(1, "green").on(2));
  CHECK_FALSE(Diary().decide(1, full_answers({{"fever", "yes"}})).on(1));
  // Rules that decide alike go on; rules that would not do not.
  TriageRecord other =
      record_of(kb(), person(), triage(kb(), person()), Origin::triage, "id");
  other.knowledge = "another";
  CHECK(Diary().decide(1, other).on(1));
  other.answers["fever"] = std::string("yes");
  CHECK_FALSE(Diary().decide(1, other).on(1));
}

TEST_CASE("the first day is as the answers set it", "[progress]") {
  const Diary diary = Diary().decide(1);
  const auto course = diary.on(1);
  REQUIRE(course);
  const auto permission = triage(kb(), person()).plan_permission();
  REQUIRE(permission);
  const Course first = first_course(kb(), person(), *permission, 1);
  CHECK(course->day == 1);
  CHECK(course->stage == first.stage);
  CHECK(course->walking == first.walking);
  CHECK(course->lights.empty());
  CHECK(course->changes.empty());
  // A course that stands in the request is another one's.
  Course strange = first;
  strange.day = 40;
  PlanRequest request = request_for(1);
  request.course = &strange;
  const auto same =
      course_of(kb(), diary.entries, kFirst, kFirst + days(1), request);
  REQUIRE(same);
  CHECK(same->day == 2);
}

TEST_CASE("each day takes the light that was told of the day before",
          "[progress]") {
  for (const char* light : {"green", "amber", "red"}) {
    INFO(light);
    CHECK(last_light(Diary().decide(1).go(2, light), 2) ==
          day_light_named(light));
  }
  const Diary days_on =
      Diary().decide(1).go(2, "green").go(3, "amber").go(4, "green");
  const auto course = days_on.on(4);
  REQUIRE(course);
  CHECK(course->day == 4);
  CHECK(course->lights ==
        std::vector{DayLight::green, DayLight::amber, DayLight::green});
  // What comes later is not known on the day.
  CHECK(days_on.on(3)->lights.size() == 2);
}

TEST_CASE("a day that nobody told of was missed", "[progress]") {
  CHECK(last_light(Diary().decide(1), 2) == DayLight::missed);
  CHECK(last_light(Diary().decide(1).decide(2), 2) == DayLight::missed);
  CHECK(last_light(Diary().decide(1).go(2, ""), 2) == DayLight::missed);
  const auto after = Diary().decide(1).go(2, "green").decide(5).on(5);
  REQUIRE(after);
  CHECK(after->lights == std::vector{DayLight::green, DayLight::missed,
                                     DayLight::missed, DayLight::missed});
}

TEST_CASE("what was done without a word on how is never called good",
          "[progress]") {
  // Told to have walked; a session without its pain; one with it, and nothing
  // on the morning after.
  CHECK(last_light(Diary().decide(1).tell(2, "", {{"walked_minutes", 20.0}}),
                   2) == DayLight::amber);
  CHECK(last_light(Diary().decide(1).session(1, -1, -1), 2) == DayLight::amber);
  CHECK(last_light(Diary().decide(1).session(1, 3, 3), 2) == DayLight::amber);
  CHECK(last_light(Diary().decide(1).session(1, 3, 7), 2) == DayLight::red);
  // With a quiet morning it was good.
  CHECK(last_light(
            Diary().decide(1).session(1, 3, 3).tell(2, "", {{"nprs_now", 3.0}}),
            2) == DayLight::green);
}

TEST_CASE("a plan says what of a session changed it", "[progress]") {
  const auto after = [](double during, const std::string& told) {
    const auto course =
        Diary().decide(1).session(1, 3, during).go(2, told).on(2);
    REQUIRE(course);
    REQUIRE_FALSE(course->changes.empty());
    return course->changes.front();
  };
  ExercisePain pain;
  pain.before = 3;
  pain.during = 7;
  const std::string reason = session_words(kb().checkin.light, pain);
  REQUIRE_FALSE(reason.empty());
  CHECK(after(7, "green") == reason);
  CHECK(after(7, "") == reason);
  // Told to be worse than the session was: then that is the reason.
  CHECK(after(5, "red").find("from 3 to 5") == std::string::npos);
  CHECK(after(5, "amber").find("from 3 to 5") != std::string::npos);
}

TEST_CASE("a good day that changes nothing says so", "[progress]") {
  const auto good = Diary().decide(1).go(2, "green").on(2);
  REQUIRE(good);
  CHECK(good->changes == std::vector{words().same});
  // A good session is no reason for anything.
  const auto session = Diary()
                           .decide(1)
                           .session(1, 3, 3)
                           .tell(2, "", {{"nprs_now", 3.0}})
                           .decide(2)
                           .on(2);
  CHECK(session->changes == std::vector{words().same});
  const auto hold = Diary().decide(1).go(2, "amber").on(2);
  CHECK(hold->changes == std::vector{words().hold});
}

TEST_CASE("one more day off is not said again", "[progress]") {
  Diary diary = Diary().decide(1).decide(2).decide(3);
  CHECK(diary.on(2)->changes ==
        std::vector{kb().plan.progress.missed.front().text});
  CHECK(diary.on(3)->changes.empty());
}

TEST_CASE("what nobody has seen yet is still news", "[progress]") {
  // The check-in of day 2 did not lead to a plan, so nobody saw "hold".
  const auto unseen = Diary().decide(1).tell(2, "amber").go(3, "green").on(3);
  REQUIRE(unseen);
  CHECK(unseen->changes == std::vector{words().hold});
  const auto seen = Diary().decide(1).go(2, "amber").go(3, "green").on(3);
  REQUIRE(seen);
  CHECK(seen->changes == std::vector{words().same});
}

TEST_CASE("there is no course on the days of a referral, and one after them",
          "[progress]") {
  const Answers ill =
      full_answers({{"onset_days", 23}, {"nprs_now", 4}, {"fever", "yes"}});
  Diary diary;
  diary.decide(1).go(2, "green").decide(3, ill);
  CHECK(diary.on(2));
  CHECK_FALSE(diary.on(3));
  CHECK_FALSE(diary.on(4));
  diary.decide(5);
  const auto back = diary.on(5);
  REQUIRE(back);
  CHECK(back->day == 5);
  CHECK(back->lights == std::vector{DayLight::green, DayLight::missed,
                                    DayLight::missed, DayLight::missed});
  // Two decisions on one day: the last one counts.
  CHECK_FALSE(Diary().decide(1).decide(1, ill).on(1));
  CHECK(Diary().decide(1, ill).decide(1).on(1));
}

TEST_CASE("a referral before the first plan is no day of it", "[progress]") {
  const Answers ill = full_answers({{"onset_days", 21}, {"fever", "yes"}});
  const auto course = Diary().decide(1, ill).decide(3).on(3);
  REQUIRE(course);
  CHECK(course->day == 3);
  CHECK(course->lights.empty());
}

TEST_CASE("a bad day that was told begins a flare, and so does higher pain",
          "[progress]") {
  const auto told = Diary().decide(1).go(2, "green").decide(3).flare(3).on(3);
  REQUIRE(told);
  CHECK(told->stage == Stage::flare);
  CHECK(told->flare_day == 1);
  Diary pain;
  pain.decide(1);
  for (int day = 2; day <= 6; ++day) {
    pain.tell(day, "green", {{"nprs_now", 2.0}}).decide(day);
  }
  pain.tell(7, "amber", {{"nprs_now", 6.0}});
  CHECK(pain.on(7)->flare_day == 0);
  pain.tell(8, "amber", {{"nprs_now", 6.0}});
  CHECK(pain.on(8)->flare_day == 1);
}

TEST_CASE("a session that was too much is said at once", "[progress]") {
  const std::string& stop = kb().checkin.light.red_text;
  const auto red = Diary().decide(1).session(1, 3, 7).on(1);
  REQUIRE(red);
  CHECK(red->changes == std::vector{stop});
  CHECK_FALSE(says(*Diary().decide(1).session(1, 3, 3).on(1), stop));
  // On the day after, that day has its own word.
  CHECK_FALSE(says(*Diary().decide(1).session(1, 3, 7).on(2), stop));
}

TEST_CASE("an entry without a day changes nothing", "[progress]") {
  Diary diary = Diary().decide(1).go(2, "green");
  const auto before = diary.on(2);
  DiaryEntry strange = diary.entries.back();
  strange.date = "one day";
  std::get<TriageRecord>(strange.what).plan_allowed = true;
  diary.entries.insert(diary.entries.begin() + 1, strange);
  const auto after = diary.on(2);
  REQUIRE(before);
  REQUIRE(after);
  CHECK(after->lights == before->lights);
  CHECK(after->walking == before->walking);
}

}  // namespace backcoach::test
