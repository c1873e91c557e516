#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach {

/// The word that `finding` is answered with: "yes", "gently"; empty for a
/// number, for several values, and where nothing was answered.
[[nodiscard]] std::string_view word_of(const KnowledgeBase& kb,
                                       const Answers& answers,
                                       FindingIndex finding);
/// The same by name; empty where there is no such finding.
[[nodiscard]] std::string_view word_of(const KnowledgeBase& kb,
                                       const Answers& answers,
                                       std::string_view id);

/// Whether `finding` is answered with a plain no.
[[nodiscard]] bool says_no(const KnowledgeBase& kb, const Answers& answers,
                           FindingIndex finding);

/// "fever chills".
[[nodiscard]] std::string ids_of(const KnowledgeBase& kb,
                                 const std::vector<FindingIndex>& findings,
                                 std::string_view between = " ");

}  // namespace backcoach
