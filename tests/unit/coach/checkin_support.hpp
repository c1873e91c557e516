/// \file
/// An ordinary person who checks in, a day after a triage.
#pragma once

#include <string>
#include <vector>

#include "../../../src/coach/checkin_decision.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/render.hpp"

namespace backcoach::test {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::sys_days;

inline const sys_days kToday{std::chrono::year(2026) / 11 / 21};
inline const local_seconds kNow =
    local_days(kToday.time_since_epoch()) + std::chrono::hours(8);

inline const KnowledgeBase& kb() { return shipped_knowledge_base(); }

inline std::string date_of(sys_days day) {
  return iso_date(std::chrono::year_month_day(day));
}

inline DiaryEntry entry_of(sys_days day,
                           const std::string& time = "T08:00:00") {
  DiaryEntry entry;
  entry.date = date_of(day);
  entry.at = entry.date + time;
  return entry;
}

/// An ordinary person, with every line of the check answered no.
inline Answers quiet(const Json& changes = Json::object()) {
  Answers answers(kb().findings.size());
  for (const CheckinSign& sign : kb().checkin.signs) {
    answers.set(sign.measure, YesNo::no);
  }
  answers.set(finding("nprs_now"), 4.0);
  const Answers given = answers_from(changes);
  for (std::size_t i = 0; i < kb().findings.size(); ++i) {
    const auto at = static_cast<FindingIndex>(i);
    if (given.answered(at)) answers.set(at, given[at]);
  }
  return answers;
}

inline DiaryEntry triage_on(sys_days day, const Answers& answers,
                            Origin origin = Origin::triage) {
  DiaryEntry entry = entry_of(day);
  entry.what = record_of(kb(), answers, triage(kb(), answers), origin, "id");
  return entry;
}

/// A check-in today, by somebody who decided on `answers` a day ago.
inline CheckinStart start_from(const Answers& answers,
                               std::vector<DiaryEntry> between = {},
                               sys_days date = kToday) {
  std::vector<DiaryEntry> diary = {triage_on(kToday - days(1), answers)};
  for (DiaryEntry& entry : between) diary.push_back(std::move(entry));
  auto latest = latest_of(kb(), diary);
  REQUIRE(latest);
  return checkin_start(kb(), diary, *latest, date, kNow);
}

inline CheckinResult told(const CheckinStart& start, const Answers& now,
                          bool asking = false) {
  return evaluate_checkin(kb(), start, now, asking,
                          entry_of(sys_days(start.date)), kToday);
}

}  // namespace backcoach::test
