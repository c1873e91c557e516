#include "person.hpp"

#include <algorithm>

#include "../rules/reading.hpp"
#include "../rules/support.hpp"

namespace backcoach::plan {

Person::Person(const KnowledgeBase& kb, const Answers& given)
    : kb_(&kb), answers_(given), truth_(kb, engine::Grading::worst_case) {
  truth_.decide(answers_);
  complete();
}

Person Person::as_if(const SparseAnswers& told) const {
  Person other = *this;
  for (const auto& [finding, answer] : told) {
    other.answers_.set(finding, answer);
    other.truth_.change(other.answers_, finding);
  }
  other.complete();
  return other;
}

void Person::complete() {
  engine::complete(*kb_, answers_, truth_);
  menus_.clear();
  for (const Menu& menu : kb_->plan.menus) {
    if (closed(menu.when) || named_by_rule(menu)) menus_.push_back(&menu);
  }
}

bool Person::named_by_rule(const Menu& menu) const {
  for (const OutcomeNode& node : kb_->network.outcomes) {
    if (truth_[node.node] != Truth::yes) continue;
    const Outcome& outcome = kb_->rules[node.rule].outcomes[node.outcome];
    if (outcome.menu == menu.id) return true;
  }
  return false;
}

bool Person::closed(const Gate& gate) const {
  const Truth truth = truth_[kb_->network.plan[gate.node]];
  return truth == Truth::yes ||
         (truth == Truth::unknown && gate.unknown_counts_as_yes);
}

bool Person::plainly(const Gate& gate) const {
  return truth_[kb_->network.plan[gate.node]] == Truth::yes;
}

bool Person::open(const Gate& gate) const {
  return truth_[kb_->network.plan[gate.node]] == Truth::unknown;
}

void Person::decided_by(const Gate& gate,
                        std::vector<FindingIndex>& out) const {
  std::vector<bool> marks(kb_->findings.size());
  engine::deciding_findings(*kb_, truth_, kb_->network.plan[gate.node], marks);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (marks[i] && !contains(out, finding)) out.push_back(finding);
  }
}

std::vector<FindingIndex> Person::open_answers(const Gate& gate) const {
  std::vector<bool> marks(kb_->findings.size());
  engine::deciding_findings(*kb_, truth_, kb_->network.plan[gate.node], marks);
  return engine::answered_of(marks, answers_, /*answered=*/false);
}

double Person::number(FindingIndex finding, double otherwise) const {
  if (const double* value = std::get_if<double>(&answers_[finding])) {
    return *value;
  }
  const Answer& absent = kb_->findings[finding].when_absent;
  const double* stands = std::get_if<double>(&absent);
  return stands ? *stands : otherwise;
}

bool Person::has_equipment(const Exercise& card) const {
  const DayRules& day = kb_->plan.day;
  const Finding& finding = kb_->findings[day.equipment_finding];
  const auto* told = std::get_if<Choices>(&answers_[day.equipment_finding]);
  // What every home has is not taken away by a list that leaves it out.
  const std::uint64_t there =
      day.equipment_assumed | (told ? told->bits : std::uint64_t{0});
  return std::all_of(card.equipment.begin(), card.equipment.end(),
                     [&](const std::string& thing) {
                       for (std::size_t v = 0; v < finding.values.size(); ++v) {
                         if (finding.values[v] == thing)
                           return ((there >> v) & 1U) != 0;
                       }
                       return false;
                     });
}

const DoseBand& Person::band() const {
  const IrritabilityDose& dose = kb_->plan.irritability;
  if (closed(dose.high_when)) return dose.high;
  return plainly(dose.low_when) ? dose.low : dose.moderate;
}

std::string why(const PlanRules& rules, std::string_view key) {
  for (const auto& [name, text] : rules.why) {
    if (name == key) return text;
  }
  return {};
}

}  // namespace backcoach::plan
