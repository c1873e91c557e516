/// \file
/// The interview: which question comes next. Stateless; the built-in prompt, a
/// chat window and a web form are all clients of the same call.
#pragma once

#include <optional>
#include <vector>

#include "backcoach/triage.hpp"

namespace backcoach {

/// A question with those of its findings that can still matter.
struct NextQuestion {
  std::uint16_t question = 0;  ///< position in `KnowledgeBase::questions`
  std::vector<FindingIndex> findings;  ///< to be asked now, in question order
};

/// The question that matters most now.
///
/// Follow-ups that only grade a sign already given come first, beside their
/// sign. Then the finding that can still do the worst harm decides the
/// question; a list shows only the signs that can still matter.
///
/// \return empty when the decision is made and no follow-up can change it.
[[nodiscard]] std::optional<NextQuestion> next_question(const KnowledgeBase& kb,
                                                        const Answers& answers);

/// Questions that no longer change the decision but fit the plan to the
/// person: what an exercise for this stage would have to know.
[[nodiscard]] std::optional<NextQuestion> next_plan_question(
    const KnowledgeBase& kb, const Answers& answers, const Decision& decision);

}  // namespace backcoach
