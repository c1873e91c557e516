#pragma once

#include <string>
#include <vector>

#include "checkin_session.hpp"

namespace backcoach::cli {

/// What a check-in with other answers comes to.
struct Judged {
  Answers answers;
  Decision decision;
  std::vector<DiaryEntry> told;      ///< a new decision, if there is one
  std::vector<std::string> dropped;  ///< the decision it takes the place of
};

/// Judges a check-in of the diary again, as if it had been answered so from the
/// start: its light in `entry`, and the decision that follows. What it told
/// before stands on; private answers act and are not kept.
[[nodiscard]] Judged judge_again(const Context& context,
                                 const KnowledgeBase& kb,
                                 const std::vector<DiaryEntry>& entries,
                                 DiaryEntry& entry, const Answers& values);

}  // namespace backcoach::cli
