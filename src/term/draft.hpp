#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "backcoach/issue.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach::cli {

/// An unfinished triage. Saved after every answer, so a crash, a closed window
/// or Ctrl-C loses at most the answer being typed. Answers marked `sensitive`
/// are not in it: they are asked again.
struct Draft {
  Answers answers;
  std::chrono::local_seconds saved_at{};
  std::vector<std::string> about;  ///< referrals that `seen_since` names
  std::string sitting;             ///< what it has written into the diary
};

/// Drafts older than this start again, because signs change.
inline constexpr std::chrono::hours kDraftLives{24};

[[nodiscard]] std::string write_draft(const KnowledgeBase& kb,
                                      const Draft& draft);

/// \return empty when `text` is not a draft that this program can use.
[[nodiscard]] std::optional<Draft> read_draft(const KnowledgeBase& kb,
                                              const std::string& text);

}  // namespace backcoach::cli
