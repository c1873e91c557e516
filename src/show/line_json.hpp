#pragma once

#include <string>

#include "backcoach/issue.hpp"
#include "backcoach/render.hpp"

namespace backcoach::render {

/// The "trace" of `triage_json`, on one line.
[[nodiscard]] std::string trace_json(const Assessment& now);

/// The "next" of `triage_json`, on one line.
[[nodiscard]] std::string next_json(const Assessment& now,
                                    const Region* region);

/// `{"code", "message", "pointer"}` of an issue, on one line.
/// \param more  how many other issues there are; named when not 0.
/// \param most  longer texts are cut to about this many bytes.
[[nodiscard]] std::string issue_json(const Issue& issue, std::size_t more,
                                     std::size_t most);

}  // namespace backcoach::render
