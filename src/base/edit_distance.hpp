#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backcoach::text {

/// Levenshtein distance in bytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// Finds the candidate nearest to a word while they are offered one by one.
class Nearest {
 public:
  explicit Nearest(std::string_view word);
  void offer(std::string_view candidate);
  /// As `nearest`.
  [[nodiscard]] std::string best() const { return best_; }

 private:
  std::string_view word_;
  std::string best_;
  std::size_t distance_ = 0;  ///< 0 = nothing is near enough any more
};

/// \return the candidate nearest to `word`, or "" when none is close enough
///         to be meant (more than a third of the word differs).
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace backcoach::text
