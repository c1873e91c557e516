#include "eligible.hpp"

#include <algorithm>

namespace backcoach::plan {
namespace {

/// Collects the reasons against one exercise.
class Reasons {
 public:
  Reasons(const Person& person, ExerciseIndex index)
      : person_(person),
        rules_(person.kb().plan),
        card_(person.kb().exercises[index]) {
    found_.exercise = index;
  }

  Exclusion collect() {
    for (const Gate& gate : card_.avoid) check(gate, gate.text);
    found_.dangerous = !found_.because.empty();
    for (const NeedRule& need : rules_.needs) check_need(need);
    for (const Menu* menu : person_.menus()) check_menu(*menu);
    for (const StretchGate& gate : rules_.stretch_gates) {
      if (!applies(gate, card_, found_.exercise)) continue;
      for (const Gate& closed : gate.closed) check(closed, closed.text);
    }
    check_heat();
    std::sort(found_.answers.begin(), found_.answers.end());
    return std::move(found_);
  }

 private:
  void check(const Gate& gate, const std::string& words) {
    if (person_.closed(gate)) add(gate, words);
  }

  void add(const Gate& gate, const std::string& words) {
    person_.decided_by(gate, found_.answers);
    if (!contains(found_.because, words)) found_.because.push_back(words);
  }

  void check_need(const NeedRule& need) {
    if (!contains(card_.needs, need.need) || !person_.closed(need.when)) {
      return;
    }
    if (need.care_is_enough && has_care_for(need.when)) return;
    add(need.when, need.when.text);
  }

  /// Whether a change on the card answers the very thing behind `gate`.
  bool has_care_for(const Gate& gate) const {
    std::vector<FindingIndex> behind;
    person_.decided_by(gate, behind);
    for (const Gate& care : card_.care) {
      if (!person_.closed(care)) continue;
      std::vector<FindingIndex> about;
      person_.decided_by(care, about);
      for (const FindingIndex finding : about) {
        if (contains(behind, finding)) return true;
      }
    }
    return false;
  }

  void check_menu(const Menu& menu) {
    const std::string& words = menu.because;
    const ExerciseIndex index = found_.exercise;
    const auto allowed = [&](const std::pair<ExerciseIndex, Gate>& unless) {
      return unless.first == index && person_.plainly(unless.second);
    };
    if (contains(menu.avoid, index) &&
        std::none_of(menu.avoid_unless.begin(), menu.avoid_unless.end(),
                     allowed)) {
      add(menu.when, words);
      found_.dangerous = true;
    }
    const bool limited = contains(rules_.menu_only_kinds, card_.kind);
    for (const Gate& only : menu.only_when) {
      if (limited && person_.closed(only) && !contains(menu.use, index)) {
        add(only, words);
      }
    }
  }

  void check_heat() {
    const HeatRules& heat = rules_.heat;
    const bool is_bath = found_.exercise == heat.bath;
    if (card_.kind == "heat") {
      for (const Gate& gate : heat.blocks) check(gate, gate.text);
    }
    if (!is_bath) return;
    for (const Gate& gate : heat.bath_blocks) check(gate, gate.text);
  }

  const Person& person_;
  const PlanRules& rules_;
  const Exercise& card_;
  Exclusion found_;
};

}  // namespace

bool applies(const StretchGate& gate, const Exercise& card,
             ExerciseIndex index) {
  if (!gate.exercises.empty() && !contains(gate.exercises, index)) {
    return false;
  }
  if (gate.static_stretch && !card.static_stretch) return false;
  if (!gate.bends.empty() && !contains(gate.bends, card.bends)) return false;
  if (contains(gate.not_muscles, card.muscle)) return false;
  return gate.muscles.empty() || contains(gate.muscles, card.muscle);
}

Exclusion exclusion(const Person& person, ExerciseIndex index) {
  return Reasons(person, index).collect();
}

std::vector<Exclusion> exclusions(const Person& person) {
  std::vector<Exclusion> all;
  for (std::size_t i = 0; i < person.kb().exercises.size(); ++i) {
    all.push_back(exclusion(person, static_cast<ExerciseIndex>(i)));
  }
  return all;
}

}  // namespace backcoach::plan
