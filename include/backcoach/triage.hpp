/// \file
/// Triage: from what a person has answered to one urgency and one focus for
/// the day, with reasons.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach {

/// Whether open answers could still change the outcome.
enum class Status : std::uint8_t { decided, needs_answers };

/// A rule that holds, with the answers that made it hold.
struct Reason {
  std::uint16_t rule = 0;
  std::uint16_t outcome = 0;
  Urgency urgency = Urgency::self_care;
  std::vector<FindingIndex> answers;  ///< in the order of the findings
};

/// How one rule came out, for `--trace`.
struct TraceStep {
  std::uint16_t rule = 0;
  Truth held = Truth::unknown;
  Urgency urgency = Urgency::self_care;  ///< the highest grade that holds
  std::vector<FindingIndex> deciding;    ///< the answers that decided it
  std::vector<FindingIndex> open;        ///< unanswered and able to change it
};

/// Proof that answers allow a plan. Only a decision that `triage` made carries
/// one: a decision put together by hand, or read from a record, allows none.
/// For somebody with a diary `plan_permission` of standing.hpp asks what stands
/// too.
class PlanPermission {
 public:
  [[nodiscard]] Stage stage() const { return stage_; }
  [[nodiscard]] Focus focus() const { return focus_; }

 private:
  friend struct Decision;
  PlanPermission(Stage stage, Focus focus) : stage_(stage), focus_(focus) {}
  Stage stage_;
  Focus focus_;
};

/// The outcome of a triage.
struct Decision {
  Status status = Status::needs_answers;
  /// The highest urgency that already holds. While answers are missing it is a
  /// floor that more answers can only raise, never a reassurance.
  Urgency urgency = Urgency::self_care;
  /// Empty exactly when no plan may be given, or nothing is decided yet.
  std::optional<Focus> focus;
  std::optional<Stage> stage;
  bool plan_allowed = false;
  std::optional<std::uint16_t> row;    ///< of the decision table
  std::vector<Reason> because;         ///< worst first
  std::vector<FindingIndex> not_sure;  ///< answered "not sure" or refused
  std::vector<FindingIndex> missing;   ///< can still matter, worst first

  /// `referral`, or the name of the focus.
  [[nodiscard]] std::string_view decision() const;
  /// \return empty unless `triage` made the decision and it allows a plan.
  [[nodiscard]] std::optional<PlanPermission> plan_permission() const;

  /// Takes the plan away: what stands elsewhere forbids it.
  void forbid_plan();
  /// Makes the day smaller; a stage that is as small already stays.
  void make_smaller(const KnowledgeBase& kb, Stage stage);

 private:
  friend class DecisionMaker;
  bool decided_by_rules_ = false;
};

/// One answer that alone would change the decision or its urgency.
struct Change {
  FindingIndex finding = 0;
  Answer answer;
  Urgency urgency = Urgency::self_care;
  bool referral = false;
  std::optional<Focus> focus;
  std::optional<std::uint16_t> rule;  ///< the rule that would then decide
};

/// Decides how soon the person behind `answers` is to be seen, and what the
/// day is built around.
///
/// Pure: reads no clock, file, locale or global; equal arguments give equal
/// results. The cost grows with the conditions that mention an answer given.
///
/// \param kb       a checked knowledge base.
/// \param answers  what is known so far. A missing answer is unknown: a red
///                 flag that nobody asked about is not a red flag excluded.
/// \return `decided` exactly when no open answer can change urgency, plan
///         permission, focus or stage, or when an emergency already holds.
/// \errors none; answers are checked where they are read.
/// \source data/urgency.json, data/red_flags, data/decision.json
[[nodiscard]] Decision triage(const KnowledgeBase& kb, const Answers& answers);

/// `kb` as it is for somebody who was looked at: a rule of those groups that
/// holds is ROUTINE, unless it holds by a sign that always counts in full; and
/// the stage is WALK at most where the answers say "gently", or call the
/// finding a mistake. It holds for these answers only.
/// \return nothing where that changes nothing.
/// \source data/seen.json
[[nodiscard]] std::optional<KnowledgeBase> knowledge_seen(
    const KnowledgeBase& kb, const SeenInput& seen, const Answers& answers);

/// The same decision with what was looked at taken into account.
[[nodiscard]] Decision triage(const KnowledgeBase& kb, const Answers& answers,
                              const SeenInput& seen);

/// `answers` with "not to exercise for now", told when it was looked at, as the
/// answer of today.
[[nodiscard]] Answers with_told_exercise(const KnowledgeBase& kb,
                                         const Answers& answers);

/// \return the answers that make row `row` of the decision table hold.
[[nodiscard]] std::vector<FindingIndex> row_answers(const KnowledgeBase& kb,
                                                    const Answers& answers,
                                                    std::uint16_t row);

/// \return whether row `row` of the decision table holds by itself.
[[nodiscard]] Truth row_truth(const KnowledgeBase& kb, const Answers& answers,
                              std::uint16_t row);

/// \return one step per rule, in the order of the knowledge base.
[[nodiscard]] std::vector<TraceStep> trace(const KnowledgeBase& kb,
                                           const Answers& answers);

/// Every single answer that would change decision or urgency, one at a time,
/// found by deciding again with it. Numbers are tried at the thresholds that
/// the rules use; of those that lead to the same outcome the nearest is given.
[[nodiscard]] std::vector<Change> what_would_change(const KnowledgeBase& kb,
                                                    const Answers& answers);

/// `answers` with everything added that follows from them (a man is not
/// pregnant). Never replaces an answer. \source data/implications.json
[[nodiscard]] Answers with_implied(const KnowledgeBase& kb,
                                   const Answers& answers);

/// \return the conflicts (positions in `kb.conflicts`) that `answers` hold.
[[nodiscard]] std::vector<std::size_t> conflicts(const KnowledgeBase& kb,
                                                 const Answers& answers);

}  // namespace backcoach
