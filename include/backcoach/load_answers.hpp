/// \file
/// An answers file with what stands beside its answers.
#pragma once

#include <string>
#include <vector>

#include "backcoach/load.hpp"

namespace backcoach {

/// What a file of answers says.
struct AnswersFile {
  Answers answers;
  std::vector<std::string> about;  ///< referrals that `seen_since` names
  std::string continues;           ///< the entry that this goes on with
  SeenInput seen;  ///< groups that were looked at, the same since
};

/// As `load_answers`, with `about`, `continues` and `seen` beside the answers.
[[nodiscard]] Checked<AnswersFile> load_answers_file(const KnowledgeBase& kb,
                                                     const std::string& file,
                                                     std::string text);

/// Whether a group of signs is called so.
[[nodiscard]] bool is_seen_group(const KnowledgeBase& kb,
                                 const std::string& id);

}  // namespace backcoach
