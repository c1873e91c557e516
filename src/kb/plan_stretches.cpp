#include "plan_sections.hpp"

namespace backcoach::load {
namespace {

/// The data says when a stretch may pass. Kept is when it may not, so that
/// doubt counts against it as it does everywhere else.
Gate read_closed(Reader& entry, const Context& context) {
  Gate gate;
  NoneOf closed;
  closed.parts.push_back(read_condition_at(entry, context, "when"));
  gate.when = {std::move(closed)};
  gate.text = entry.text("because");
  const std::string unknown = entry.text("unknown");
  gate.unknown_counts_as_yes = unknown != "holds";
  if (unknown != "holds" && unknown != "fails") {
    entry.error("unknown", "unknown-value",
                "an unknown stretch gate \"holds\" or \"fails\"");
  }
  return gate;
}

void read_scope(Reader& entry, const Context& context, StretchGate& gate) {
  auto scope = entry.object("applies_to");
  if (!scope) return;
  gate.static_stretch = scope->flag("static_stretch");
  gate.bends = scope->texts("bends", false);
  gate.exercises = read_exercise_ids(*scope, context, "exercises", false);
  gate.muscles = scope->texts("muscles", false);
  scope->finish();
}

StretchGate read_stretch_gate(Reader& entry, const Context& context) {
  StretchGate gate;
  gate.id = entry.text("id");
  gate.number = read_count(entry, "gate");
  read_scope(entry, context, gate);
  if (entry.has("when")) gate.closed.push_back(read_closed(entry, context));
  gate.hold_seconds = read_range(entry, "hold_seconds");
  gate.reps = read_range(entry, "reps");
  const std::pair<const char*, int*> numbers[] = {
      {"total_seconds_per_muscle", &gate.total_seconds_per_muscle},
      {"max_hold_seconds", &gate.max_hold_seconds},
      {"usual_hold_seconds", &gate.usual_hold_seconds},
      {"max_times_per_day", &gate.max_times_per_day},
      {"max_per_day", &gate.max_per_day},
      {"max_different_per_day", &gate.max_different_per_day},
      {"not_within_minutes_of_waking", &gate.not_within_minutes_of_waking}};
  for (const auto& [key, number] : numbers) {
    *number = entry.integer(key, 0);
  }
  if (auto longer = entry.object("longer", false)) {
    Gate when;
    when.when = read_condition_at(*longer, context, "when");
    gate.longer_when.push_back(std::move(when));
    gate.longer_minutes = read_count(*longer, "minutes");
    longer->finish();
  }
  entry.finish();
  return gate;
}

std::vector<std::pair<ExerciseIndex, Gate>> read_exceptions(
    Reader& reader, const Context& context, std::string_view key) {
  std::vector<std::pair<ExerciseIndex, Gate>> all;
  for (Reader& entry : reader.objects(key)) {
    Gate gate;
    gate.when = read_condition_at(entry, context, "when");
    all.emplace_back(read_exercise_id(entry, context, "exercise"),
                     std::move(gate));
    entry.finish();
  }
  return all;
}

Menu read_menu(Reader& entry, const Context& context) {
  Menu menu;
  menu.id = entry.text("id");
  menu.title = entry.text("title");
  menu.text = entry.text("text");
  menu.when = read_gate(entry, context, "when", "text");
  menu.when.id = menu.id;
  menu.use = read_exercise_ids(entry, context, "use");
  menu.avoid = read_exercise_ids(entry, context, "not");
  menu.use_if = read_exceptions(entry, context, "use_if");
  menu.avoid_unless = read_exceptions(entry, context, "not_unless");
  const Json* only = entry.raw("only_when");
  if (only && !only->is_null()) {
    menu.only_when.push_back(read_gate(entry, context, "only_when", "text"));
  }
  menu.no_long_rest = entry.flag("no_long_rest");
  if (auto hold = entry.object("max_hold_seconds", false)) {
    menu.max_hold_seconds = read_count(*hold, "seconds");
    menu.max_hold_goals = hold->texts("goals");
    hold->finish();
  }
  menu.stretch_hold_seconds = read_range(entry, "stretch_hold_seconds");
  entry.finish();
  return menu;
}

}  // namespace

std::vector<StretchGate> read_stretch_gates(Reader& reader,
                                            const Context& context) {
  std::vector<StretchGate> gates;
  for (Reader& entry : reader.objects("stretch_gate")) {
    gates.push_back(read_stretch_gate(entry, context));
  }
  return gates;
}

std::vector<Menu> read_menus(Reader& reader, const Context& context) {
  std::vector<Menu> menus;
  for (Reader& entry : reader.objects("menus")) {
    menus.push_back(read_menu(entry, context));
  }
  return menus;
}

BalanceRules read_balance(Reader& reader) {
  BalanceRules balance;
  auto entry = reader.object("balance");
  if (!entry) return balance;
  balance.first_muscle = entry->text("first_muscle");
  balance.buttock_muscles = entry->texts("buttock_muscles");
  if (auto pair = entry->object("gluteal_stretch_pairs_with")) {
    balance.pair_muscle = pair->text("muscle");
    balance.pair_goals = pair->texts("goals");
    pair->finish();
  }
  if (auto per = entry->object("strength_per_stretch")) {
    balance.strength_per_stretch_from =
        per->word("from_stage", stage_named, Stage::strength);
    balance.strength_per_stretch = read_count(*per, "at_least");
    per->finish();
  }
  balance.stretch_only_plan = entry->flag("stretch_only_plan");
  entry->finish();
  return balance;
}

}  // namespace backcoach::load
