#pragma once

#include <map>
#include <string>
#include <vector>

#include "backcoach/answers.hpp"
#include "backcoach/knowledge.hpp"

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

/// One way in which two bases differ about somebody.
struct ChangeKind {
  /// urgency, decision, stage, status, rule: as `changes_between` finds them.
  /// exercise: "possible" or "left out", where both allow a plan.
  /// answers: "accepted" or "refused" as contradictory.
  std::string what;
  std::string id;  ///< of a rule or an exercise
  std::string was;
  std::string now;
  friend auto operator<=>(const ChangeKind&, const ChangeKind&) = default;
};

/// Every way in which `now` differs from `was`; empty when it does not.
[[nodiscard]] std::vector<ChangeKind> changes_between(const Verdict& was,
                                                      const Verdict& now);

}  // namespace backcoach::authoring
