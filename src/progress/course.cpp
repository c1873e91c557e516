#include "backcoach/course.hpp"

#include <algorithm>
#include <array>

#include "../plan/dose.hpp"
#include "walking.hpp"

namespace backcoach {
namespace {

using plan::Person;

constexpr int kPercent = 100;
constexpr int kWeek = 7;

const StagePlan& content(const PlanRules& rules, Stage stage) {
  const auto it =
      std::find_if(rules.stages.begin(), rules.stages.end(),
                   [&](const StagePlan& one) { return one.id == stage; });
  return it == rules.stages.end() ? rules.stages.front() : *it;
}

Stage moved(Stage stage, int steps) {
  const int wanted = static_cast<int>(stage) + steps;
  const int highest = static_cast<int>(Stage::maintain);
  return static_cast<Stage>(std::clamp(wanted, 0, highest));
}

int in_a_row(const std::vector<DayLight>& lights, DayLight light) {
  int count = 0;
  for (auto it = lights.rbegin(); it != lights.rend() && *it == light; ++it) {
    ++count;
  }
  return count;
}

int lately(const std::vector<DayLight>& lights, DayLight light, int days) {
  const auto from =
      lights.end() - std::min<std::ptrdiff_t>(
                         days, static_cast<std::ptrdiff_t>(lights.size()));
  return static_cast<int>(std::count(from, lights.end(), light));
}

int walking_minutes(const KnowledgeBase& kb, const Plan& plan) {
  int minutes = 0;
  for (const PlanItem& item : plan.items) {
    const bool walk =
        item.exercise && kb.exercises[*item.exercise].kind == "walk";
    if (walk) minutes += item.dose.minutes;
  }
  return minutes;
}

/// Makes the next day, step by step.
class Step {
 public:
  Step(const KnowledgeBase& kb, const Course& before, const Plan& plan,
       DayLight light, const Answers& answers, const PlanPermission& permission,
       bool flare)
      : kb_(kb),
        rules_(kb.plan.progress),
        person_(kb, answers),
        permission_(permission),
        before_(before),
        light_(light),
        flare_(flare),
        next_(before) {
    next_.day = before.day + 1;
    next_.changes.clear();
    next_.lights.push_back(light);
    next_.walked.push_back(walking_minutes(kb, plan));
    for (const PlanItem& item : plan.items) {
      if (item.exercise && !plan::contains(next_.known, *item.exercise)) {
        next_.known.push_back(*item.exercise);
      }
    }
    // What a flare allows is not what the person did on a good day.
    if (light == DayLight::green && before.flare_day == 0) {
      next_.last_green = before.walking;
      next_.last_green_percent = before.volume_percent;
    }
    ++next_.volume_days;
    if (next_.since_flare > 0) ++next_.since_flare;
  }

  Course take() {
    count();
    if (enters_flare()) {
      enter_flare();
    } else if (next_.flare_day > 0) {
      go_on_with_flare();
    } else {
      set_stage();
      set_dose();
    }
    if (permission_.stage() < next_.stage && next_.stage != Stage::flare) {
      set_stage_down(permission_.stage());
    }
    if (next_.stage == Stage::rest || permission_.stage() == Stage::rest) {
      next_.stage = Stage::rest;
    }
    keep_to_stage();
    return std::move(next_);
  }

 private:
  void say(std::string words) { next_.changes.push_back(std::move(words)); }

  void say_stage(std::string words) {
    constexpr std::string_view kSlot = "{stage}";
    if (const auto at = words.find(kSlot); at != std::string::npos) {
      words.replace(at, kSlot.size(), kb_.stage(next_.stage).name);
    }
    say(std::move(words));
  }

  void count() {
    const bool green = light_ == DayLight::green;
    next_.green_days = green ? before_.green_days + 1 : 0;
    next_.volume_green_days = green ? before_.volume_green_days + 1 : 0;
  }

  [[nodiscard]] bool enters_flare() const {
    if (rules_.flare.empty() || next_.flare_day > 0) return false;
    if (flare_) return true;
    return light_ == DayLight::red && rules_.flare_red_days > 0 &&
           lately(next_.lights, DayLight::red, rules_.flare_within_days) >=
               rules_.flare_red_days;
  }

  void enter_flare() {
    next_.flare_day = 1;
    next_.since_flare = 1;
    next_.before_flare = before_.stage;
    if (next_.last_green.walks == 0) {
      next_.last_green = before_.walking;
      next_.last_green_percent = before_.volume_percent;
    }
    follow_flare();
  }

  [[nodiscard]] const FlareDays* flare_part() const {
    for (const FlareDays& part : rules_.flare) {
      const bool in =
          next_.flare_day >= part.days.low &&
          (part.days.high == 0 || next_.flare_day <= part.days.high);
      if (in) return &part;
    }
    return nullptr;
  }

  void go_on_with_flare() {
    // The small days pass by themselves; more needs a good day.
    const FlareDays* part = flare_part();
    const bool small = part && part->menu && light_ != DayLight::red;
    if (small || light_ == DayLight::green) ++next_.flare_day;
    follow_flare();
  }

  void follow_flare() {
    const FlareDays* part = flare_part();
    if (!part) {
      next_.flare_day = 0;
      set_stage();
      return;
    }
    if (next_.flare_day != before_.flare_day &&
        next_.flare_day == part->days.low) {
      say(part->text);
    }
    if (part->menu) {
      const StagePlan& flare = content(kb_.plan, Stage::flare);
      next_.stage = Stage::flare;
      next_.walking =
          progress::at_percent(next_.last_green, flare.walk_time_percent);
      next_.walking.walks = std::max(next_.walking.walks, flare.walks_at_least);
      set_flare_volume(flare.walk_time_percent);
      return;
    }
    const int back = content(kb_.plan, Stage::flare).stages_back;
    if (before_.stage == Stage::flare) {
      next_.stage = std::max(Stage::walk, moved(next_.before_flare, -back));
    } else {
      set_stage();
    }
    next_.walking = progress::at_percent(next_.last_green, part->percent);
    set_flare_volume(part->percent);
    if (part->days.high == 0) next_.flare_day = 0;
  }

  void set_flare_volume(int percent) {
    next_.volume_percent = std::max(
        rules_.volume_percent_least,
        std::min(before_.last_green_percent, next_.last_green_percent) *
            percent / kPercent);
  }

  /// Down as far as the decision says, up by one at most and only after a
  /// green day.
  void set_stage() {
    const Stage wanted = permission_.stage();
    if (before_.stage == Stage::rest && wanted > Stage::rest) {
      // Rest ends when it must, however the day went.
      next_.stage = Stage::walk;
      say_stage(rules_.words.stage_up);
    } else if (wanted < before_.stage) {
      set_stage_down(wanted);
    } else if (light_ == DayLight::red && before_.stage == Stage::mobility) {
      set_stage_down(Stage::walk);
    } else if (wanted > before_.stage && light_ == DayLight::green) {
      next_.stage =
          std::min(wanted, moved(before_.stage, rules_.stages_up_per_day));
      say_stage(rules_.words.stage_up);
    }
  }

  void set_stage_down(Stage stage) {
    if (stage >= next_.stage) return;
    next_.stage = stage;
    say_stage(rules_.words.stage_down);
  }

  void set_dose() {
    switch (light_) {
      case DayLight::green:
        return after_green();
      case DayLight::amber:
        return after_amber();
      case DayLight::red:
        return after_red();
      case DayLight::missed:
        return after_missed();
    }
  }

  void after_green() {
    const bool acute = person_.plainly(rules_.acute);
    const int needed = acute ? rules_.green_days_acute : rules_.green_days;
    const int most = std::min(
        plan::walking_minutes_at_most(person_),
        progress::most_minutes(next_.walked, rules_.walking_percent_per_week));
    if (next_.green_days >= needed) {
      const StagePlan& stage = content(kb_.plan, next_.stage);
      const WalkingDose more = progress::more(
          kb_.plan, next_.walking, plan::highest_step(kb_.plan, stage), most);
      if (more != next_.walking) {
        next_.walking = more;
        next_.green_days = 0;
        say(rules_.words.more_walking);
      }
    }
    const bool may_grow = next_.volume_green_days >= rules_.green_days &&
                          next_.volume_days >= kWeek &&
                          next_.stage != Stage::rest;
    if (may_grow) {
      set_volume(next_.volume_percent *
                 (kPercent + rules_.volume_percent_per_week) / kPercent);
      say(rules_.words.more_exercise);
    }
  }

  void after_amber() {
    const bool after_flare = next_.since_flare > 0 &&
                             next_.since_flare <= rules_.only_green_flare_days;
    const bool strict = after_flare || person_.closed(rules_.only_green);
    const int needed = strict ? 1 : rules_.amber_in_a_row;
    const int row = in_a_row(next_.lights, DayLight::amber);
    if (needed == 0 || row == 0 || row % needed != 0) {
      say(rules_.words.hold);
      return;
    }
    const int percent = kPercent - rules_.amber_percent;
    next_.walking = progress::at_percent(next_.walking, percent);
    set_volume(next_.volume_percent * percent / kPercent);
    say(rules_.words.less_after_amber);
  }

  void after_red() {
    next_.walking = progress::step_down(kb_.plan.walking, next_.walking);
    set_volume(next_.volume_percent * (kPercent - rules_.red_percent) /
               kPercent);
    say(rules_.words.less_after_red);
  }

  void after_missed() {
    const int row = in_a_row(next_.lights, DayLight::missed);
    for (const MissedRule& rule : rules_.missed) {
      // Each rule takes effect once, on the first of its days.
      if (row != rule.days.low) continue;
      say(rule.text);
      if (rule.then == MissedRule::Then::same_dose) return;
      next_.walking = progress::step_down(kb_.plan.walking, next_.walking);
      set_volume(next_.volume_percent * (kPercent - rules_.red_percent) /
                 kPercent);
      if (rule.then == MissedRule::Then::re_enter) {
        set_stage_down(Stage::walk);
      }
    }
  }

  void set_volume(int percent) {
    next_.volume_percent = std::max(rules_.volume_percent_least, percent);
    next_.volume_days = 0;
    next_.volume_green_days = 0;
  }

  /// A lower stage has shorter walks; a flare keeps its own.
  void keep_to_stage() {
    if (next_.stage == Stage::flare) return;
    const StagePlan& stage = content(kb_.plan, next_.stage);
    const std::size_t highest = plan::highest_step(kb_.plan, stage);
    if (next_.walking.step <= highest) return;
    const auto lower = progress::dose_of_step(
        kb_.plan.walking, highest, next_.walking.walks, next_.walking.total());
    if (lower) next_.walking = *lower;
    next_.walking.step = highest;
  }

  const KnowledgeBase& kb_;
  const ProgressRules& rules_;
  Person person_;
  PlanPermission permission_;
  const Course& before_;
  DayLight light_;
  bool flare_;
  Course next_;
};

constexpr std::array<std::pair<std::string_view, DayLight>, 4> kLights = {
    {{"green", DayLight::green},
     {"amber", DayLight::amber},
     {"red", DayLight::red},
     {"missed", DayLight::missed}}};

}  // namespace

std::string_view name(DayLight light) {
  return kLights[static_cast<std::size_t>(light)].first;
}

std::optional<DayLight> day_light_named(std::string_view name) {
  for (const auto& [word, light] : kLights) {
    if (word == name) return light;
  }
  return std::nullopt;
}

Course first_course(const KnowledgeBase& kb, const Answers& answers,
                    const PlanPermission& permission,
                    const PlanRequest& request) {
  const Person person(kb, answers);
  const StagePlan& stage = content(kb.plan, permission.stage());
  const bool after_rest = permission.stage() == kb.plan.after_rest.stage &&
                          person.plainly(kb.plan.after_rest.when);
  Course course;
  course.day = std::max(1, request.day);
  course.stage = permission.stage();
  course.walking = plan::first_walking(
      person, stage, plan::walking_minutes_at_most(person), after_rest);
  course.last_green = course.walking;
  return course;
}

Course next_course(const KnowledgeBase& kb, const Course& before,
                   const Plan& plan, DayLight light, const Answers& answers,
                   const PlanPermission& permission, bool flare) {
  return Step(kb, before, plan, light, answers, permission, flare).take();
}

}  // namespace backcoach
