#include "differing.hpp"

#include "properties.hpp"

namespace backcoach::prove {

Literal other_stage(Gates& gates, const KnowledgeBase& kb, const NetworkCopy& a,
                    const NetworkCopy& b) {
  std::vector<Literal> ways;
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    std::vector<Literal> same;
    for (std::size_t q = 0; q < kb.rows.size(); ++q) {
      const bool equal = kb.rows[q].stage == kb.rows[r].stage &&
                         kb.rows[q].focus == kb.rows[r].focus;
      if (equal) same.push_back(b.decision.row[q]);
    }
    ways.push_back(gates.all({a.decision.row[r], -gates.any(same)}));
  }
  return gates.any(ways);
}

Literal other_urgency(Gates& gates, const NetworkCopy& a,
                      const NetworkCopy& b) {
  std::vector<Literal> ways;
  for (const Urgency u : kAboveSelfCare) {
    ways.push_back(gates.differ(at_least(a, u), at_least(b, u)));
  }
  return gates.any(ways);
}

}  // namespace backcoach::prove
