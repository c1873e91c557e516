#pragma once

#include "backcoach/diary.hpp"
#include "backcoach/session.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// A session as the diary keeps it.
[[nodiscard]] SessionRecord session_record(const SessionReport& report);

/// Keeps what was done in the diary. The only place that writes sessions.
/// \param again  the same session, told more fully: takes the place of the one
///               kept last.
/// \return whether it could.
bool keep_session(Context& context, const SessionReport& report,
                  bool again = false);

}  // namespace backcoach::cli
