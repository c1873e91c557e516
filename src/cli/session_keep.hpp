#pragma once

#include "backcoach/session.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// A session as `backcoach/session/1`, on one line.
[[nodiscard]] std::string session_json(const SessionRecord& record,
                                       std::chrono::local_seconds at);

/// Keeps what was done, one line each, in `sessions.ndjson` of the data folder.
/// The only place that writes sessions.
/// \param again  the same session, told more fully: takes the place of what was
///               kept last.
/// \return whether it could.
bool keep_session(Context& context, const SessionRecord& record,
                  bool again = false);

}  // namespace backcoach::cli
