#include "plan_sections.hpp"

namespace backcoach::load {

void accept(Reader& reader, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) (void)reader.raw(key, false);
}

int read_count(Reader& reader, std::string_view key) {
  (void)reader.raw(key, true);
  const int value = reader.integer(key, 0);
  if (value >= 0) return value;
  reader.error(std::string(key), "out-of-range",
               "\"" + std::string(key) + "\" is below zero");
  return 0;
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
  accept(entry, {"minutes_per_session", "choice"});
  entry.finish();
  return slot;
}

StagePlan read_stage_plan(Reader& entry, const Context& context, Stage id) {
  StagePlan stage;
  stage.id = id;
  stage.item_limit = read_count(entry, "item_limit");
  stage.minutes_limit = read_count(entry, "minutes_limit");
  stage.walking_steps = entry.texts("walking_steps");
  stage.stretching = entry.flag("stretching", true);
  stage.strength = entry.flag("strength", true);
  stage.walk_time_percent = entry.integer("walk_time_percent", 100);
  stage.walks_at_least = entry.integer("walks_at_least", 0);
  stage.new_exercises_per_day = entry.integer("new_exercises_per_day", -1);
  stage.stages_back = entry.integer("stages_back", 0);
  for (Reader& slot : entry.objects("slots")) {
    stage.slots.push_back(read_slot(slot, context));
  }
  accept(entry,
         {"max_hours", "max_spells", "exit_up", "exit_down", "walking_goal"});
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
  after.walking_step = entry->text("walking_step");
  after.add = read_exercise_ids(*entry, context, "add");
  entry->finish();
  return after;
}

}  // namespace backcoach::load
