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

}  // namespace backcoach::load
