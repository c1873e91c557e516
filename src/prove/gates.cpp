#include "gates.hpp"

#include <algorithm>

namespace backcoach::prove {

Gates::Gates(Solver& solver) : solver_(solver), yes_(solver.fresh()) {
  demand({yes_});
}

void Gates::demand(std::initializer_list<Literal> literals) {
  solver_.add(std::span(literals.begin(), literals.size()));
}

Literal Gates::all(std::vector<Literal> parts) {
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::erase(parts, yes_);
  for (const Literal part : parts) {
    if (part == -yes_) return no();
    if (std::binary_search(parts.begin(), parts.end(), -part)) return no();
  }
  if (parts.empty()) return yes();
  if (parts.size() == 1) return parts[0];
  const auto [it, fresh] = made_.try_emplace(std::move(parts), 0);
  if (!fresh) return it->second;
  const Literal gate = solver_.fresh();
  it->second = gate;
  std::vector<Literal> back{gate};
  for (const Literal part : it->first) {
    demand({-gate, part});
    back.push_back(-part);
  }
  solver_.add(back);
  return gate;
}

Literal Gates::any(std::vector<Literal> parts) {
  for (Literal& part : parts) part = -part;
  return -all(std::move(parts));
}

Literal Gates::at_least(std::size_t count, const std::vector<Literal>& parts) {
  // row[k]: at least k of the parts seen so far.
  std::vector<Literal> row(count + 1, no());
  row[0] = yes();
  for (const Literal part : parts) {
    for (std::size_t k = count; k > 0; --k) {
      row[k] = any({row[k], all({row[k - 1], part})});
    }
  }
  return row[count];
}

Literal Gates::unknown(const std::vector<double>& about) {
  const auto [it, fresh] = unknown_.try_emplace(about, 0);
  if (fresh) it->second = solver_.fresh();
  return it->second;
}

Literal Gates::choose(Literal condition, Literal then, Literal otherwise) {
  if (then == otherwise) return then;
  return any({all({condition, then}), all({-condition, otherwise})});
}

Literal Gates::differ(Literal a, Literal b) {
  if (a == b) return no();
  return any({all({a, -b}), all({-a, b})});
}

}  // namespace backcoach::prove
