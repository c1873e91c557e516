#include "plan_gates.hpp"

#include <type_traits>
#include <utility>

#include "plan_fields.hpp"

namespace backcoach {
namespace {

template <class T>
constexpr bool kIsList = false;
template <class T>
constexpr bool kIsList<std::vector<T>> = true;

/// Visits the gates of described values (see describe.hpp).
class GateWalk {
 public:
  explicit GateWalk(const GateVisitor& visit) : visit_(visit) {}

  template <class T, class... How>
  void at(const char* key, T& value, How... how) {
    below(key, [&] { look(value, how...); });
  }
  void in(std::string_view key, auto members) { below(key, members); }
  void maybe_in(std::string_view key, auto members) { below(key, members); }
  void only_if(bool /*holds*/, auto members) { members(); }
  void everything(auto members) { members(); }
  void elsewhere(auto& /*value*/) {}
  void note(const char* /*key*/, auto... /*how*/) {}
  void check(auto /*look*/) {}

 private:
  void below(std::string_view key, auto members) {
    const std::size_t above = pointer_.size();
    pointer_.append("/").append(key);
    members();
    pointer_.resize(above);
  }

  template <class T, class... How>
  void look(T& value, How... how) {
    if constexpr (Described<T>) {
      describe(*this, value);
    } else if constexpr (kIsList<T>) {
      look_at_items(value, how...);
    }
  }
  void look(Gate& gate, auto... how) {
    visit_(pointer_, gate, (std::is_same_v<decltype(how), as::Turned> || ...));
  }
  void look(std::vector<Gate>& at_most_one, auto... how) {
    for (Gate& gate : at_most_one) look(gate, how...);
  }
  void look(std::vector<Gate>& list, as::EachWith) {
    look_at_items(list, "when");
  }
  void look(std::pair<ExerciseIndex, Gate>& exception) {
    below("when", [&] { look(exception.second); });
  }
  void look(DirectionRules& rules) {
    at("not_for", rules.not_for);
    below("tests", [&] { look_at_items(rules.tests); });
  }
  void look(DirectionTest& test) {
    at("first_when", test.first_when);
    at("last_when", test.last_when);
    at("never_when", test.never_when);
    // Made from a value of a finding, so that it stands nowhere.
    visit_("", test.found, false);
  }
  void look(GoalRule& goal) { at("when", goal.when); }
  void look(LettingGoRules& rules) {
    at("when", rules.when);
    in("flare_plan", [&] { at("when", rules.flare_plan_when); });
  }

  template <class T>
  void look_at_items(std::vector<T>& list, auto... /*how*/) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      below(std::to_string(i), [&] { look(list[i]); });
    }
  }
  void look_at_items(std::vector<Gate>& list, const char* key) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      below(std::to_string(i), [&] { at(key, list[i]); });
    }
  }
  void look_at_items(std::vector<StagePlan>& stages, as::ByStage) {
    for (StagePlan& stage : stages) {
      below(name(stage.id), [&] { look(stage); });
    }
  }

  const GateVisitor& visit_;
  std::string pointer_;
};

}  // namespace

void visit_gates(PlanRules& rules, const GateVisitor& visit) {
  GateWalk walk(visit);
  describe(walk, rules);
  // These stand in files of their own.
  for (Adaptation& one : rules.adaptations) visit("", one.when, false);
  for (Lesson& lesson : rules.lessons) visit("", lesson.when, false);
}

std::vector<Gate*> plan_gates(PlanRules& rules) {
  std::vector<Gate*> all;
  visit_gates(rules, [&](const std::string&, Gate& gate, bool) {
    all.push_back(&gate);
  });
  return all;
}

}  // namespace backcoach
