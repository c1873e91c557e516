#include "../../../src/prove/gates.hpp"

#include <bit>

#include "../../support/catch.hpp"

namespace backcoach::prove {
namespace {

TEST_CASE("the solver finds what can hold together", "[prove]") {
  Solver solver;
  const Literal a = solver.fresh();
  const Literal b = solver.fresh();
  solver.add(std::vector<Literal>{-a, b});
  solver.add(std::vector<Literal>{-a, -b});
  CHECK_FALSE(solver.can_hold(std::vector<Literal>{a}));
  REQUIRE(solver.can_hold(std::vector<Literal>{b}));
  CHECK(solver.value(b));
  CHECK_FALSE(solver.value(-b));
  CHECK_FALSE(solver.value(a));
  CHECK(solver.value(-a));
  CHECK(solver.queries() == 2);
}

TEST_CASE("an assumption is forgotten after its question", "[prove]") {
  Solver solver;
  const Literal a = solver.fresh();
  CHECK(solver.can_hold(std::vector<Literal>{a}));
  CHECK(solver.can_hold(std::vector<Literal>{-a}));
}

TEST_CASE("gates mean what they say for all values", "[prove]") {
  Solver solver;
  Gates gates(solver);
  std::vector<Literal> in;
  for (int i = 0; i < 4; ++i) in.push_back(solver.fresh());
  const Literal all = gates.all(in);
  const Literal any = gates.any(in);
  std::vector<Literal> some;
  for (std::size_t k = 0; k <= 5; ++k) some.push_back(gates.at_least(k, in));
  const Literal chosen = gates.choose(in[0], in[1], in[2]);
  const Literal differ = gates.differ(in[0], in[1]);
  for (unsigned bits = 0; bits < 16; ++bits) {
    const auto bit = [&](unsigned i) { return ((bits >> i) & 1U) != 0; };
    std::vector<Literal> pinned;
    for (unsigned i = 0; i < 4; ++i) pinned.push_back(bit(i) ? in[i] : -in[i]);
    REQUIRE(solver.can_hold(pinned));
    CHECK(solver.value(all) == (bits == 15));
    CHECK(solver.value(any) == (bits != 0));
    for (int k = 0; k <= 5; ++k) {
      CHECK(solver.value(some[static_cast<std::size_t>(k)]) ==
            (std::popcount(bits) >= k));
    }
    CHECK(solver.value(chosen) == (bit(0) ? bit(1) : bit(2)));
    CHECK(solver.value(differ) == (bit(0) != bit(1)));
  }
}

TEST_CASE("equal gates are made once and constants vanish", "[prove]") {
  Solver solver;
  Gates gates(solver);
  const Literal a = solver.fresh();
  const Literal b = solver.fresh();
  CHECK(gates.all({a, b}) == gates.all({b, a, a}));
  CHECK(gates.all({a, gates.yes()}) == a);
  CHECK(gates.all({a, -a}) == gates.no());
  CHECK(gates.any({a, -a}) == gates.yes());
  CHECK(gates.all({}) == gates.yes());
  CHECK(gates.any({}) == gates.no());
}

}  // namespace
}  // namespace backcoach::prove
