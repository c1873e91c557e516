#include "choose.hpp"

#include <algorithm>
#include <limits>

#include "dose.hpp"

namespace backcoach::plan {
namespace {

constexpr int kPercent = 100;

class Chooser {
 public:
  Chooser(const Person& person, const std::vector<Exclusion>& excluded,
          const ChoiceInput& input)
      : person_(person),
        rules_(person.kb().plan),
        excluded_(excluded),
        input_(input),
        stage_(*input.stage) {
    set_walk(input.minutes_available < 0
                 ? std::numeric_limits<int>::max()
                 : input.minutes_available * rules_.day.walking_share_percent /
                       kPercent);
    budget_ = stage_.minutes_limit;
    if (input.minutes_available >= 0) {
      budget_ =
          std::clamp(input.minutes_available - walking_.total(), 0, budget_);
    }
    const int fresh = stage_.new_exercises_per_day >= 0
                          ? stage_.new_exercises_per_day
                          : rules_.new_exercises_per_day;
    fresh_ = fresh;
    more_exercises_ = fresh * (input.day - 1);
    take_first();
  }

  std::vector<Chosen> run() {
    for (const Slot* slot : slots_in_order()) {
      if (!today(*slot)) continue;
      while (count(*slot) < slot->count.low && add_next(*slot)) {
      }
    }
    if (input_.after_rest) add_after_rest();
    if (input_.minutes_available != 0) take_turns();
    drop_stretches_alone();
    return std::move(chosen_);
  }

 private:
  void set_walk(int minutes_at_most) {
    WalkingDose walking = input_.course
                              ? input_.course->walking
                              : first_walking(person_, stage_, minutes_at_most,
                                              input_.after_rest);
    if (walking.total() > minutes_at_most) {
      walking.longer = 0;
      walking.minutes = std::max(
          1, std::min(walking.minutes, minutes_at_most / walking.walks));
    }
    walking_ = walking;
  }

  /// What others have set may go over every limit; what is added to it shrinks.
  void take_first() {
    chosen_ = input_.first;
    for (Chosen& item : chosen_) {
      if (card(item.exercise).kind == "walk") {
        if (item.dose.minutes == 0) fill_walk(item);
        continue;
      }
      budget_ -= item.dose.times_per_day * item.lasts_minutes;
    }
    budget_ = std::max(budget_ - input_.free_minutes, 0);
  }

  /// A walk of which nobody said how long: as the plan's own would be.
  void fill_walk(Chosen& item) const {
    item.dose.minutes = walking_.minutes;
    if (item.dose.times_per_day == 0) item.dose.times_per_day = walking_.walks;
    item.longer = std::min(walking_.longer, item.dose.times_per_day);
    item.lasts_minutes =
        minutes_of(rules_.day, item.dose) + (item.longer > 0 ? 1 : 0);
  }

  [[nodiscard]] const Exercise& card(ExerciseIndex index) const {
    return person_.kb().exercises[index];
  }

  /// Strength first: other slots depend on whether today has any.
  std::vector<const Slot*> slots_in_order() const {
    std::vector<const Slot*> slots;
    for (const Slot& slot : stage_.slots) slots.push_back(&slot);
    std::stable_partition(slots.begin(), slots.end(), [](const Slot* slot) {
      return slot->rest_days_between > 0;
    });
    return slots;
  }

  [[nodiscard]] bool today(const Slot& slot) const {
    if (!slot.days_per_week.empty() &&
        !falls_on(input_.day, slot.days_per_week.high,
                  slot.rest_days_between)) {
      return false;
    }
    return !slot.only_without_strength || !has_strength_today();
  }

  [[nodiscard]] bool has_strength_today() const {
    return std::any_of(chosen_.begin(), chosen_.end(), [](const Chosen& c) {
      return c.slot->rest_days_between > 0;
    });
  }

  [[nodiscard]] int count(const Slot& slot) const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(),
                      [&](const Chosen& c) { return c.slot == &slot; }));
  }

  void take_turns() {
    for (bool added = true; added;) {
      added = false;
      for (const Slot* slot : slots_in_order()) {
        if (!today(*slot) || count(*slot) >= slot->count.high) continue;
        second_round_ = true;
        added = add_next(*slot) || added;
      }
    }
  }

  bool add_next(const Slot& slot) {
    for (const ExerciseIndex index : rotated(slot)) {
      if (add(index, slot)) return true;
    }
    return false;
  }

  /// Things to read change from day to day; everything else stays.
  std::vector<ExerciseIndex> rotated(const Slot& slot) const {
    std::vector<ExerciseIndex> list = candidates(person_, stage_, slot);
    if (!contains(slot.kinds, "education") || list.empty()) return list;
    const auto shift = static_cast<std::ptrdiff_t>(
        static_cast<std::size_t>(input_.day - 1) % list.size());
    std::rotate(list.begin(), list.begin() + shift, list.end());
    return list;
  }

  void add_after_rest() {
    for (const ExerciseIndex index : rules_.after_rest.add) {
      add(index, after_rest_slot());
    }
  }

  /// What is added after rest stands in the slot of gentle movement.
  [[nodiscard]] const Slot& after_rest_slot() const {
    for (const Slot& slot : stage_.slots) {
      if (slot.pain_free) return slot;
    }
    return stage_.slots.front();
  }

  bool add(ExerciseIndex index, const Slot& slot) {
    if (!excluded_[index].because.empty() || is_chosen(index)) return false;
    if (!person_.has_equipment(card(index))) return false;
    Chosen item{index, &slot, {}, 0};
    const bool is_walk = card(index).kind == "walk";
    if (is_walk && !walks_today(slot)) return false;
    if (is_walk) {
      item.dose.minutes = walking_.minutes;
      item.dose.times_per_day = walking_.walks;
      item.longer = walking_.longer;
    } else {
      item.dose = dose_of(person_, index, slot);
    }
    if (input_.course && card(index).kind == "exercise") {
      item.dose =
          at_volume(item.dose, card(index).dose, input_.course->volume_percent);
    }
    item.lasts_minutes =
        minutes_of(rules_.day, item.dose) + (item.longer > 0 ? 1 : 0);
    const bool fits = fits_new(item) && fits_items(item) && fits_week(item) &&
                      fits_stretches(item) && fit_minutes(item) &&
                      fit_rest(item);
    if (!fits) return false;
    chosen_.push_back(item);
    return true;
  }

  [[nodiscard]] bool is_chosen(ExerciseIndex index) const {
    return std::any_of(chosen_.begin(), chosen_.end(),
                       [&](const Chosen& c) { return c.exercise == index; });
  }

  [[nodiscard]] bool walks_today(const Slot& slot) const {
    return slot.only_without_strength ||
           falls_on(input_.day,
                    days_per_week(rules_.walking.ladder[walking_.step]), 0);
  }

  [[nodiscard]] int exercises() const {
    return input_.free_items +
           static_cast<int>(std::count_if(
               chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
                 return card(c.exercise).kind == "exercise";
               }));
  }

  [[nodiscard]] int least_exercises() const {
    int least = 0;
    for (const Slot& slot : stage_.slots) {
      const bool movement = contains(slot.kinds, "exercise") ||
                            (!slot.exercises.empty() &&
                             card(slot.exercises.front()).kind == "exercise");
      if (movement && today(slot)) least += slot.count.low;
    }
    return least;
  }

  [[nodiscard]] bool fits_items(const Chosen& item) const {
    if (item.slot->counted) {
      const auto counted =
          std::count_if(chosen_.begin(), chosen_.end(),
                        [](const Chosen& c) { return c.slot->counted; });
      if (counted + input_.free_items >= stage_.item_limit) return false;
    }
    if (card(item.exercise).kind != "exercise") return true;
    const DoseBand& band = person_.band();
    if (!band.exercises.empty() && exercises() >= band.exercises.high) {
      return false;
    }
    return is_later_day() || !second_round_ ||
           exercises() < least_exercises() + more_exercises_;
  }

  /// From the second day on only so many movements are new.
  [[nodiscard]] bool fits_new(const Chosen& item) const {
    if (!is_later_day() || card(item.exercise).kind != "exercise") return true;
    if (is_known(item.exercise)) return true;
    if (item.slot->known_only) return false;
    const auto added =
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          return card(c.exercise).kind == "exercise" && !is_known(c.exercise);
        });
    return added < fresh_;
  }

  /// On the first day everything is new.
  [[nodiscard]] bool is_later_day() const {
    return input_.course && !input_.course->lights.empty();
  }

  [[nodiscard]] bool is_known(ExerciseIndex index) const {
    return contains(input_.course->known, index);
  }

  /// A card's own days; a slot that has days decides for its cards.
  [[nodiscard]] bool fits_week(const Chosen& item) const {
    if (!item.slot->days_per_week.empty()) return true;
    return falls_on(input_.day, card(item.exercise).dose.days_per_week.high, 0);
  }

  [[nodiscard]] int stretches(std::string_view muscle) const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          const Exercise& other = card(c.exercise);
          return other.static_stretch &&
                 (muscle.empty() || other.muscle == muscle);
        }));
  }

  [[nodiscard]] bool has_pair() const {
    const BalanceRules& balance = rules_.balance;
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
      const Exercise& other = card(c.exercise);
      return other.muscle == balance.pair_muscle &&
             contains(balance.pair_goals, other.goal);
    });
  }

  [[nodiscard]] int strength_items() const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          return contains(rules_.balance.pair_goals, card(c.exercise).goal);
        }));
  }

  [[nodiscard]] bool fits_stretches(const Chosen& item) const {
    const Exercise& wanted = card(item.exercise);
    if (!wanted.static_stretch) return true;
    if (!stage_.stretching || stretches(wanted.muscle) > 0) return false;
    const BalanceRules& balance = rules_.balance;
    const bool buttock = contains(balance.buttock_muscles, wanted.muscle);
    if (buttock && (stretches(balance.first_muscle) == 0 || !has_pair())) {
      return false;
    }
    if (stage_.id >= balance.strength_per_stretch_from &&
        stage_.id <= Stage::maintain &&
        strength_items() < (stretches({}) + 1) * balance.strength_per_stretch) {
      return false;
    }
    for (const StretchGate& gate : rules_.stretch_gates) {
      if (!applies(gate, wanted, item.exercise)) continue;
      if (gate.max_different_per_day > 0 &&
          stretches({}) >= gate.max_different_per_day) {
        return false;
      }
      if (gate.max_per_day > 0 && used_under(gate) >= gate.max_per_day) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] int used_under(const StretchGate& gate) const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          return applies(gate, card(c.exercise), c.exercise);
        }));
  }

  /// Fewer goes a day rather than none.
  bool fit_minutes(Chosen& item) {
    if (!contains(rules_.minutes_of_kinds, card(item.exercise).kind)) {
      return true;
    }
    const int most = item.lasts_minutes > 0 ? budget_ / item.lasts_minutes : 0;
    if (most < 1) return false;
    item.dose.times_per_day = std::min(item.dose.times_per_day, most);
    budget_ -= item.dose.times_per_day * item.lasts_minutes;
    return true;
  }

  [[nodiscard]] bool fit_rest(Chosen& item) const {
    if (card(item.exercise).kind != "rest") return true;
    constexpr double kMinutesPerHour = 60;
    const auto most = static_cast<int>(input_.rest_hours_left *
                                       kMinutesPerHour / item.lasts_minutes);
    item.dose.times_per_day = std::min(item.dose.times_per_day, most);
    return most > 0;
  }

  void drop_stretches_alone() {
    if (rules_.balance.stretch_only_plan) return;
    const bool other =
        std::any_of(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          const Exercise& one = card(c.exercise);
          return one.kind == "walk" ||
                 (one.kind == "exercise" && !one.static_stretch);
        });
    if (other) return;
    std::erase_if(chosen_, [&](const Chosen& c) {
      return !c.prescribed && card(c.exercise).static_stretch;
    });
  }

  const Person& person_;
  const PlanRules& rules_;
  const std::vector<Exclusion>& excluded_;
  const ChoiceInput& input_;
  const StagePlan& stage_;
  WalkingDose walking_;
  int fresh_ = 0;
  int budget_ = 0;
  int more_exercises_ = 0;
  bool second_round_ = false;
  std::vector<Chosen> chosen_;
};

}  // namespace

std::vector<Chosen> choose(const Person& person,
                           const std::vector<Exclusion>& excluded,
                           const ChoiceInput& input) {
  return Chooser(person, excluded, input).run();
}

}  // namespace backcoach::plan
