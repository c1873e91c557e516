/// \file
/// Reference pages: questions, exercises, rules, the decision behind them.
#pragma once

#include <string>
#include <vector>

#include "backcoach/render.hpp"

namespace backcoach {

[[nodiscard]] std::string version_json(const KnowledgeBase& kb,
                                       const std::string& program);

/// \name Questions
/// @{
[[nodiscard]] std::string questions_json(const KnowledgeBase& kb,
                                         const Region* region);
[[nodiscard]] std::string question_json(const KnowledgeBase& kb,
                                        const Question& question,
                                        const Region* region);
[[nodiscard]] Document compose_question(const KnowledgeBase& kb,
                                        const Question& question);
/// @}

/// \name Exercises
/// @{
[[nodiscard]] std::string exercises_json(const KnowledgeBase& kb);
[[nodiscard]] std::string exercise_json(const KnowledgeBase& kb,
                                        const Exercise& exercise);
[[nodiscard]] Document compose_exercise(const KnowledgeBase& kb,
                                        const Exercise& exercise);
/// @}

/// \name Rules
/// @{
[[nodiscard]] std::string rules_json(const KnowledgeBase& kb);
[[nodiscard]] Document compose_rule(const KnowledgeBase& kb, const Rule& rule);
[[nodiscard]] Document compose_row(const KnowledgeBase& kb, const Row& row);
/// @}

/// An answer in the words of its question: the line that was ticked, or the
/// title with what was answered. A plain no says nothing: empty.
[[nodiscard]] std::string answer_said(const KnowledgeBase& kb,
                                      FindingIndex finding,
                                      const Answer& answer);

/// A reference page without the part that says where its statements come from.
[[nodiscard]] Document without_sources(Document page);

/// Where statements come from, one line each: "Title (how well it was read)".
[[nodiscard]] std::vector<std::string> source_lines(
    const KnowledgeBase& kb, const std::vector<Provenance>& provenance);

/// A dose in words: "5 to 8 times, 2 to 4 times a day".
[[nodiscard]] std::string dose_words(const Dose& dose);

}  // namespace backcoach
