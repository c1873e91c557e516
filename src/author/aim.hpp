#pragma once

#include <vector>

#include "backcoach/answers.hpp"
#include "backcoach/knowledge.hpp"
#include "dice.hpp"
#include "mutants.hpp"

namespace backcoach::authoring {

/// Answers under which the part that `mutant` changes may well decide the
/// whole of `written`. A good guess, not a promise: the one who calls looks at
/// what comes out and throws again.
/// \param values  what may be answered, as `telling_answers` lists it.
/// \param alone   an outcome counts by itself, so the others of its rule need
///                not be silent.
[[nodiscard]] Answers aimed_answers(
    const KnowledgeBase& kb, const std::vector<std::vector<Answer>>& values,
    const Written& written, const Mutant& mutant, bool alone, Dice& dice);

}  // namespace backcoach::authoring
