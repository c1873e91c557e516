#include "sections.hpp"

namespace backcoach::load {
namespace {

Dose read_dose(Reader reader) {
  Dose dose;
  dose.sets = read_range(reader, "sets");
  dose.reps = read_range(reader, "reps");
  dose.hold_seconds = read_range(reader, "hold_seconds");
  dose.minutes = read_range(reader, "minutes");
  dose.times_per_day = read_range(reader, "times_per_day");
  dose.days_per_week = read_range(reader, "days_per_week");
  dose.every_minutes = reader.integer("every_minutes", 0);
  dose.per_side = reader.flag("per_side");
  dose.note = reader.text("note", false);
  reader.finish();
  return dose;
}

std::vector<Gate> read_gates(Reader& reader, const Context& context,
                             std::string_view key, std::string_view words) {
  std::vector<Gate> gates;
  for (Reader& entry : reader.objects(key, false)) {
    Gate gate;
    gate.when = read_condition_at(entry, context, "when");
    gate.text = entry.text(words);
    if (entry.has("unknown")) {
      gate.unknown_counts_as_yes = entry.text("unknown") == "yes";
    }
    entry.finish();
    gates.push_back(std::move(gate));
  }
  return gates;
}

void read_other_form(Reader& reader, std::string_view key, std::string& text,
                     std::string& exercise, const Context& context) {
  auto entry = reader.object(key, false);
  if (!entry) return;
  text = entry->text("text");
  exercise = entry->text("exercise", false);
  if (!exercise.empty()) {
    Names::find(context.names.exercises, exercise, "exercise", *entry,
                "exercise");
  }
  entry->finish();
}

}  // namespace

Range read_range(Reader& reader, std::string_view key) {
  const Json* found = reader.raw(key, false);
  if (!found) return {};
  const bool is_range = found->is_array() && found->size() == 2 &&
                        (*found)[0].is_number_integer() &&
                        (*found)[1].is_number_integer();
  if (!is_range) {
    reader.error(std::string(key), "wrong-type",
                 "\"" + std::string(key) + "\" is to be [low, high]");
    return {};
  }
  const Range range{(*found)[0].get<int>(), (*found)[1].get<int>()};
  if (range.low < 0 || range.high < range.low) {
    reader.error(std::string(key), "out-of-range",
                 "the range \"" + std::string(key) + "\" is upside down");
  }
  return range;
}

Exercise read_exercise(Reader reader, const Context& context) {
  Exercise card;
  card.id = reader.text("id");
  card.name = reader.text("name");
  card.kind = reader.text("kind");
  for (const std::string& stage : reader.texts("stages")) {
    if (const auto known = stage_named(stage)) {
      card.stages.push_back(*known);
    } else {
      reader.error("stages", "unknown-value",
                   "\"" + stage + "\" is not a stage");
    }
  }
  card.goal = reader.text("goal");
  card.region = reader.text("region");
  card.tone = reader.text("tone");
  card.janda = reader.text("janda");
  card.role = reader.text("role");
  card.positions = reader.texts("positions");
  card.bends = reader.text("bends");
  card.static_stretch = reader.flag("static_stretch");
  card.muscle = reader.text("muscle");
  if (const auto dose = reader.object("dose")) card.dose = read_dose(*dose);
  card.avoid = read_gates(reader, context, "avoid", "because");
  card.care = read_gates(reader, context, "care", "change");
  card.equipment = reader.texts("equipment", false);
  card.needs = reader.texts("needs", false);
  read_other_form(reader, "easier", card.easier_text, card.easier_exercise,
                  context);
  read_other_form(reader, "harder", card.harder_text, card.harder_exercise,
                  context);
  card.steps = reader.texts("steps");
  card.mistakes = reader.texts("mistakes", false);
  if (auto stop = reader.object("stop")) {
    card.standard_stop = stop->flag("standard");
    card.stop_also = stop->texts("also", false);
    stop->finish();
  }
  card.feel = reader.text("feel", false);
  card.not_before_minutes_after_waking =
      reader.integer("not_before_minutes_after_waking", 0);
  card.seeds = reader.texts("seeds", false);
  card.provenance = read_provenance(reader, context);
  reader.text("clinical_review");
  reader.finish();
  demand_support(reader, card.provenance, {"/dose", "/avoid", "/steps"});
  return card;
}

}  // namespace backcoach::load
