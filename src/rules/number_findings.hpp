#pragma once

#include <algorithm>
#include <vector>

#include "backcoach/rules.hpp"

namespace backcoach::engine {

/// Calls `note` with each finding that a number of the network is made of, some
/// of them several times.
template <class Note>
void each_finding_of(const Network& network, std::uint32_t number,
                     const Note& note) {
  const NumberNode& node = network.numbers[number];
  if (node.kind == Number::Kind::finding) note(node.finding);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    each_finding_of(network, network.number_parts[node.first + i], note);
  }
}

/// Those findings, each once, in their order.
[[nodiscard]] inline std::vector<FindingIndex> findings_of(
    const Network& network, std::uint32_t number) {
  std::vector<FindingIndex> all;
  each_finding_of(network, number,
                  [&](FindingIndex finding) { all.push_back(finding); });
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace backcoach::engine
