// What `engine::decide` comes to, as statements.
#include "network_copy.hpp"

namespace backcoach::prove {

Literal Encoder::needs_answers(const std::vector<TruthLiterals>& nodes,
                               const DecisionLiterals& decision,
                               Literal table_open) {
  std::vector<Literal> open;
  for (const OutcomeNode& outcome : kb_.network.outcomes) {
    const TruthLiterals& truth = nodes[outcome.node];
    std::vector<Literal> matters{
        -decision.at_least[static_cast<std::size_t>(outcome.urgency)]};
    if (outcome.plan_forbidden) matters.push_back(decision.plan_allowed);
    open.push_back(gates_.all({-truth.yes, -truth.no, gates_.any(matters)}));
  }
  open.push_back(gates_.all({decision.plan_allowed, table_open}));
  return gates_.all({-decision.at_least[4], gates_.any(open)});
}

void Encoder::add_urgency(const std::vector<TruthLiterals>& nodes,
                          const std::vector<TruthLiterals>& base,
                          DecisionLiterals& out) {
  // What is as in the copy that this one is made from stands apart, so that
  // several copies of one person share it.
  std::array<std::vector<Literal>, 5> same;
  std::array<std::vector<Literal>, 5> changed;
  for (const OutcomeNode& outcome : kb_.network.outcomes) {
    const auto u = static_cast<std::size_t>(outcome.urgency);
    const Literal yes = nodes[outcome.node].yes;
    (yes == base[outcome.node].yes ? same : changed)[u].push_back(yes);
  }
  Literal above = gates_.no();
  for (std::size_t u = 5; u-- > 1;) {
    changed[u].push_back(gates_.any(same[u]));
    changed[u].push_back(above);
    above = gates_.any(changed[u]);
    out.at_least[u] = above;
  }
  out.at_least[0] = gates_.yes();
}

DecisionLiterals Encoder::decide_reading(
    const std::vector<TruthLiterals>& nodes,
    const std::vector<TruthLiterals>& base) {
  DecisionLiterals out;
  add_urgency(nodes, base, out);
  std::vector<Literal> forbidding;
  for (const OutcomeNode& outcome : kb_.network.outcomes) {
    if (outcome.plan_forbidden) {
      forbidding.push_back(nodes[outcome.node].yes);
    }
  }

  std::vector<Literal> levels;
  for (std::size_t u = 0; u < 5; ++u) {
    if (!kb_.level(static_cast<Urgency>(u)).plan_allowed) continue;
    const Literal above = u + 1 < 5 ? out.at_least[u + 1] : gates_.no();
    levels.push_back(gates_.all({out.at_least[u], -above}));
  }
  out.plan_allowed = gates_.all({gates_.any(levels), -gates_.any(forbidding)});

  std::vector<Literal> no_row_yet;
  std::vector<Literal> open_differently;
  for (std::size_t r = 0; r < kb_.rows.size(); ++r) {
    const TruthLiterals& truth = nodes[kb_.network.rows[r]];
    std::vector<Literal> first = no_row_yet;
    first.push_back(truth.yes);
    out.row.push_back(gates_.all(first));
    no_row_yet.push_back(-truth.yes);
    std::vector<Literal> others;
    for (std::size_t q = 0; q < r; ++q) {
      const TruthLiterals& above = nodes[kb_.network.rows[q]];
      const bool same = kb_.rows[q].stage == kb_.rows[r].stage &&
                        kb_.rows[q].focus == kb_.rows[r].focus;
      if (!same) others.push_back(gates_.all({-above.yes, -above.no}));
    }
    open_differently.push_back(
        gates_.all({out.row.back(), gates_.any(others)}));
  }
  open_differently.push_back(gates_.all(no_row_yet));
  out.needs_answers = needs_answers(nodes, out, gates_.any(open_differently));
  return out;
}

/// As in `engine::decide`: what holds is read in the worse case, and it is
/// decided when nothing open can change it, or in an emergency.
DecisionLiterals Encoder::decide(const NetworkCopy& person,
                                 const NetworkCopy& base) {
  DecisionLiterals out = decide_reading(person.nodes, base.nodes);
  const Literal open = decide_reading(person.open, base.open).needs_answers;
  out.needs_answers = gates_.all({open, -out.at_least[4]});
  // The row that gives the plan its stage.
  out.permission = gates_.all({-out.needs_answers, out.plan_allowed,
                               -out.at_least[4], gates_.any(out.row)});
  for (Literal& row : out.row) row = gates_.all({row, out.permission});
  return out;
}

}  // namespace backcoach::prove
