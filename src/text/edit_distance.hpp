#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backcoach::text {

/// Levenshtein distance in bytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// \return the candidate nearest to `word`, or "" when none is close enough
///         to be meant (more than a third of the word differs).
[[nodiscard]] std::string nearest(std::string_view word,
                                  const std::vector<std::string>& candidates);

}  // namespace backcoach::text
