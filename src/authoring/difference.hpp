#pragma once

#include <map>
#include <string>
#include <vector>

#include "backcoach/cases.hpp"

namespace backcoach::authoring {

/// What one base says about a set of answers, without positions.
struct Verdict {
  bool decided = false;
  std::string urgency;
  std::string decision;  ///< referral or a focus; empty while not decided
  std::string stage;     ///< empty while not decided, or with no plan
  std::map<std::string, std::string> fired;  ///< rule: urgency
  friend bool operator==(const Verdict&, const Verdict&) = default;
};

[[nodiscard]] Verdict verdict_of(const KnowledgeBase& kb,
                                 const Answers& answers);

/// One way in which two verdicts differ.
struct ChangeKind {
  std::string what;  ///< urgency, decision, stage, status, rule
  std::string rule;  ///< of `rule`
  std::string was;
  std::string now;
  friend auto operator<=>(const ChangeKind&, const ChangeKind&) = default;
};

/// Every way in which `now` differs from `was`; empty when it does not.
[[nodiscard]] std::vector<ChangeKind> changes_between(const Verdict& was,
                                                      const Verdict& now);

/// A kind of change with the smallest answers that were found to show it.
struct ShownChange {
  ChangeKind kind;
  std::size_t times = 0;  ///< among the answer sets that were tried
  /// By name and as JSON writes it; a base may not know every name.
  std::vector<std::pair<std::string, std::string>> answers;
  Verdict was;
  Verdict now;
};

struct DecisionSearch {
  std::size_t tried = 0;
  std::vector<ShownChange> changes;
  std::vector<std::string> only_old;  ///< findings that one base alone knows
  std::vector<std::string> only_new;
};

/// One base with what it is tried on.
struct Side {
  const KnowledgeBase& kb;
  const Cases& cases;
};

/// Looks for answers that the two bases decide differently: the examples and
/// worked cases of both, what stands one or two answers beside them, bounds,
/// and answers made to fit each condition that was changed. A search, not a
/// proof: what it does not find may still be there.
[[nodiscard]] DecisionSearch search_decisions(const Side& older,
                                              const Side& newer);

}  // namespace backcoach::authoring
