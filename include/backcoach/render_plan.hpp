/// \file
/// The day plan as a page and as JSON.
#pragma once

#include <string>

#include "backcoach/plan.hpp"
#include "backcoach/render.hpp"

namespace backcoach {

/// The plan as a page for a person: the table of the day fits one screen.
[[nodiscard]] Document compose_plan(const KnowledgeBase& kb, const Plan& plan,
                                    const Setting& setting);

/// The day by itself: how much it is in a line, and the table of it.
/// \param from  minutes since midnight: what is over by then is left out; -1 =
///              the whole day
[[nodiscard]] Document compose_day(const KnowledgeBase& kb, const Plan& plan,
                                   int from);

/// The plan for paper: boxes to tick, pain to circle, no clock of today.
[[nodiscard]] Document compose_paper(const KnowledgeBase& kb, const Plan& plan,
                                     const Setting& setting);

/// What stands behind the table on paper: each exercise with its steps. For
/// formats that may be longer than a screen.
[[nodiscard]] Document compose_cards(const KnowledgeBase& kb, const Plan& plan);

/// How much at one go, in a few words: "3 x 8, hold 10 s, each side".
[[nodiscard]] std::string dose_words(const ItemDose& dose);

/// The plan as `backcoach/plan/1`.
/// \param next  a question whose answer would fit the plan better, if any.
[[nodiscard]] std::string plan_json(
    const KnowledgeBase& kb, const Answers& answers, const Plan& plan,
    const Setting& setting, const std::optional<QuestionObject>& next = {});

/// "07:30" from minutes; past midnight it starts again.
[[nodiscard]] std::string clock_time(int minutes);

}  // namespace backcoach
