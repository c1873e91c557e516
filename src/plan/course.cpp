#include "backcoach/course.hpp"

#include <algorithm>
#include <array>

#include "../base/replace.hpp"
#include "dose.hpp"
#include "ladder.hpp"
#include "transition.hpp"
#include "walking.hpp"

namespace backcoach {
namespace {

using plan::Person;

constexpr int kPercent = 100;

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

/// Makes the next day, step by step.
class Step {
 public:
  Step(const Person& person, const Course& before, const Plan& plan,
       const PassedDay& passed, const PlanPermission& permission)
      : kb_(person.kb()),
        rules_(kb_.plan.progress),
        walking_(kb_.plan.walking),
        person_(person),
        permission_(permission),
        before_(before),
        plan_(plan),
        passed_(passed),
        lasting_(person_.plainly(rules_.long_lasting)),
        next_(before) {
    next_.day = before.day + 1;
    next_.changes.clear();
    light_ = counts_as_green() ? DayLight::green : passed.light;
    next_.lights.push_back(light_);
    if (next_.lights.size() > static_cast<std::size_t>(walking_.week_days)) {
      next_.lights.erase(next_.lights.begin());
    }
    if (next_.since_flare > 0) ++next_.since_flare;
    std::erase_if(next_.walk_grown, [&](int day) {
      return day <= next_.day - walking_.week_days;
    });
  }

  Course take() {
    // A plan for each day is not needed any more, so none is missed.
    if (light_ == DayLight::missed && before_.flare_day == 0 &&
        person_.plainly(kb_.plan.letting_go.when)) {
      next_.lights = before_.lights;
      keep_to_permission();
      return std::move(next_);
    }
    count();
    meet_cards();
    keep_lesson();
    rate();
    if (enters_flare()) {
      enter_flare();
    } else if (next_.flare_day > 0) {
      go_on_with_flare();
    } else {
      set_stage();
      set_dose();
    }
    keep_to_permission();
    follow_what_was_told();
    std::sort(next_.cards.begin(), next_.cards.end(),
              [](const CardProgress& a, const CardProgress& b) {
                return a.exercise < b.exercise;
              });
    return std::move(next_);
  }

 private:
  void say(std::string words) { next_.changes.push_back(std::move(words)); }

  void say_stage(const std::string& words) {
    say(text::replaced(words, "{stage}", kb_.stage(next_.stage).name));
  }

  // --- what the day was

  /// A mild ache counts as good once the first days are over.
  [[nodiscard]] bool counts_as_green() const {
    if (passed_.light != DayLight::amber || !passed_.mild) return false;
    const LightRules& light = kb_.checkin.light;
    const double onset = person_.number(kb_.plan.ahead.days_finding, 0);
    const double pain =
        passed_.pain.value_or(person_.number(kb_.plan.ahead.pain_finding, 0));
    return onset > light.mild_after_days && pain < light.mild_pain_below;
  }

  /// In long-lasting pain a mild discomfort is allowed.
  [[nodiscard]] bool settled_and_lasting() const {
    return light_ == DayLight::amber && passed_.settled && lasting_;
  }

  void count() {
    next_.missed = light_ == DayLight::missed ? before_.missed + 1 : 0;
    if (settled_and_lasting()) {
      ++next_.settled;
    } else if (light_ != DayLight::missed) {
      next_.settled = 0;
    }
    settled_counts_ =
        rules_.settled_in_a_row > 0 && next_.settled >= rules_.settled_in_a_row;
    if (settled_counts_) {
      next_.settled = 0;
      next_.lights.back() = DayLight::green;
    }
    if (light_ == DayLight::green) next_.amber_down = false;
    if (passed_.pain) {
      next_.painful =
          *passed_.pain >= rules_.keep_below_pain ? before_.painful + 1 : 0;
      next_.painful = std::min(next_.painful, rules_.keep_checkins);
    }
    const bool worked = plan_.strength_day && light_ != DayLight::missed;
    if (worked) ++next_.strength_days;
  }

  CardProgress& card(ExerciseIndex exercise) {
    for (CardProgress& one : next_.cards) {
      if (one.exercise == exercise) return one;
    }
    next_.cards.push_back({exercise, 0, 0, 0, 0, false});
    return next_.cards.back();
  }

  [[nodiscard]] bool is_movement(ExerciseIndex exercise) const {
    return kb_.exercises[exercise].kind == "exercise";
  }

  [[nodiscard]] std::vector<ExerciseIndex> planned() const {
    std::vector<ExerciseIndex> list;
    for (const PlanItem& item : plan_.items) {
      if (item.exercise && !item.first_aid && is_movement(*item.exercise) &&
          !plan::contains(list, *item.exercise)) {
        list.push_back(*item.exercise);
      }
    }
    return list;
  }

  void keep_lesson() {
    if (plan_.lesson) next_.lessons.emplace_back(*plan_.lesson, plan_.day);
  }

  /// What was planned is known from then on; its session that was left out is
  /// over.
  void meet_cards() {
    for (const ExerciseIndex exercise : planned()) {
      card(exercise);
      std::erase(next_.grown, exercise);
    }
    for (const ExerciseIndex exercise : plan_.left_out) {
      card(exercise).left_out = false;
    }
  }

  [[nodiscard]] int top(ExerciseIndex exercise) const {
    return plan::top_rung(person_, exercise);
  }

  void rate() {
    const LadderRules& ladders = rules_.ladders;
    for (const auto& [exercise, rating] : passed_.ratings) {
      CardProgress& one = card(exercise);
      one.easy = rating == Rating::too_easy ? one.easy + 1 : 0;
      if (rating == Rating::too_much) {
        one.rung = std::max(0, one.rung - ladders.too_much_rungs);
        one.greens = 0;
      }
      if (ladders.too_easy_in_a_row > 0 &&
          one.easy >= ladders.too_easy_in_a_row) {
        one.rung = std::min(top(exercise), one.rung + ladders.too_easy_rungs);
        one.greens = 0;
        one.easy = 0;
      }
    }
  }

  // --- flares

  [[nodiscard]] bool enters_flare() const {
    const FlareRules& flare = rules_.flare;
    if (flare.menu_days == 0 || next_.flare_day > 0) return false;
    if (passed_.flare) return true;
    return light_ == DayLight::red && flare.red_days > 0 &&
           lately(next_.lights, DayLight::red, flare.within_days) >=
               flare.red_days;
  }

  void enter_flare() {
    next_.flare_day = 1;
    next_.flare_step = 0;
    next_.since_flare = 1;
    next_.before_flare = before_.stage;
    next_.stage = Stage::flare;
    say(rules_.flare.begin_text);
  }

  /// The small days pass by themselves; the ramp needs good days.
  void go_on_with_flare() {
    const int last = static_cast<int>(rules_.flare.ramp_percents.size());
    if (before_.flare_step == 0) {
      if (light_ == DayLight::red) return;
      ++next_.flare_day;
      if (next_.flare_day > rules_.flare.menu_days) to_ramp(1);
      return;
    }
    ++next_.flare_day;
    const bool amber_moves =
        settled_and_lasting() ||
        (light_ == DayLight::amber && !lasting_ &&
         in_a_row(next_.lights, DayLight::amber) == rules_.amber_in_a_row);
    if (light_ == DayLight::red) {
      to_ramp(std::max(1, before_.flare_step - 1));
    } else if (light_ == DayLight::green || amber_moves) {
      if (before_.flare_step == last) return end_flare();
      to_ramp(before_.flare_step + 1);
    }
  }

  void to_ramp(int step) {
    if (rules_.flare.ramp_percents.empty()) return end_flare();
    const int back = content(kb_.plan, Stage::flare).stages_back;
    next_.flare_step = step;
    next_.stage = std::max(Stage::walk, moved(next_.before_flare, -back));
    if (step != before_.flare_step) {
      say(rules_.flare.ramp_texts[static_cast<std::size_t>(step - 1)]);
    }
  }

  void end_flare() {
    next_.flare_day = 0;
    next_.flare_step = 0;
    next_.stage = next_.before_flare;
    bring_back();
    say(rules_.flare.end_text);
  }

  // --- stages

  /// The highest stage that the answers of today leave open.
  Stage cap() {
    // As far as any row leads: for somebody who was told to move gently the
    // rows end at walking.
    Stage highest = Stage::rest;
    for (const Row& row : kb_.rows) {
      if (row.stage != Stage::flare) highest = std::max(highest, row.stage);
    }
    cap_text_.clear();
    for (const StageCap& one : rules_.caps) {
      if (!person_.closed(one.when) || one.stage >= highest) continue;
      highest = one.stage;
      cap_text_ = one.when.text;
    }
    return highest;
  }

  [[nodiscard]] bool has_level() const {
    int past = 0;
    for (const CardProgress& one : next_.cards) {
      const Exercise& about = kb_.exercises[one.exercise];
      if (!plan::contains(kb_.plan.balance.pair_goals, about.goal)) continue;
      const auto ladder = plan::ladder_of(rules_.ladders, about);
      const auto rung = static_cast<std::size_t>(
          std::clamp(one.rung, 0, static_cast<int>(ladder.size()) - 1));
      if (ladder[rung].sets > ladder.front().sets) ++past;
    }
    return past >= rules_.level_cards &&
           next_.strength_days >= rules_.level_sessions;
  }

  /// Up by one and only after a good day; a stage once reached is kept.
  void set_stage() {
    Stage wanted = permission_.stage();
    if (wanted == Stage::maintain && !has_level()) wanted = Stage::strength;
    if (before_.stage == Stage::rest) {
      if (wanted == Stage::rest) return;
      // Rest ends when it must, however the day went.
      next_.stage = Stage::walk;
      return say_stage(rules_.words.stage_up);
    }
    const bool too_painful = rules_.keep_checkins > 0 &&
                             next_.painful >= rules_.keep_checkins &&
                             person_.plainly(rules_.keep_while);
    if (too_painful && wanted < before_.stage) return set_stage_down(wanted);
    const bool good = light_ == DayLight::green || settled_counts_;
    if (wanted > before_.stage && good) {
      const Stage up = std::min(
          {wanted, moved(before_.stage, rules_.stages_up_per_day), cap()});
      if (up <= before_.stage) return;
      next_.stage = up;
      say_stage(rules_.words.stage_up);
    }
  }

  void set_stage_down(Stage stage) {
    if (stage >= next_.stage) return;
    next_.stage = stage;
    say_stage(rules_.words.stage_down);
  }

  /// What the answers of today ask for stands over what was reached.
  void keep_to_permission() {
    if (permission_.stage() == Stage::rest) {
      next_.stage = Stage::rest;
      return;
    }
    if (next_.stage == Stage::flare) return;
    if (person_.plainly(kb_.plan.after_rest.when)) {
      return set_stage_down(kb_.plan.after_rest.stage);
    }
    const Stage highest = cap();
    if (highest < next_.stage) {
      next_.stage = highest;
      say(cap_text_);
    }
  }

  // --- doses

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

  /// What a bad day held back. \return whether there was anything.
  bool bring_back() {
    bool any = next_.walk_percent < kPercent;
    next_.walk_percent = kPercent;
    for (CardProgress& one : next_.cards) {
      any = any || one.down > 0 || one.left_out;
      one.down = 0;
      one.left_out = false;
    }
    return any;
  }

  void after_green() {
    if (bring_back()) say(rules_.words.brought_back);
    grow_walking();
    grow_cards(true);
    const bool ache = passed_.light == DayLight::amber;
    if (ache && next_.changes.empty()) say(rules_.words.hold);
  }

  void grow_walking() {
    if (before_.stage == Stage::rest) return;
    const int needed = person_.plainly(walking_.acute)
                           ? walking_.green_days_acute
                           : walking_.green_days;
    next_.walk_greens = std::min(needed, next_.walk_greens + 1);
    const bool full = plan::is_full(walking_, next_.walking);
    int most = full ? walking_.merges_a_week : walking_.steps_a_week;
    if (!full && person_.plainly(walking_.long_lasting)) {
      most = walking_.steps_a_week_long;
    }
    if (next_.walk_greens < needed ||
        static_cast<int>(next_.walk_grown.size()) >= most) {
      return;
    }
    const WalkingDose more = plan::grown(walking_, next_.walking);
    if (more == next_.walking) return;
    take_walking(more);
    say(full ? rules_.words.longer_walks : rules_.words.more_walking);
  }

  void take_walking(const WalkingDose& more) {
    next_.walking = more;
    next_.walk_greens = 0;
    ++next_.walk_steps;
    next_.walk_grown.push_back(next_.day);
  }

  /// While a little sets the pain off for hours, cards stay at their least.
  [[nodiscard]] bool is_held_by_irritability() const {
    return person_.closed(kb_.plan.irritability.high_when);
  }

  /// \param good  otherwise only what counts each try that settles.
  void grow_cards(bool good) {
    const bool held = !good || is_held_by_irritability();
    for (const ExerciseIndex exercise : planned()) {
      if (plan::contains(passed_.hurt, exercise)) continue;
      const LadderRule& rule =
          plan::ladder_rule(rules_.ladders, kb_.exercises[exercise]);
      if (held && !rule.counts_tries) continue;
      CardProgress& one = card(exercise);
      const int highest = top(exercise);
      const int needed = rule.green_sessions;
      one.greens = std::min(needed, one.greens + 1);
      if (one.greens < needed || one.rung >= highest) continue;
      ++one.rung;
      one.greens = 0;
      if (!plan::contains(next_.grown, exercise)) {
        next_.grown.push_back(exercise);
      }
    }
  }

  void after_amber() {
    if (settled_and_lasting()) {
      const bool back = bring_back();
      if (settled_counts_) grow_walking();
      grow_cards(settled_counts_);
      if (!back && next_.changes.empty()) say(rules_.words.hold);
      if (back) say(rules_.words.brought_back);
      return;
    }
    const int row = in_a_row(next_.lights, DayLight::amber);
    const bool down = !lasting_ && rules_.amber_in_a_row > 0 &&
                      row >= rules_.amber_in_a_row && !before_.amber_down;
    if (!down) {
      if (passed_.settled) grow_cards(false);
      return say(rules_.words.hold);
    }
    next_.amber_down = true;
    for (const ExerciseIndex exercise : planned()) {
      step_down(card(exercise), rules_.amber_rungs);
    }
    say(rules_.words.less_after_amber);
  }

  /// For its next session. On the lowest rung it is left out of that.
  static void step_down(CardProgress& one, int rungs) {
    if (one.down >= rungs) return;
    if (one.rung - rungs < 0) {
      one.left_out = true;
      return;
    }
    one.down = rungs;
  }

  void after_red() {
    next_.walk_percent = rules_.walk_percent;
    for (const ExerciseIndex exercise : planned()) {
      const bool hurt =
          passed_.hurt.empty() || plan::contains(passed_.hurt, exercise);
      if (hurt) step_down(card(exercise), rules_.red_rungs);
    }
    say(rules_.words.less_after_red);
  }

  void after_missed() {
    for (const MissedRule& rule : rules_.missed) {
      // Each rule takes effect once, on the first of its days.
      if (next_.missed != rule.days.low) continue;
      say(rule.text);
      if (rule.then == MissedRule::Then::same_dose) return;
      next_.walk_percent = rules_.walk_percent;
      for (CardProgress& one : next_.cards) {
        one.down = std::min(one.rung, rules_.red_rungs);
      }
      if (rule.then == MissedRule::Then::re_enter) {
        set_stage_down(rule.highest);
      }
    }
  }

  /// What was walked, and what the person says that they can.
  void follow_what_was_told() {
    const int told =
        static_cast<int>(person_.number(walking_.minutes_finding, -1));
    if (told > before_.able_minutes && before_.able_minutes >= 0) {
      const WalkingDose row = plan::row_for(walking_, told, next_.stage);
      if (plan::is_more(row, next_.walking)) {
        next_.walking = row;
        next_.walk_greens = 0;
        say(rules_.words.walked_more);
      }
    }
    next_.able_minutes = std::max(told, before_.able_minutes);
    if (light_ != DayLight::green || walking_.more_days == 0) return;
    int planned_minutes = 0;
    for (const PlanItem& item : plan_.items) {
      if (item.kind == ItemKind::walk) planned_minutes += item.dose.minutes;
    }
    const int walked = passed_.walked_minutes.value_or(0);
    if (planned_minutes == 0 || walked <= planned_minutes) {
      if (passed_.walked_minutes) next_.walked_more.clear();
      return;
    }
    next_.walked_more.push_back(walked);
    if (static_cast<int>(next_.walked_more.size()) < walking_.more_days) {
      return;
    }
    const int least =
        *std::min_element(next_.walked_more.begin(), next_.walked_more.end());
    next_.walked_more.clear();
    const int minutes = std::min(walking_.day_minutes,
                                 least * walking_.more_percent / kPercent);
    WalkingDose more = next_.walking;
    if (plan::is_full(walking_, next_.walking)) {
      if (minutes >= walking_.day_minutes) {
        more = plan::grown(walking_, next_.walking);
      }
    } else if (minutes > next_.walking.total()) {
      more =
          plan::spread(minutes, static_cast<int>(next_.walking.walks.size()));
    }
    if (more == next_.walking || !plan::is_more(more, next_.walking)) {
      return;
    }
    take_walking(more);
    say(rules_.words.walked_more);
  }

  const KnowledgeBase& kb_;
  const ProgressRules& rules_;
  const WalkingRules& walking_;
  const Person& person_;
  PlanPermission permission_;
  const Course& before_;
  const Plan& plan_;
  const PassedDay& passed_;
  bool lasting_;
  DayLight light_ = DayLight::green;
  bool settled_counts_ = false;
  std::string cap_text_;
  Course next_;
};

constexpr std::array<std::pair<std::string_view, DayLight>, 4> kLights = {
    {{"green", DayLight::green},
     {"amber", DayLight::amber},
     {"red", DayLight::red},
     {"missed", DayLight::missed}}};

constexpr std::array<std::pair<std::string_view, Rating>, 3> kRatings = {
    {{"too_easy", Rating::too_easy},
     {"right", Rating::right},
     {"too_much", Rating::too_much}}};

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

std::string_view name(Rating rating) {
  return kRatings[static_cast<std::size_t>(rating)].first;
}

std::optional<Rating> rating_named(std::string_view name) {
  for (const auto& [word, rating] : kRatings) {
    if (word == name) return rating;
  }
  return std::nullopt;
}

bool knows(const Course& course, ExerciseIndex exercise) {
  return std::any_of(
      course.cards.begin(), course.cards.end(),
      [&](const CardProgress& one) { return one.exercise == exercise; });
}

Course first_course(const KnowledgeBase& kb, const Answers& answers,
                    const PlanPermission& permission, int day) {
  const Person person(kb, answers);
  Course course;
  course.day = std::max(1, day);
  course.stage = permission.stage();
  course.walking = plan::first_walks(person, course.stage);
  course.able_minutes =
      static_cast<int>(person.number(kb.plan.walking.minutes_finding, -1));
  const auto& tests = kb.plan.direction.tests;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    if (!person.plainly(tests[i].found)) continue;
    course.directions.push_back({course.day, i, DirectionResult::centralised,
                                 /*tested=*/false, false, false});
  }
  return course;
}

Course next_course(const KnowledgeBase& kb, const Course& before,
                   const Plan& plan, const PassedDay& passed,
                   const Answers& answers, const PlanPermission& permission) {
  const Person person(kb, answers);
  return progress::next_course(person, before, plan, passed, permission);
}

Course progress::next_course(const Person& person, const Course& before,
                             const Plan& plan, const PassedDay& passed,
                             const PlanPermission& permission) {
  return Step(person, before, plan, passed, permission).take();
}

}  // namespace backcoach
