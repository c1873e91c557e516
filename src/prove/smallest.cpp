#include "smallest.hpp"

#include <algorithm>
#include <cmath>

namespace backcoach::prove {
namespace {

std::size_t held_of(const Solver& solver, const std::vector<Literal>& some) {
  return static_cast<std::size_t>(
      std::count_if(some.begin(), some.end(),
                    [&](Literal one) { return solver.value(one); }));
}

}  // namespace

std::vector<Literal> with_fewest(Gates& gates, std::vector<Literal> answered,
                                 std::vector<Literal> wanted) {
  Solver& solver = gates.solver();
  // What the last solution left out stays out.
  const auto keep_out = [&] {
    std::vector<Literal> still;
    for (const Literal one : answered) {
      if (solver.value(one)) {
        still.push_back(one);
      } else {
        wanted.push_back(-one);
      }
    }
    answered = std::move(still);
  };
  keep_out();
  while (!answered.empty()) {
    const Literal one = answered.back();
    answered.pop_back();
    wanted.push_back(-one);
    if (solver.can_hold(wanted)) {
      keep_out();
    } else {
      wanted.pop_back();
    }
  }
  return wanted;
}

std::vector<Literal> with_least(Gates& gates,
                                const std::vector<Literal>& answered,
                                std::vector<Literal> wanted,
                                const std::vector<Literal>& from) {
  // Counting many would take longer than it is worth to whoever reads them.
  constexpr std::size_t kMostCounted = 8;
  Solver& solver = gates.solver();
  if (!solver.can_hold(from)) return from;
  std::size_t count = held_of(solver, answered);
  if (count > kMostCounted) return from;
  std::vector<Literal> best = from;
  while (count > 0) {
    wanted.push_back(-gates.at_least(count, answered));
    if (!solver.can_hold(wanted)) break;
    count = held_of(solver, answered);
    best = wanted;
  }
  return best;
}

std::vector<Literal> with_plainest(const KnowledgeBase& kb, Gates& gates,
                                   const State& state,
                                   std::vector<Literal> wanted) {
  Solver& solver = gates.solver();
  struct Plain {
    Literal value;
    Literal answered;
  };
  std::vector<Plain> plain;
  for (std::size_t f = 0; f < state.size(); ++f) {
    const FindingType type = kb.findings[f].type;
    if (type == FindingType::number || type == FindingType::many_of) continue;
    const std::size_t values = std::min<std::size_t>(2, state[f].value.size());
    for (std::size_t v = 0; v < values; ++v) {
      plain.push_back({state[f].value[v], state[f].answered});
    }
  }
  if (!solver.can_hold(wanted)) return wanted;
  for (const Plain& one : plain) {
    const bool fixed = std::abs(one.value) == gates.yes();
    if (fixed || !solver.value(one.answered)) continue;
    wanted.push_back(one.value);
    if (solver.can_hold(wanted)) continue;
    wanted.pop_back();
    if (!solver.can_hold(wanted)) return wanted;
  }
  return wanted;
}

}  // namespace backcoach::prove
