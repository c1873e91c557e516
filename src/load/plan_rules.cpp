#include <charconv>

#include "plan_sections.hpp"

namespace backcoach::load {
namespace {

using List = std::vector<std::string>;

void read_ladder(Reader& reader, WalkingRules& walking) {
  for (Reader& entry : reader.objects("walking_ladder")) {
    WalkingStep step;
    step.id = entry.text("step");
    step.walks = read_range(entry, "walks");
    step.minutes = read_range(entry, "minutes");
    step.days_per_week = read_range(entry, "days_per_week");
    step.text = entry.text("text");
    if (auto instead = entry.object("instead", false)) {
      step.instead_walks = read_range(*instead, "walks");
      step.instead_minutes = read_range(*instead, "minutes");
      instead->finish();
    }
    accept(entry, {"faster_minutes", "minutes_per_week"});
    entry.finish();
    walking.ladder.push_back(std::move(step));
  }
  if (walking.ladder.empty()) {
    reader.error("walking_ladder", "missing-key",
                 "the walking ladder has no step");
  }
}

WalkingRules read_walking(Reader& reader, const Context& context,
                          ProgressRules& progress) {
  WalkingRules walking;
  read_ladder(reader, walking);
  auto entry = reader.object("walking");
  if (!entry) return walking;
  walking.style = entry->texts("style");
  walking.stop_also = entry->texts("stop_also");
  if (auto first = entry->object("first_step")) {
    walking.minutes_finding =
        read_number_finding(*first, context, "from_finding");
    walking.when_unknown = first->text("when_unknown");
    accept(*first, {"take", "text"});
    first->finish();
  }
  if (auto legs = entry->object("legs_hurt")) {
    walking.instead_when = read_gate(*legs, context, "when", "text");
    walking.instead = read_exercise_id(*legs, context, "instead");
    legs->finish();
  }
  read_walking_progress(*entry, context, progress);
  accept(*entry, {"treadmill_desk"});
  entry->finish();
  return walking;
}

DoseBand read_band(Reader& reader, std::string_view key) {
  DoseBand band;
  auto entry = reader.object(key);
  if (!entry) return band;
  band.exercises = read_range(*entry, "exercises");
  band.reps = read_range(*entry, "reps");
  band.times_per_day = read_range(*entry, "times_per_day");
  band.range_percent = entry->integer("range_percent", 0);
  band.text = entry->text("text");
  accept(*entry, {"when", "otherwise", "only_green", "full_prescription"});
  entry->finish();
  return band;
}

IrritabilityDose read_irritability(Reader& reader, const Context& context) {
  IrritabilityDose dose;
  auto entry = reader.object("irritability_dose");
  if (!entry) return dose;
  dose.high = read_band(*entry, "high");
  dose.moderate = read_band(*entry, "moderate");
  dose.low = read_band(*entry, "low");
  if (auto high = entry->object("high")) {
    dose.high_when = read_gate(*high, context, "when", "text");
  }
  if (auto low = entry->object("low")) {
    dose.low_when = read_gate(*low, context, "when", "text");
  }
  entry->finish();
  return dose;
}

BreakRules read_breaks(Reader& reader, const Context& context) {
  BreakRules breaks;
  auto entry = reader.object("breaks");
  if (!entry) return breaks;
  breaks.exercise = read_exercise_id(*entry, context, "exercise");
  breaks.default_minutes = entry->integer("default_minutes", 0);
  breaks.flare_minutes = read_range(*entry, "flare_minutes").low;
  breaks.minutes = read_range(*entry, "minutes");
  for (Reader& rule : entry->objects("rules")) {
    BreakRule read;
    read.when = read_gate(rule, context, "when", "because");
    read.minutes = rule.integer("minutes", breaks.default_minutes);
    accept(rule, {"range"});
    rule.finish();
    breaks.rules.push_back(std::move(read));
  }
  breaks.texts = entry->texts("texts");
  accept(*entry,
         {"allowed_minutes", "back_bends", "car_stop_minutes", "sitting"});
  entry->finish();
  return breaks;
}

HeatRules read_heat(Reader& reader, const Context& context) {
  HeatRules heat;
  auto entry = reader.object("heat");
  if (!entry) return heat;
  heat.blocks = read_gate_list(*entry, context, "blocks", "because");
  heat.bath_blocks = read_gate_list(*entry, context, "bath_blocks", "because");
  if (auto bath = entry->object("bath")) {
    heat.bath = read_exercise_id(*bath, context, "exercise");
  }
  if (auto cold = entry->object("cold")) {
    heat.cold = read_exercise_id(*cold, context, "exercise");
  }
  if (auto pregnancy = entry->object("pregnancy")) {
    heat.bath_short_when = read_gate(*pregnancy, context, "when", "text");
    heat.bath_short_minutes = pregnancy->integer("max_minutes", 0);
  }
  accept(*entry, {"default", "minutes", "times_per_day", "before_movement",
                  "layer", "epsom_salts", "texts"});
  entry->finish();
  return heat;
}

void read_rest(Reader& reader, const Context& context, PlanRules& rules) {
  auto entry = reader.object("rest");
  if (!entry) return;
  rules.rest.hours_finding =
      read_number_finding(*entry, context, "hours_finding");
  rules.rest.max_hours = entry->integer("max_hours", 0);
  rules.rest.text = entry->text("text");
  accept(*entry,
         {"up_every_minutes", "up_every_minutes_if_able", "up_minutes",
          "position_minutes", "max_lying_minutes_with_referral", "max_spells",
          "walks", "walk_minutes", "breathing", "lowest_pain"});
  entry->finish();
}

int minutes_of_day(Reader& reader, std::string_view key) {
  const std::string text = reader.text(key);
  int hours = 0;
  int minutes = 0;
  const bool long_enough = text.size() == 5 && text[2] == ':';
  if (long_enough) {
    std::from_chars(text.data(), text.data() + 2, hours);
    std::from_chars(text.data() + 3, text.data() + 5, minutes);
  }
  if (!long_enough || hours > 23 || minutes > 59) {
    reader.error(std::string(key), "wrong-type",
                 "\"" + std::string(key) + "\" is to be a time, such as 07:00");
  }
  return hours * 60 + minutes;
}

std::uint32_t equipment_bits(Reader& reader, const Finding& finding) {
  std::uint32_t bits = 0;
  for (const std::string& thing : reader.texts("equipment_assumed")) {
    bool known = false;
    for (std::size_t v = 0; v < finding.values.size(); ++v) {
      if (finding.values[v] != thing) continue;
      bits |= 1U << v;
      known = true;
    }
    if (!known) {
      reader.error(
          "equipment_assumed", "unknown-value",
          "\"" + thing + "\" is not a value of \"" + finding.id + "\"");
    }
  }
  return bits;
}

CheckinRules read_checkin(Reader& reader) {
  CheckinRules checkin;
  auto entry = reader.object("checkin");
  if (!entry) return checkin;
  checkin.before_bed_minutes = entry->integer("before_bed_minutes", 0);
  checkin.title = entry->text("title");
  checkin.steps = entry->texts("steps");
  checkin.why = entry->text("why");
  entry->finish();
  return checkin;
}

DayRules read_day(Reader& reader, const Context& context) {
  DayRules day;
  auto entry = reader.object("day");
  if (!entry) return day;
  day.wake = minutes_of_day(*entry, "wake");
  day.bed = minutes_of_day(*entry, "bed");
  const std::pair<const char*, int*> numbers[] = {
      {"walks_from_minutes", &day.walks_from},
      {"walks_until_before_bed_minutes", &day.walks_until_before_bed},
      {"sessions_from_minutes", &day.sessions_from},
      {"sessions_until_before_bed_minutes", &day.sessions_until_before_bed},
      {"sessions_at_most", &day.sessions_at_most},
      {"breaks_from_minutes", &day.breaks_from},
      {"gap_minutes", &day.gap},
      {"shortest_minutes", &day.shortest},
      {"rows_at_most", &day.rows_at_most},
      {"walking_share_percent", &day.walking_share_percent},
      {"seconds_per_rep", &day.seconds_per_rep},
      {"seconds_between_holds", &day.seconds_between_holds},
      {"seconds_between_sets", &day.seconds_between_sets}};
  for (const auto& [key, number] : numbers) {
    *number = read_count(*entry, key);
  }
  day.minutes_finding = read_number_finding(*entry, context, "minutes_finding");
  const auto equipment = read_finding(*entry, context, "equipment_finding");
  if (equipment) {
    day.equipment_finding = *equipment;
    day.equipment_assumed =
        equipment_bits(*entry, context.kb.findings[*equipment]);
  }
  day.checkin = read_checkin(*entry);
  accept(*entry, {"first_bending_after_minutes",
                  "first_bending_after_minutes_if_bending_hurts"});
  entry->finish();
  return day;
}

SessionRules read_session(Reader& reader) {
  SessionRules session;
  auto entry = reader.object("session");
  if (!entry) return session;
  session.get_ready = read_count(*entry, "get_ready_seconds");
  session.switch_sides = read_count(*entry, "switch_sides_seconds");
  session.more = read_count(*entry, "more_seconds");
  session.uncounted_set = read_count(*entry, "uncounted_set_seconds");
  session.kinds = entry->texts("kinds");
  session.ask_before = entry->text("ask_before");
  session.ask_during = entry->text("ask_during");
  entry->finish();
  return session;
}

std::vector<DirectionChoice> read_directions(Reader& reader,
                                             const Context& context) {
  std::vector<DirectionChoice> choices;
  auto entry = reader.object("direction_test");
  if (!entry) return choices;
  const auto index = read_finding(*entry, context, "finding");
  auto lists = entry->object("exercises");
  if (!index || !lists) return choices;
  const Finding& finding = context.kb.findings[*index];
  for (std::size_t v = 0; v < finding.values.size(); ++v) {
    if (!lists->has(finding.values[v])) continue;
    DirectionChoice choice;
    choice.when.id = finding.values[v];
    choice.when.when = {ChoiceIn{*index, 1U << v}};
    choice.exercises = read_exercise_ids(*lists, context, finding.values[v]);
    choices.push_back(std::move(choice));
  }
  lists->finish();
  return choices;
}

std::vector<NeedRule> read_needs(Reader& reader, const Context& context) {
  std::vector<NeedRule> needs;
  for (Reader& entry : reader.objects("needs")) {
    NeedRule need;
    need.need = entry.text("need");
    need.when = read_gate(entry, context, "when", "because");
    need.care_is_enough = entry.flag("care_is_enough");
    entry.finish();
    needs.push_back(std::move(need));
  }
  return needs;
}

void read_orders(Reader& reader, const Context& context, PlanRules& rules) {
  if (auto order = reader.object("preference_order")) {
    for (const StagePlan& stage : rules.stages) {
      rules.preference.emplace_back(
          stage.id, read_exercise_ids(*order, context, name(stage.id)));
    }
    order->finish();
  }
  if (auto never = reader.object("never_by_default")) {
    rules.never_by_default = read_exercise_ids(*never, context, "ids");
    accept(*never, {"text"});
    never->finish();
  }
  if (auto why = reader.object("why")) {
    for (const auto& [key, value] : why->json().items()) {
      rules.why.emplace_back(key, why->text(key));
    }
  }
}

void read_small_parts(Reader& reader, const Context& context,
                      PlanRules& rules) {
  if (auto counting = reader.object("counting")) {
    rules.counted_kinds = counting->texts("counted_kinds");
    rules.minutes_of_kinds = counting->texts("minutes_of_kinds");
    rules.new_exercises_per_day =
        read_count(*counting, "new_exercises_per_day");
    rules.progress.stages_up_per_day =
        read_count(*counting, "stages_up_per_day");
    accept(*counting, {"text"});
    counting->finish();
  }
  if (auto sleep = reader.object("sleep")) {
    rules.sleep = read_exercise_id(*sleep, context, "exercise");
    rules.wind_down_minutes = read_count(*sleep, "wind_down_minutes");
  }
  if (auto stop = reader.object("standard_stop")) {
    rules.stop_if = stop->texts("if");
    rules.stop_then = stop->text("then");
    stop->finish();
  }
  if (auto menus = reader.object("menu_rules")) {
    rules.menu_only_kinds = menus->texts("only_limits_kinds");
    accept(*menus, {"not_wins_over_use", "several_menus"});
    menus->finish();
  }
  rules.questions_at_most = read_count(reader, "questions_at_most");
}

}  // namespace

PlanRules read_plan_rules(Reader reader, const Context& context) {
  PlanRules rules;
  rules.walking = read_walking(reader, context, rules.progress);
  rules.stages = read_stage_plans(reader, context);
  rules.after_rest = read_after_rest(reader, context);
  rules.balance = read_balance(reader);
  rules.irritability = read_irritability(reader, context);
  rules.stretch_gates = read_stretch_gates(reader, context);
  rules.heat = read_heat(reader, context);
  rules.breaks = read_breaks(reader, context);
  read_rest(reader, context, rules);
  rules.directions = read_directions(reader, context);
  rules.day = read_day(reader, context);
  rules.session = read_session(reader);
  rules.menus = read_menus(reader, context);
  rules.needs = read_needs(reader, context);
  read_small_parts(reader, context, rules);
  read_orders(reader, context, rules);
  read_progress(reader, context, rules);
  (void)read_provenance(reader, context);
  // Read by features that follow a person over days, or said elsewhere.
  accept(reader, {"comfort_advice", "stretch_facts", "stress", "lifting",
                  "work", "confidence", "no_improvement", "clinical_review"});
  reader.finish();
  return rules;
}

}  // namespace backcoach::load
