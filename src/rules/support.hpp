#pragma once

#include <vector>

#include "evaluate.hpp"

namespace backcoach::engine {

/// Adds to `out` the findings that decide the truth of `node`: for a node that
/// holds, the answers that make it hold; for one that does not, those that
/// keep it from holding; for an open one, those that leave it open.
void deciding_findings(const KnowledgeBase& kb, const Evaluation& truth,
                       NodeIndex node, std::vector<bool>& out);

/// Those of them that have no answer, in their order. As quick as the condition
/// is short, however many findings the base has.
[[nodiscard]] std::vector<FindingIndex> open_below(const KnowledgeBase& kb,
                                                   const Evaluation& truth,
                                                   NodeIndex node,
                                                   const Answers& answers);

/// The findings marked in `marks` that have (or lack) an answer.
[[nodiscard]] std::vector<FindingIndex> answered_of(
    const std::vector<bool>& marks, const Answers& answers, bool answered);

}  // namespace backcoach::engine
