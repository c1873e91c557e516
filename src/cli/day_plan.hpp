#pragma once

#include <array>
#include <variant>

#include "backcoach/course.hpp"
#include "standing.hpp"

namespace backcoach::cli {

/// Flags of every command that makes the plan of a day.
inline constexpr std::array kDayPlanFlags = {
    Flag{"answers", 'a', "FILE|-", "Plan straight from these answers"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"date", 0, "DATE", "Plan for this day: tomorrow, or 2026-11-22"},
    Flag{"day", 0, "N", "Plan for day N; day 1 is the day of the triage"},
    Flag{"if", 0, "HOW",
         "Earlier days go green, amber, red, missed; or gggarm"},
    Flag{"minutes", 0, "N", "Minutes you have for exercise on that day"},
    Flag{"wake", 0, "TIME", "When you get up, such as 06:30"},
    Flag{"bed", 0, "TIME", "When you go to bed; after midnight is fine"},
};

/// What a plan is made from.
struct PlanBasis {
  Answers answers;
  Decision decision;
  std::chrono::year_month_day first_day;   ///< day 1 of the plan
  std::chrono::year_month_day decided_on;  ///< no plan is for a day before it
  std::optional<Course> course;            ///< of that day
  std::vector<DiaryEntry> diary;           ///< up to that day
  int made_at_minutes = -1;                ///< of the day, when it was decided
  SeenInput seen = {};                     ///< what was looked at
};

/// The day that is asked for, and the days that lead to it.
struct DayPlan {
  std::vector<AheadDay> days;  ///< never empty; only the last may lack a plan
  bool several = false;        ///< all of them are asked for

  [[nodiscard]] const Answers& answers() const { return days.back().answers; }
  [[nodiscard]] const Plan& plan() const { return *days.back().plan; }
};

/// What somebody who was let go is told on the days between two check-ins;
/// empty for everybody else, and when the next check-in is due.
[[nodiscard]] std::string between_checkins(const KnowledgeBase& kb,
                                           const Latest& latest,
                                           std::chrono::year_month_day today);

/// The plan that the flags ask for, or the plans of `--days`: from `--answers`,
/// or after the last triage kept here. Where there is none, the reason has been
/// said, without naming an exercise, and the exit code comes back.
[[nodiscard]] std::variant<DayPlan, ExitCode> make_day_plan(
    const Arguments& arguments, Context& context, const KnowledgeBase& kb,
    Refusal refusal = Refusal::to_result);

}  // namespace backcoach::cli
