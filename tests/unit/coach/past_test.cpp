// Random diaries give the same with a folded past as without one.
#include "../../../src/coach/past.hpp"

#include <random>

#include "../../../src/coach/checkin_decision.hpp"
#include "../../../src/coach/diary_course.hpp"
#include "../../../src/coach/latest.hpp"
#include "../../../src/coach/letting_go.hpp"
#include "../../../src/coach/trends.hpp"
#include "../../support/catch.hpp"
#include "../plan/plan_support.hpp"
#include "backcoach/render.hpp"

namespace backcoach::test {
namespace {

using progress::Past;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

const sys_days kFirst{std::chrono::year(2026) / 1 / 1};

const KnowledgeBase& kb() { return shipped_knowledge_base(); }

std::string date_of(sys_days day) { return iso_date(year_month_day(day)); }

/// Somebody who keeps a diary, and changes it now and then.
class Writer {
 public:
  explicit Writer(unsigned seed) : dice_(seed) {
    for (int day = 0; day < 150; ++day) {
      // A gap of some weeks may begin another episode.
      if (chance(1)) day += 30;
      write_day(kFirst + days(day));
    }
  }

  [[nodiscard]] std::vector<DiaryEntry> take() {
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const DiaryEntry& a, const DiaryEntry& b) {
                       return std::pair(a.date, a.number) <
                              std::pair(b.date, b.number);
                     });
    return std::move(entries_);
  }

 private:
  bool chance(int percent) { return below(100) < percent; }
  int below(int end) {
    return static_cast<int>(dice_() % static_cast<unsigned>(end));
  }

  template <class What>
  void add(sys_days day, const std::string& time, What what) {
    DiaryEntry entry;
    entry.date = date_of(day);
    entry.at = entry.changed = entry.date + time;
    entry.number = ++number_;
    entry.id = "entry" + std::to_string(number_);
    entry.what = std::move(what);
    entries_.push_back(std::move(entry));
  }

  DiaryValues told() {
    DiaryValues values;
    pain_ = std::clamp(pain_ + below(5) - 2, 0, 10);
    if (!chance(10)) values["nprs_now"] = pain_ + (chance(20) ? 0.5 : 0);
    if (chance(60)) values["walked_minutes"] = 5.0 * below(12);
    if (chance(20)) values["walk_minutes"] = 5.0 * below(8);
    if (chance(15)) values["activity_score"] = 1.0 * below(11);
    if (chance(60)) {
      values["legs"] =
          kb().findings[finding("legs")]
              .values[static_cast<std::size_t>(chance(70) ? 0 : below(3))];
    }
    if (chance(4)) values["new_leg"] = std::string("yes");
    if (chance(4)) values["leg_pain_further_down"] = std::string("yes");
    if (chance(30)) values["went"] = std::string(chance(70) ? "well" : "none");
    if (chance(15)) {
      values["exercise_before"] = 1.0 * below(6);
      values["exercise_during"] = 1.0 * below(8);
      values["exercise_morning"] = 1.0 * below(6);
    }
    if (chance(5)) {
      values["hurt_exercises"] = std::vector<std::string>{"cat_camel"};
    }
    if (chance(5)) {
      const auto plan = kb().plan.letting_go.flare_plan_finding;
      values[kb().findings[plan].id] =
          std::vector<std::string>{kb().findings[plan].values.front()};
    }
    return values;
  }

  void decide(sys_days day, const std::string& time) {
    Json changes = {{"nprs_now", pain_},
                    {"onset_days", 20 + (day - kFirst).count()}};
    if (chance(3)) changes["onset_days"] = 1;
    if (chance(6)) changes["fever"] = "yes";
    if (chance(6)) changes["unwell_today"] = "yes";
    const Answers answers = full_answers(changes);
    TriageRecord record =
        record_of(kb(), answers, triage(kb(), answers),
                  chance(20) ? Origin::triage : Origin::checkin, "id");
    if (chance(5)) record.knowledge = "another";
    if (chance(4)) record.stage = "rest";
    if (chance(30)) record.stage = "maintain";
    if (chance(3)) record.whole = false;
    if (chance(2)) record.open = {"fever"};
    if (chance(3)) record.origin = "taken_back";
    if (chance(3)) {
      record.rules.push_back({kb().checkin.history.no_improvement_rule, "x"});
    }
    // What stood is looked at, sooner or later.
    for (const DiaryEntry& one : entries_) {
      const auto* before = std::get_if<TriageRecord>(&one.what);
      if (!before || !leaves_a_trace(one) || !chance(40)) continue;
      for (const char* what : {"referral", "hold", "open"}) {
        record.ends.push_back({one.id, what});
      }
    }
    add(day, time, std::move(record));
  }

  void session(sys_days day) {
    SessionExercise done;
    done.exercise = "cat_camel";
    done.done_reps = 8;
    done.before = below(5);
    done.during = below(8);
    if (chance(30)) done.stopped = chance(50) ? "too_easy" : "too_much";
    SessionRecord record{"finished", {done}};
    if (chance(15)) {
      const auto& tests = kb().plan.direction.tests;
      record.values["direction_test"] =
          tests[static_cast<std::size_t>(below(2))].id;
      record.values["direction_result"] =
          std::string(chance(50) ? "centralised" : "no_change");
    }
    add(day, "T16:00:00", std::move(record));
  }

  void write_day(sys_days day) {
    if (chance(8)) return;
    const char* lights[] = {"green", "green", "green", "amber", "red", ""};
    add(day, "T08:00:00", CheckinRecord{lights[below(6)], told()});
    if (chance(90)) decide(day, "T08:01:00");
    if (chance(35)) session(day);
    if (chance(4)) add(day, "T09:00:00", FlareRecord{told()});
    if (chance(10)) {
      add(day, "T18:00:00", CheckinRecord{lights[below(6)], told()});
    }
    // Something about an earlier day is written down today.
    if (chance(4)) {
      add(day - days(below(9)), "T20:00:00", CheckinRecord{"amber", told()});
    }
  }

  std::mt19937 dice_;
  std::vector<DiaryEntry> entries_;
  std::int64_t number_ = 0;
  int pain_ = 4;
};

/// As the diary gives them: older entries only for what they tell.
std::vector<DiaryEntry> behind(const Past& past,
                               const std::vector<DiaryEntry>& all) {
  std::vector<DiaryEntry> out;
  for (const DiaryEntry& entry : all) {
    if (entry.date >= date_of(past.until)) continue;
    const auto* record = std::get_if<TriageRecord>(&entry.what);
    const bool tells =
        record &&
        (!record->plan_allowed ||
         (record->urgency != "self_care" && record->urgency != "routine") ||
         !record->ends.empty() || !record->seen.empty() ||
         !record->open.empty());
    if (tells || (past.course && past.course->decided == entry.id)) {
      out.push_back(entry);
    }
  }
  out.push_back(progress::past_entry(past));
  for (const DiaryEntry& entry : all) {
    if (entry.date >= date_of(past.until)) out.push_back(entry);
  }
  return out;
}

Past folded(const std::vector<DiaryEntry>& entries, sys_days until) {
  Past past = progress::fold(kb(), entries, until);
  const auto start =
      plan_start(kb().checkin, entries, until - days(1)).value_or(until);
  past.course = progress::course_past(kb(), entries, start, until - days(1),
                                      request_for(1));
  return past;
}

void check_standing(const std::vector<DiaryEntry>& all,
                    const std::vector<DiaryEntry>& few) {
  const Standing a = standing_of(all);
  const Standing b = standing_of(few);
  CHECK(a.ids() == b.ids());
  CHECK(a.urgency() == b.urgency());
  CHECK(a.rules() == b.rules());
  CHECK(a.open_questions() == b.open_questions());
  CHECK(seen_in(a) == seen_in(b));
  REQUIRE(a.holds.size() == b.holds.size());
  for (std::size_t i = 0; i < a.holds.size(); ++i) {
    CHECK(a.holds[i].id == b.holds[i].id);
  }
}

void check_latest(const Past& past, const std::vector<DiaryEntry>& all,
                  const std::vector<DiaryEntry>& few) {
  const Standing standing = standing_of(all);
  if (!standing.last || standing.last->number <= past.number) return;
  const auto a = latest_of(kb(), all);
  const auto b = latest_of(kb(), few);
  REQUIRE(a.has_value() == b.has_value());
  if (!a || sys_days(a->made_on()) < past.until) return;
  CHECK(a->answers == b->answers);
  CHECK(a->decision.urgency == b->decision.urgency);
  CHECK(a->decision.stage == b->decision.stage);
  CHECK(a->plan_start == b->plan_start);
  CHECK(a->other_rules == b->other_rules);
  CHECK(a->can_decide_again == b->can_decide_again);
}

void check_day(const Past& past, const std::vector<DiaryEntry>& all,
               const std::vector<DiaryEntry>& few, sys_days today) {
  INFO("past until " << date_of(past.until) << ", asked on " << date_of(today));
  CHECK(history_measures(kb().checkin, all, today) ==
        history_measures(kb().checkin, few, today));
  const auto start = plan_start(kb().checkin, all, today);
  CHECK(start == plan_start(kb().checkin, few, today));
  Answers one(kb().findings.size());
  Answers other(kb().findings.size());
  set_history(kb(), all, today, one);
  set_history(kb(), few, today, other);
  CHECK(one == other);
  const Trends a = trends(kb().checkin, all, today, 8);
  const Trends b = trends(kb().checkin, few, today, 8);
  CHECK(a.days == b.days);
  CHECK(a.weeks.size() == b.weeks.size());
  const CheckinStart c = checkin_start(
      kb(), all, Latest{}, today,
      std::chrono::local_seconds(today.time_since_epoch()), today);
  const CheckinStart d = checkin_start(
      kb(), few, Latest{}, today,
      std::chrono::local_seconds(today.time_since_epoch()), today);
  if (today > past.until) {
    CHECK(c.basis.run == d.basis.run);
    CHECK(c.basis.usual_pain == d.basis.usual_pain);
  }
  if (!start) return;
  if (sys_days(*start) < past.until &&
      (!past.course || past.course->plan_start != *start)) {
    return;
  }
  CHECK(course_of(kb(), all, *start, today, request_for(1)) ==
        course_of(kb(), few, *start, today, request_for(1)));
  CHECK(planned_before(kb(), all, *start, today) ==
        planned_before(kb(), few, *start, today));
}

}  // namespace

TEST_CASE("a folded past leaves everything as it was", "[progress][past]") {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    INFO("seed " << seed);
    const std::vector<DiaryEntry> all = Writer(seed).take();
    const sys_days last = *day_of(all.back().date);
    const sys_days until =
        kFirst + days(20 + static_cast<int>(seed * 37 % 100));
    const Past past = folded(all, until);
    const auto few = behind(past, all);
    CHECK(few.size() < all.size());
    check_standing(all, few);
    check_latest(past, all, few);
    CHECK(progress::last_told(all) == progress::last_told(few));
    CHECK(progress::scores_told(all) == progress::scores_told(few));
    CHECK(flare_plan_lines(kb(), all) == flare_plan_lines(kb(), few));
    for (sys_days day = until; day <= last + days(2); day += days(13)) {
      check_day(past, all, few, day);
    }
    check_day(past, all, few, last);
    // A past goes on from the one before as from all entries.
    const Past later = folded(all, until + days(5));
    CHECK(later == folded(few, until + days(5)));
    CHECK(progress::past_from(progress::bytes_of(past)) == past);
  }
}

TEST_CASE("a past with a damaged byte is none", "[progress][past]") {
  const Past past = folded(Writer(3).take(), kFirst + days(60));
  const std::string bytes = progress::bytes_of(past);
  for (std::size_t at = 0; at < bytes.size(); at += 97) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    CHECK_FALSE(progress::past_from(damaged));
    CHECK_FALSE(progress::past_from(bytes.substr(0, at)));
  }
  CHECK(progress::past_from(bytes));
}

TEST_CASE("the key of a course tells rules and hours apart",
          "[progress][past]") {
  const PlanRequest usual = request_for(1);
  const std::string key = progress::course_key(kb(), {}, usual, "");
  PlanRequest later = usual;
  later.wake_minutes = 600;
  CHECK(progress::course_key(kb(), {}, later, "") != key);
  CHECK(progress::course_key(kb(), {{"cord"}}, usual, "") != key);
  CHECK(progress::course_key(kb(), {}, usual, "{}") != key);
  KnowledgeBase other = kb();
  other.manifest.sha256 = "other";
  CHECK(progress::course_key(other, {}, usual, "") != key);
  other = kb();
  other.network.outcomes.front().urgency = Urgency::routine;
  CHECK(progress::course_key(other, {}, usual, "") != key);
}

}  // namespace backcoach::test
