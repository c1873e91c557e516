#include "backcoach/answers.hpp"

#include <algorithm>

namespace backcoach {

void Answers::decline(FindingIndex finding) {
  const auto it = std::lower_bound(declined_.begin(), declined_.end(), finding);
  if (it == declined_.end() || *it != finding) declined_.insert(it, finding);
}

bool Answers::declined(FindingIndex finding) const {
  return std::binary_search(declined_.begin(), declined_.end(), finding);
}

}  // namespace backcoach
