#include "compile.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <tuple>

#include "evaluate.hpp"
#include "number_findings.hpp"

namespace backcoach::engine {
namespace {

Doubt doubt_of(Urgency urgency) {
  switch (urgency) {
    case Urgency::emergency:
    case Urgency::same_day:
      return Doubt::danger;
    case Urgency::soon:
      return Doubt::concern;
    case Urgency::routine:
    case Urgency::self_care:
      return Doubt::plain;
  }
  return Doubt::danger;
}

/// How a condition is read: what doubt counts as, and whether an odd number of
/// `none_of` stands above (there only a plain yes counts, because it would make
/// the rule milder).
struct Reading {
  Doubt doubt = Doubt::danger;
  bool negated = false;
  bool unknown_is_yes = false;  ///< gates of exercises that demand it
};

class Compiler {
 public:
  Compiler(KnowledgeBase& kb, Places* places)
      : kb_(kb), net_(kb.network), places_(places) {
    net_ = {};
    rule_nodes_.resize(kb.rules.size());
  }

  void run() {
    for (std::size_t r = 0; r < kb_.rules.size(); ++r) rule_outcomes(r);
    list_outcomes();
    const Reading table{Doubt::concern, false, false};
    for (const Row& row : kb_.rows) net_.rows.push_back(add(row.when, table));
    for (const Fact& fact : kb_.facts) {
      net_.facts.push_back(add(fact.when, table));
    }
    const Reading plain{Doubt::plain, false, false};
    for (const Implication& implication : kb_.implications) {
      net_.implications.push_back(add(implication.when, plain));
    }
    for (const Conflict& conflict : kb_.conflicts) {
      net_.conflicts.push_back(add(conflict.when, plain));
    }
    for (Gate* gate : gates(kb_)) add_gate(*gate);
    link_parents();
    decide_empty();
  }

 private:
  const std::vector<NodeIndex>& rule_outcomes(std::size_t rule) {
    std::vector<NodeIndex>& nodes = rule_nodes_[rule];
    if (nodes.empty()) {
      for (const Outcome& outcome : kb_.rules[rule].outcomes) {
        nodes.push_back(
            add(outcome.when, {doubt_of(outcome.urgency), false, false}));
      }
    }
    return nodes;
  }

  void list_outcomes() {
    for (std::size_t r = 0; r < kb_.rules.size(); ++r) {
      for (std::size_t o = 0; o < kb_.rules[r].outcomes.size(); ++o) {
        const Outcome& outcome = kb_.rules[r].outcomes[o];
        net_.outcomes.push_back({static_cast<std::uint16_t>(r),
                                 static_cast<std::uint16_t>(o), outcome.urgency,
                                 outcome.plan_forbidden, rule_nodes_[r][o]});
      }
    }
    std::stable_sort(net_.outcomes.begin(), net_.outcomes.end(),
                     [](const OutcomeNode& a, const OutcomeNode& b) {
                       return a.urgency > b.urgency;
                     });
  }

  static std::vector<Gate*> gates(KnowledgeBase& kb) {
    std::vector<Gate*> all;
    for (Exercise& exercise : kb.exercises) {
      for (Gate& gate : exercise.avoid) all.push_back(&gate);
      for (Gate& gate : exercise.care) all.push_back(&gate);
    }
    for (Gate* gate : plan_gates(kb.plan)) all.push_back(gate);
    return all;
  }

  void add_gate(Gate& gate) {
    // A sign that excludes an exercise counts when in doubt.
    const Reading reading{Doubt::concern, false, gate.unknown_counts_as_yes};
    gate.node = static_cast<std::uint32_t>(net_.plan.size());
    net_.plan.push_back(add(gate.when, reading));
  }

  NodeIndex add(const Condition& condition, Reading reading) {
    const NodeIndex node = std::visit(
        [&](const auto& is) { return add_kind(is, reading); }, condition.is);
    if (places_) places_->emplace(&condition, node);
    return node;
  }

  NodeIndex add_kind(const AllOf& c, Reading r) {
    return add_inner(Node::Op::all_of, 0, c.parts, r);
  }
  NodeIndex add_kind(const AnyOf& c, Reading r) {
    return add_inner(Node::Op::any_of, 0, c.parts, r);
  }
  NodeIndex add_kind(const NoneOf& c, Reading r) {
    r.negated = !r.negated;
    return add_inner(Node::Op::none_of, 0, c.parts, r);
  }
  NodeIndex add_kind(const AtLeast& c, Reading r) {
    return add_inner(Node::Op::at_least, static_cast<std::uint8_t>(c.count),
                     c.parts, r);
  }
  NodeIndex add_kind(const FactIs& c, Reading r) {
    return add(kb_.facts[c.fact].when, r);
  }
  NodeIndex add_kind(const RuleFires& c, Reading) {
    std::vector<NodeIndex> parts;
    const std::vector<NodeIndex> nodes = rule_outcomes(c.rule);
    for (std::size_t o = 0; o < nodes.size(); ++o) {
      if (kb_.rules[c.rule].outcomes[o].urgency >= c.at_least) {
        parts.push_back(nodes[o]);
      }
    }
    return inner(Node::Op::any_of, 0, std::move(parts));
  }
  NodeIndex add_kind(const Sign& c, Reading r) {
    Node node;
    node.op = Node::Op::sign;
    node.finding = c.finding;
    bool not_sure = !r.negated && r.doubt != Doubt::plain;
    bool refused = !r.negated && r.doubt == Doubt::danger &&
                   !kb_.findings[c.finding].refusal_is_no;
    if (c.doubt) not_sure = refused = *c.doubt;
    if (r.unknown_is_yes && !r.negated) not_sure = refused = true;
    node.flag =
        static_cast<std::uint8_t>((not_sure ? 1 : 0) | (refused ? 2 : 0));
    return intern(node);
  }
  NodeIndex add_kind(const Plainly& c, Reading) {
    Node node;
    node.op = Node::Op::plainly;
    node.finding = c.finding;
    node.flag = static_cast<std::uint8_t>(c.answer);
    return intern(node);
  }
  NodeIndex add_kind(const ChoiceIn& c, Reading) {
    Node node;
    node.op = Node::Op::choice;
    node.finding = c.finding;
    node.count = c.values;
    return intern(node);
  }
  NodeIndex add_kind(const Has& c, Reading) {
    Node node;
    node.op = Node::Op::has;
    node.finding = c.finding;
    node.flag = c.value;
    return intern(node);
  }
  NodeIndex add_kind(const Compare& c, Reading) {
    Node node;
    node.op = Node::Op::compare;
    node.first = add_number(c.number);
    node.low = c.low;
    node.high = c.high;
    node.flag =
        static_cast<std::uint8_t>((c.low_open ? 1 : 0) | (c.high_open ? 2 : 0));
    return intern(node);
  }
  NodeIndex add_kind(const Answered& c, Reading) {
    Node node;
    node.op = Node::Op::answered;
    node.finding = c.finding;
    node.flag = c.wanted ? 1 : 0;
    return intern(node);
  }

  NodeIndex add_inner(Node::Op op, std::uint8_t flag,
                      const std::vector<Condition>& parts, Reading reading) {
    std::vector<NodeIndex> children;
    children.reserve(parts.size());
    for (const Condition& part : parts) children.push_back(add(part, reading));
    return inner(op, flag, std::move(children));
  }

  NodeIndex inner(Node::Op op, std::uint8_t flag,
                  std::vector<NodeIndex> children) {
    // Order does not change the meaning; sorting lets equal parts be shared.
    std::sort(children.begin(), children.end());
    if (op != Node::Op::at_least) {
      children.erase(std::unique(children.begin(), children.end()),
                     children.end());
      const bool same_as_child =
          op != Node::Op::none_of && children.size() == 1;
      if (same_as_child) return children[0];
    }
    Node node;
    node.op = op;
    node.flag = flag;
    node.count = static_cast<std::uint32_t>(children.size());
    const auto key = std::make_tuple(op, flag, children);
    if (const auto it = inner_.find(key); it != inner_.end()) {
      return it->second;
    }
    node.first = static_cast<std::uint32_t>(net_.children.size());
    net_.children.insert(net_.children.end(), children.begin(), children.end());
    return inner_[key] = push(node);
  }

  NodeIndex intern(const Node& leaf) {
    const auto key =
        std::make_tuple(leaf.op, leaf.flag, leaf.finding, leaf.first,
                        leaf.count, leaf.low, leaf.high);
    if (const auto it = leaves_.find(key); it != leaves_.end()) {
      return it->second;
    }
    return leaves_[key] = push(leaf);
  }

  NodeIndex push(const Node& node) {
    net_.nodes.push_back(node);
    return static_cast<NodeIndex>(net_.nodes.size() - 1);
  }

  std::uint32_t add_number(const Number& number) {
    for (const auto& [known, index] : numbers_) {
      if (known == number) return index;
    }
    std::vector<std::uint32_t> parts;
    for (const Number& part : number.parts) parts.push_back(add_number(part));
    NumberNode node{number.kind, number.finding, number.factor,
                    static_cast<std::uint32_t>(net_.number_parts.size()),
                    static_cast<std::uint32_t>(parts.size())};
    net_.number_parts.insert(net_.number_parts.end(), parts.begin(),
                             parts.end());
    net_.numbers.push_back(node);
    const auto index = static_cast<std::uint32_t>(net_.numbers.size() - 1);
    numbers_.emplace_back(number, index);
    return index;
  }

  void link_parents() {
    std::vector<std::vector<NodeIndex>> parents(net_.nodes.size());
    std::vector<std::vector<NodeIndex>> leaves(kb_.findings.size());
    for (std::size_t n = 0; n < net_.nodes.size(); ++n) {
      const Node& node = net_.nodes[n];
      const auto index = static_cast<NodeIndex>(n);
      if (!is_leaf(node)) {
        for (std::uint32_t i = 0; i < node.count; ++i) {
          parents[net_.children[node.first + i]].push_back(index);
        }
      } else if (node.op == Node::Op::compare) {
        for (const FindingIndex f : findings_of(net_, node.first)) {
          leaves[f].push_back(index);
        }
      } else {
        leaves[node.finding].push_back(index);
      }
    }
    flatten(parents, net_.parent_start, net_.parents);
    flatten(leaves, net_.leaf_start, net_.leaves);
  }

  static void flatten(const std::vector<std::vector<NodeIndex>>& lists,
                      std::vector<std::uint32_t>& start,
                      std::vector<NodeIndex>& all) {
    for (const auto& list : lists) {
      start.push_back(static_cast<std::uint32_t>(all.size()));
      all.insert(all.end(), list.begin(), list.end());
    }
    start.push_back(static_cast<std::uint32_t>(all.size()));
  }

  void decide_empty() {
    const Answers none(kb_.findings.size());
    for (const Grading grading : {Grading::worst_case, Grading::open}) {
      std::vector<Truth> truth(net_.nodes.size());
      for (std::size_t n = 0; n < truth.size(); ++n) {
        truth[n] = is_leaf(net_.nodes[n])
                       ? leaf_truth(kb_, net_.nodes[n], none, grading)
                       : inner_truth(net_, net_.nodes[n], truth);
      }
      (grading == Grading::open ? net_.before_interview
                                : net_.before_decision) = std::move(truth);
    }
  }

  KnowledgeBase& kb_;
  Network& net_;
  Places* places_;
  std::vector<std::vector<NodeIndex>> rule_nodes_;
  std::map<std::tuple<Node::Op, std::uint8_t, std::vector<NodeIndex>>,
           NodeIndex>
      inner_;
  std::map<std::tuple<Node::Op, std::uint8_t, FindingIndex, std::uint32_t,
                      std::uint32_t, double, double>,
           NodeIndex>
      leaves_;
  std::vector<std::pair<Number, std::uint32_t>> numbers_;
};

/// Depth-first search for a circle of references.
class CycleFinder {
 public:
  explicit CycleFinder(const KnowledgeBase& kb) : kb_(kb) {}

  std::vector<std::string> run() {
    for (std::size_t f = 0; f < kb_.facts.size() && found_.empty(); ++f) {
      visit("fact " + kb_.facts[f].id, kb_.facts[f].when);
    }
    for (std::size_t r = 0; r < kb_.rules.size() && found_.empty(); ++r) {
      visit_rule(r);
    }
    return found_;
  }

 private:
  void visit_rule(std::size_t rule) {
    for (const Outcome& outcome : kb_.rules[rule].outcomes) {
      visit("rule " + kb_.rules[rule].id, outcome.when);
    }
  }

  void visit(const std::string& name, const Condition& when) {
    if (!found_.empty() || done_.contains(&when)) return;
    const auto it = std::find(path_.begin(), path_.end(), name);
    if (it != path_.end() && open_.contains(&when)) {
      found_.assign(it, path_.end());
      found_.push_back(name);
      return;
    }
    path_.push_back(name);
    open_.insert(&when);
    walk(when);
    open_.erase(&when);
    path_.pop_back();
    done_.insert(&when);
  }

  void walk(const Condition& condition) {
    std::visit(
        [&](const auto& is) {
          using T = std::decay_t<decltype(is)>;
          if constexpr (std::is_same_v<T, FactIs>) {
            visit("fact " + kb_.facts[is.fact].id, kb_.facts[is.fact].when);
          } else if constexpr (std::is_same_v<T, RuleFires>) {
            visit_rule(is.rule);
          } else if constexpr (requires { is.parts; }) {
            for (const Condition& part : is.parts) walk(part);
          }
        },
        condition.is);
  }

  const KnowledgeBase& kb_;
  std::vector<std::string> path_;
  std::set<const Condition*> open_;
  std::set<const Condition*> done_;
  std::vector<std::string> found_;
};

}  // namespace

void compile(KnowledgeBase& kb, Places* places) { Compiler(kb, places).run(); }

std::vector<std::string> find_cycle(const KnowledgeBase& kb) {
  return CycleFinder(kb).run();
}

}  // namespace backcoach::engine
