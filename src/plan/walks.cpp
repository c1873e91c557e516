#include <algorithm>
#include <limits>

#include "dose.hpp"

namespace backcoach::plan {
namespace {

constexpr int kPercent = 100;

/// The longest step the person can walk, up to the highest of the stage.
std::size_t first_step(const Person& person, const StagePlan& stage,
                       bool after_rest) {
  const PlanRules& rules = person.kb().plan;
  const auto& ladder = rules.walking.ladder;
  const double able = person.number(rules.walking.minutes_finding, -1);
  std::size_t best = 0;
  for (std::size_t s = 0; s < ladder.size(); ++s) {
    if (able < 0 || after_rest) {
      const std::string& wanted = after_rest ? rules.after_rest.walking_step
                                             : rules.walking.when_unknown;
      if (ladder[s].id == wanted) best = s;
    } else if (ladder[s].minutes.low <= able) {
      best = s;
    }
  }
  return std::min(best, highest_step(rules, stage));
}

WalkingDose dose_of_step(const Person& person, const StagePlan& stage,
                         std::size_t index) {
  constexpr int kMiddle = 50;
  const PlanRules& rules = person.kb().plan;
  const WalkingStep& step = rules.walking.ladder[index];
  const double able = person.number(rules.walking.minutes_finding, -1);
  WalkingDose dose;
  dose.step = index;
  dose.walks = std::max(pick(step.walks, kMiddle), stage.walks_at_least);
  const int minutes = able < 0
                          ? pick(step.minutes, kMiddle)
                          : std::clamp(static_cast<int>(able), step.minutes.low,
                                       step.minutes.high);
  dose.minutes = std::max(1, minutes * stage.walk_time_percent / kPercent);
  return dose;
}

}  // namespace

std::size_t highest_step(const PlanRules& rules, const StagePlan& stage) {
  std::size_t highest = 0;
  for (std::size_t s = 0; s < rules.walking.ladder.size(); ++s) {
    if (contains(stage.walking_steps, rules.walking.ladder[s].id)) highest = s;
  }
  return highest;
}

int walking_minutes_at_most(const Person& person) {
  const DayRules& day = person.kb().plan.day;
  const double minutes = person.number(day.minutes_finding, -1);
  if (minutes < 0) return std::numeric_limits<int>::max();
  return static_cast<int>(minutes) * day.walking_share_percent / kPercent;
}

WalkingDose first_walking(const Person& person, const StagePlan& stage,
                          int minutes_at_most, bool after_rest) {
  const auto& ladder = person.kb().plan.walking.ladder;
  // Shorter walks of the same step first, then the step below.
  for (std::size_t step = first_step(person, stage, after_rest);; --step) {
    WalkingDose dose = dose_of_step(person, stage, step);
    const int each = minutes_at_most / dose.walks;
    const int shortest = std::min(dose.minutes, ladder[step].minutes.low);
    dose.minutes = std::clamp(each, shortest, dose.minutes);
    if (step == 0 || dose.minutes <= each) return dose;
  }
}

int days_per_week(const WalkingStep& step) {
  constexpr int kDaysPerWeek = 7;
  return step.days_per_week.empty() ? kDaysPerWeek : step.days_per_week.high;
}

}  // namespace backcoach::plan
