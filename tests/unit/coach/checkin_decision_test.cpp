#include "../../../src/coach/checkin_decision.hpp"

#include <array>

#include "backcoach/load.hpp"
#include "checkin_support.hpp"

namespace backcoach::test {
namespace {

using std::chrono::hours;

constexpr std::array kUrgencies = {Urgency::self_care, Urgency::routine,
                                   Urgency::soon, Urgency::same_day,
                                   Urgency::emergency};

/// A decision with something in every list, so that losing one shows.
Decision decision_of(Status status, Urgency urgency, bool plan,
                     FindingIndex mark) {
  Decision decision;
  decision.status = status;
  decision.urgency = urgency;
  decision.plan_allowed = plan;
  if (plan) {
    decision.stage = Stage::walk;
    decision.focus = kb().stage(Stage::walk).focus;
  }
  decision.not_sure = {mark};
  decision.because = {{mark, 0, urgency, {mark}}};
  if (status == Status::needs_answers) decision.missing = {mark};
  return decision;
}

/// What the rules of a base decide in which every row leads to `stage`.
Decision ruled(Stage stage) {
  KnowledgeBase base = kb();
  for (Row& row : base.rows) {
    row.stage = stage;
    row.focus = base.stage(stage).focus;
  }
  return triage(base, full_answers());
}
}  // namespace

TEST_CASE("a bad day is as small as it can be, and no more is allowed",
          "[progress]") {
  for (const Urgency urgency : kUrgencies) {
    const Decision refused = decision_of_bad_day(
        kb(), decision_of(Status::decided, urgency, false, 1));
    CHECK_FALSE(refused.plan_permission());
    CHECK_FALSE(refused.stage);
    const Decision open = decision_of_bad_day(
        kb(), decision_of(Status::needs_answers, urgency, true, 1));
    CHECK_FALSE(open.plan_permission());
  }
  for (const Stage stage : {Stage::rest, Stage::walk, Stage::mobility,
                            Stage::strength, Stage::maintain}) {
    const Decision decision = ruled(stage);
    const Decision small = decision_of_bad_day(kb(), decision);
    CHECK(small.stage == (stage == Stage::rest ? stage : Stage::flare));
    CHECK(small.focus == kb().stage(*small.stage).focus);
    CHECK(small.urgency == decision.urgency);
    CHECK(small.plan_permission());
  }
}

TEST_CASE("news is another urgency, another rule, or another grade",
          "[progress]") {
  Decision before = decision_of(Status::decided, Urgency::routine, true, 1);
  before.because = {{3, 0, Urgency::routine, {5}}};
  Decision now = before;
  now.not_sure.clear();
  now.because[0].answers = {6};
  CHECK_FALSE(is_news(before, now));
  now.urgency = Urgency::soon;
  CHECK(is_news(before, now));
  now = before;
  now.because[0].rule = 4;
  CHECK(is_news(before, now));
  now = before;
  now.because[0].outcome = 1;
  CHECK(is_news(before, now));
  now = before;
  now.because.clear();
  CHECK(is_news(before, now));
  CHECK(is_news(now, before));
}

TEST_CASE("hours of rest count from the decision for it", "[progress]") {
  Decision rest = decision_of(Status::decided, Urgency::self_care, true, 1);
  rest.stage = Stage::rest;
  CHECK(rest_hours_since(rest, kNow, kNow + hours(5)) == 5);
  CHECK(rest_hours_since(rest, kNow, kNow + std::chrono::minutes(30)) == 0.5);
  CHECK(rest_hours_since(rest, kNow, kNow) == 0);
  // A clock that was put back gives no hours to rest more.
  CHECK(rest_hours_since(rest, kNow, kNow - hours(5)) == 0);
  rest.stage = Stage::walk;
  CHECK(rest_hours_since(rest, kNow, kNow + hours(5)) == 0);
  rest.stage.reset();
  CHECK(rest_hours_since(rest, kNow, kNow + hours(5)) == 0);
}

TEST_CASE("the worse of what was told and of yesterday's sessions stands",
          "[progress]") {
  const LightRules& rules = kb().checkin.light;
  const std::vector<std::optional<Light>> all = {std::nullopt, Light::green,
                                                 Light::amber, Light::red};
  for (const auto& session : all) {
    DiaryDay yesterday;
    yesterday.date = kToday - days(1);
    if (session) {
      yesterday.plan_light = name(*session);
      yesterday.session = ExercisePain{};
      yesterday.session->before = 2;
      yesterday.session->during = 6;
    }
    for (const auto& told : all) {
      const auto light =
          light_of_yesterday(rules, std::span(&yesterday, 1), kToday, told);
      INFO(int(!!told) << " " << int(told.value_or(Light::green)) << ", "
                       << yesterday.plan_light);
      CHECK(light.light == std::max(told, session));
      const bool from_session =
          session > told && session > std::optional(Light::green);
      CHECK(light.because.empty() == !from_session);
      // The session of another day says nothing of yesterday.
      for (const int off : {-1, 1}) {
        const auto other = light_of_yesterday(rules, std::span(&yesterday, 1),
                                              kToday + days(off), told);
        CHECK(other.light == told);
        CHECK(other.because.empty());
      }
    }
  }
}

TEST_CASE("what was told of the same evening has no session to name",
          "[progress]") {
  DiaryDay yesterday;
  yesterday.date = kToday - days(1);
  yesterday.plan_light = "red";
  const auto light = light_of_yesterday(
      kb().checkin.light, std::span(&yesterday, 1), kToday, Light::green);
  CHECK(light.light == Light::red);
  CHECK(light.because.empty());
}

TEST_CASE("a check-in starts from the last decision and the days since",
          "[progress]") {
  const Answers answers = full_answers({{"nprs_now", 6}});
  const std::vector<DiaryEntry> diary = {triage_on(kToday - days(3), answers)};
  const auto latest = latest_of(kb(), diary);
  REQUIRE(latest);
  const auto basis = [&](std::vector<DiaryEntry> entries, sys_days date,
                         local_seconds now) {
    return checkin_start(kb(), std::move(entries), *latest, date, now).basis;
  };
  CHECK(basis(diary, kToday, kNow).days == 3);
  CHECK(basis(diary, kToday, kNow - days(30)).days == 0);
  CHECK(basis(diary, kToday, kNow).answers == latest->answers);
  // Without other days the number of the triage is the usual one.
  CHECK(basis(diary, kToday - days(3), kNow).usual_pain == 6.0);
  std::vector<DiaryEntry> more = diary;
  more.push_back(entry_of(kToday - days(1)));
  more.back().what = CheckinRecord{"", {{"nprs_now", 2.0}}};
  CHECK(basis(more, kToday, kNow).usual_pain == 4.0);
  // The day itself is what is compared.
  CHECK(basis(more, kToday - days(1), kNow).usual_pain == 6.0);
  Latest silent = *latest;
  silent.answers.clear(finding("nprs_now"));
  CHECK_FALSE(checkin_start(kb(), {}, silent, kToday, kNow).basis.usual_pain);
}

TEST_CASE("rest goes on counting from check-in to check-in", "[progress]") {
  const Answers answers = full_answers(
      {{"nprs_now", 9}, {"onset_days", 2}, {"rest_hours_used", 0}});
  REQUIRE(triage(kb(), answers).stage == Stage::rest);
  const CheckinStart start = start_from(answers);
  CHECK(start.basis.rest_hours == 24);
  const CheckinResult result = told(start, quiet({{"nprs_now", 9}}));
  CHECK(result.checked.answers[finding("rest_hours_used")] == Answer(24.0));
}

TEST_CASE("a quiet check-in leaves a referral as it is", "[progress]") {
  const Answers answers = full_answers({{"fever", "yes"}});
  const Decision before = triage(kb(), answers);
  REQUIRE(before.status == Status::decided);
  REQUIRE_FALSE(before.plan_permission());
  const CheckinStart start = start_from(answers);
  const CheckinResult result = told(start, quiet());
  // By its answers alone this person could go on.
  REQUIRE(triage(kb(), result.checked.answers).plan_permission());
  CHECK_FALSE(result.decision.plan_permission());
  // It tells nothing new, makes no light, and ends nothing.
  CHECK(result.decision.urgency == Urgency::self_care);
  CHECK_FALSE(result.light);
  CHECK(result.ends.empty());
  CHECK_FALSE(is_alarm(start, result));
  CHECK_FALSE(decides_today(start, result, kToday));
}

TEST_CASE("a new danger sign is told although a referral stands",
          "[progress]") {
  const CheckinStart start = start_from(full_answers({{"fever", "yes"}}));
  Answers now = quiet({{"pee_retention", "yes"}});
  now.set(finding("danger_toilet"), YesNo::yes);
  const CheckinResult worse = told(start, now);
  CHECK(worse.decision.urgency == Urgency::emergency);
  CHECK(decides_today(start, worse, kToday));
}

TEST_CASE("what is written down holds the day, the light and the values",
          "[progress]") {
  CheckinStart start = start_from(full_answers());
  Answers now = quiet({{"nprs_now", 3}});
  REQUIRE(set_checkin_answer(kb(), "went=well", now).empty());
  const CheckinResult result = told(start, now);
  // What was said stands; what follows from it may be beside it.
  for (std::size_t i = 0; i < kb().findings.size(); ++i) {
    const auto at = static_cast<FindingIndex>(i);
    INFO(kb().findings[i].id);
    if (now.answered(at)) CHECK(result.now[at] == now[at]);
  }
  CHECK(result.light == Light::green);
  const auto& record = std::get<CheckinRecord>(result.entry.what);
  CHECK(record.light == "green");
  CHECK(number_in(record.values, "nprs_now", -1) == 3);
  CHECK(word_in(record.values, "went") == "well");
  // What is private is decided on, and not kept.
  CHECK_FALSE(record.values.contains("danger_mind"));
  start.is_flare = true;
  const CheckinResult flare = told(start, now);
  CHECK(std::get<FlareRecord>(flare.entry.what).values == record.values);
}

TEST_CASE("a session of yesterday is heard beside what is told", "[progress]") {
  DiaryEntry session = entry_of(kToday - days(1), "T16:00:00");
  SessionExercise done;
  done.exercise = "cat_camel";
  done.done_reps = 8;
  done.before = 3;
  done.during = 7;
  session.what = SessionRecord{"finished", {done}};
  Answers now = quiet();
  REQUIRE(set_checkin_answer(kb(), "went=well", now).empty());
  const CheckinResult result = told(start_from(full_answers(), {session}), now);
  CHECK(result.light == Light::red);
  CHECK_FALSE(result.light_because.empty());
  // The record keeps what was told.
  CHECK(std::get<CheckinRecord>(result.entry.what).light == "green");
}

TEST_CASE("a danger sign sends for help, whatever was left out", "[progress]") {
  const CheckinStart start = start_from(full_answers());
  for (const char* measure : {"danger_saddle", "danger_toilet", "danger_legs",
                              "danger_chest", "danger_walk", "danger_mind"}) {
    Answers now(kb().findings.size());
    now.set(finding(measure), YesNo::yes);
    INFO(measure);
    CHECK(is_alarm(start, told(start, now)));
  }
  CHECK_FALSE(is_alarm(start, told(start, quiet())));
}

TEST_CASE("an alarm is a sign or a worse urgency, from soon on", "[progress]") {
  CheckinStart start = start_from(full_answers());
  for (const Urgency before : kUrgencies) {
    start.latest.decision.urgency = before;
    for (const Urgency now : kUrgencies) {
      CheckinResult result;
      result.decision.urgency = now;
      INFO(name(before) << " to " << name(now));
      CHECK(is_alarm(start, result) == (now > before && now >= Urgency::soon));
      result.checked.signs = {1};
      CHECK(is_alarm(start, result) == (now >= Urgency::soon));
    }
  }
}

TEST_CASE("a check-in of an earlier day can stop a plan, not make one",
          "[progress]") {
  const std::chrono::year_month_day today(kToday);
  CheckinStart start = start_from(full_answers());
  for (const Urgency before : kUrgencies) {
    start.latest.decision.urgency = before;
    for (const Urgency now : kUrgencies) {
      CheckinResult result;
      result.decision.urgency = now;
      INFO(name(before) << " to " << name(now));
      for (const int back : {0, 1, 5}) {
        start.date = kToday - days(back);
        result.decision.status = Status::needs_answers;
        CHECK_FALSE(decides_today(start, result, today));
        result.decision.status = Status::decided;
        CHECK(decides_today(start, result, today) ==
              (back == 0 || now > before));
      }
    }
  }
}

TEST_CASE("after an alarm every danger sign is asked anew", "[progress]") {
  const Answers before = full_answers();
  const Answers open = with_signs_open(kb(), before);
  for (std::size_t i = 0; i < kb().findings.size(); ++i) {
    const auto at = static_cast<FindingIndex>(i);
    INFO(kb().findings[i].id);
    if (kb().findings[i].core) {
      CHECK_FALSE(open.answered(at));
    } else {
      CHECK(open[at] == before[at]);
    }
  }
  CHECK(triage(kb(), open).status == Status::needs_answers);
}

TEST_CASE("questions that broke off leave only help of today", "[progress]") {
  Decision decision;
  for (const Urgency urgency : kUrgencies) {
    decision.urgency = urgency;
    CHECK(holds_unfinished(decision) ==
          (urgency == Urgency::same_day || urgency == Urgency::emergency));
  }
}

}  // namespace backcoach::test
