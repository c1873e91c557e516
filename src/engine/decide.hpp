#pragma once

#include "backcoach/triage.hpp"
#include "evaluate.hpp"

namespace backcoach::engine {

/// The bare outcome of a network that has been decided: no reasons, no
/// allocation. `triage` adds the reasons.
struct Outcome {
  Status status = Status::decided;
  Urgency urgency = Urgency::self_care;
  bool plan_allowed = false;
  int row = -1;             ///< of the decision table; -1 = none
  bool stage_open = false;  ///< a row above could still match
  bool referral = false;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

[[nodiscard]] Outcome decide(const KnowledgeBase& kb, const Evaluation& truth);

/// Whether an open outcome could still change a decision whose floor is
/// `outcome`.
[[nodiscard]] bool can_matter(const OutcomeNode& open, const Outcome& outcome);

/// Findings without an answer that can still change the outcome, each with the
/// worst urgency it can cause.
struct OpenFinding {
  FindingIndex finding = 0;
  Urgency worst = Urgency::self_care;
};

/// In the order of the interview: worst first, then by question.
[[nodiscard]] std::vector<OpenFinding> open_findings(const KnowledgeBase& kb,
                                                     const Evaluation& truth,
                                                     const Answers& answers,
                                                     const Outcome& outcome);

/// Position of the question that sets each finding; -1 = none.
[[nodiscard]] std::vector<int> question_of(const KnowledgeBase& kb);

}  // namespace backcoach::engine
