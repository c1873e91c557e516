#include "trends.hpp"

#include "../base/replace.hpp"
#include "../plan/first_aid.hpp"
#include "direction_test.hpp"

#include <algorithm>
#include <cmath>

namespace backcoach {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// Adds a number to a mean that is made as it goes.
struct Mean {
  double sum = 0;
  int count = 0;
  void add(const std::optional<double>& value) {
    if (!value) return;
    sum += *value;
    ++count;
  }
  [[nodiscard]] std::optional<double> value() const {
    if (count == 0) return std::nullopt;
    return sum / count;
  }
};

WeekTrend week_from(const std::vector<DiaryDay>& known, sys_days from,
                    int length) {
  WeekTrend week;
  week.from = from;
  Mean pain;
  Mean walked;
  for (const DiaryDay& day : known) {
    if (day.date < from || day.date >= from + days(length)) continue;
    ++week.days_known;
    week.days_moved += day.moved() ? 1 : 0;
    pain.add(day.pain);
    walked.add(day.walked_minutes);
  }
  week.pain = pain.value();
  week.walked_minutes = walked.value();
  return week;
}

Trend change(std::optional<double> first, std::optional<double> last,
             double points, double percent) {
  if (!first || !last) return Trend::unknown;
  constexpr double kPercent = 100;
  const double by = *last - *first;
  // Of nothing there is no share: without points, anything is more than that.
  const bool by_share = *first > 0 ? std::abs(by) / *first * kPercent >= percent
                                   : points <= 0 && by > 0;
  const bool matters = by_share || (points > 0 && std::abs(by) >= points);
  if (!matters) return Trend::about_the_same;
  return by < 0 ? Trend::less : Trend::more;
}

}  // namespace

Trends trends(const DailyCheck& check, const std::vector<DiaryEntry>& entries,
              sys_days today, int weeks) {
  Trends out;
  out.smallest_points = check.change_points;
  out.smallest_percent = check.change_percent;
  std::vector<DiaryDay> known = diary_days(check.light, entries);
  std::erase_if(known, [&](const DiaryDay& day) { return day.date > today; });
  if (known.empty()) return out;
  const int length = check.history.week_days;
  // The last week ends today; empty weeks before the first entry say nothing.
  for (int back = weeks - 1; back >= 0; --back) {
    const sys_days from = today - days(length * (back + 1) - 1);
    if (out.weeks.empty() && from + days(length) <= known.front().date) {
      continue;
    }
    out.weeks.push_back(week_from(known, from, length));
  }
  for (const DiaryDay& day : known) {
    if (day.date >= out.weeks.front().from) out.days.push_back(day);
  }
  if (out.weeks.size() < 2) return out;
  const WeekTrend& first = out.weeks.front();
  const WeekTrend& last = out.weeks.back();
  out.pain =
      change(first.pain, last.pain, check.change_points, check.change_percent);
  out.walking = change(first.walked_minutes, last.walked_minutes, 0,
                       check.change_percent);
  return out;
}

void add_person(const KnowledgeBase& kb, const Answers& answers,
                const std::vector<DiaryEntry>& entries,
                std::chrono::sys_days today, Trends& trends) {
  trends.goal = goal_progress(kb, answers, entries);
  trends.let_go = is_let_go(kb, answers);
  if (trends.let_go) trends.words.push_back(kb.plan.letting_go.text);
  if (trends.let_go && trends.goal && trends.goal->first) {
    const double score = trends.goal->last.value_or(*trends.goal->first);
    trends.words.push_back(
        text::replaced(text::replaced(kb.plan.letting_go.goal_text, "{goal}",
                                      trends.goal->title),
                       "{score}", std::to_string(static_cast<int>(score))));
  }
  const History history(kb.checkin, entries);
  const auto start = history.plan_start(today);
  if (!start) return;
  const DirectionRules& rules = kb.plan.direction;
  if (legs_drew_in(kb, history.entries(), today)) {
    trends.words.emplace_back(plan::word_of(rules, "good_news"));
  }
  const auto told = directions_told(kb, history.entries(), *start, today);
  if (const auto found = found_direction(told)) {
    trends.words.push_back(
        text::replaced(std::string(plan::word_of(rules, "found")),
                       "{direction}", rules.tests[*found].title));
  }
}

}  // namespace backcoach
