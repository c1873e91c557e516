#include <algorithm>
#include <cmath>
#include <numeric>

#include "backcoach/course.hpp"

namespace backcoach {
namespace {

constexpr double kMostPain = 10;
constexpr double kHoursPerDay = 24;

double change(const AheadRules& rules, DayLight light) {
  switch (light) {
    case DayLight::green:
      return rules.green;
    case DayLight::amber:
      return rules.amber;
    case DayLight::red:
      return rules.red;
    case DayLight::missed:
      return rules.missed;
  }
  return 0;
}

double number(const Answers& answers, FindingIndex finding, double otherwise) {
  const double* value = std::get_if<double>(&answers[finding]);
  return value ? *value : otherwise;
}

/// The answers that are taken to hold as days go by.
class Future {
 public:
  Future(const KnowledgeBase& kb, const Answers& today)
      : kb_(kb),
        rules_(kb.plan.ahead),
        today_(today),
        pain_(number(today, rules_.pain_finding, 0)),
        knows_pain_(today.answered(rules_.pain_finding)) {
    pains_.push_back(pain_);
  }

  /// \param plan    of the day that is over
  /// \param course  of that day
  Answers after(DayLight light, const Plan& plan, const Course& course) {
    const double wanted = pain_ + change(rules_, light);
    pain_ = std::clamp(wanted, 0.0, std::max(kMostPain, pain_));
    pains_.push_back(pain_);
    courses_.push_back(course);
    lights_.push_back(light);
    if (plan.stage == Stage::rest) rested_ += kHoursPerDay;
    if (light != DayLight::missed && light != DayLight::red) {
      longest_walk_ = std::max(longest_walk_, course.walking.minutes);
    }
    return answers();
  }

 private:
  [[nodiscard]] Answers answers() const {
    Answers future = today_;
    const auto days = static_cast<double>(lights_.size());
    if (future.answered(rules_.days_finding)) {
      future.set(rules_.days_finding,
                 number(today_, rules_.days_finding, 0) + days);
    }
    if (knows_pain_) future.set(rules_.pain_finding, std::round(pain_));
    if (pains_.front() - pain_ >= rules_.improving_drop) {
      future.set(rules_.improving_finding, YesNo::yes);
    }
    if (rested_ > 0) {
      const FindingIndex hours = kb_.plan.rest.hours_finding;
      future.set(hours, std::min(number(today_, hours, 0) + rested_,
                                 kb_.findings[hours].max));
    }
    const FindingIndex walk = kb_.plan.walking.minutes_finding;
    if (longest_walk_ > number(today_, walk, 0)) {
      future.set(walk, static_cast<double>(longest_walk_));
    }
    add_measures(future);
    return future;
  }

  /// What the diary would show after these days.
  void add_measures(Answers& future) const {
    set(future, "days_since_plan_start", static_cast<double>(lights_.size()));
    set(future, "red_days_in_5", count_lately(DayLight::red, 5));
    set(future, "green_days_in_mobility", [&] {
      int days = 0;
      for (std::size_t i = 0; i < lights_.size(); ++i) {
        days += lights_[i] == DayLight::green &&
                        courses_[i].stage == Stage::mobility
                    ? 1
                    : 0;
      }
      return days;
    }());
    if (!knows_pain_) return;
    set(future, "days_nprs_at_most_3_of_last_4", days_with_pain(3, 4));
    set(future, "days_nprs_at_most_6_of_last_4", days_with_pain(6, 4));
  }

  void set(Answers& future, std::string_view measure, double value) const {
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      if (kb_.findings[i].history && kb_.findings[i].id == measure) {
        future.set(static_cast<FindingIndex>(i), value);
      }
    }
  }

  [[nodiscard]] int count_lately(DayLight light, std::size_t days) const {
    const std::size_t from = lights_.size() > days ? lights_.size() - days : 0;
    return static_cast<int>(
        std::count(lights_.begin() + static_cast<std::ptrdiff_t>(from),
                   lights_.end(), light));
  }

  [[nodiscard]] int days_with_pain(double at_most, std::size_t days) const {
    int count = 0;
    for (std::size_t i = 0; i < days && i < pains_.size(); ++i) {
      count += std::round(pains_[pains_.size() - 1 - i]) <= at_most ? 1 : 0;
    }
    return count;
  }

  const KnowledgeBase& kb_;
  const AheadRules& rules_;
  Answers today_;
  double pain_;
  bool knows_pain_;
  double rested_ = 0;
  int longest_walk_ = 0;
  std::vector<double> pains_;
  std::vector<Course> courses_;
  std::vector<DayLight> lights_;
};

DayLight light_of(const std::vector<DayLight>& lights, std::size_t day) {
  if (lights.empty()) return DayLight::green;
  return lights[std::min(day, lights.size() - 1)];
}

}  // namespace

std::vector<AheadDay> look_ahead(const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision,
                                 const PlanRequest& first_day, int days,
                                 const std::vector<DayLight>& lights) {
  std::vector<AheadDay> ahead;
  const auto permission = decision.plan_permission();
  if (!permission) return ahead;
  AheadDay day{DayLight::green, answers, decision,
               first_day.course
                   ? *first_day.course
                   : first_course(kb, answers, *permission, first_day),
               build_plan(kb, answers, *permission, first_day)};
  ahead.push_back(day);
  Future future(kb, answers);
  PlanRequest request = first_day;
  for (int n = 1; n < days && ahead.back().plan; ++n) {
    const AheadDay& before = ahead.back();
    AheadDay next;
    next.went = light_of(lights, static_cast<std::size_t>(n - 1));
    next.answers = future.after(next.went, *before.plan, before.course);
    next.decision = triage(kb, next.answers);
    if (const auto allowed = next.decision.plan_permission()) {
      next.course = next_course(kb, before.course, *before.plan, next.went,
                                next.answers, *allowed);
      request.date = std::chrono::sys_days(request.date) + std::chrono::days(1);
      ++request.day;
      request.course = &next.course;
      next.plan = build_plan(kb, next.answers, *allowed, request);
      request.course = nullptr;
    }
    ahead.push_back(std::move(next));
  }
  return ahead;
}

}  // namespace backcoach
