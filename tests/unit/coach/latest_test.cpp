#include "../../../src/coach/latest.hpp"

#include <algorithm>

#include "../../../src/kb/diary_answers.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"

namespace backcoach::test {
namespace {

using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::year_month_day;

const KnowledgeBase& kb() { return shipped_knowledge_base(); }

constexpr year_month_day day(unsigned of_month) {
  return std::chrono::year(2026) / 11 / std::chrono::day(of_month);
}

std::string text(unsigned of_month) {
  return (of_month < 10 ? "2026-11-0" : "2026-11-") + std::to_string(of_month);
}

DiaryEntry entry(unsigned of_month) {
  DiaryEntry out;
  out.number = of_month;
  out.date = text(of_month);
  out.at = out.date + "T08:30:00";
  return out;
}

TriageRecord record(const Answers& answers = full_answers()) {
  return record_of(kb(), answers, triage(kb(), answers), Origin::triage, "id");
}

DiaryEntry decided(unsigned of_month, const Answers& answers = full_answers()) {
  DiaryEntry out = entry(of_month);
  out.what = record(answers);
  return out;
}

}  // namespace

TEST_CASE("a decision comes back out of the diary, and a plan from the rules",
          "[progress]") {
  Random random(20261121);
  int with_plan = 0;
  int without = 0;
  for (int person = 0; person < 300; ++person) {
    const Answers answers = random_complete(kb(), random, 40);
    const Decision before = triage(kb(), answers);
    if (before.status != Status::decided || !may_be_kept(kb(), before))
      continue;
    const TriageRecord kept =
        record_of(kb(), answers, before, Origin::checkin, "the id");
    REQUIRE(kept.origin == "checkin");
    REQUIRE(kept.decision_id == "the id");
    REQUIRE(kept.answers == kept_values(kb(), answers));
    const auto back = decision_in(kb(), kept);
    REQUIRE(back);
    CHECK(back->status == Status::decided);
    CHECK(name(back->urgency) == kept.urgency);
    // A record proves nothing.
    CHECK_FALSE(back->plan_permission());
    if (before.plan_permission()) {
      const auto again = decided_again(kb(), kept, answers, {});
      REQUIRE(again);
      CHECK(again->stage == before.stage);
      CHECK(again->focus == before.focus);
      CHECK(again->row == before.row);
      CHECK(again->urgency == before.urgency);
    }
    (before.plan_permission() ? with_plan : without) += 1;
  }
  CHECK(with_plan > 10);
  CHECK(without > 10);
}

TEST_CASE("what these rules would not decide so gives no plan", "[progress]") {
  const Answers answers = full_answers();
  REQUIRE(decided_again(kb(), record(), answers, {}));
  TriageRecord one = record();
  one.origin = "taken_back";
  CHECK_FALSE(decision_in(kb(), one));
  CHECK_FALSE(decided_again(kb(), one, answers, {}));
  one = record();
  one.whole = false;
  CHECK_FALSE(decision_in(kb(), one));
  one = record();
  one.urgency = "whenever";
  CHECK_FALSE(decision_in(kb(), one));
  // Rules that decide alike go on; rules that are more urgent do not.
  one = record();
  one.knowledge = "another";
  CHECK(decided_again(kb(), one, answers, {}));
  CHECK_FALSE(decided_again(kb(), one, full_answers({{"fever", "yes"}}), {}));
  // Whatever a record says: what its answers lead to counts.
  one = record(full_answers({{"fever", "yes"}}));
  one.urgency = "self_care";
  one.plan_allowed = true;
  CHECK_FALSE(decided_again(kb(), one, full_answers({{"fever", "yes"}}), {}));
}

TEST_CASE("the last decision is the one written last", "[progress]") {
  CHECK_FALSE(latest_of(kb(), {}));
  DiaryEntry checkin = entry(3);
  checkin.what = CheckinRecord{};
  CHECK_FALSE(latest_of(kb(), std::vector{checkin}));
  const Answers ill = full_answers({{"fever", "yes"}});
  std::vector<DiaryEntry> diary = {decided(1), decided(2, ill), checkin};
  const auto latest = latest_of(kb(), diary);
  REQUIRE(latest);
  CHECK(latest->decision.urgency == triage(kb(), ill).urgency);
  CHECK(latest->made_on() == day(2));
  CHECK(latest->at == local_days(day(2)) + std::chrono::minutes(8 * 60 + 30));
  CHECK(latest->decision_id == "id");
  // By a clock that was put back it is the last all the same.
  std::vector<DiaryEntry> back = {decided(5), decided(4, ill)};
  back[0].number = 1;
  back[1].number = 2;
  CHECK(latest_of(kb(), back)->decision.urgency == triage(kb(), ill).urgency);
  std::reverse(back.begin(), back.end());
  CHECK(latest_of(kb(), back)->decision.urgency == triage(kb(), ill).urgency);
}

TEST_CASE("the plan runs since the first decision that allowed one",
          "[progress]") {
  const Answers ill = full_answers({{"fever", "yes"}, {"onset_days", 4}});
  const Answers later = full_answers({{"onset_days", 6}});
  const auto start = [](const std::vector<DiaryEntry>& diary) {
    const auto latest = latest_of(kb(), diary);
    REQUIRE(latest);
    return latest->plan_start;
  };
  CHECK(start({decided(1)}) == day(1));
  CHECK(start({decided(1), decided(5, later)}) == day(1));
  CHECK(start({decided(3, ill), decided(5, later)}) == day(5));
  CHECK(start({decided(3, ill)}) == day(3));
}

TEST_CASE("what was written down since is no part of a decision",
          "[progress]") {
  const FindingIndex mean = finding("nprs_week_mean");
  const auto with_note = [&](std::int64_t number) {
    DiaryEntry note = entry(1);
    note.number = number;
    note.what = CheckinRecord{"", {{"nprs_now", 2.0}}};
    const auto latest = latest_of(kb(), std::vector{note, decided(2)});
    REQUIRE(latest);
    return latest->answers[mean];
  };
  // The triage itself said 6.
  CHECK(with_note(1) == Answer(4.0));
  CHECK(with_note(3) == Answer(6.0));
}

TEST_CASE("private answers that decided cannot be decided on again",
          "[progress]") {
  const auto plain = latest_of(kb(), std::vector{decided(1)});
  REQUIRE(plain);
  CHECK(plain->can_decide_again);
  CHECK(plain->answers == with_private_no(kb(), plain->answers));
  const Answers in_danger = full_answers({{"suicidal", "thoughts"}});
  const auto kept = latest_of(kb(), std::vector{decided(1, in_danger)});
  REQUIRE(kept);
  CHECK(kept->decision.urgency == triage(kb(), in_danger).urgency);
  CHECK_FALSE(kept->can_decide_again);
  CHECK_FALSE(kept->answers.answered(finding("suicidal")));
}

TEST_CASE("a decision that its answers do not lead to is not worked out anew",
          "[progress]") {
  const Answers answers = full_answers({{"onset_days", 20}, {"nprs_now", 4}});
  const auto again = [](TriageRecord kept) {
    DiaryEntry out = entry(1);
    out.what = std::move(kept);
    const auto latest = latest_of(kb(), std::vector{out});
    REQUIRE(latest);
    return latest->can_decide_again;
  };
  const TriageRecord kept = record(answers);
  REQUIRE_FALSE(kept.rules.empty());
  CHECK(again(kept));
  // Too few answers, another urgency, another row, other rules.
  TriageRecord changed = kept;
  changed.answers.clear();
  CHECK_FALSE(again(changed));
  changed = kept;
  changed.row.clear();
  CHECK_FALSE(again(changed));
  changed = kept;
  changed.rules.clear();
  CHECK_FALSE(again(changed));
  // A bad day makes the stage smaller than the answers do; that is no matter.
  changed = kept;
  changed.stage = name(Stage::flare);
  CHECK(again(changed));
}

TEST_CASE("a plan is for the day of its decision", "[progress]") {
  const auto plan = latest_of(kb(), std::vector{decided(2)});
  REQUIRE(plan);
  CHECK_FALSE(plan_is_over(*plan, day(2)));
  CHECK(plan_is_over(*plan, day(3)));
  // A clock that was put back does not make an old plan a new one.
  CHECK(plan_is_over(*plan, day(1)));
  const auto referral = latest_of(
      kb(), std::vector{decided(2, full_answers({{"fever", "yes"}}))});
  REQUIRE(referral);
  CHECK_FALSE(plan_is_over(*referral, day(9)));
}

TEST_CASE("many triages in a short time are noticed", "[progress]") {
  const DailyCheck& check = kb().checkin;
  REQUIRE(check.repeated_times == 3);
  REQUIRE(check.repeated_hours == 72);
  const local_seconds now = local_days(day(10)) + std::chrono::minutes(510);
  std::vector<DiaryEntry> diary = {decided(8), decided(9), decided(10)};
  CHECK(repeats_triage(check, diary, now));
  CHECK_FALSE(repeats_triage(check, std::span(diary).first(2), now));
  // Three days ago to the minute is not within them any more.
  diary.front() = decided(7);
  CHECK_FALSE(repeats_triage(check, diary, now));
  diary.front().at = "2026-11-07T08:30:01";
  CHECK(repeats_triage(check, diary, now));
  // Not those of a check-in, of a clock ahead, or without a time.
  std::get<TriageRecord>(diary.front().what).origin = "checkin";
  CHECK_FALSE(repeats_triage(check, diary, now));
  diary.front() = decided(11);
  CHECK_FALSE(repeats_triage(check, diary, now));
  diary.front() = decided(9);
  diary.front().at = "once";
  CHECK_FALSE(repeats_triage(check, diary, now));
  diary.front() = entry(9);
  diary.front().what = CheckinRecord{};
  CHECK_FALSE(repeats_triage(check, diary, now));
}

}  // namespace backcoach::test
