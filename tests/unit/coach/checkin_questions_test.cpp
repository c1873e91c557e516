// What a check-in asks next, and what a triage knows of the days before it.
#include "checkin_support.hpp"

namespace backcoach::test {
namespace {

/// The finding that is asked for next; empty when nothing is.
std::string asked(const CheckinStart& start, const Answers& now) {
  const auto next = next_checkin_question(kb(), start, kb().checkin.steps,
                                          told(start, now, true));
  if (!next) return {};
  REQUIRE(next->question);
  REQUIRE_FALSE(next->next.findings.empty());
  return kb().findings[next->next.findings.front()].id;
}

/// Everything of the check answered, in the way of a quiet day.
Answers all_steps() {
  Answers now = quiet();
  for (const CheckinStep& step : kb().checkin.steps) {
    for (const FindingIndex finding : question_of(kb(), step).sets) {
      if (!now.answered(finding)) now.decline(finding);
    }
  }
  return now;
}

}  // namespace

TEST_CASE("danger signs are asked first, and what they open at once",
          "[progress]") {
  const CheckinStart start = start_from(full_answers());
  const Answers none(kb().findings.size());
  const Question& first = question_of(kb(), kb().checkin.steps.front());
  CHECK(asked(start, none) == kb().findings[first.sets.front()].id);
  Answers now(kb().findings.size());
  now.set(finding("danger_belly"), YesNo::yes);
  const std::string opened = asked(start, now);
  CHECK((opened == "belly_severe" || opened == "tearing_pain"));
  now.set(finding("belly_severe"), YesNo::no);
  now.set(finding("tearing_pain"), YesNo::no);
  // The sign was none after all: the check goes on where it was.
  CHECK(asked(start, now) == kb().findings[first.sets.front()].id);
}

TEST_CASE("with help needed soon nothing more is asked", "[progress]") {
  const CheckinStart start = start_from(full_answers());
  Answers now(kb().findings.size());
  now.set(finding("danger_chest"), YesNo::yes);
  for (const char* id : {"chest_pain", "breathless_sudden", "collapse"}) {
    now.set(finding(id), YesNo::yes);
  }
  CHECK(asked(start, now).empty());
}

TEST_CASE("below soon the check goes on after a sign", "[progress]") {
  const CheckinStart start = start_from(full_answers());
  for (const Urgency urgency :
       {Urgency::self_care, Urgency::routine, Urgency::soon, Urgency::same_day,
        Urgency::emergency}) {
    CheckinResult so_far;
    so_far.now = Answers(kb().findings.size());
    so_far.checked.answers = full_answers();
    so_far.decision.urgency = urgency;
    const auto more = [&] {
      return next_checkin_question(kb(), start, kb().checkin.steps, so_far)
          .has_value();
    };
    INFO(name(urgency));
    CHECK(more());
    so_far.checked.worse = true;
    CHECK(more() == (urgency < Urgency::soon));
    so_far.checked.worse = false;
    so_far.checked.signs = {1};
    CHECK(more() == (urgency < Urgency::soon));
  }
}

TEST_CASE("a question of every few days waits for its day", "[progress]") {
  const std::string id = "activity_score";
  const FindingIndex asked_for = finding(id);
  Answers now = quiet();
  const Answers all = all_steps();
  for (std::size_t i = 0; i < kb().findings.size(); ++i) {
    const auto at = static_cast<FindingIndex>(i);
    if (at != asked_for && all.declined(at)) now.decline(at);
  }
  const auto is_asked = [&](std::vector<DiaryEntry> diary, int plan_days = 30) {
    CheckinStart start = start_from(full_answers());
    start.latest.plan_start = kToday - days(plan_days);
    for (DiaryEntry& entry : diary) start.entries.push_back(std::move(entry));
    return asked(start, now) == id;
  };
  const auto before = [&](int back, const std::string& origin) {
    DiaryEntry entry = entry_of(kToday - days(back));
    const DiaryValues values = {{id, 1.0}};
    entry.what = CheckinRecord{"", values};
    if (origin == "checkin") return entry;
    TriageRecord record;
    record.origin = origin == "triage" ? origin : "checkin";
    record.answers = values;
    entry.what = record;
    return entry;
  };
  CHECK(is_asked({}));
  // What was never asked waits for a week.
  CHECK(is_asked({}, 7));
  CHECK_FALSE(is_asked({}, 6));
  CHECK_FALSE(is_asked({before(6, "checkin")}));
  CHECK(is_asked({before(7, "checkin")}));
  // The last time counts. A decision of a check-in only repeats its answers.
  CHECK_FALSE(is_asked({before(7, "checkin"), before(2, "checkin")}));
  CHECK_FALSE(is_asked({before(2, "triage")}));
  CHECK(is_asked({before(2, "by a check-in")}));
  DiaryEntry no_day = before(2, "checkin");
  no_day.date = "some day";
  CHECK(is_asked({no_day}));
}

TEST_CASE("the end of a check is the end of what the decision needs",
          "[progress]") {
  const CheckinStart start = start_from(full_answers());
  CHECK(asked(start, all_steps()).empty());
  // A new sign in a leg opens the danger signs one by one, after everything was
  // answered.
  Answers worse = all_steps();
  worse.set(finding("new_weakness"), YesNo::yes);
  CHECK_FALSE(asked(start, worse).empty());
}

TEST_CASE("a triage knows the days before it", "[progress]") {
  const Answers answers = full_answers({{"onset_days", 20}});
  CHECK(with_diary(kb(), {}, answers, entry_of(kToday), kNow) == answers);
  std::vector<DiaryEntry> diary = {triage_on(kToday - days(3), answers)};
  const Answers known =
      with_diary(kb(), diary, answers, entry_of(kToday), kNow);
  CHECK(known[finding("days_since_plan_start")] == Answer(3.0));
  // A diary without a decision has days all the same.
  DiaryEntry told_before = entry_of(kToday - days(3));
  told_before.what = CheckinRecord{"", {{"nprs_now", 2.0}}};
  const Answers days_only =
      with_diary(kb(), {told_before}, answers, entry_of(kToday), kNow);
  CHECK(days_only[finding("days_since_plan_start")] == Answer(0.0));
  CHECK(days_only[finding("nprs_week_mean")] == Answer(4.0));
  // Where answers are missing, the diary does not stand in for them.
  Answers partial = answers;
  partial.clear(finding("saddle_change"));
  CHECK(with_diary(kb(), diary, partial, entry_of(kToday), kNow) == partial);
  // Pain that began after the last entry is another episode.
  const Answers anew = full_answers({{"onset_days", 1}});
  const Answers fresh = with_diary(kb(), diary, anew, entry_of(kToday), kNow);
  CHECK(fresh[finding("days_since_plan_start")] == Answer(0.0));
}

TEST_CASE("rest that the diary knows of is not forgotten by a new triage",
          "[progress]") {
  const Answers resting = full_answers(
      {{"nprs_now", 9}, {"onset_days", 20}, {"rest_hours_used", 10}});
  const std::vector<DiaryEntry> diary = {triage_on(kToday - days(1), resting)};
  REQUIRE(triage(kb(), resting).stage == Stage::rest);
  const auto hours = [&](const Json& changes) {
    const Answers known =
        with_diary(kb(), diary, full_answers(changes), entry_of(kToday), kNow);
    const double* value =
        std::get_if<double>(&known[finding("rest_hours_used")]);
    return value ? *value : -1;
  };
  const auto with = [](int onset, int used) {
    return Json{
        {"nprs_now", 8}, {"onset_days", onset}, {"rest_hours_used", used}};
  };
  CHECK(hours(with(21, 0)) == 34);
  // More than the diary knows stands.
  CHECK(hours(with(21, 40)) == 40);
  // Another episode has its own.
  CHECK(hours(with(0, 0)) == 0);
}

}  // namespace backcoach::test
