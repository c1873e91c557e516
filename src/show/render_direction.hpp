/// \file
/// A test of a direction as JSON.
#pragma once

#include <string>

#include "../coach/direction_test.hpp"
#include "backcoach/render.hpp"

namespace backcoach {

/// The test as far as it has come, as `backcoach/direction_test/1`.
/// \param outcome   of a whole test; empty before
/// \param kept      whether it is in the diary
/// \param decision  the JSON of what was decided after it; may be empty
[[nodiscard]] std::string direction_test_json(
    const KnowledgeBase& kb, const DirectionTestNow& now,
    const std::optional<DirectionOutcome>& outcome, bool kept,
    const std::string& decision, const Region* region);

}  // namespace backcoach
