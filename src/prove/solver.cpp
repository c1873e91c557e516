#include "solver.hpp"

#include <cadical.hpp>
#include <cstdlib>

namespace backcoach::prove {

struct Solver::Engine {
  mutable CaDiCaL::Solver sat;
};

Solver::Solver() : engine_(std::make_unique<Engine>()) {
  // The questions are many and small: what is done between them costs more
  // than it saves.
  engine_->sat.set("quiet", 1);
  engine_->sat.configure("plain");
  engine_->sat.set("lucky", 0);
}

Solver::~Solver() = default;

Literal Solver::fresh() { return ++last_; }

void Solver::add(std::span<const Literal> literals) {
  for (const Literal literal : literals) engine_->sat.add(literal);
  engine_->sat.add(0);
}

void Solver::prefer(Literal literal) { engine_->sat.phase(literal); }

bool Solver::can_hold(std::span<const Literal> assumptions) {
  constexpr int kSatisfiable = 10;
  ++queries_;
  for (const Literal literal : assumptions) engine_->sat.assume(literal);
  return engine_->sat.solve() == kSatisfiable;
}

bool Solver::value(Literal literal) const {
  // Asked about variables alone: for the opposite of one the sign of the
  // answer differs between versions.
  const bool holds = engine_->sat.val(std::abs(literal)) > 0;
  return holds == (literal > 0);
}

}  // namespace backcoach::prove
