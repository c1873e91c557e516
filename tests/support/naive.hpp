/// \file
/// A second evaluator, slow and plain, to check the engine and the proofs
/// against. It reads the conditions as their authors wrote them and uses
/// nothing of src/rules: no network, no sharing, no shortcuts.
#pragma once

#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::test {

struct NaiveDecision {
  bool decided = false;
  Urgency urgency = Urgency::self_care;
  bool plan_allowed = false;  ///< by urgency and rules alone
  std::optional<std::pair<Stage, Focus>> plan;
};

class Naive {
 public:
  /// Adds what follows from the answers, as data/implications.json says.
  /// \param open  read what only grades a sign as open too, while it can still
  ///              be told; else what stands for it.
  Naive(const KnowledgeBase& kb, const Answers& given, bool open = false);

  [[nodiscard]] Truth outcome(const Outcome& outcome) const;
  [[nodiscard]] Truth row(const Row& row) const;
  [[nodiscard]] NaiveDecision decide() const;
  /// Of this reading alone.
  [[nodiscard]] NaiveDecision decide_reading() const;
  [[nodiscard]] const Answers& answers() const { return answers_; }

 private:
  struct Ends {
    double low = 0;
    double high = 0;
    bool known = true;
  };
  [[nodiscard]] Truth truth(const Condition& condition, Urgency urgency,
                            bool negated) const;
  [[nodiscard]] Truth sign(const Sign& sign, Urgency urgency,
                           bool negated) const;
  [[nodiscard]] Truth compare(const Compare& compare) const;
  [[nodiscard]] Ends number(const Number& number, bool only_answered) const;
  [[nodiscard]] bool answered(const Number& number) const;
  /// The answer, or what stands for it; `monostate` while it is open.
  [[nodiscard]] Answer value(FindingIndex finding) const;
  [[nodiscard]] bool can_be_told(FindingIndex finding) const;

  const KnowledgeBase& kb_;
  Answers answers_;
  bool open_;
  /// What was worked out before: facts by urgency and by negation, and rules'
  /// outcomes. Only to save time.
  mutable std::vector<std::optional<Truth>> facts_;
  mutable std::map<const Outcome*, Truth> outcomes_;
};

}  // namespace backcoach::test
