/// \file
/// Answers from a FHIR R4 QuestionnaireResponse.
#pragma once

#include <optional>
#include <string>

#include "backcoach/answers.hpp"
#include "backcoach/issue.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach {

/// Whether `text` is a JSON object of the resourceType QuestionnaireResponse.
[[nodiscard]] bool is_questionnaire_response(const std::string& text);

/// The answers of a response to our Questionnaire, by linkId. An item without
/// an answer is not asked; a linkId that is no finding and has no answer (a
/// group) is passed over, one with an answer is an error.
/// \param file  what to call it in issues; their pointers name the linkId.
[[nodiscard]] Checked<Answers> load_questionnaire_response(
    const KnowledgeBase& kb, const std::string& file, const std::string& text);

}  // namespace backcoach
