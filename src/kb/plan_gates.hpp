#pragma once

#include <functional>
#include <string>

#include "backcoach/plan_rules.hpp"

namespace backcoach {

/// \param pointer  of the condition in data/plan.json; "" where none is written
/// \param turned   whether the file says when the gate does not close
using GateVisitor =
    std::function<void(const std::string& pointer, Gate& gate, bool turned)>;

/// Every gate of `rules`, in the order of `plan_gates`.
void visit_gates(PlanRules& rules, const GateVisitor& visit);

}  // namespace backcoach
