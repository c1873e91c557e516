#pragma once

#include <string>

#include "../prove/report.hpp"
#include "backcoach/render.hpp"

namespace backcoach::render {

/// What a proof found, for people: a table, then each failure with the answers
/// that show it and the command that replays them.
/// \param data the folder of the knowledge base, for the commands; may be "".
[[nodiscard]] std::string proof_text(const KnowledgeBase& kb,
                                     const prove::ProofReport& report,
                                     const std::string& data,
                                     const Style& style);

/// The same as `backcoach/prove/1`.
[[nodiscard]] std::string proof_json(const KnowledgeBase& kb,
                                     const prove::ProofReport& report,
                                     const std::string& data);

}  // namespace backcoach::render
