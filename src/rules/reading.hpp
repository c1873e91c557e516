#pragma once

#include "backcoach/interview.hpp"
#include "evaluate.hpp"

namespace backcoach::engine {

/// Adds to `answers` everything that follows from them.
/// \param truth  decided for them in the worst case; follows
void complete(const KnowledgeBase& kb, Answers& answers, Evaluation& truth);

/// The answers of one person, completed and evaluated once; everything that is
/// said about them is taken from here.
struct Reading {
  /// \param base  outlives this.
  Reading(const KnowledgeBase& base, const Answers& given);

  const KnowledgeBase& kb;
  Answers stated;
  Answers completed;  ///< with everything that follows from them
  BothReadings truth;
};

[[nodiscard]] Decision decision(const Reading& reading);
[[nodiscard]] std::optional<NextQuestion> next_question(const Reading& reading);
[[nodiscard]] QuestionsLeft questions_left(const Reading& reading);
[[nodiscard]] std::vector<FindingIndex> row_answers(const Reading& reading,
                                                    std::uint16_t row);
[[nodiscard]] std::vector<TraceStep> trace(const Reading& reading);
[[nodiscard]] std::vector<Change> what_would_change(const Reading& reading);

}  // namespace backcoach::engine
