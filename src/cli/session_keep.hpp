#pragma once

#include "../coach/session.hpp"
#include "backcoach/diary.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// A session as the diary keeps it.
[[nodiscard]] SessionRecord session_record(const SessionReport& report);

/// Keeps what was done in the diary, while it is done and in the end, as one
/// entry. The only place that writes sessions.
class SessionKeeper {
 public:
  explicit SessionKeeper(Context& context) : context_(context) {}

  /// Keeps `report` when it says enough more than what was kept last. Silent:
  /// the screen belongs to the session.
  void keep_up(const SessionReport& report);

  /// Keeps `report`, or says why it cannot. \return whether it could.
  bool keep(const SessionReport& report);

 private:
  std::vector<Issue> write(const SessionReport& report);

  Context& context_;
  DiaryEntry entry_;  ///< as it was kept last; no id = not yet
  std::optional<SessionReport> tried_;
};

}  // namespace backcoach::cli
