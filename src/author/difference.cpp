#include "difference.hpp"

#include <algorithm>
#include <array>

#include "proved_difference.hpp"

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

DecisionDifference decision_difference(const Side& older, const Side& newer) {
  ProvedDifference proved = prove_difference(older.kb, newer.kb);
  DecisionDifference out;
  out.changes = std::move(proved.changes);
  out.unsettled = std::move(proved.unsettled);
  out.queries = proved.queries;
  out.only_old = only_in(older.kb, newer.kb);
  out.only_new = only_in(newer.kb, older.kb);
  if (!out.proved()) {
    DecisionSearch search = search_decisions(
        older, newer, {out.unsettled.begin(), out.unsettled.end()});
    out.tried = search.tried;
    for (ShownChange& one : search.changes) {
      out.changes.push_back(std::move(one));
    }
  }
  std::stable_sort(out.changes.begin(), out.changes.end(),
                   [](const ShownChange& a, const ShownChange& b) {
                     return rank(a) < rank(b);
                   });
  return out;
}

}  // namespace backcoach::authoring
