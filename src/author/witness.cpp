#include "witness.hpp"

#include "../prove/two_bases.hpp"
#include "answer_list.hpp"

namespace backcoach::authoring {
namespace {

using prove::Literal;

Target aim(const Written& written, bool alone) {
  return alone ? close_target_of(written) : target_of(written);
}

/// `look_at` as statements: it holds, it does not, and how urgent it is.
std::vector<Literal> ways(const KnowledgeBase& kb, prove::Gates& gates,
                          const prove::NetworkCopy& person,
                          const Target& target) {
  const Network& net = kb.network;
  const auto plainly = [&](NodeIndex node) {
    return std::vector<Literal>{person.nodes[node].yes, person.nodes[node].no};
  };
  switch (target.decides) {
    case Decides::outcome:
      break;
    case Decides::row:
      return plainly(net.rows[target.owner]);
    case Decides::fact:
      return plainly(net.facts[target.owner]);
    case Decides::implication:
      return plainly(net.implications[target.owner]);
    case Decides::conflict:
      return plainly(net.conflicts[target.owner]);
    case Decides::gate: {
      std::vector<Literal> gate = plainly(net.plan[target.owner]);
      if (target.unknown_is_yes) gate[0] = -gate[1];
      if (target.turned) std::swap(gate[0], gate[1]);
      return gate;
    }
  }
  std::vector<Literal> yes;
  std::vector<Literal> no;
  std::vector<Literal> at_least[5];
  for (const OutcomeNode& outcome : net.outcomes) {
    if (outcome.rule != target.owner) continue;
    if (target.outcome && *target.outcome != outcome.outcome) continue;
    yes.push_back(person.nodes[outcome.node].yes);
    no.push_back(person.nodes[outcome.node].no);
    if (target.outcome) continue;
    for (std::size_t u = 0; u <= static_cast<std::size_t>(outcome.urgency);
         ++u) {
      at_least[u].push_back(yes.back());
    }
  }
  std::vector<Literal> all = {gates.any(yes), gates.all(no)};
  for (const auto& level : at_least) all.push_back(gates.any(level));
  return all;
}

}  // namespace

WitnessFinder::WitnessFinder(const KnowledgeBase& original)
    : original_(&original),
      written_(written_conditions(const_cast<KnowledgeBase&>(original))) {}

bool WitnessFinder::tells(const KnowledgeBase& now,
                          const std::vector<Written>& written_now,
                          const Mutant& mutant, const Answers& answers,
                          bool outcome_only) const {
  const auto seen = [&](const KnowledgeBase& kb, const Written& written) {
    engine::Evaluation truth(kb, engine::Grading::worst_case);
    truth.decide(with_implied(kb, answers));
    return look_at(kb, truth, aim(written, outcome_only));
  };
  return seen(*original_, written_[mutant.written]) !=
         seen(now, written_now[mutant.written]);
}

Search WitnessFinder::find(const KnowledgeBase& now,
                           const std::vector<Written>& written_now,
                           const Mutant& mutant) const {
  Search whole = ask(now, written_now, mutant, false);
  // Another outcome of the rule may hide the change; what the person reads
  // and which exercises are offered can still hang on it.
  const bool may_be_hidden =
      written_[mutant.written].decides == Decides::outcome &&
      mutant.at != nullptr && !whole.answers;
  return may_be_hidden ? ask(now, written_now, mutant, true) : whole;
}

Search WitnessFinder::ask(const KnowledgeBase& now,
                          const std::vector<Written>& written_now,
                          const Mutant& mutant, bool alone) const {
  const Written& written = written_[mutant.written];
  prove::TwoBases bases(*original_, now);
  prove::Gates& gates = bases.gates();
  const std::vector<Literal> was =
      ways(*original_, gates, bases.older(), aim(written, alone));
  const std::vector<Literal> is =
      ways(now, gates, bases.newer(), aim(written_now[mutant.written], alone));
  std::vector<Literal> differs;
  for (std::size_t i = 0; i < was.size(); ++i) {
    differs.push_back(gates.differ(was[i], is[i]));
  }
  std::vector<Literal> all = {gates.any(differs)};
  if (written.decides != Decides::conflict) {
    all.push_back(bases.older().allowed);
  }
  const Literal told = gates.all(all);
  Search search;
  search.outcome_only = alone;
  search.nobody = told == gates.no();
  if (search.nobody) return search;
  const auto really = [&](const prove::Witness& w) {
    return tells(now, written_now, mutant, w.answers, alone);
  };
  // Without a diary if that can be, and where nothing is open if that can be.
  std::vector<Literal> plainly = bases.no_diary();
  plainly.push_back(told);
  std::vector<Literal> decided = plainly;
  decided.push_back(gates.any({was[0], was[1]}));
  for (const std::vector<Literal>& query : {decided, plainly, {told}}) {
    const prove::Found found = bases.find(query, really);
    if (found.exists) {
      search.answers = sparse(found.witness->answers);
      return search;
    }
    search.nobody = !found.unsure;
  }
  return search;
}

}  // namespace backcoach::authoring
