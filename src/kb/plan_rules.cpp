#include <charconv>

#include "plan_sections.hpp"

namespace backcoach::load {
namespace {

DoseBand read_band(Reader& reader, const Context& context, std::string_view key,
                   Gate* when) {
  DoseBand band;
  auto entry = reader.object(key);
  if (!entry) return band;
  band.exercises = read_range(*entry, "exercises");
  band.reps = read_range(*entry, "reps");
  band.times_per_day = read_range(*entry, "times_per_day");
  band.range_percent = entry->integer("range_percent", 0);
  band.text = entry->text("text");
  if (when) *when = read_gate(*entry, context, "when", "text");
  entry->finish();
  return band;
}

IrritabilityDose read_irritability(Reader& reader, const Context& context) {
  IrritabilityDose dose;
  auto entry = reader.object("irritability_dose");
  if (!entry) return dose;
  dose.high = read_band(*entry, context, "high", &dose.high_when);
  dose.moderate = read_band(*entry, context, "moderate", nullptr);
  dose.low = read_band(*entry, context, "low", &dose.low_when);
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
    rule.finish();
    breaks.rules.push_back(std::move(read));
  }
  breaks.texts = entry->texts("texts");
  entry->finish();
  return breaks;
}

HeatRules read_heat(Reader& reader, const Context& context) {
  HeatRules heat;
  auto entry = reader.object("heat");
  if (!entry) return heat;
  heat.first_days = read_count(*entry, "first_days");
  heat.flare_days = read_count(*entry, "flare_days");
  heat.times_at_most = read_count(*entry, "times_at_most");
  heat.later_text = entry->text("later_text");
  heat.blocks = read_gate_list(*entry, context, "blocks", "because");
  heat.bath_blocks = read_gate_list(*entry, context, "bath_blocks", "because");
  if (auto bath = entry->object("bath")) {
    heat.bath = read_exercise_id(*bath, context, "exercise");
    bath->finish();
  }
  if (auto cold = entry->object("cold")) {
    heat.cold = read_exercise_id(*cold, context, "exercise");
    cold->finish();
  }
  if (auto pregnancy = entry->object("pregnancy")) {
    heat.bath_short_when = read_gate(*pregnancy, context, "when", "text");
    heat.bath_short_minutes = pregnancy->integer("max_minutes", 0);
    pregnancy->finish();
  }
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

BlockRules read_blocks(Reader& entry) {
  BlockRules blocks;
  if (auto morning = entry.object("morning")) {
    blocks.morning = morning->text("title");
    blocks.morning_after_waking = read_count(*morning, "from_minutes");
    morning->finish();
  }
  if (auto midday = entry.object("midday")) {
    blocks.midday = midday->text("title");
    midday->finish();
  }
  if (auto evening = entry.object("evening")) {
    blocks.evening = evening->text("title");
    blocks.evening_before_bed = read_count(*evening, "before_bed_minutes");
    evening->finish();
  }
  blocks.before_work = read_count(entry, "before_work_minutes");
  blocks.after_work = read_count(entry, "after_work_minutes");
  blocks.floor_needs = entry.texts("floor_needs");
  blocks.small_from = minutes_of_day(entry, "small_from");
  blocks.small_exercises = read_count(entry, "small_exercises");
  entry.finish();
  return blocks;
}

DayRules read_day(Reader& reader, const Context& context) {
  DayRules day;
  auto entry = reader.object("day");
  if (!entry) return day;
  day.wake = minutes_of_day(*entry, "wake");
  day.bed = minutes_of_day(*entry, "bed");
  const std::pair<const char*, int*> numbers[] = {
      {"sessions_at_most", &day.sessions_at_most},
      {"breaks_from_minutes", &day.breaks_from},
      {"gap_minutes", &day.gap},
      {"shortest_minutes", &day.shortest},
      {"rows_at_most", &day.rows_at_most},
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
  if (auto blocks = entry->object("blocks")) {
    day.blocks = read_blocks(*blocks);
  }
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
  session.ask_rating = entry->text("ask_rating");
  if (auto words = entry->object("ratings")) {
    for (const char* key : {"too_easy", "right", "too_much"}) {
      session.ratings.push_back(words->text(key));
    }
    words->finish();
  }
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
    never->finish();
  }
  if (auto why = reader.object("why")) {
    for (const auto& [key, value] : why->members().items()) {
      rules.why.emplace_back(key, why->text(key));
    }
  }
}

void read_small_parts(Reader& reader, const Context& context,
                      PlanRules& rules) {
  if (auto counting = reader.object("counting")) {
    rules.minutes_of_kinds = counting->texts("minutes_of_kinds");
    rules.exercises_at_most = read_count(*counting, "exercises_at_most");
    rules.exercises_at_least = read_count(*counting, "exercises_at_least");
    if (auto fresh = counting->object("new_exercises")) {
      rules.new_each_day = read_count(*fresh, "each_day");
      rules.new_first_day = read_count(*fresh, "first_day");
      rules.new_strength_day = read_count(*fresh, "strength_day");
      fresh->finish();
    }
    rules.progress.stages_up_per_day =
        read_count(*counting, "stages_up_per_day");
    counting->finish();
  }
  if (auto sleep = reader.object("sleep")) {
    rules.sleep = read_exercise_id(*sleep, context, "exercise");
    rules.wind_down_minutes = read_count(*sleep, "wind_down_minutes");
    sleep->finish();
  }
  if (auto stop = reader.object("standard_stop")) {
    rules.stop_if = stop->texts("if");
    rules.stop_then = stop->text("then");
    stop->finish();
  }
  if (auto menus = reader.object("menu_rules")) {
    rules.menu_only_kinds = menus->texts("only_limits_kinds");
    menus->finish();
  }
  rules.questions_at_most = read_count(reader, "questions_at_most");
}

}  // namespace

PlanRules read_plan_rules(Reader reader, const Context& context) {
  PlanRules rules;
  rules.walking = read_walking(reader, context);
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
  reader.text("clinical_review");
  // Read with the daily check.
  (void)reader.object("traffic_light");
  reader.finish();
  return rules;
}

}  // namespace backcoach::load
