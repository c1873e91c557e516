#include "dose.hpp"

#include <algorithm>

#include "eligible.hpp"

namespace backcoach::plan {
namespace {

constexpr int kDaysPerWeek = 7;
constexpr int kSecondsPerMinute = 60;
constexpr int kPercent = 100;
constexpr int kRound = 5;

/// What every stretch gate that applies allows at most.
void limit_stretch(const Person& person, const Exercise& card,
                   ExerciseIndex index, ItemDose& dose) {
  Range hold_range;
  for (const Menu* menu : person.menus()) {
    if (!menu->stretch_hold_seconds.empty()) {
      hold_range = menu->stretch_hold_seconds;
    }
  }
  const bool special = !hold_range.empty();
  const auto at_most = [](int& value, int limit) {
    if (limit > 0) value = std::min(value, limit);
  };
  for (const StretchGate& gate : person.kb().plan.stretch_gates) {
    if (!applies(gate, card, index)) continue;
    if (!special && !gate.hold_seconds.empty()) hold_range = gate.hold_seconds;
    if (!gate.reps.empty()) {
      dose.reps = std::clamp(dose.reps, gate.reps.low, gate.reps.high);
      dose.reps = std::min(dose.reps, card.dose.reps.high);
    }
    at_most(dose.hold_seconds, gate.max_hold_seconds);
    at_most(dose.times_per_day, gate.max_times_per_day);
  }
  if (!hold_range.empty()) {
    dose.hold_seconds =
        std::clamp(dose.hold_seconds, hold_range.low, hold_range.high);
    at_most(dose.hold_seconds, card.dose.hold_seconds.high);
  }
  for (const StretchGate& gate : person.kb().plan.stretch_gates) {
    if (!applies(gate, card, index)) continue;
    at_most(dose.hold_seconds, gate.usual_hold_seconds);
    if (gate.total_seconds_per_muscle > 0 && dose.hold_seconds > 0) {
      const int most = gate.total_seconds_per_muscle / dose.hold_seconds;
      dose.reps = std::clamp(dose.reps, 1, std::max(1, most));
    }
  }
}

void limit_by_menus(const Person& person, const Exercise& card,
                    ItemDose& dose) {
  for (const Menu* menu : person.menus()) {
    const bool held =
        menu->max_hold_seconds > 0 && contains(menu->max_hold_goals, card.goal);
    if (held) {
      dose.hold_seconds = std::min(dose.hold_seconds, menu->max_hold_seconds);
    }
    if (menu->no_long_rest && card.kind == "rest") {
      dose.minutes = std::min(dose.minutes, card.dose.minutes.low);
    }
  }
}

}  // namespace

int pick(Range range, int percent) {
  const int value = range.low + (range.high - range.low) * percent / kPercent;
  // Nobody counts 17 seconds.
  return value > kRound ? std::max(range.low, value / kRound * kRound) : value;
}

ItemDose dose_of(const Person& person, ExerciseIndex index, const Slot& slot) {
  const PlanRules& rules = person.kb().plan;
  const Exercise& card = person.kb().exercises[index];
  const DoseBand& band = person.band();
  ItemDose dose;
  dose.sets = pick(card.dose.sets, band.range_percent);
  dose.reps = pick(card.dose.reps, band.range_percent);
  dose.hold_seconds = pick(card.dose.hold_seconds, band.range_percent);
  dose.per_side = card.dose.per_side;
  dose.minutes = pick(slot.minutes.empty() ? card.dose.minutes : slot.minutes,
                      band.range_percent);
  const Range times =
      slot.times_per_day.empty() ? card.dose.times_per_day : slot.times_per_day;
  dose.times_per_day = std::max(1, pick(times, band.range_percent));
  if (card.kind == "exercise") {
    if (!band.reps.empty()) dose.reps = std::min(dose.reps, band.reps.high);
    if (!band.times_per_day.empty()) {
      dose.times_per_day =
          std::min(dose.times_per_day, band.times_per_day.high);
    }
  }
  if (card.static_stretch) limit_stretch(person, card, index, dose);
  limit_by_menus(person, card, dose);
  const HeatRules& heat = rules.heat;
  if (index == heat.bath && person.closed(heat.bath_short_when)) {
    dose.minutes = std::min(dose.minutes, heat.bath_short_minutes);
  }
  if (slot.sessions_per_day > 0) {
    dose.times_per_day = std::min(dose.times_per_day, slot.sessions_per_day);
  }
  dose.times_per_day = std::min(dose.times_per_day, rules.day.sessions_at_most);
  return dose;
}

int minutes_of(const DayRules& day, const ItemDose& dose) {
  if (dose.minutes > 0) return dose.minutes;
  const int sets = std::max(1, dose.sets);
  const int sides = dose.per_side ? 2 : 1;
  const int one = dose.hold_seconds > 0
                      ? dose.hold_seconds + day.seconds_between_holds
                      : day.seconds_per_rep;
  // A carry has neither: one set is one short way there and back.
  const bool counted = dose.reps > 0 || dose.hold_seconds > 0;
  const int set = counted ? std::max(1, dose.reps) * one : kSecondsPerMinute;
  const int seconds =
      sets * sides * set + (sets - 1) * day.seconds_between_sets;
  return (seconds + kSecondsPerMinute - 1) / kSecondsPerMinute;
}

ItemDose at_volume(ItemDose dose, const Dose& card, int percent) {
  if (percent == kPercent) return dose;
  int& each = dose.reps > 0 ? dose.reps : dose.sets;
  const Range& range = dose.reps > 0 ? card.reps : card.sets;
  if (each == 0) return dose;
  const int wanted = each * percent / kPercent;
  if (percent < kPercent) {
    each = std::max(1, std::min(wanted, each - 1));
    return dose;
  }
  const int before = each;
  each = std::clamp(wanted, before, std::max(before, range.high));
  // Repetitions are full: another set, if all of it stays within the share.
  const int volume = std::max(1, dose.sets) * before * percent / kPercent;
  if (dose.reps > 0 && (dose.sets + 1) * each <= volume &&
      dose.sets < card.sets.high) {
    ++dose.sets;
  }
  return dose;
}

bool falls_on(int day, int days, int rest_days) {
  if (days <= 0 || days >= kDaysPerWeek) return true;
  const int of_week = (day - 1) % kDaysPerWeek;
  if (rest_days == 0) return of_week * days % kDaysPerWeek < days;
  const int apart = std::max(rest_days + 1, kDaysPerWeek / days);
  return of_week % apart == 0 && of_week / apart < days &&
         of_week + apart <= kDaysPerWeek;
}

}  // namespace backcoach::plan
