#pragma once

#include <string>

#include "backcoach/knowledge.hpp"

namespace backcoach::authoring {

/// "age=41, fever=yes"; "no answers" when there are none.
[[nodiscard]] std::string answer_list(const KnowledgeBase& kb,
                                      const SparseAnswers& answers);

/// The answers that were given, in the order of the findings.
[[nodiscard]] SparseAnswers sparse(const Answers& answers);

}  // namespace backcoach::authoring
