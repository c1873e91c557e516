#include "backcoach/plan_rules.hpp"

namespace backcoach {
namespace {

class Collector {
 public:
  void add(Gate& gate) { all_.push_back(&gate); }
  void add(std::vector<Gate>& gates) {
    for (Gate& gate : gates) add(gate);
  }
  void add(std::vector<std::pair<ExerciseIndex, Gate>>& gates) {
    for (auto& [exercise, gate] : gates) add(gate);
  }
  std::vector<Gate*> take() { return std::move(all_); }

 private:
  std::vector<Gate*> all_;
};

}  // namespace

std::vector<Gate*> plan_gates(PlanRules& rules) {
  Collector gates;
  gates.add(rules.walking.instead_when);
  for (StagePlan& stage : rules.stages) {
    for (Slot& slot : stage.slots) gates.add(slot.instead_when);
  }
  gates.add(rules.after_rest.when);
  gates.add(rules.irritability.high_when);
  gates.add(rules.irritability.low_when);
  for (StretchGate& gate : rules.stretch_gates) {
    gates.add(gate.closed);
    gates.add(gate.longer_when);
  }
  gates.add(rules.heat.blocks);
  gates.add(rules.heat.bath_blocks);
  gates.add(rules.heat.bath_short_when);
  for (BreakRule& rule : rules.breaks.rules) gates.add(rule.when);
  for (DirectionChoice& choice : rules.directions) gates.add(choice.when);
  for (Menu& menu : rules.menus) {
    gates.add(menu.when);
    gates.add(menu.only_when);
    gates.add(menu.use_if);
    gates.add(menu.avoid_unless);
  }
  for (NeedRule& need : rules.needs) gates.add(need.when);
  gates.add(rules.walking.lower_when);
  gates.add(rules.walking.acute);
  gates.add(rules.walking.long_lasting);
  gates.add(rules.progress.long_lasting);
  gates.add(rules.progress.keep_while);
  for (StageCap& cap : rules.progress.caps) gates.add(cap.when);
  return gates.take();
}

}  // namespace backcoach
