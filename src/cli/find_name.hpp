#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::cli {

/// The exercises that somebody may mean: by id or name, in any case and with
/// or without hyphens, or by words that begin its words ("cat", "hip stretch").
/// \return one where it is plain, several where it is not, none where nothing
///         is near.
[[nodiscard]] std::vector<const Exercise*> exercises_meant(
    const KnowledgeBase& kb, std::string_view typed);

/// The short answer to what people ask by everyday words ("slipped disc"):
/// a notice whose id is about_ and these words or their beginnings.
/// \return null where none is; the first where several are.
[[nodiscard]] const Notice* answer_about(const KnowledgeBase& kb,
                                         std::string_view typed);

/// "there is no exercise ...", with what was probably meant.
[[nodiscard]] std::string no_exercise(
    const KnowledgeBase& kb, std::string_view typed,
    const std::vector<const Exercise*>& meant);

}  // namespace backcoach::cli
