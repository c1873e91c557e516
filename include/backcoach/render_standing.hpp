/// \file
/// What stands, as pages and as JSON. No page of it names an exercise or what
/// is private.
#pragma once

#include <string>

#include "backcoach/render.hpp"
#include "backcoach/standing.hpp"

namespace backcoach {

/// The decision of the referral that gives the page, or of the first hold.
/// \pre something stands or holds
[[nodiscard]] Decision decision_of(const KnowledgeBase& kb,
                                   const Standing& standing);

/// The page of what stands, or holds.
/// \pre something does
[[nodiscard]] Document compose_standing(const KnowledgeBase& kb,
                                        const Standing& standing,
                                        const Setting& setting);

/// One line: what to do.
[[nodiscard]] std::string standing_headline(const KnowledgeBase& kb,
                                            const Standing& standing,
                                            const Region* region);

/// Why a referral does not hold any more, and what ends it.
/// \return empty when it holds
[[nodiscard]] std::string withdrawn_words(const KnowledgeBase& kb,
                                          const Referral& referral);

/// The same as `backcoach/triage/1`, with `stands` and `holds`.
[[nodiscard]] std::string standing_json(const KnowledgeBase& kb,
                                        const Standing& standing,
                                        const Setting& setting);

/// `json` with `stands` and `holds` in it.
[[nodiscard]] std::string with_standing(const KnowledgeBase& kb,
                                        const std::string& json,
                                        const Standing& standing);

/// Why there is no result: an error of one kind, and what to ask next.
[[nodiscard]] std::string refusal_json(
    const KnowledgeBase& kb, const std::string& code,
    const std::string& message, const std::optional<QuestionObject>& next,
    const Region* region);

/// The question of the first thing that is open.
[[nodiscard]] std::optional<QuestionObject> open_question(
    const KnowledgeBase& kb, const Standing& standing);

/// A `YYYY-MM-DDTHH:MM:SS` of the diary for people.
[[nodiscard]] std::string told_at(const std::string& at);

}  // namespace backcoach
