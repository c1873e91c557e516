#include "items.hpp"

#include <algorithm>

#include "../base/replace.hpp"
#include "../base/sha256.hpp"

namespace backcoach {

std::string_view name(ItemKind kind) {
  switch (kind) {
    case ItemKind::walk:
      return "walk";
    case ItemKind::exercise:
      return "exercise";
    case ItemKind::rest:
      return "rest";
    case ItemKind::heat:
      return "heat";
    case ItemKind::brk:
      return "break";
    case ItemKind::mind:
      return "mind";
    case ItemKind::checkin:
      return "checkin";
  }
  return {};
}

namespace plan {
namespace {

ItemKind kind_of(const Exercise& card) {
  for (const ItemKind kind : {ItemKind::walk, ItemKind::exercise,
                              ItemKind::rest, ItemKind::heat, ItemKind::brk}) {
    if (name(kind) == card.kind) return kind;
  }
  return ItemKind::mind;
}

std::string reason(const PlanRules& rules, const Exercise& card) {
  const std::string by_kind = why(rules, card.kind);
  return by_kind.empty() ? why(rules, card.goal) : by_kind;
}

std::vector<std::string> changes(const Person& person, const Exercise& card,
                                 const Slot* slot) {
  const PlanRules& rules = person.kb().plan;
  std::vector<std::string> lines;
  for (const Gate& care : card.care) {
    if (person.closed(care) && !contains(lines, care.text)) {
      lines.push_back(care.text);
    }
  }
  const bool is_exercise = card.kind == "exercise";
  if (slot && slot->pain_free && is_exercise) {
    lines.push_back(why(rules, "pain_free"));
  }
  const bool has_easier_form =
      !card.easier_text.empty() && card.easier_exercise.empty();
  if (slot && slot->easier && has_easier_form) {
    lines.push_back(why(rules, "easier") + " " + card.easier_text);
  }
  return lines;
}

std::vector<std::string> stops(const PlanRules& rules, const Exercise& card) {
  std::vector<std::string> lines;
  if (card.standard_stop) lines = rules.stop_if;
  const auto add = [&](const std::vector<std::string>& more) {
    for (const std::string& line : more) {
      if (!contains(lines, line)) lines.push_back(line);
    }
  };
  add(card.stop_also);
  if (card.kind == "walk") add(rules.walking.stop_also);
  return lines;
}

std::vector<std::string> sources_of(const Exercise& card) {
  std::vector<std::string> ids;
  for (const Provenance& entry : card.provenance) {
    if (entry.kind != "editorial" && !contains(ids, entry.source)) {
      ids.push_back(entry.source);
    }
  }
  return ids;
}

/// Feeds values to a digest, each with its end marked.
class Feeder {
 public:
  void text(std::string_view value) {
    digest_.add(value);
    digest_.add(std::string_view("\0", 1));
  }
  void texts(const std::vector<std::string>& values) {
    for (const std::string& value : values) text(value);
    digest_.add("\n");
  }
  void number(int value) { text(std::to_string(value)); }
  void date(std::chrono::year_month_day value) {
    number(static_cast<int>(
        std::chrono::sys_days(value).time_since_epoch().count()));
  }
  std::string take() {
    constexpr std::size_t kLength = 16;
    return digest_.hex().substr(0, kLength);
  }

 private:
  text::Sha256 digest_;
};

void feed(Feeder& feeder, const KnowledgeBase& kb, const PlanItem& item) {
  feeder.number(item.at);
  feeder.text(name(item.kind));
  feeder.text(item.exercise ? kb.exercises[*item.exercise].id : "");
  feeder.text(item.title);
  const ItemDose& dose = item.dose;
  for (const int value :
       {dose.sets, dose.reps, dose.hold_seconds, dose.per_side ? 1 : 0,
        dose.minutes, dose.times_per_day, dose.every_minutes}) {
    feeder.number(value);
  }
  feeder.texts(item.care);
  feeder.texts(item.steps);
  feeder.texts(item.stop_if);
  feeder.text(item.easier);
  feeder.text(item.why);
}

}  // namespace

PlanItem item_of(const Person& person, const Chosen& chosen) {
  const PlanRules& rules = person.kb().plan;
  const Exercise& card = person.kb().exercises[chosen.exercise];
  PlanItem item;
  item.kind = kind_of(card);
  item.exercise = chosen.exercise;
  item.title = card.name;
  item.dose = chosen.dose;
  item.lasts_minutes = chosen.lasts_minutes;
  item.counted = chosen.slot && chosen.slot->counted;
  item.care = changes(person, card, chosen.slot);
  if (chosen.harder) {
    item.care.push_back(text::replaced(rules.progress.ladders.harder_text,
                                       "{form}", card.harder_text));
  }
  item.steps = card.steps;
  item.stop_if = stops(rules, card);
  item.easier = card.easier_text;
  item.why = chosen.why.empty() ? reason(rules, card) : chosen.why;
  item.sources = sources_of(card);
  item.rung = chosen.rung;
  return item;
}

PlanItem checkin_item(const CheckinRules& checkin, int bed) {
  PlanItem item;
  item.at = bed - checkin.before_bed_minutes;
  item.kind = ItemKind::checkin;
  item.title = checkin.title;
  item.dose.times_per_day = 1;
  item.counted = false;
  item.steps = checkin.steps;
  item.why = checkin.why;
  return item;
}

std::string digest(const KnowledgeBase& kb, const Plan& plan) {
  Feeder feeder;
  feeder.text(kb.manifest.sha256);
  feeder.date(plan.date);
  feeder.number(plan.day);
  feeder.text(name(plan.stage));
  feeder.text(name(plan.focus));
  for (const PlanItem& item : plan.items) {
    feed(feeder, kb, item);
    if (item.prescribed) feeder.text("prescribed");
    if (item.first_aid) feeder.text("first_aid");
  }
  for (const Paused& paused : plan.paused) {
    feeder.text(paused.title);
    feeder.texts(paused.because);
  }
  for (const Exclusion& exclusion : plan.excluded) {
    feeder.text(kb.exercises[exclusion.exercise].id);
    feeder.texts(exclusion.because);
  }
  if (plan.lesson) feeder.text(kb.plan.lessons[*plan.lesson].id);
  for (const AdaptedBy& one : plan.adapted) feeder.text(one.because);
  feeder.texts(plan.changes);
  feeder.texts(plan.notes);
  constexpr double kMinutesPerHour = 60;
  const PlanLimits& limits = plan.limits;
  for (const int value :
       {static_cast<int>(limits.rest_hours_left * kMinutesPerHour),
        limits.stretches, limits.sitting_minutes, limits.items,
        limits.exercise_minutes, plan.next_checkin.minutes}) {
    feeder.number(value);
  }
  return feeder.take();
}

}  // namespace plan
}  // namespace backcoach
