#include <algorithm>
#include <map>

#include "../base/replace.hpp"
#include "backcoach/course.hpp"
#include "dose.hpp"
#include "first_aid.hpp"
#include "prescribed.hpp"

namespace backcoach {
namespace {

using plan::Chosen;
using plan::DayWindow;
using plan::Person;

constexpr int kMinutesPerDay = 24 * 60;
constexpr int kMinutesPerHour = 60;
constexpr int kHoursPerDay = 24;
constexpr int kWhole = 100;  ///< percent

const StagePlan& stage_plan(const PlanRules& rules, Stage stage) {
  const auto it = std::find_if(
      rules.stages.begin(), rules.stages.end(),
      [&](const StagePlan& content) { return content.id == stage; });
  return it == rules.stages.end() ? rules.stages.front() : *it;
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
        course_(request.course
                    ? *request.course
                    : first_course(kb, answers, permission, request.day)),
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
    // Rest is for those who need it today, and only for so long.
    const bool rest = permission.stage() == Stage::rest;
    plan_.stage = rest ? permission.stage() : course_.stage;
    if (plan_.stage == Stage::rest && (rest_is_over || !rest)) {
      plan_.stage = rules_.after_rest.stage;
    }
    plan_.focus = plan_.stage == permission.stage()
                      ? permission.focus()
                      : kb.stage(plan_.stage).focus;
    adapted_.emplace(person_, plan_.stage, plan_.day);
  }

  Plan build() {
    const StagePlan& stage = stage_plan(rules_, plan_.stage);
    set_first_aid();
    plan_.let_go = person_.plainly(rules_.letting_go.when) &&
                   plan_.stage == Stage::maintain && course_.flare_day == 0;
    plan::Prescribed own;
    if (request_.prescription) {
      own = plan::prescribed_for(person_, excluded_, *request_.prescription,
                                 plan_.stage, plan_.day, plan_.date);
    }
    plan::ChoiceInput input{&stage, plan_.day, minutes_available(),
                            plan_.limits.rest_hours_left, own.chosen};
    input.after_rest = after_rest_;
    input.course = &course_;
    input.not_today = first_aid_cards();
    input.goal = goal();
    if (plan_.let_go) input.strength_days = rules_.letting_go.strength_days;
    input.adapted = &*adapted_;
    for (const plan::FreeItem& free : own.free) {
      ++input.free_items;
      input.free_minutes += free.dose.times_per_day * free.lasts_minutes;
    }
    plan::Choice choice = plan::choose(person_, excluded_, input);
    chosen_ = std::move(choice.items);
    plan_.strength_day = choice.strength_day;
    plan_.left_out = std::move(choice.left_out);
    mark_missed(input);
    add_notes();
    add_prescription_notes(own, stage);
    set_heat();
    keep_little();
    make_small();
    place();
    place_own(own);
    set_blocks();
    list_excluded();
    set_limits(stage);
    list_adapted();
    plan_.lesson = plan::lesson_of(person_, *adapted_, plan_.stage, plan_.day,
                                   course_.lessons);
    const int checkin = window_.bed - rules_.day.checkin.before_bed_minutes;
    plan_.next_checkin = moment(
        plan_.date,
        checkin + (plan_.let_go
                       ? rules_.letting_go.checkin_every_days * kMinutesPerDay
                       : 0));
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

  /// Warmth has its rows in the first days of pain or of a flare, in short
  /// rest, and for nobody later.
  void set_heat() {
    const HeatRules& heat = rules_.heat;
    const double onset = person_.number(rules_.ahead.days_finding, 0);
    const bool early = onset <= heat.first_days || plan_.stage == Stage::rest;
    const bool flare =
        course_.flare_day > 0 && course_.flare_day <= heat.flare_days;
    if (early || flare) return;
    const auto dropped = std::erase_if(chosen_, [&](const Chosen& item) {
      return !item.prescribed && kb_.exercises[item.exercise].kind == "heat";
    });
    const bool first = plan_.day == 1 || onset == heat.first_days + 1;
    if (dropped > 0 && first) plan_.notes.push_back(heat.later_text);
  }

  void set_first_aid() {
    const int waking = window_.bed - window_.wake;
    const bool works = request_.work_from_minutes >= 0;
    plan_.first_aid =
        plan::first_aid(person_, course_, plan_.stage, waking, works);
    // A test takes minutes; without any it waits for another day.
    const bool tests = plan_.first_aid.phase == FirstAidPhase::find;
    if (tests && minutes_available() == 0) plan_.first_aid = {};
  }

  /// A test is for somebody who has the minutes, and not for late evenings.
  [[nodiscard]] bool shows_first_aid() const {
    if (plan_.first_aid.times_per_day > 0) return true;
    const int minutes = minutes_available();
    return plan_.first_aid.test_day <= plan_.day && !is_small() &&
           (minutes < 0 || minutes >= rules_.direction.lasts_minutes);
  }

  /// What is tested or used as first aid has its own row and no other.
  [[nodiscard]] std::vector<ExerciseIndex> first_aid_cards() const {
    std::vector<ExerciseIndex> cards;
    const FirstAidPhase phase = plan_.first_aid.phase;
    if (phase == FirstAidPhase::none || phase == FirstAidPhase::pause) {
      return cards;
    }
    for (const DirectionTest& test : rules_.direction.tests) {
      cards.push_back(test.use);
      for (const DirectionStep& step : test.steps) {
        cards.push_back(step.exercise);
      }
    }
    return cards;
  }

  [[nodiscard]] const GoalRule* goal() {
    for (std::size_t i = 0; i < rules_.goals.size(); ++i) {
      if (!person_.plainly(rules_.goals[i].when)) continue;
      plan_.goal = i;
      return &rules_.goals[i];
    }
    return nullptr;
  }

  /// Of the day of somebody who was let go only so much is left.
  void keep_little() {
    if (!plan_.let_go) return;
    std::erase_if(chosen_, [&](const Chosen& item) {
      return !item.prescribed &&
             !plan::contains(rules_.letting_go.kinds,
                             kb_.exercises[item.exercise].kind);
    });
  }

  [[nodiscard]] bool is_small() const {
    return request_.made_at_minutes >= rules_.day.blocks.small_from &&
           plan_.stage != Stage::rest;
  }

  /// A plan made late in the evening has one small thing for tonight.
  void make_small() {
    if (!is_small()) return;
    const auto kind = [&](const Chosen& item) {
      return kb_.exercises[item.exercise].kind;
    };
    int left = rules_.day.blocks.small_exercises;
    const bool moves =
        std::any_of(chosen_.begin(), chosen_.end(), [&](const Chosen& item) {
          return kind(item) == "exercise" &&
                 !kb_.exercises[item.exercise].static_stretch;
        });
    std::erase_if(chosen_, [&](const Chosen& item) {
      if (item.prescribed) return false;
      const Exercise& card = kb_.exercises[item.exercise];
      const bool wanted = moves
                              ? card.kind == "exercise" && !card.static_stretch
                              : card.kind == "walk";
      return !wanted || left-- <= 0;
    });
    for (Chosen& item : chosen_) {
      if (item.prescribed) continue;
      item.dose.times_per_day = 1;
      if (!item.each.empty()) item.each.resize(1);
    }
    plan_.strength_day = false;
  }

  /// Names without what stands in brackets.
  [[nodiscard]] std::string short_names(
      const std::vector<ExerciseIndex>& cards) const {
    std::string names;
    for (const ExerciseIndex index : cards) {
      const std::string& name = kb_.exercises[index].name;
      names += (names.empty() ? "" : ", ") + name.substr(0, name.find(" ("));
    }
    return names;
  }

  /// What has grown is said on the day on which it comes, and not beside less
  /// or the same of everything.
  void say_more() {
    const ProgressWords& words = rules_.progress.words;
    const auto& lights = course_.lights;
    const bool less = course_.walk_percent < kWhole || course_.flare_day > 0 ||
                      course_.missed > 0 ||
                      (!lights.empty() && lights.back() == DayLight::red);
    if (less) return;
    std::vector<ExerciseIndex> today;
    for (const ExerciseIndex index : course_.grown) {
      const bool comes =
          std::any_of(chosen_.begin(), chosen_.end(),
                      [&](const Chosen& one) { return one.exercise == index; });
      if (comes) today.push_back(index);
    }
    if (today.empty()) return;
    std::erase(plan_.changes, words.same);
    std::erase(plan_.changes, words.hold);
    plan_.changes.push_back(
        text::replaced(words.more_exercise, "{exercises}", short_names(today)));
  }

  void add_notes() {
    plan_.changes = course_.changes;
    say_more();
    if (!plan_.left_out.empty()) {
      plan_.notes.push_back(short_names(plan_.left_out) + ": " +
                            rules_.progress.left_out_text);
    }
    if (plan_.limits.rest_hours_left <= 0 && after_rest_) {
      plan_.notes.push_back(rules_.after_rest.when.text);
    }
    const DoseBand& band = person_.band();
    if (!band.exercises.empty()) plan_.notes.push_back(band.text);
    for (const Menu* menu : person_.menus()) plan_.notes.push_back(menu->text);
    for (std::string& note :
         plan::first_aid_notes(rules_, plan_.first_aid, plan_.day)) {
      plan_.notes.push_back(std::move(note));
    }
    add_goal();
  }

  [[nodiscard]] bool works_toward(const GoalRule& goal,
                                  ExerciseIndex index) const {
    const auto prefers = [&](const auto& of_stage) {
      return of_stage.first == plan_.stage &&
             plan::contains(of_stage.second, index);
    };
    const auto replaces = [&](const auto& one) { return one.second == index; };
    return plan::contains(goal.activity, index) ||
           std::any_of(goal.prefer.begin(), goal.prefer.end(), prefers) ||
           std::any_of(goal.replace.begin(), goal.replace.end(), replaces);
  }

  /// Says what the work is for, where today's plan does something for it.
  void add_goal() {
    if (!plan_.goal) return;
    const GoalRule& goal = rules_.goals[*plan_.goal];
    const bool here = std::any_of(
        chosen_.begin(), chosen_.end(),
        [&](const Chosen& item) { return works_toward(goal, item.exercise); });
    if (here) plan_.notes.push_back(goal.because);
  }

  void place() {
    auto windows = plan::blocks_of(rules_.day, window_, request_);
    std::optional<PlanItem> first_aid;
    if (shows_first_aid()) {
      // First in the day; of a plan made later, first of what is left of it.
      const bool late = request_.made_at_minutes > window_.wake;
      const int from =
          late && !windows.empty() ? windows.front().from : window_.wake;
      first_aid = plan::first_aid_item(person_, plan_.first_aid, from);
      if (first_aid && late && !windows.empty()) {
        int& begin = windows.front().from;
        begin =
            std::min(begin + first_aid->lasts_minutes, windows.front().until);
      }
    }
    std::map<std::size_t, int> goes;
    const auto placed = plan::schedule(person_, chosen_, window_, windows,
                                       adapted_->limit().blocks);
    for (const plan::Placed& go : placed) ++goes[go.index];
    std::map<std::size_t, std::size_t> so_far;
    for (const plan::Placed& go : placed) {
      const Chosen& chosen = chosen_[go.index];
      PlanItem item = item_for(chosen);
      const std::size_t number = so_far[go.index]++;
      if (number < chosen.each.size()) item.dose.minutes = chosen.each[number];
      item.lasts_minutes = plan::minutes_of(rules_.day, item.dose);
      item.at = go.at;
      item.dose.times_per_day = goes[go.index];
      item.prescribed = chosen.prescribed;
      plan_.items.push_back(std::move(item));
    }
    windows_ = windows;
    for (const Chosen& chosen : chosen_) {
      const std::string& kind = kb_.exercises[chosen.exercise].kind;
      if (kind == "break") add_break(chosen);
      if (kind == "education") add_fixed(chosen.exercise, window_.wake);
    }
    // Before what there is to read.
    if (first_aid) plan_.items.insert(plan_.items.begin(), *first_aid);
    const int evening = window_.bed - rules_.wind_down_minutes;
    // Set up once.
    if (plan_.day == 1 && !is_small()) add_fixed(rules_.sleep, evening);
    if (!is_small()) add_adapted_rows(evening);
    if (!plan_.let_go) {
      plan_.items.push_back(
          plan::checkin_item(rules_.day.checkin, window_.bed));
    }
    std::stable_sort(
        plan_.items.begin(), plan_.items.end(),
        [](const PlanItem& a, const PlanItem& b) { return a.at < b.at; });
  }

  /// With the words that fit this person.
  [[nodiscard]] PlanItem item_for(const Chosen& chosen) const {
    PlanItem item = plan::item_of(person_, chosen);
    for (std::string& line : adapted_->words(chosen.exercise)) {
      if (!plan::contains(item.care, line)) item.care.push_back(line);
    }
    return item;
  }

  void add_adapted_rows(int evening) {
    for (const Adaptation* one : adapted_->all()) {
      for (const AdaptedRow& row : one->rows) {
        const Exercise& card = kb_.exercises[row.exercise];
        const bool there = std::any_of(plan_.items.begin(), plan_.items.end(),
                                       [&](const PlanItem& item) {
                                         return item.exercise == row.exercise;
                                       });
        if (there || adapted_->drops(row.exercise) ||
            !plan::in_stage(card, plan_.stage) ||
            !person_.has_equipment(card)) {
          continue;
        }
        add_fixed(row.exercise, row.evening ? evening : window_.wake);
      }
    }
  }

  /// Which go stands in which part of the day.
  void set_blocks() {
    for (std::size_t w = 0; w < windows_.size(); ++w) {
      const int until = w + 1 < windows_.size() ? windows_[w + 1].from
                                                : window_.bed + kMinutesPerDay;
      PlanBlock block;
      block.id = windows_[w].id;
      block.title = windows_[w].title;
      for (std::size_t i = 0; i < plan_.items.size(); ++i) {
        const PlanItem& item = plan_.items[i];
        const bool here = item.at >= (w == 0 ? 0 : windows_[w].from) &&
                          item.at < until && item.dose.every_minutes == 0 &&
                          !item.first_aid && item.kind != ItemKind::checkin;
        if (!here) continue;
        const bool habit =
            item.exercise && kb_.exercises[*item.exercise].kind == "education";
        // What is done on waking stands by itself.
        const bool on_waking = !item.counted && item.at <= window_.wake;
        if (habit || on_waking) continue;
        if (block.items.empty()) block.at = item.at;
        block.items.push_back(i);
        if (item.kind == ItemKind::walk) {
          block.walk_minutes += item.dose.minutes;
        } else if (item.kind == ItemKind::exercise) {
          block.exercise_minutes += item.lasts_minutes;
        }
      }
      if (!block.items.empty()) plan_.blocks.push_back(std::move(block));
    }
  }

  [[nodiscard]] int sitting_minutes() const {
    const int minutes = plan::sitting_minutes(person_, plan_.stage);
    const int own = adapted_->limit().break_minutes;
    return own > 0 ? std::min(minutes, own) : minutes;
  }

  void add_break(const Chosen& chosen) {
    PlanItem item = item_for(chosen);
    item.at = window_.wake + rules_.day.breaks_from;
    const Dose& own = kb_.exercises[chosen.exercise].dose;
    const bool sits = chosen.exercise == rules_.breaks.exercise;
    item.dose = {};
    item.dose.minutes = sits ? rules_.breaks.minutes.low : own.minutes.low;
    item.dose.every_minutes = sits ? sitting_minutes() : own.every_minutes;
    item.counted = false;
    plan_.items.push_back(std::move(item));
  }

  /// Something to know or to set up; not counted as an item of the stage.
  void add_fixed(ExerciseIndex index, int at) {
    if (!excluded_[index].because.empty()) return;
    PlanItem item = item_for({index, nullptr, {}, 0});
    item.at = at;
    const Exercise& card = kb_.exercises[index];
    if (card.kind != "education") {
      const Slot plain;
      item.dose = plan::dose_of(person_, index, plain);
      item.lasts_minutes = plan::minutes_of(rules_.day, item.dose);
    }
    item.dose.times_per_day = 1;
    item.counted = false;
    plan_.items.push_back(std::move(item));
  }

  /// What would be in this very day if nothing were against it.
  void mark_missed(const plan::ChoiceInput& input) {
    std::vector<Exclusion> none = excluded_;
    for (Exclusion& one : none) one.because.clear();
    const plan::Choice wished = plan::choose(person_, none, input);
    for (const Chosen& item : wished.items) {
      Exclusion& one = excluded_[item.exercise];
      // What nobody has asked is no reason to tell.
      const bool known = std::any_of(
          one.answers.begin(), one.answers.end(), [&](FindingIndex finding) {
            const Answer& answer = person_.answers()[finding];
            return answer != Answer{} && answer != Answer(YesNo::not_sure);
          });
      one.missed = !one.because.empty() && known;
    }
  }

  /// The answers that shaped this day, each with what it means here.
  void list_adapted() {
    std::vector<ExerciseIndex> day;
    for (const PlanItem& item : plan_.items) {
      if (item.exercise) day.push_back(*item.exercise);
    }
    const auto& all = rules_.adaptations;
    for (const Adaptation* one : adapted_->all()) {
      if (!adapted_->acts(*one, day)) continue;
      plan_.adapted.push_back(
          {static_cast<std::uint16_t>(one - all.data()), one->when.text});
      for (const std::string& note : one->notes) plan_.notes.push_back(note);
    }
    plan_.few_left_out = adapted_->few_left_out();
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
    limits.sitting_minutes = sitting_minutes();
    for (const StretchGate& gate : rules_.stretch_gates) {
      if (stage.stretching && gate.max_different_per_day > 0) {
        limits.stretches = gate.max_different_per_day;
      }
    }
    const bool rests = std::any_of(
        plan_.items.begin(), plan_.items.end(),
        [](const PlanItem& item) { return item.kind == ItemKind::rest; });
    if (!rests || plan_.stage == Stage::walk) return;
    const auto minutes =
        static_cast<int>(limits.rest_hours_left * kMinutesPerHour);
    limits.rest_ends = moment(plan_.date, window_.wake + minutes);
  }

  const KnowledgeBase& kb_;
  const PlanRules& rules_;
  Person person_;
  const PlanRequest& request_;
  Course course_;
  DayWindow window_;
  std::vector<plan::BlockWindow> windows_;
  std::vector<Exclusion> excluded_;
  std::vector<Chosen> chosen_;
  std::optional<plan::Adapted> adapted_;
  bool after_rest_ = false;
  Plan plan_;
};

}  // namespace

Plan build_plan(const KnowledgeBase& kb, const Answers& answers,
                const PlanPermission& permission, const PlanRequest& request) {
  return Builder(kb, answers, permission, request).build();
}

}  // namespace backcoach
