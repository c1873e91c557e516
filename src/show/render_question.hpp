/// \file
/// A question as JSON, where it is all there is to say.
#pragma once

#include "backcoach/render.hpp"

namespace backcoach {

/// "These answers are missing; ask this next", as a document of its own.
/// \param schema   its name, such as `backcoach/checkin/1`.
/// \param missing  what has to be answered at least.
[[nodiscard]] std::string needs_answers_json(
    const KnowledgeBase& kb, std::string_view schema,
    const std::vector<FindingIndex>& missing,
    const std::optional<QuestionObject>& next, const Region* region);

/// The next question by itself, null when nothing is left.
[[nodiscard]] std::string next_json(const KnowledgeBase& kb,
                                    const std::optional<QuestionObject>& next,
                                    const Region* region);

}  // namespace backcoach
