#pragma once

#include "sections.hpp"

namespace backcoach::load {

/// Values as data/plan.json writes them.

/// A list of whole numbers, none below zero.
[[nodiscard]] std::vector<int> read_counts(Reader& reader,
                                           std::string_view key);
[[nodiscard]] std::vector<int> counts_of(Reader& reader, std::string_view key,
                                         const Json& list);

/// The condition under `key`, without words.
[[nodiscard]] Gate read_bare_gate(Reader& reader, const Context& context,
                                  std::string_view key);

[[nodiscard]] std::vector<Stage> read_stage_names(Reader& reader,
                                                  std::string_view key,
                                                  bool required);

/// A required whole number, zero or more.
[[nodiscard]] int read_count(Reader& reader, std::string_view key);

[[nodiscard]] FindingIndex read_number_finding(Reader& reader,
                                               const Context& context,
                                               const std::string& key);

[[nodiscard]] ExerciseIndex read_exercise_id(Reader& reader,
                                             const Context& context,
                                             std::string_view key);

[[nodiscard]] std::vector<ExerciseIndex> read_exercise_ids(
    Reader& reader, const Context& context, std::string_view key,
    bool required = true);

/// The condition under `key` with the words under `words`.
[[nodiscard]] Gate read_gate(Reader& reader, const Context& context,
                             std::string_view key, std::string_view words);

[[nodiscard]] std::vector<Gate> read_gate_list(Reader& reader,
                                               const Context& context,
                                               std::string_view key,
                                               std::string_view words);

/// What a person finds, wants, and in the end leaves.
/// @{
[[nodiscard]] DirectionRules read_direction(Reader& reader,
                                            const Context& context);
[[nodiscard]] std::vector<GoalRule> read_goals(Reader& reader,
                                               const Context& context);
[[nodiscard]] LettingGoRules read_letting_go(Reader& reader,
                                             const Context& context);
/// @}

}  // namespace backcoach::load
