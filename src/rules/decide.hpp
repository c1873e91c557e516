#pragma once

#include <array>
#include <bit>

#include "backcoach/triage.hpp"
#include "evaluate.hpp"
#include "kleene.hpp"

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

/// Of one reading alone. In the open one `urgency` is what holds whatever is
/// answered, and `status` whether anything can still change.
[[nodiscard]] Outcome decide(const KnowledgeBase& kb, const Evaluation& truth);

/// The decision: what holds in the worse case, and `decided` only when no open
/// answer, grading answers included, can change it, or in an emergency.
[[nodiscard]] Outcome decide(const KnowledgeBase& kb,
                             const BothReadings& truth);

inline constexpr std::size_t kUrgencies = 5;

/// What the outcomes of all rules say, by urgency, for every person of a mask.
struct Standing {
  std::array<Mask, kUrgencies> holds{};
  std::array<Mask, kUrgencies> open{};
  Mask forbids = 0;     ///< an outcome holds that forbids a plan
  Mask may_forbid = 0;  ///< an open outcome would forbid a plan
  void add(const OutcomeNode& outcome, Kleene truth);
};

/// `Outcome` for every person of a mask.
struct Outcomes {
  Mask needs_answers = 0;
  std::array<Mask, kUrgencies> urgency{};  ///< each person in exactly one
  Mask plan_allowed = 0;
  Mask stage_open = 0;
  std::array<int, 64> row{};  ///< per person; -1 = none
};

/// Decides for the people of `people`; the others' bits are undefined. The
/// only place that says how rules and table make a decision.
/// \param row gives the Kleene truth of a row of the decision table.
template <class RowTruth>
[[nodiscard]] Outcomes decide(const KnowledgeBase& kb, const Standing& standing,
                              Mask people, RowTruth row);

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

/// What a decision waits for, worst first: what is open whatever stands for
/// grading answers, then what only they hold open.
[[nodiscard]] std::vector<FindingIndex> missing_findings(
    const KnowledgeBase& kb, const BothReadings& truth, const Answers& answers);

/// The first row that holds, for people who may have a plan. Open rows above it
/// matter only if they would lead to another stage or focus.
template <class RowTruth>
void decision_table(const KnowledgeBase& kb, Mask people, RowTruth row_truth,
                    Outcomes& out) {
  const auto same = [&](std::size_t a, std::size_t b) {
    return kb.rows[a].stage == kb.rows[b].stage &&
           kb.rows[a].focus == kb.rows[b].focus;
  };
  const auto note = [&](Mask whose, std::size_t row) {
    for (; whose != 0; whose &= whose - 1) {
      out.row[static_cast<std::size_t>(std::countr_zero(whose))] =
          static_cast<int>(row);
    }
  };
  Mask differs = 0;
  Mask first_open = 0;  // people who have met an open row
  for (std::size_t r = 0; r < kb.rows.size() && people != 0; ++r) {
    const Kleene held = row_truth(r);
    const Mask met = (held.yes | held.unknown) & people;
    for (Mask seen = met & first_open; seen != 0; seen &= seen - 1) {
      const auto person = static_cast<std::size_t>(std::countr_zero(seen));
      if (!same(static_cast<std::size_t>(out.row[person]), r)) {
        differs |= Mask{1} << person;
      }
    }
    const Mask holds = held.yes & people;
    note(holds, r);
    out.stage_open |= holds & differs;
    people &= ~holds;
    const Mask opened = met & people & ~first_open;
    note(opened, r);
    first_open |= opened;
  }
  out.stage_open |= people;
}

template <class RowTruth>
Outcomes decide(const KnowledgeBase& kb, const Standing& standing, Mask people,
                RowTruth row) {
  Outcomes out;
  out.row.fill(-1);
  Mask left = people;
  Mask allowed = 0;
  for (std::size_t u = kUrgencies; u-- > 0;) {
    out.urgency[u] = u == 0 ? left : left & standing.holds[u];
    left &= ~out.urgency[u];
    if (out.urgency[u] != 0 && kb.level(static_cast<Urgency>(u)).plan_allowed) {
      allowed |= out.urgency[u];
    }
  }
  out.plan_allowed = allowed & ~standing.forbids;
  const Mask undecided =
      people & ~out.urgency[static_cast<std::size_t>(Urgency::emergency)];

  Mask below = 0;  // people whose urgency is below u
  for (std::size_t u = 0; u < kUrgencies; ++u) {
    out.needs_answers |= standing.open[u] & below;
    below |= out.urgency[u];
  }
  out.needs_answers |= standing.may_forbid & out.plan_allowed;
  out.needs_answers &= undecided;
  decision_table(kb, out.plan_allowed & undecided, row, out);
  out.needs_answers |= out.stage_open;
  return out;
}

}  // namespace backcoach::engine
