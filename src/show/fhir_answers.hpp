#pragma once

#include <string_view>

#include "backcoach/knowledge.hpp"
#include "json_values.hpp"

namespace backcoach::render {

/// Names of code systems and documents of our own.
inline constexpr std::string_view kAnswerSystem = "urn:backcoach:answer";
inline constexpr std::string_view kQuestionnaire =
    "urn:backcoach:questionnaire";
/// What stands for a list from which nothing was chosen.
inline constexpr std::string_view kNone = "none_of_these";

[[nodiscard]] OrderedJson fhir_coding(std::string_view code,
                                      std::string_view display);

/// "not_sure" as people read it: "Not sure".
[[nodiscard]] std::string fhir_display(std::string_view id);

/// The answers of a QuestionnaireResponse to one finding; empty when nobody
/// asked.
[[nodiscard]] OrderedJson fhir_answers(const Finding& finding,
                                       const Answer& answer);

}  // namespace backcoach::render
