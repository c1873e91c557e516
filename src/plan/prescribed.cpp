#include "prescribed.hpp"

#include <algorithm>

#include "dose.hpp"

namespace backcoach::plan {
namespace {

/// Prescribed items stand in a slot of their own, without limits.
const Slot& own_slot() {
  static const Slot kSlot;
  return kSlot;
}

/// The dose as prescribed; the card fills in what was not said.
ItemDose dose_as_set(const Person& person, ExerciseIndex index,
                     const ItemDose& set) {
  const bool nothing_set = set.sets == 0 && set.reps == 0 &&
                           set.hold_seconds == 0 && set.minutes == 0;
  const Exercise& card = person.kb().exercises[index];
  ItemDose dose = set;
  if (nothing_set) {
    const int times = set.times_per_day;
    const bool per_side = set.per_side;
    dose = dose_of(person, index, own_slot());
    if (times > 0) dose.times_per_day = times;
    dose.per_side = dose.per_side || per_side;
    // How long and how often to walk is told by the walking step.
    if (dose.minutes == 0 && card.kind == "walk") {
      dose.times_per_day = times;
      return dose;
    }
  }
  dose.times_per_day = std::max(1, dose.times_per_day);
  return dose;
}

}  // namespace

Prescribed prescribed_for(const Person& person,
                          const std::vector<Exclusion>& excluded,
                          const Prescription& prescription, Stage stage,
                          int day, std::chrono::year_month_day date) {
  const KnowledgeBase& kb = person.kb();
  Prescribed found;
  for (const PrescribedItem& item : prescription.items) {
    if ((day - 1) % item.every_days != 0) continue;
    const unsigned weekday =
        std::chrono::weekday(std::chrono::sys_days(date)).iso_encoding() - 1;
    if (item.weekdays != 0 && (item.weekdays >> weekday & 1U) == 0) continue;
    const std::string title =
        item.exercise ? kb.exercises[*item.exercise].name : item.words;
    if (stage == Stage::rest) {
      found.paused.push_back({title,
                              item.exercise,
                              {std::string(kb.notice("prescription_rest"))},
                              {}});
      continue;
    }
    if (!item.exercise && item.near) {
      found.paused.push_back({title,
                              std::nullopt,
                              {std::string(kb.notice("prescription_near")) +
                               " " + kb.exercises[*item.near].name},
                              {}});
      continue;
    }
    if (!item.exercise) {
      ItemDose dose = item.dose;
      dose.times_per_day = std::max(1, dose.times_per_day);
      found.free.push_back({&item, dose, minutes_of(kb.plan.day, dose)});
      continue;
    }
    const Exclusion& against = excluded[*item.exercise];
    if (!against.because.empty()) {
      found.paused.push_back(
          {title, item.exercise, against.because, against.answers});
      continue;
    }
    const bool again = std::any_of(
        found.chosen.begin(), found.chosen.end(),
        [&](const Chosen& c) { return c.exercise == *item.exercise; });
    if (again) continue;
    const ItemDose dose = dose_as_set(person, *item.exercise, item.dose);
    found.chosen.push_back({*item.exercise, &own_slot(), dose,
                            minutes_of(kb.plan.day, dose), true});
  }
  return found;
}

bool place_free(const Person& person, const FreeItem& free, DayWindow window,
                Plan& plan) {
  const DayRules& day = person.kb().plan.day;
  const int end = window.bed - day.checkin.before_bed_minutes;
  const int from = std::min(window.wake + day.blocks.morning_after_waking, end);
  std::vector<std::pair<int, int>> busy;
  for (const PlanItem& item : plan.items) {
    if (item.kind == ItemKind::brk || item.kind == ItemKind::checkin) continue;
    busy.emplace_back(item.at, item.at + item.lasts_minutes);
  }
  const auto taken = [&](int at) {
    return std::any_of(busy.begin(), busy.end(), [&](const auto& other) {
      return at < other.second && other.first < at + free.lasts_minutes;
    });
  };
  std::vector<PlanItem> goes;
  constexpr int kStep = 5;
  for (int go = 0; go < free.dose.times_per_day; ++go) {
    int at = from + (end - from) * go / free.dose.times_per_day;
    at = (at + kStep - 1) / kStep * kStep;
    while (at + free.lasts_minutes <= end && taken(at)) at += kStep;
    if (at + free.lasts_minutes > end) return false;
    PlanItem item;
    item.at = at;
    item.title = free.item->words;
    item.dose = free.dose;
    item.lasts_minutes = free.lasts_minutes;
    item.prescribed = true;
    item.care = {std::string(person.kb().notice("prescription_unchecked"))};
    item.stop_if = person.kb().plan.stop_if;
    item.why = std::string(person.kb().notice("prescription_own"));
    busy.emplace_back(at, at + free.lasts_minutes);
    goes.push_back(std::move(item));
  }
  plan.items.insert(plan.items.end(), goes.begin(), goes.end());
  return true;
}

}  // namespace backcoach::plan
