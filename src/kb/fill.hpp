#pragma once

#include <string>
#include <utility>
#include <vector>

#include "backcoach/knowledge.hpp"
#include "describe.hpp"
#include "names.hpp"
#include "plan_sections.hpp"

namespace backcoach::load {

/// Reads described values from JSON (see describe.hpp). Everything missing,
/// unknown or of the wrong type is reported, with its place.
class Fill {
 public:
  Fill(Reader& reader, const Context& context)
      : reader_(&reader), context_(context) {}

  template <class T, class... How>
  void at(const char* key, T& value, const How&... how) {
    read(key, value, how...);
  }
  template <class Members>
  void in(std::string_view key, Members members) {
    within(reader_->object(key), members);
  }
  template <class Members>
  void maybe_in(std::string_view key, Members members) {
    within(reader_->object(key, false), members);
  }
  template <class Members>
  void only_if(bool holds, Members members) {
    if (holds) members();
  }
  void everything(auto members) { members(); }
  void elsewhere(auto& /*value*/) {}
  template <class... How>
  void note(const char* key, const How&... how) {
    std::string_view wanted = "a text";
    [[maybe_unused]] const auto look = [&](const auto& one) {
      if constexpr (std::is_same_v<decltype(one), const as::Type&>) {
        wanted = one.words;
      }
    };
    (look(how), ...);
    note(key, !(std::is_same_v<How, as::Optional> || ...), wanted);
  }
  template <class Look>
  void check(Look look) {
    look(*reader_);
  }

 private:
  using Indices = std::vector<std::uint16_t>;
  using Exercises = std::vector<ExerciseIndex>;

  template <class Members>
  void within(std::optional<Reader> entry, Members members) {
    if (!entry) return;
    Reader* const outer = std::exchange(reader_, &*entry);
    members();
    entry->finish();
    reader_ = outer;
  }

  template <Described T>
  void read(const char* key, T& value) {
    in(key, [&] { describe(*this, value); });
  }
  template <Described T>
  void read(const char* key, std::vector<T>& list, bool required = true) {
    for (Reader& entry : reader_->objects(key, required)) {
      within(std::move(entry), [&] { describe(*this, list.emplace_back()); });
    }
  }
  template <Described T>
  void read(const char* key, std::vector<T>& list, as::Optional) {
    read(key, list, false);
  }
  template <Described T>
  void read(const char* key, std::optional<T>& value) {
    maybe_in(key, [&] { describe(*this, value.emplace()); });
  }
  void read(const char* key, std::vector<StagePlan>& stages, as::ByStage);
  void read(const char* key, std::vector<std::pair<Stage, Exercises>>& orders,
            as::ByStage);
  void read(const char* /*key*/, DirectionRules& value) {
    value = read_direction(*reader_, context_);
  }
  void read(const char* /*key*/, std::vector<GoalRule>& value) {
    value = read_goals(*reader_, context_);
  }
  void read(const char* /*key*/, LettingGoRules& value) {
    value = read_letting_go(*reader_, context_);
  }
  void read(const char* key,
            std::vector<std::pair<std::string, std::string>>& texts);
  void read(const char* key,
            std::vector<std::pair<ExerciseIndex, Gate>>& exceptions);

  void read(const char* key, int& value) { value = read_count(*reader_, key); }
  void read(const char* key, int& value, as::Optional) {
    value = reader_->integer(key, value);
  }
  void read(const char* key, int& value, as::TimeOfDay);
  void read(const char* key, int& value, as::LowEnd);
  void read(const char* key, double& value);
  void read(const char* key, double& value, as::Optional) {
    if (reader_->has(key)) read(key, value);
  }
  void read(const char* key, bool& value) {
    (void)reader_->raw(key, true);
    value = reader_->flag(key, value);
  }
  void read(const char* key, bool& value, as::Optional) {
    value = reader_->flag(key, value);
  }
  void read(const char* key, bool& value, as::Text text);
  void read(const char* key, bool& value, as::Either words) {
    value = reader_->one_of(key, {words.yes, words.no}) == words.yes;
  }
  void read(const char* key, std::string& value) { value = reader_->text(key); }
  /// It may be left out, and not stand there empty.
  void read(const char* key, std::string& value, as::Optional) {
    value = reader_->text(key, reader_->has(key));
  }
  void read(const char* key, std::string& value, as::RequiredIf required) {
    value = reader_->text(key, required.holds);
  }
  void read(const char* key, std::string& value, as::Nullable);
  void read(const char* /*key*/, std::string& value, as::Review) {
    value = reader_->review();
  }
  void read(const char* key, std::string& value, as::AMenu);
  void read(const char* key, std::string& value, const as::OneOf& words) {
    value = reader_->one_of(key, words);
  }
  void read(const char* key, std::vector<std::string>& value) {
    value = reader_->texts(key);
  }
  void read(const char* key, std::vector<std::string>& value, as::Optional) {
    value = reader_->texts(key, false);
  }
  void read(const char* key, std::optional<std::vector<std::string>>& value,
            as::Optional) {
    if (reader_->has(key)) value = reader_->texts(key);
  }
  void read(const char* key, std::vector<int>& value) {
    value = read_counts(*reader_, key);
  }
  void read(const char* key, std::vector<int>& value, as::Optional) {
    if (reader_->has(key)) read(key, value);
  }
  void read(const char* key, std::vector<std::vector<int>>& value);
  void read(const char* key, Range& value) {
    value = read_range(*reader_, key, true);
  }
  void read(const char* key, Range& value, as::Optional) {
    value = read_range(*reader_, key);
  }
  void read(const char* key, Range& value, as::OpenEnd);
  void read(const char* key, Stage& value) {
    value = reader_->word(key, stage_named, value);
  }
  void read(const char* key, Urgency& value) {
    value = reader_->word(key, urgency_named, value);
  }
  void read(const char* key, Focus& value) {
    value = reader_->word(key, focus_named, value);
  }
  void read(const char* key, QuestionKind& value);
  void read(const char* key, MissedRule::Then& value);
  void read(const char* key, std::vector<Stage>& value) {
    value = read_stage_names(*reader_, key, true);
  }
  void read(const char* key, std::vector<Stage>& value, as::Optional) {
    value = read_stage_names(*reader_, key, false);
  }

  void read(const char* key, std::string& id, as::AnExercise);
  void read(const char* key, ExerciseIndex& value, as::AnExercise) {
    value = read_exercise_id(*reader_, context_, key);
  }
  template <class What, class... How>
  void read(const char* key, Indices& value, What what, How... /*how*/) {
    value = indices(key, what, sizeof...(How) == 0);
  }
  void read(const char* key, std::vector<Exercises>& value, as::AnExercise);
  void read(const char* key, FindingIndex& value, as::AFinding) {
    value = read_finding(*reader_, context_, key).value_or(0);
  }
  void read(const char* key, FindingIndex& value, as::NumberFinding) {
    value = read_number_finding(*reader_, context_, key);
  }
  void read(const char* key, std::uint32_t& value, as::ValuesOf finding);

  void read(const char* key, SparseAnswers& value);
  void read(const char* key, SparseAnswers& value, as::AnyValue);
  void read(const char* key, std::vector<Provenance>& value) {
    (void)key;
    value = read_provenance(*reader_, context_);
  }
  void read(const char* key, std::vector<Example>& value) {
    (void)key;
    value = read_examples(*reader_, context_);
  }
  void read(const char* key, Condition& value) {
    value = read_condition_at(*reader_, context_, key);
  }
  void read(const char* key, Gate& value) {
    value.when = read_condition_at(*reader_, context_, key);
  }
  void read(const char* key, Gate& value, as::Words words) {
    read(key, value);
    value.text = reader_->text(words.key);
  }
  /// At most one; null is none.
  template <class... How>
  void read(const char* key, std::vector<Gate>& value, How... how) {
    constexpr bool optional = (std::is_same_v<How, as::Turned> || ...);
    const Json* found = reader_->raw(key, !optional);
    if (found && !found->is_null()) read(key, value.emplace_back(), how...);
  }
  void read(const char* key, Gate& value, as::Turned);
  void read(const char* key, std::vector<Gate>& value, as::EachWith each,
            bool required = true);
  void read(const char* key, std::vector<Gate>& value, as::EachWith each,
            as::Optional) {
    read(key, value, each, false);
  }

  void note(const char* key, bool required, std::string_view wanted);
  Indices indices(const std::string& key, as::AnExercise, bool required);
  Indices indices(const std::string& key, as::AFinding, bool required);
  Indices indices(const std::string& key, as::ARule, bool required);
  Indices indices(const Names::Index& names, std::string_view what,
                  const std::string& key, bool required);
  void exercise_at(const std::string& at, const std::string& id,
                   Exercises& found);

  Reader* reader_;
  const Context& context_;
};

}  // namespace backcoach::load
