#include "difference.hpp"

#include <algorithm>
#include <array>

namespace backcoach::authoring {
namespace {

/// What matters most to a person stands first.
std::size_t rank(const ShownChange& change) {
  constexpr std::array kOrder = {"urgency", "decision", "stage",   "status",
                                 "answers", "rule",     "exercise"};
  return static_cast<std::size_t>(
      std::find(kOrder.begin(), kOrder.end(), change.kind.what) -
      kOrder.begin());
}

std::vector<std::string> only_in(const KnowledgeBase& kb,
                                 const KnowledgeBase& other) {
  std::vector<std::string> ids;
  for (const Finding& finding : kb.findings) {
    if (!other.finding(finding.id)) ids.push_back(finding.id);
  }
  return ids;
}

}  // namespace

DecisionDifference decision_difference(const KnowledgeBase& older,
                                       const KnowledgeBase& newer) {
  DecisionDifference out{prove_difference(older, newer), only_in(older, newer),
                         only_in(newer, older)};
  std::stable_sort(out.changes.begin(), out.changes.end(),
                   [](const ShownChange& a, const ShownChange& b) {
                     return rank(a) < rank(b);
                   });
  return out;
}

}  // namespace backcoach::authoring
