#include "diary_course.hpp"

#include <algorithm>
#include <map>

#include "backcoach/history.hpp"
#include "latest.hpp"
#include "plan_output.hpp"

namespace backcoach::cli {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// How the plan of the day before went, as told on `today`.
DayLight light_of(const std::map<sys_days, DiaryDay>& diary, sys_days today) {
  if (const auto it = diary.find(today); it != diary.end()) {
    if (const auto light = day_light_named(it->second.light)) return *light;
  }
  const auto before = diary.find(today - days(1));
  const bool moved = before != diary.end() && before->second.moved;
  return moved ? DayLight::amber : DayLight::missed;
}

bool says_flare(const std::vector<DiaryEntry>& entries, sys_days today) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const DiaryEntry& entry) {
                       return std::holds_alternative<FlareRecord>(entry.what) &&
                              day_of(entry.date) == today;
                     });
}

}  // namespace

std::optional<Course> course_of(const Context& context, const KnowledgeBase& kb,
                                const std::vector<DiaryEntry>& entries,
                                std::chrono::year_month_day plan_start,
                                std::chrono::year_month_day today,
                                const Prescription* prescription) {
  std::map<sys_days, DiaryDay> diary;
  for (const DiaryDay& day : diary_days(entries)) diary[day.date] = day;
  std::optional<Course> course;
  std::optional<Plan> plan;
  std::vector<DiaryEntry> so_far;
  auto next = entries.begin();
  for (sys_days day = plan_start; day <= sys_days(today); day += days(1)) {
    for (; next != entries.end(); ++next) {
      const auto date = day_of(next->date);
      if (date && *date > day) break;
      so_far.push_back(*next);
    }
    const auto latest = latest_of(kb, so_far);
    const auto permission =
        latest ? latest->decision.plan_permission() : std::nullopt;
    if (!permission) {
      course.reset();
      continue;
    }
    PlanRequest request = plan_request(
        context, day,
        static_cast<int>((day - sys_days(plan_start)).count()) + 1);
    request.prescription = prescription;
    const bool flare = says_flare(entries, day);
    if (!course) {
      course = first_course(kb, latest->answers, *permission, request);
    } else {
      course = next_course(kb, *course, *plan, light_of(diary, day),
                           latest->answers, *permission, flare);
    }
    request.course = &*course;
    plan = build_plan(kb, latest->answers, *permission, request);
  }
  return course;
}

}  // namespace backcoach::cli
