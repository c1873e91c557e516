/// \file
/// The next question of a daily check or a bad day, for whoever asks it.
#pragma once

#include "checkin_decision.hpp"

namespace backcoach {

/// What the check asks next, as the prompt does.
/// \param so_far  of the answers so far, with somebody to ask.
/// \return empty when nothing is left to ask. `may_stop` once every question
///         that the check cannot do without is answered and it is decided.
[[nodiscard]] std::optional<QuestionObject> checkin_question_object(
    const KnowledgeBase& kb, const CheckinStart& start,
    const std::vector<CheckinStep>& steps, const CheckinResult& so_far);

/// "Yesterday you did: bird-dog, relaxation." as far as the sessions of the day
/// before tell; empty when there was none.
[[nodiscard]] std::string done_the_day_before(const KnowledgeBase& kb,
                                              const CheckinStart& start);

}  // namespace backcoach
