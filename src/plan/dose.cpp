#include "dose.hpp"

#include <algorithm>

#include "../base/replace.hpp"
#include "eligible.hpp"
#include "ladder.hpp"
#include "walking.hpp"

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

/// A gate may hold a dose down, never under the least that the card gives.
void keep_to_card(const Dose& card, ItemDose& dose) {
  const auto at_least = [](int& value, Range range) {
    if (!range.empty()) value = std::max(value, range.low);
  };
  at_least(dose.sets, card.sets);
  at_least(dose.reps, card.reps);
  at_least(dose.hold_seconds, card.hold_seconds);
  at_least(dose.minutes, card.minutes);
}

/// While a little sets the pain off for hours; a tried move goes on.
bool is_least(const Person& person, const Exercise& card) {
  const PlanRules& rules = person.kb().plan;
  return person.closed(rules.irritability.high_when) &&
         !ladder_rule(rules.progress.ladders, card).counts_tries;
}

}  // namespace

int pick(Range range, int percent) {
  const int value = range.low + (range.high - range.low) * percent / kPercent;
  // Nobody counts 17 seconds.
  return value > kRound ? std::max(range.low, value / kRound * kRound) : value;
}

ItemDose dose_of(const Person& person, ExerciseIndex index, const Slot& slot,
                 int rung) {
  const PlanRules& rules = person.kb().plan;
  const Exercise& card = person.kb().exercises[index];
  const DoseBand& band = person.band();
  ItemDose dose;
  dose.per_side = card.dose.per_side;
  const bool movement = card.kind == "exercise";
  if (movement && slot.minutes.empty()) {
    const std::vector<Rung> ladder = ladder_of(rules.progress.ladders, card);
    const bool least = is_least(person, card);
    const int top = top_rung(person, card, ladder);
    const Rung& at =
        ladder[least ? 0 : static_cast<std::size_t>(std::clamp(rung, 0, top))];
    dose.sets = at.sets;
    dose.reps = at.reps;
    dose.hold_seconds = at.hold_seconds;
    dose.minutes = at.minutes;
  } else {
    dose.sets = pick(card.dose.sets, band.range_percent);
    dose.reps = pick(card.dose.reps, band.range_percent);
    dose.hold_seconds = pick(card.dose.hold_seconds, band.range_percent);
    dose.minutes = pick(slot.minutes.empty() ? card.dose.minutes : slot.minutes,
                        band.range_percent);
  }
  const Range times =
      slot.times_per_day.empty() ? card.dose.times_per_day : slot.times_per_day;
  dose.times_per_day = std::max(1, pick(times, band.range_percent));
  if (movement) {
    if (!band.reps.empty()) {
      dose.reps =
          std::min(dose.reps, std::max(band.reps.high, card.dose.reps.low));
    }
    if (!band.times_per_day.empty()) {
      dose.times_per_day =
          std::min(dose.times_per_day, band.times_per_day.high);
    }
  }
  if (card.static_stretch) limit_stretch(person, card, index, dose);
  limit_by_menus(person, card, dose);
  if (movement) keep_to_card(card.dose, dose);
  const HeatRules& heat = rules.heat;
  if (card.kind == "heat") {
    dose.times_per_day = std::min(dose.times_per_day, heat.times_at_most);
  }
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

bool falls_on(int day, int days, int rest_days) {
  if (days <= 0 || days >= kDaysPerWeek) return true;
  const int of_week = (day - 1) % kDaysPerWeek;
  if (rest_days == 0) return of_week * days % kDaysPerWeek < days;
  const int apart = std::max(rest_days + 1, kDaysPerWeek / days);
  return of_week % apart == 0 && of_week / apart < days &&
         of_week + apart <= kDaysPerWeek;
}

int rung_today(const PlanRules& rules, const Course& course,
               const CardProgress& card) {
  int rung = std::max(0, card.rung - card.down);
  const auto& ramp = rules.progress.flare.ramp_percents;
  if (course.flare_day > 0 && !ramp.empty()) {
    const auto step =
        static_cast<std::size_t>(std::max(0, course.flare_step - 1));
    rung = rung * ramp[std::min(step, ramp.size() - 1)] / kPercent;
  }
  return rung;
}

std::vector<int> walks_today(const PlanRules& rules, const Course& course,
                             Stage stage, bool strength_day) {
  const WalkingRules& walking = rules.walking;
  const bool top = is_top(walking, course.walking);
  WalkingDose today = course.walking;
  if (course.flare_day > 0) {
    const auto& ramp = rules.progress.flare.ramp_percents;
    int least = 1;
    int percent = kPercent;
    for (const StagePlan& content : rules.stages) {
      if (content.id != Stage::flare) continue;
      least = content.walks_at_least;
      percent = content.walk_time_percent;
    }
    if (course.flare_step > 0 && !ramp.empty()) {
      percent = ramp[std::min(static_cast<std::size_t>(course.flare_step - 1),
                              ramp.size() - 1)];
    }
    const int count = std::max(least, static_cast<int>(today.walks.size()));
    const int minutes = std::max(count, today.total() * percent / kPercent);
    return spread(minutes, count).walks;
  }
  const bool first_of_week =
      strength_day && (course.day - 1) % kDaysPerWeek == 0;
  const bool long_day =
      strength_day ? first_of_week && stage != Stage::maintain
                   : stage == Stage::strength || stage == Stage::maintain ||
                         falls_on(course.day, walking.top_days, 0);
  if (top && !long_day) {
    today.walks = {walking.other_minutes};
  } else if (strength_day && !top) {
    // An easy walk is none that is longer than those of other days.
    const int minutes = std::min(walking.strength_day_minutes, today.total());
    const int longest = std::max(1, today.longest());
    today = spread(minutes, (minutes + longest - 1) / longest);
  }
  return at_percent(today, course.walk_percent).walks;
}

PlanRung walking_rung(const Person& person, const Course& course) {
  const WalkingRules& walking = person.kb().plan.walking;
  PlanRung rung;
  rung.now = course.walk_steps + 1;
  rung.of = rung.now + steps_to_top(walking, course.walking);
  if (course.walk_percent < kPercent) {
    rung.next_when = person.kb().plan.progress.ladders.next_held;
    return rung;
  }
  if (rung.of == rung.now) {
    rung.next_when = walking.next_top;
    return rung;
  }
  const bool full = is_full(walking, course.walking);
  int most = full ? walking.merges_a_week : walking.steps_a_week;
  if (!full && person.plainly(walking.long_lasting)) {
    most = walking.steps_a_week_long;
  }
  const int needed = person.plainly(walking.acute) ? walking.green_days_acute
                                                   : walking.green_days;
  const int left = std::max(0, needed - course.walk_greens);
  if (left == 0 && static_cast<int>(course.walk_grown.size()) >= most) {
    rung.next_when = walking.next_week;
    return rung;
  }
  rung.next_when = text::replaced(full ? walking.next_merge : walking.next_more,
                                  "{days}", std::to_string(std::max(1, left)));
  return rung;
}

PlanRung card_rung(const Person& person, const Course& course,
                   ExerciseIndex index) {
  const PlanRules& rules = person.kb().plan;
  const LadderRules& ladders = rules.progress.ladders;
  const Exercise& card = person.kb().exercises[index];
  CardProgress progress;
  progress.exercise = index;
  for (const CardProgress& one : course.cards) {
    if (one.exercise == index) progress = one;
  }
  PlanRung rung;
  rung.of = top_rung(person, index) + 1;
  const bool least = is_least(person, card);
  rung.now =
      least ? 1 : std::min(rung.of, rung_today(rules, course, progress) + 1);
  const int needed = ladder_rule(ladders, card).green_sessions;
  if (progress.down > 0 || course.flare_day > 0) {
    rung.next_when = ladders.next_held;
  } else if (rung.now == rung.of) {
    rung.next_when = ladders.next_top;
  } else {
    const int left = std::max(1, needed - progress.greens);
    rung.next_when =
        text::replaced(ladders.next_more, "{sessions}", std::to_string(left));
  }
  return rung;
}

}  // namespace backcoach::plan
