/// \file
/// FHIR R4: the questions as a Questionnaire, one person as a Bundle.
#pragma once

#include <string>

#include "render_letter.hpp"

namespace backcoach {

/// Every finding that the interview asks for, as a Questionnaire. The linkId of
/// an item is the id of the finding. A finding that only grades a sign is
/// enabled by that sign.
[[nodiscard]] std::string fhir_questionnaire(const KnowledgeBase& kb,
                                             const Setting& setting);

/// Answers, pain of each day, decision and, where they stand, plan or referral
/// as a Bundle of the kind collection. Nothing in it names the person. While
/// the decision allows no plan there is no CarePlan.
[[nodiscard]] std::string fhir_bundle(const KnowledgeBase& kb,
                                      const LetterSource& source,
                                      const Setting& setting,
                                      LetterOptions options);

}  // namespace backcoach
