#include "edit_distance.hpp"

#include <algorithm>
#include <numeric>

namespace backcoach::text {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replace});
    }
  }
  return row.back();
}

Nearest::Nearest(std::string_view word) : word_(word) {
  // A hostile megabyte of a name is nobody's typing mistake.
  constexpr std::size_t kLongestName = 200;
  if (word.empty() || word.size() > kLongestName) return;
  distance_ = std::max<std::size_t>(2, word.size() / 3) + 1;
}

void Nearest::offer(std::string_view candidate) {
  // The distance is never less than the difference of lengths.
  const std::size_t longer = std::max(candidate.size(), word_.size());
  const std::size_t shorter = std::min(candidate.size(), word_.size());
  if (longer - shorter >= distance_) return;
  const std::size_t distance = edit_distance(word_, candidate);
  if (distance >= distance_) return;
  distance_ = distance;
  best_ = candidate;
}

std::string nearest(std::string_view word,
                    const std::vector<std::string>& candidates) {
  Nearest found(word);
  for (const std::string& candidate : candidates) found.offer(candidate);
  return found.best();
}

}  // namespace backcoach::text
