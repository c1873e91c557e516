#pragma once

#include "../rules/evaluate.hpp"
#include "backcoach/plan.hpp"

namespace backcoach::plan {

/// One person's answers, read once: which gates hold, and the numbers that set
/// the dose. Everything the parts of a plan ask about a person goes through it.
class Person {
 public:
  Person(const KnowledgeBase& kb, const Answers& given);
  /// The same person with these answers in place of their own.
  [[nodiscard]] Person as_if(const SparseAnswers& told) const;

  /// Whether a gate that closes or blocks something does so. An open answer
  /// counts as the gate says.
  [[nodiscard]] bool closed(const Gate& gate) const;
  /// Whether a gate holds for certain; for choices, not for blocks.
  [[nodiscard]] bool plainly(const Gate& gate) const;
  /// Adds the answers, given or open, that decide `gate`.
  void decided_by(const Gate& gate, std::vector<FindingIndex>& out) const;
  [[nodiscard]] bool open(const Gate& gate) const;
  [[nodiscard]] std::vector<FindingIndex> open_answers(const Gate& gate) const;

  /// The number answered; what stands when absent; else `otherwise`.
  [[nodiscard]] double number(FindingIndex finding, double otherwise) const;
  [[nodiscard]] bool has_equipment(const Exercise& card) const;
  [[nodiscard]] const DoseBand& band() const;
  /// Menus that apply, from their own condition or from a rule that fired.
  [[nodiscard]] const std::vector<const Menu*>& menus() const { return menus_; }

  [[nodiscard]] const KnowledgeBase& kb() const { return *kb_; }
  [[nodiscard]] const Answers& answers() const { return answers_; }

 private:
  void complete();
  [[nodiscard]] bool named_by_rule(const Menu& menu) const;

  const KnowledgeBase* kb_;
  Answers answers_;
  engine::Evaluation truth_;
  std::vector<const Menu*> menus_;
};

/// The text of data/plan.json under "why"; empty when there is none.
[[nodiscard]] std::string why(const PlanRules& rules, std::string_view key);

template <class List, class Value>
[[nodiscard]] bool contains(const List& list, const Value& value) {
  for (const auto& item : list) {
    if (item == value) return true;
  }
  return false;
}

}  // namespace backcoach::plan
