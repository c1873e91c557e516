#include "fill.hpp"

#include <algorithm>
#include <charconv>

#include "fields.hpp"
#include "sections.hpp"

namespace backcoach::load {
namespace {

constexpr Stage kStages[] = {Stage::rest,     Stage::walk,     Stage::mobility,
                             Stage::strength, Stage::maintain, Stage::flare};

std::optional<MissedRule::Then> then_named(std::string_view word) {
  using Then = MissedRule::Then;
  if (word == "same_dose") return Then::same_dose;
  if (word == "one_step_down") return Then::one_step_down;
  if (word == "re_enter") return Then::re_enter;
  return std::nullopt;
}

std::optional<QuestionKind> kind_named(std::string_view text) {
  if (text == "yes_no") return QuestionKind::yes_no;
  if (text == "number") return QuestionKind::number;
  if (text == "choice") return QuestionKind::choice;
  if (text == "list") return QuestionKind::list;
  if (text == "many") return QuestionKind::many;
  return std::nullopt;
}

std::string item(std::string_view key, std::size_t index) {
  return std::string(key) + "/" + std::to_string(index);
}

}  // namespace

void Fill::read(const char* key, std::vector<StagePlan>& stages, as::ByStage) {
  in(key, [&] {
    for (const Stage id : kStages) {
      in(name(id), [&] {
        stages.emplace_back().id = id;
        describe(*this, stages.back());
      });
    }
  });
}

void Fill::read(const char* key,
                std::vector<std::pair<Stage, Exercises>>& orders, as::ByStage) {
  in(key, [&] {
    for (const Stage id : kStages) {
      orders.emplace_back(id,
                          indices(std::string(name(id)), as::exercise, true));
    }
  });
}

void Fill::read(const char* key,
                std::vector<std::pair<std::string, std::string>>& texts) {
  in(key, [&] {
    for (const auto& [id, value] : reader_->members().items()) {
      texts.emplace_back(id, reader_->text(id));
    }
  });
}

void Fill::read(const char* key,
                std::vector<std::pair<ExerciseIndex, Gate>>& exceptions) {
  for (Reader& entry : reader_->objects(key)) {
    within(std::move(entry), [&] {
      auto& [exercise, gate] = exceptions.emplace_back();
      read("when", gate);
      read("exercise", exercise, as::exercise);
    });
  }
}

void Fill::read(const char* key, int& value, as::TimeOfDay) {
  const std::string text = reader_->text(key);
  int hours = 0;
  int minutes = 0;
  const bool long_enough = text.size() == 5 && text[2] == ':';
  if (long_enough) {
    std::from_chars(text.data(), text.data() + 2, hours);
    std::from_chars(text.data() + 3, text.data() + 5, minutes);
  }
  if (!long_enough || hours > 23 || minutes > 59) {
    reader_->error(
        key, "wrong-type",
        "\"" + std::string(key) + "\" is to be a time, such as 07:00");
  }
  value = hours * 60 + minutes;
}

void Fill::read(const char* key, int& value, as::LowEnd) {
  value = read_range(*reader_, key, true).low;
}

void Fill::read(const char* key, double& value) {
  value = reader_->number(key);
}

void Fill::read(const char* key, bool& value, as::Text text) {
  value = reader_->has(key) && !reader_->one_of(key, {text.word}).empty();
}

void Fill::read(const char* key, std::vector<std::vector<int>>& value) {
  const Json* lists = reader_->raw(key, true);
  const bool well_formed = lists && lists->is_array() && !lists->empty();
  for (std::size_t i = 0; well_formed && i < lists->size(); ++i) {
    value.push_back(counts_of(*reader_, item(key, i), (*lists)[i]));
  }
  if (well_formed) return;
  reader_->error(key, "missing-key",
                 "\"" + std::string(key) + "\" is not a list of lists");
  value.push_back({1});
}

void Fill::read(const char* key, Range& value, as::OpenEnd) {
  const Json* list = reader_->raw(key);
  if (!list) return;
  const bool well_formed =
      list->is_array() && list->size() == 2 && (*list)[0].is_number_integer() &&
      ((*list)[1].is_number_integer() || (*list)[1].is_null());
  if (!well_formed) {
    reader_->error(
        key, "wrong-type",
        "\"" + std::string(key) + "\" is not a pair of whole numbers",
        "write [3, 6], or [7, null] for 7 and more");
    return;
  }
  value = {(*list)[0].get<int>(),
           (*list)[1].is_null() ? 0 : (*list)[1].get<int>()};
}

void Fill::read(const char* key, std::string& value, as::AMenu) {
  value = reader_->text(key, false);
  if (value.empty() || context_.names.menus.empty()) return;
  Names::find(context_.names.menus, value, "menu", *reader_, key);
}

void Fill::read(const char* key, QuestionKind& value) {
  value = reader_->word(key, kind_named, value);
}

void Fill::read(const char* key, MissedRule::Then& value) {
  value = reader_->word<MissedRule::Then>(key, then_named, value);
}

void Fill::exercise_at(const std::string& at, const std::string& id,
                       Exercises& found) {
  const auto index =
      Names::find(context_.names.exercises, id, "exercise", *reader_, at);
  if (index) found.push_back(*index);
}

void Fill::read(const char* key, std::string& id, as::AnExercise) {
  id = reader_->text(key, false);
  Exercises found;
  if (!id.empty()) exercise_at(key, id, found);
}

Fill::Indices Fill::indices(const Names::Index& names, std::string_view what,
                            const std::string& key, bool required) {
  Indices found;
  const std::vector<std::string> ids = reader_->texts(key, required);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto index = Names::find(names, ids[i], what, *reader_, item(key, i));
    if (index) found.push_back(*index);
  }
  return found;
}

Fill::Indices Fill::indices(const std::string& key, as::AnExercise,
                            bool required) {
  return indices(context_.names.exercises, "exercise", key, required);
}

Fill::Indices Fill::indices(const std::string& key, as::AFinding,
                            bool required) {
  return indices(context_.names.findings, "finding", key, required);
}

Fill::Indices Fill::indices(const std::string& key, as::ARule, bool required) {
  return indices(context_.names.rules, "rule", key, required);
}

void Fill::read(const char* key, std::vector<Exercises>& value,
                as::AnExercise) {
  const Json* lists = reader_->raw(key, true);
  const bool well_formed = lists && lists->is_array();
  if (lists && !well_formed) {
    reader_->error(key, "wrong-type",
                   "\"" + std::string(key) + "\" is not a list of lists");
  }
  for (std::size_t l = 0; well_formed && l < lists->size(); ++l) {
    const std::string at = item(key, l);
    Exercises found;
    for (std::size_t i = 0; i < (*lists)[l].size(); ++i) {
      const Json& id = (*lists)[l][i];
      if (id.is_string())
        exercise_at(item(at, i), id.get<std::string>(), found);
    }
    if (found.empty()) {
      reader_->error(at, "wrong-type", "this is not a list of exercises");
    } else {
      value.push_back(std::move(found));
    }
  }
}

void Fill::read(const char* key, std::uint32_t& value, as::ValuesOf of) {
  const Finding& finding = context_.kb.findings[of.finding];
  for (const std::string& word : reader_->texts(key)) {
    const auto it =
        std::find(finding.values.begin(), finding.values.end(), word);
    if (it != finding.values.end()) {
      value |= 1U << (it - finding.values.begin());
      continue;
    }
    reader_->error(key, "unknown-value",
                   "\"" + word + "\" is not a value of \"" + finding.id + "\"");
  }
}

void Fill::read(const char* key, Gate& value, as::Turned) {
  NoneOf closed;
  closed.parts.push_back(read_condition_at(*reader_, context_, key));
  value.when = {std::move(closed)};
  value.text = reader_->text("because");
  value.unknown_counts_as_yes =
      reader_->one_of("unknown", {"holds", "fails"}) != "holds";
}

void Fill::read(const char* key, std::vector<Gate>& value, as::EachWith each,
                bool required) {
  for (Reader& entry : reader_->objects(key, required)) {
    within(std::move(entry), [&] {
      Gate& gate = value.emplace_back();
      read("when", gate, as::Words{each.words});
      gate.unknown_counts_as_yes =
          reader_->has("unknown") &&
          reader_->one_of("unknown", {"yes", "no"}) == "yes";
    });
  }
}

void Fill::read(const char* key, std::string& value, as::Nullable) {
  const Json* found = reader_->raw(key);
  if (found && !found->is_null()) value = reader_->text(key);
}

void Fill::read(const char* key, SparseAnswers& value) {
  if (const auto answers = reader_->object(key)) {
    value = read_answers(*answers, context_);
  }
}

void Fill::read(const char* key, SparseAnswers& value, as::AnyValue) {
  auto lists = reader_->object(key, false);
  if (!lists) return;
  for (const auto& [id, list] : lists->members().items()) {
    const std::string at = std::string(key) + "/" + escape_token(id);
    const auto finding =
        Names::find(context_.names.findings, id, "finding", *reader_, at);
    if (!finding || !list.is_array()) continue;
    for (const Json& one : list) {
      const auto answer =
          read_answer(*reader_, at, one, context_.kb.findings[*finding]);
      if (answer) value.emplace_back(*finding, *answer);
    }
  }
}

void Fill::note(const char* key, bool required, std::string_view wanted) {
  if (std::string_view(key) == "provenance") {
    if (required || reader_->has(key)) {
      (void)read_provenance(*reader_, context_);
    }
    return;
  }
  if (std::string_view(key) == "clinical_review") {
    if (required || reader_->has(key)) reader_->review();
    return;
  }
  const Json* found = reader_->raw(key, required);
  if (found && type_name(*found) != wanted) reader_->wrong_type(key, wanted);
}

PlanRules read_plan_rules(Reader reader, const Context& context) {
  PlanRules rules;
  Fill fill(reader, context);
  describe(fill, rules);
  (void)read_provenance(reader, context);
  reader.review();
  // Read with the daily check.
  (void)reader.object("traffic_light");
  reader.finish();
  return rules;
}

}  // namespace backcoach::load
