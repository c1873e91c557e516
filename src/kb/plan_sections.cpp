#include "plan_sections.hpp"

namespace backcoach::load {

int read_count(Reader& reader, std::string_view key) {
  (void)reader.raw(key, true);
  const int value = reader.integer(key, 0);
  if (value >= 0) return value;
  reader.error(std::string(key), "out-of-range",
               "\"" + std::string(key) + "\" is below zero");
  return 0;
}

std::vector<int> counts_of(Reader& reader, std::string_view key,
                           const Json& list) {
  std::vector<int> numbers;
  bool well_formed = list.is_array() && !list.empty();
  for (std::size_t i = 0; well_formed && i < list.size(); ++i) {
    well_formed = list[i].is_number_unsigned();
    if (well_formed) numbers.push_back(list[i].get<int>());
  }
  if (well_formed) return numbers;
  reader.error(std::string(key), "wrong-type",
               "\"" + std::string(key) + "\" is not a list of whole numbers",
               "write, for example, [10, 10, 10]");
  return {1};
}

std::vector<int> read_counts(Reader& reader, std::string_view key) {
  const Json* list = reader.raw(key, true);
  return list ? counts_of(reader, key, *list) : std::vector<int>{1};
}

Gate read_bare_gate(Reader& reader, const Context& context,
                    std::string_view key) {
  Gate gate;
  gate.when = read_condition_at(reader, context, key);
  return gate;
}

std::vector<Stage> read_stage_names(Reader& reader, std::string_view key,
                                    bool required) {
  std::vector<Stage> stages;
  const std::vector<std::string> names = reader.texts(key, required);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto stage = stage_named(names[i]);
    if (stage) {
      stages.push_back(*stage);
      continue;
    }
    reader.error(std::string(key) + "/" + std::to_string(i), "unknown-value",
                 "\"" + names[i] + "\" is not a stage");
  }
  return stages;
}

FindingIndex read_number_finding(Reader& reader, const Context& context,
                                 const std::string& key) {
  const FindingIndex index = read_finding(reader, context, key).value_or(0);
  if (context.kb.findings[index].type != FindingType::number) {
    reader.error(key, "wrong-type",
                 "\"" + context.kb.findings[index].id + "\" is not a number");
  }
  return index;
}

ExerciseIndex read_exercise_id(Reader& reader, const Context& context,
                               std::string_view key) {
  const std::string id = reader.text(key);
  if (id.empty()) return 0;
  return Names::find(context.names.exercises, id, "exercise", reader,
                     std::string(key))
      .value_or(0);
}

std::vector<ExerciseIndex> read_exercise_ids(Reader& reader,
                                             const Context& context,
                                             std::string_view key,
                                             bool required) {
  std::vector<ExerciseIndex> found;
  const std::vector<std::string> ids = reader.texts(key, required);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto index =
        Names::find(context.names.exercises, ids[i], "exercise", reader,
                    std::string(key) + "/" + std::to_string(i));
    if (index) found.push_back(*index);
  }
  return found;
}

Gate read_gate(Reader& reader, const Context& context, std::string_view key,
               std::string_view words) {
  Gate gate;
  gate.when = read_condition_at(reader, context, key);
  gate.text = reader.text(words);
  return gate;
}

std::vector<Gate> read_gate_list(Reader& reader, const Context& context,
                                 std::string_view key, std::string_view words) {
  std::vector<Gate> gates;
  for (Reader& entry : reader.objects(key)) {
    gates.push_back(read_gate(entry, context, "when", words));
    entry.finish();
  }
  return gates;
}

namespace {

StrengthSet read_strength_set(Reader& entry, const Context& context) {
  StrengthSet set;
  set.id = entry.text("id");
  const Json* families = entry.raw("families", true);
  const bool well_formed = families && families->is_array();
  for (std::size_t f = 0; well_formed && f < families->size(); ++f) {
    std::vector<ExerciseIndex> family;
    const std::string at = "families/" + std::to_string(f);
    for (std::size_t i = 0; i < (*families)[f].size(); ++i) {
      const Json& id = (*families)[f][i];
      if (!id.is_string()) continue;
      const auto index =
          Names::find(context.names.exercises, id.get<std::string>(),
                      "exercise", entry, at + "/" + std::to_string(i));
      if (index) family.push_back(*index);
    }
    if (family.empty()) {
      entry.error(at, "wrong-type", "a family is a list of exercises");
    } else {
      set.families.push_back(std::move(family));
    }
  }
  entry.finish();
  return set;
}

Slot read_slot(Reader& entry, const Context& context) {
  Slot slot;
  slot.id = entry.text("id");
  slot.count = read_range(entry, "count");
  slot.exercises = read_exercise_ids(entry, context, "exercises", false);
  slot.kinds = entry.texts("kinds", false);
  slot.goals = entry.texts("goals", false);
  slot.prefer = read_exercise_ids(entry, context, "prefer", false);
  if (auto instead = entry.object("instead", false)) {
    Gate gate;
    gate.when = read_condition_at(*instead, context, "when");
    slot.instead_when.push_back(std::move(gate));
    slot.instead = read_exercise_ids(*instead, context, "exercises");
    instead->finish();
  }
  if (auto dose = entry.object("dose", false)) {
    slot.minutes = read_range(*dose, "minutes");
    slot.times_per_day = read_range(*dose, "times_per_day");
    dose->finish();
  }
  slot.sessions_per_day = entry.integer("sessions_per_day", 0);
  slot.days_per_week = read_range(entry, "days_per_week");
  slot.rest_days_between = entry.integer("rest_days_between", 0);
  slot.counted = entry.flag("counted", true);
  slot.direction_first = entry.flag("direction_first");
  slot.easier = entry.text("level", false) == "easier";
  slot.pain_free = entry.text("range", false) == "pain_free";
  slot.only_without_strength =
      entry.text("on", false) == "days_without_strength";
  slot.known_only = entry.flag("known_only");
  for (Reader& part : entry.objects("sets", false)) {
    slot.sets.push_back(read_strength_set(part, context));
  }
  entry.finish();
  return slot;
}

StagePlan read_stage_plan(Reader& entry, const Context& context, Stage id) {
  StagePlan stage;
  stage.id = id;
  stage.item_limit = read_count(entry, "item_limit");
  stage.minutes_limit = read_count(entry, "minutes_limit");
  stage.stretching = entry.flag("stretching", true);
  stage.walk_time_percent = entry.integer("walk_time_percent", 100);
  stage.walks_at_least = entry.integer("walks_at_least", 0);
  stage.new_exercises_per_day = entry.integer("new_exercises_per_day", -1);
  stage.stages_back = entry.integer("stages_back", 0);
  for (Reader& slot : entry.objects("slots")) {
    stage.slots.push_back(read_slot(slot, context));
  }
  entry.finish();
  return stage;
}

}  // namespace

std::vector<StagePlan> read_stage_plans(Reader& reader,
                                        const Context& context) {
  std::vector<StagePlan> stages;
  auto all = reader.object("stages");
  if (!all) return stages;
  for (const Stage id : {Stage::rest, Stage::walk, Stage::mobility,
                         Stage::strength, Stage::maintain, Stage::flare}) {
    if (auto entry = all->object(name(id))) {
      stages.push_back(read_stage_plan(*entry, context, id));
    }
  }
  all->finish();
  return stages;
}

AfterRest read_after_rest(Reader& reader, const Context& context) {
  AfterRest after;
  auto entry = reader.object("after_rest_used");
  if (!entry) return after;
  after.when = read_gate(*entry, context, "when", "text");
  after.stage = entry->word("stage", stage_named, Stage::walk);
  after.add = read_exercise_ids(*entry, context, "add");
  entry->finish();
  return after;
}

}  // namespace backcoach::load
