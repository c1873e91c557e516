#pragma once

#include <optional>

#include "context.hpp"
#include "prompt.hpp"

namespace backcoach::cli {

/// How an interview ended.
struct InterviewEnd {
  enum class Kind { finished, stopped, end_of_input };
  Kind kind = Kind::finished;
  Answers answers;
};

/// Runs the whole interview at a terminal: resume, questions, going back,
/// review of all answers. Saves a draft after every answer.
/// \param start  answers already known (from --set).
[[nodiscard]] InterviewEnd run_interview(Context& context,
                                         const KnowledgeBase& kb,
                                         const Answers& start);

/// Lets the person change one answer of a finished interview.
/// \return empty when nothing was changed.
[[nodiscard]] std::optional<Answers> change_answer(Context& context,
                                                   const KnowledgeBase& kb,
                                                   const Answers& answers);

void remove_draft(Context& context);

}  // namespace backcoach::cli
