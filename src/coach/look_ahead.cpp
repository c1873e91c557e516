#include <algorithm>
#include <cmath>

#include "../kb/diary_answers.hpp"
#include "backcoach/course.hpp"
#include "diary_days.hpp"

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

int walking_minutes(const Plan& plan) {
  int minutes = 0;
  for (const PlanItem& item : plan.items) {
    if (item.kind == ItemKind::walk) minutes += item.dose.minutes;
  }
  return minutes;
}

double number(const Answers& answers, FindingIndex finding, double otherwise) {
  const double* value = std::get_if<double>(&answers[finding]);
  return value ? *value : otherwise;
}

/// The answers that are taken to hold as days go by, and the diary that would
/// come of them: what the days mean is worked out where it always is.
class Future {
 public:
  Future(const KnowledgeBase& kb, const Answers& today,
         std::chrono::sys_days date, std::vector<DiaryEntry> diary)
      : kb_(kb),
        rules_(kb.plan.ahead),
        today_(today),
        pain_(number(today, rules_.pain_finding, 0)),
        first_pain_(pain_),
        knows_pain_(today.answered(rules_.pain_finding)),
        date_(date),
        diary_(std::move(diary)) {}

  /// \param plan    of the day that is over
  /// \param course  of that day
  Answers after(DayLight light, const Plan& plan, const Course& course) {
    const double wanted = pain_ + change(rules_, light);
    pain_ = std::clamp(wanted, 0.0, std::max(kMostPain, pain_));
    ++days_;
    date_ += std::chrono::days(1);
    if (plan.stage == Stage::rest) rested_ += kHoursPerDay;
    if (light != DayLight::missed && light != DayLight::red) {
      longest_walk_ = std::max(longest_walk_, course.walking.longest());
    }
    write_checkin(light, plan);
    return answers();
  }

  /// Writes down what was decided on the day reached.
  void decided(const Decision& decision) {
    TriageRecord record;
    record.origin = days_ == 0 ? "triage" : "checkin";
    record.urgency = name(decision.urgency);
    record.plan_allowed = decision.plan_permission().has_value();
    if (decision.stage) record.stage = name(*decision.stage);
    for (const Reason& reason : decision.because) {
      const Rule& rule = kb_.rules[reason.rule];
      record.rules.push_back({rule.id, rule.outcomes[reason.outcome].id});
    }
    if (knows_pain_) record.answers = pain_values();
    add(std::move(record));
  }

  /// What is taken to be known of the day that is over. A so-so day ahead is
  /// a mild ache that has settled by the morning.
  [[nodiscard]] PassedDay passed(DayLight light) const {
    PassedDay day;
    day.light = light;
    day.settled = light == DayLight::amber;
    if (knows_pain_) day.pain = std::round(pain_);
    day.flare = says_flare();
    return day;
  }

  [[nodiscard]] bool says_flare() const {
    return pain_says_flare(kb_, diary_days(kb_.checkin.light, diary_), date_);
  }

 private:
  void write_checkin(DayLight light, const Plan& plan) {
    CheckinRecord record;
    if (knows_pain_) record.values = pain_values();
    if (light != DayLight::missed) {
      record.light = name(light);
      record.values["walked_minutes"] =
          static_cast<double>(walking_minutes(plan));
    }
    add(std::move(record));
  }

  [[nodiscard]] DiaryValues pain_values() const {
    return {{kb_.findings[rules_.pain_finding].id, std::round(pain_)}};
  }

  template <class Record>
  void add(Record record) {
    DiaryEntry entry;
    entry.date = progress::date_text(date_);
    entry.at = entry.date + "T00:00:00";
    entry.what = std::move(record);
    diary_.push_back(std::move(entry));
  }

  [[nodiscard]] Answers answers() const {
    Answers future = today_;
    if (future.answered(rules_.days_finding)) {
      future.set(rules_.days_finding,
                 number(today_, rules_.days_finding, 0) + days_);
    }
    if (knows_pain_) future.set(rules_.pain_finding, std::round(pain_));
    if (first_pain_ - pain_ >= rules_.improving_drop) {
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
    set_history(kb_, diary_, date_, future);
    return future;
  }

  const KnowledgeBase& kb_;
  const AheadRules& rules_;
  Answers today_;
  double pain_;
  double first_pain_;
  bool knows_pain_;
  std::chrono::sys_days date_;  ///< reached so far
  std::vector<DiaryEntry> diary_;
  int days_ = 0;
  double rested_ = 0;
  int longest_walk_ = 0;
};

/// The decision of a day ahead. A question that only time opens is taken as not
/// sure: nobody can be asked today, and only a clear answer makes it milder.
/// Of a day with a plan, what is private is known to forbid none.
Decision decision_ahead(const KnowledgeBase& kb, Answers& answers) {
  Decision decision = triage(kb, with_private_no(kb, answers));
  while (decision.status == Status::needs_answers) {
    bool changed = false;
    for (const FindingIndex open : decision.missing) {
      if (kb.findings[open].type != FindingType::yes_no) continue;
      answers.set(open, YesNo::not_sure);
      changed = true;
    }
    if (!changed) break;
    decision = triage(kb, with_private_no(kb, answers));
  }
  return decision;
}

DayLight light_of(const std::vector<DayLight>& lights, std::size_t day) {
  if (lights.empty()) return DayLight::green;
  return lights[std::min(day, lights.size() - 1)];
}

}  // namespace

std::vector<AheadDay> look_ahead(const KnowledgeBase& kb,
                                 const Answers& answers,
                                 const Decision& decision,
                                 const PlanRequest& first_day, int days,
                                 const std::vector<DayLight>& lights,
                                 const std::vector<DiaryEntry>& diary) {
  std::vector<AheadDay> ahead;
  const auto permission = decision.plan_permission();
  if (!permission) return ahead;
  ahead.push_back({DayLight::green, answers, decision,
                   first_day.course
                       ? *first_day.course
                       : first_course(kb, answers, *permission, first_day.day),
                   build_plan(kb, answers, *permission, first_day)});
  Future future(kb, answers, first_day.date, diary);
  if (diary.empty()) future.decided(decision);
  PlanRequest request = first_day;
  for (int n = 1; n < days && ahead.back().plan; ++n) {
    const AheadDay& before = ahead.back();
    AheadDay next;
    next.went = light_of(lights, static_cast<std::size_t>(n - 1));
    next.answers = future.after(next.went, *before.plan, before.course);
    next.decision = decision_ahead(kb, next.answers);
    if (const auto allowed = next.decision.plan_permission()) {
      next.course =
          next_course(kb, before.course, *before.plan, future.passed(next.went),
                      next.answers, *allowed);
      request.date = std::chrono::sys_days(request.date) + std::chrono::days(1);
      ++request.day;
      request.course = &next.course;
      request.made_at_minutes = -1;
      next.plan = build_plan(kb, next.answers, *allowed, request);
      request.course = nullptr;
    }
    future.decided(next.decision);
    ahead.push_back(std::move(next));
  }
  return ahead;
}

}  // namespace backcoach
