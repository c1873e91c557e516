#include <algorithm>
#include <map>

#include "backcoach/course.hpp"
#include "dose.hpp"
#include "prescribed.hpp"

namespace backcoach {
namespace {

using plan::Chosen;
using plan::DayWindow;
using plan::Person;

constexpr int kMinutesPerDay = 24 * 60;
constexpr int kMinutesPerHour = 60;
constexpr int kHoursPerDay = 24;

const StagePlan& stage_plan(const PlanRules& rules, Stage stage) {
  const auto it = std::find_if(
      rules.stages.begin(), rules.stages.end(),
      [&](const StagePlan& content) { return content.id == stage; });
  return it == rules.stages.end() ? rules.stages.front() : *it;
}

/// The stage of a course holds a decision back, and never lifts it.
Stage lower(Stage allowed, Stage course) {
  if (course == Stage::flare) {
    return allowed == Stage::rest ? allowed : course;
  }
  return std::min(allowed, course);
}

/// The day a moment falls on, after any number of midnights.
LocalTime moment(std::chrono::year_month_day date, int minutes) {
  const auto days = std::chrono::days(minutes / kMinutesPerDay);
  return {std::chrono::sys_days(date) + days, minutes % kMinutesPerDay};
}

/// Builds one plan, part by part.
class Builder {
 public:
  Builder(const KnowledgeBase& kb, const Answers& answers,
          const PlanPermission& permission, const PlanRequest& request)
      : kb_(kb),
        rules_(kb.plan),
        person_(kb, answers),
        request_(request),
        window_(plan::window_of(kb.plan.day, request)),
        excluded_(plan::exclusions(person_)) {
    plan_.date = request.date;
    plan_.day = std::max(1, request.day);
    plan_.limits.rest_hours_left = rest_hours_left(permission.stage());
    const bool rest_is_over =
        permission.stage() == Stage::rest && plan_.limits.rest_hours_left <= 0;
    after_rest_ =
        rest_is_over || (permission.stage() == rules_.after_rest.stage &&
                         person_.plainly(rules_.after_rest.when));
    plan_.stage = rest_is_over ? rules_.after_rest.stage : permission.stage();
    if (request.course) plan_.stage = lower(plan_.stage, request.course->stage);
    plan_.focus = plan_.stage == permission.stage()
                      ? permission.focus()
                      : kb.stage(plan_.stage).focus;
  }

  Plan build() {
    const StagePlan& stage = stage_plan(rules_, plan_.stage);
    plan::Prescribed own;
    if (request_.prescription) {
      own = plan::prescribed_for(person_, excluded_, *request_.prescription,
                                 plan_.stage, plan_.day, plan_.date);
    }
    plan::ChoiceInput input{&stage, plan_.day, minutes_available(),
                            plan_.limits.rest_hours_left, own.chosen};
    input.after_rest = after_rest_;
    input.course = request_.course;
    for (const plan::FreeItem& free : own.free) {
      ++input.free_items;
      input.free_minutes += free.dose.times_per_day * free.lasts_minutes;
    }
    chosen_ = plan::choose(person_, excluded_, input);
    add_notes();
    add_prescription_notes(own, stage);
    fit_screen();
    place();
    place_own(own);
    list_excluded();
    set_limits(stage);
    const int checkin = window_.bed - rules_.day.checkin.before_bed_minutes;
    plan_.next_checkin = moment(plan_.date, checkin);
    // A day of somebody who is up past midnight lasts until bed.
    plan_.expires_at =
        moment(plan_.date, std::max(kMinutesPerDay, window_.bed));
    plan_.plan_id = plan::digest(kb_, plan_);
    return std::move(plan_);
  }

 private:
  /// Rest counts by the hours of the episode, so each day of it uses a day.
  [[nodiscard]] double rest_hours_left(Stage stage) const {
    double used = person_.number(rules_.rest.hours_finding, 0);
    // With a course the answers already count the days before.
    if (stage == Stage::rest && !request_.course) {
      used += kHoursPerDay * (plan_.day - 1);
    }
    return std::max(0.0, rules_.rest.max_hours - used);
  }

  [[nodiscard]] int minutes_available() const {
    if (request_.minutes_available >= 0) return request_.minutes_available;
    return static_cast<int>(person_.number(rules_.day.minutes_finding, -1));
  }

  /// Goes a day that may be fewer; what was prescribed stays.
  static int ours(const Chosen& item) {
    return item.prescribed ? 0 : item.dose.times_per_day;
  }

  void add_prescription_notes(const plan::Prescribed& own,
                              const StagePlan& stage) {
    const auto items = own.chosen.size() + own.free.size();
    if (items > static_cast<std::size_t>(std::max(0, stage.item_limit))) {
      plan_.notes.emplace_back(kb_.notice("prescription_over"));
    }
  }

  /// Free items go between the others; what found no time is said.
  void place_own(plan::Prescribed& own) {
    plan_.paused = std::move(own.paused);
    const auto no_time = [&](const std::string& title,
                             std::optional<ExerciseIndex> exercise) {
      plan_.paused.push_back({title,
                              exercise,
                              {std::string(kb_.notice("prescription_no_time"))},
                              {}});
    };
    for (const Chosen& chosen : own.chosen) {
      const bool placed = std::any_of(
          plan_.items.begin(), plan_.items.end(), [&](const PlanItem& item) {
            return item.prescribed && item.exercise == chosen.exercise;
          });
      if (!placed) {
        no_time(kb_.exercises[chosen.exercise].name, chosen.exercise);
      }
    }
    for (const plan::FreeItem& free : own.free) {
      if (!plan::place_free(person_, free, window_, plan_)) {
        no_time(free.item->words, std::nullopt);
      }
    }
    if (own.free.empty()) return;
    std::stable_sort(
        plan_.items.begin(), plan_.items.end(),
        [](const PlanItem& a, const PlanItem& b) { return a.at < b.at; });
  }

  /// Takes goes away from what is done most often until the day fits.
  void fit_screen() {
    constexpr int kBreakSleepCheckin = 3;
    const auto rows = [&] {
      int sum = kBreakSleepCheckin;
      for (const Chosen& item : chosen_) {
        const std::string& kind = kb_.exercises[item.exercise].kind;
        sum += kind == "break" ? 0 : std::max(1, item.dose.times_per_day);
      }
      return sum;
    };
    while (rows() > rules_.day.rows_at_most) {
      const auto most = std::max_element(
          chosen_.begin(), chosen_.end(),
          [](const Chosen& a, const Chosen& b) { return ours(a) <= ours(b); });
      if (most == chosen_.end() || most->prescribed ||
          most->dose.times_per_day <= 1)
        return;
      --most->dose.times_per_day;
    }
  }

  void add_notes() {
    if (request_.course) plan_.changes = request_.course->changes;
    if (plan_.limits.rest_hours_left <= 0 && after_rest_) {
      plan_.notes.push_back(rules_.after_rest.when.text);
    }
    const DoseBand& band = person_.band();
    if (!band.exercises.empty()) plan_.notes.push_back(band.text);
    for (const Menu* menu : person_.menus()) plan_.notes.push_back(menu->text);
  }

  void place() {
    std::map<std::size_t, int> goes;
    const auto placed = plan::schedule(person_, chosen_, window_);
    for (const plan::Placed& go : placed) ++goes[go.index];
    std::map<std::size_t, int> so_far;
    for (const plan::Placed& go : placed) {
      PlanItem item = plan::item_of(person_, chosen_[go.index]);
      if (so_far[go.index]++ < chosen_[go.index].longer) ++item.dose.minutes;
      item.lasts_minutes = plan::minutes_of(rules_.day, item.dose);
      item.at = go.at;
      item.dose.times_per_day = goes[go.index];
      item.prescribed = chosen_[go.index].prescribed;
      plan_.items.push_back(std::move(item));
    }
    for (const Chosen& chosen : chosen_) {
      const std::string& kind = kb_.exercises[chosen.exercise].kind;
      if (kind == "break") add_break(chosen);
      if (kind == "education") add_fixed(chosen.exercise, window_.wake);
    }
    add_fixed(rules_.sleep, window_.bed - rules_.wind_down_minutes);
    plan_.items.push_back(plan::checkin_item(rules_.day.checkin, window_.bed));
    std::stable_sort(
        plan_.items.begin(), plan_.items.end(),
        [](const PlanItem& a, const PlanItem& b) { return a.at < b.at; });
  }

  void add_break(const Chosen& chosen) {
    PlanItem item = plan::item_of(person_, chosen);
    item.at = window_.wake + rules_.day.breaks_from;
    item.dose = {};
    item.dose.minutes = rules_.breaks.minutes.low;
    item.dose.every_minutes = plan::sitting_minutes(person_, plan_.stage);
    item.counted = false;
    plan_.items.push_back(std::move(item));
  }

  /// Something to know or to set up; not counted as an item of the stage.
  void add_fixed(ExerciseIndex index, int at) {
    if (!excluded_[index].because.empty()) return;
    PlanItem item = plan::item_of(person_, {index, nullptr, {}, 0});
    item.at = at;
    item.dose.times_per_day = 1;
    item.counted = false;
    plan_.items.push_back(std::move(item));
  }

  void list_excluded() {
    for (const Exclusion& exclusion : excluded_) {
      const Exercise& card = kb_.exercises[exclusion.exercise];
      if (exclusion.because.empty()) continue;
      if (!plan::in_stage(card, plan_.stage)) continue;
      // Said once, with the prescription.
      const bool said = std::any_of(
          plan_.paused.begin(), plan_.paused.end(), [&](const Paused& paused) {
            return paused.exercise == exclusion.exercise;
          });
      if (said) continue;
      plan_.excluded.push_back(exclusion);
    }
  }

  void set_limits(const StagePlan& stage) {
    PlanLimits& limits = plan_.limits;
    limits.items = stage.item_limit;
    limits.exercise_minutes = stage.minutes_limit;
    limits.sitting_minutes = plan::sitting_minutes(person_, plan_.stage);
    for (const StretchGate& gate : rules_.stretch_gates) {
      if (stage.stretching && gate.max_different_per_day > 0) {
        limits.stretches = gate.max_different_per_day;
      }
    }
    const bool rests = std::any_of(
        plan_.items.begin(), plan_.items.end(),
        [](const PlanItem& item) { return item.kind == ItemKind::rest; });
    if (!rests) return;
    const auto minutes =
        static_cast<int>(limits.rest_hours_left * kMinutesPerHour);
    limits.rest_ends = moment(plan_.date, window_.wake + minutes);
  }

  const KnowledgeBase& kb_;
  const PlanRules& rules_;
  Person person_;
  const PlanRequest& request_;
  DayWindow window_;
  std::vector<Exclusion> excluded_;
  std::vector<Chosen> chosen_;
  bool after_rest_ = false;
  Plan plan_;
};

}  // namespace

Plan build_plan(const KnowledgeBase& kb, const Answers& answers,
                const PlanPermission& permission, const PlanRequest& request) {
  return Builder(kb, answers, permission, request).build();
}

}  // namespace backcoach
