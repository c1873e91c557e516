#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "backcoach/plan.hpp"
#include "backcoach/render.hpp"

namespace backcoach::render {

using OrderedJson = nlohmann::ordered_json;

[[nodiscard]] OrderedJson answer_value(const Finding& finding,
                                       const Answer& answer);

/// The named answers with their values.
[[nodiscard]] OrderedJson answers_object(
    const KnowledgeBase& kb, const Answers& answers,
    const std::vector<FindingIndex>& findings);

[[nodiscard]] OrderedJson names_of(const KnowledgeBase& kb,
                                   const std::vector<FindingIndex>& findings);

/// One error of `backcoach/error/1` that has no place in a file.
[[nodiscard]] OrderedJson error_value(std::string_view code,
                                      std::string_view message);

[[nodiscard]] OrderedJson knowledge_value(const KnowledgeBase& kb);

/// A question for any front end: id, kind, text, options, what it sets.
[[nodiscard]] OrderedJson question_value(const KnowledgeBase& kb,
                                         const QuestionObject& object,
                                         const Region* region);

/// The question to ask next, with `may_stop` and `at_most`; null when there is
/// none.
[[nodiscard]] OrderedJson next_value(
    const KnowledgeBase& kb, const std::optional<QuestionObject>& object,
    const Region* region);

[[nodiscard]] OrderedJson watch_for_value(const KnowledgeBase& kb,
                                          const Answers& answers,
                                          const Decision& decision,
                                          const Region* region);

/// A plan as `backcoach/plan/1`.
[[nodiscard]] OrderedJson plan_value(const KnowledgeBase& kb,
                                     const Answers& answers, const Plan& plan,
                                     const Setting& setting);

/// Every rule and how it came out.
[[nodiscard]] OrderedJson trace_value(const Assessment& now);

}  // namespace backcoach::render
