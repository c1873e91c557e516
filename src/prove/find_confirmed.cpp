#include "find_confirmed.hpp"

namespace backcoach::prove {

Found find_confirmed(Solver& solver, std::vector<Literal>& wanted,
                     const Confirm& confirm, const Elsewhere& elsewhere) {
  Found found;
  constexpr int kMostDetours = 25;
  for (int detour = 0; detour < kMostDetours; ++detour) {
    if (!solver.can_hold(wanted)) {
      found.unsure = detour > 0;
      return found;
    }
    found.witness = confirm();
    if (found.witness) {
      found.exists = true;
      return found;
    }
    std::optional<std::vector<Literal>> other = elsewhere();
    if (!other) break;
    const Literal unless = solver.fresh();
    other->push_back(unless);
    solver.add(*other);
    wanted.push_back(-unless);
  }
  found.unsure = true;
  return found;
}

}  // namespace backcoach::prove
