#include "eligibility.hpp"

#include "../plan/choose.hpp"

namespace backcoach::prove {

using plan::contains;

Eligibility::Eligibility(const KnowledgeBase& kb, Gates& gates,
                         const NetworkCopy& person)
    : kb_(kb), rules_(kb.plan), gates_(gates), person_(person) {
  for (const Menu& menu : rules_.menus) menus_.push_back(applies_to(menu));
}

Literal Eligibility::eligible(ExerciseIndex index) const {
  return eligible(index, /*care_is_open=*/false);
}

Literal Eligibility::exactly_eligible(ExerciseIndex index) const {
  return eligible(index, /*care_is_open=*/true);
}

Literal Eligibility::eligible(ExerciseIndex index, bool care_is_open) const {
  const Exercise& card = kb_.exercises[index];
  std::vector<Literal> against;
  const auto add = [&](const std::vector<Gate>& gates) {
    for (const Gate& gate : gates) against.push_back(closed(gate));
  };
  add(card.avoid);
  for (const NeedRule& need : rules_.needs) {
    if (!contains(card.needs, need.need)) continue;
    if (!need.care_is_enough) {
      against.push_back(closed(need.when));
    } else if (care_is_open) {
      against.push_back(
          gates_.all({closed(need.when), -care_for(need.when, card)}));
    }
  }
  for (std::size_t m = 0; m < menus_.size(); ++m) {
    against.push_back(gates_.all({menus_[m], forbids(rules_.menus[m], index)}));
  }
  for (const StretchGate& stretch : rules_.stretch_gates) {
    if (plan::applies(stretch, card, index)) add(stretch.closed);
  }
  if (card.kind == "heat") add(rules_.heat.blocks);
  if (index == rules_.heat.bath) add(rules_.heat.bath_blocks);
  return -gates_.any(against);
}

Literal Eligibility::in_plan(ExerciseIndex index) const {
  std::vector<Literal> rows;
  for (std::size_t r = 0; r < kb_.rows.size(); ++r) {
    if (plan::in_stage(kb_.exercises[index], kb_.rows[r].stage)) {
      rows.push_back(person_.decision.row[r]);
    }
  }
  return gates_.any(rows);
}

Literal Eligibility::closed(const Gate& gate) const {
  const TruthLiterals& truth = person_.nodes[kb_.network.plan[gate.node]];
  return gate.unknown_counts_as_yes ? -truth.no : truth.yes;
}

Literal Eligibility::plainly(const Gate& gate) const {
  return person_.nodes[kb_.network.plan[gate.node]].yes;
}

Literal Eligibility::care_for(const Gate& need, const Exercise& card) const {
  // It hangs on which answers decide the conditions, so on their parts.
  std::vector<double> about;
  spell(kb_.network.plan[need.node], about);
  std::vector<Literal> any_care;
  for (const Gate& care : card.care) {
    about.push_back(closed(care));
    spell(kb_.network.plan[care.node], about);
    any_care.push_back(closed(care));
  }
  return gates_.all({gates_.any(any_care), gates_.unknown(about)});
}

void Eligibility::spell(NodeIndex index, std::vector<double>& out) const {
  const Network& net = kb_.network;
  const Node& node = net.nodes[index];
  out.push_back(static_cast<double>(node.op));
  out.push_back(node.flag);
  out.push_back(person_.nodes[index].yes);
  out.push_back(person_.nodes[index].no);
  if (node.op == Node::Op::compare) {
    for (const FindingIndex finding : findings_of(net, node.first)) {
      out.push_back(person_.answers[finding].answered);
    }
  } else if (engine::is_leaf(node)) {
    out.push_back(person_.answers[node.finding].answered);
  } else {
    out.push_back(node.count);
    for (std::uint32_t i = 0; i < node.count; ++i) {
      spell(net.children[node.first + i], out);
    }
  }
}

Literal Eligibility::applies_to(const Menu& menu) const {
  std::vector<Literal> ways{closed(menu.when)};
  for (const OutcomeNode& node : kb_.network.outcomes) {
    const Outcome& outcome = kb_.rules[node.rule].outcomes[node.outcome];
    if (outcome.menu == menu.id) ways.push_back(person_.nodes[node.node].yes);
  }
  return gates_.any(ways);
}

Literal Eligibility::forbids(const Menu& menu, ExerciseIndex index) const {
  std::vector<Literal> ways;
  if (contains(menu.avoid, index)) {
    std::vector<Literal> allowed;
    for (const auto& [exercise, gate] : menu.avoid_unless) {
      if (exercise == index) allowed.push_back(plainly(gate));
    }
    ways.push_back(-gates_.any(allowed));
  }
  const bool limited =
      contains(rules_.menu_only_kinds, kb_.exercises[index].kind);
  for (const Gate& only : menu.only_when) {
    if (limited && !contains(menu.use, index)) ways.push_back(closed(only));
  }
  return gates_.any(ways);
}

}  // namespace backcoach::prove
