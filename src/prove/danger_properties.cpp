// A danger sign never lowers urgency.
#include "backcoach/triage.hpp"
#include "properties.hpp"

namespace backcoach::prove {
namespace {

/// Finds every yes-or-no sign that some rule above self-care asks for: a
/// "yes" to it that does not stand under an odd number of `none_of`.
class DangerSigns {
 public:
  explicit DangerSigns(const KnowledgeBase& kb)
      : kb_(kb), found_(kb.findings.size()) {
    for (const Rule& rule : kb.rules) {
      for (const Outcome& outcome : rule.outcomes) {
        if (outcome.urgency > Urgency::self_care) look(outcome.when, false);
      }
    }
  }
  std::vector<bool> take() { return std::move(found_); }

 private:
  void look(const Condition& condition, bool negated) {
    std::visit(
        [&](const auto& is) {
          using T = std::decay_t<decltype(is)>;
          if constexpr (std::is_same_v<T, Sign>) {
            if (!negated) found_[is.finding] = true;
          } else if constexpr (std::is_same_v<T, FactIs>) {
            look(kb_.facts[is.fact].when, negated);
          } else if constexpr (std::is_same_v<T, NoneOf>) {
            for (const Condition& part : is.parts) look(part, !negated);
          } else if constexpr (requires { is.parts; }) {
            for (const Condition& part : is.parts) look(part, negated);
          }
        },
        condition.is);
  }

  const KnowledgeBase& kb_;
  std::vector<bool> found_;
};

/// "The urgency of `after` is below that of `before`."
Literal lower(Prover& prover, const NetworkCopy& before,
              const NetworkCopy& after) {
  // Then something that held before does not hold after, and nothing else of
  // its urgency does.
  Gates& gates = prover.gates();
  std::vector<Literal> ways;
  for (const OutcomeNode& outcome : prover.kb().network.outcomes) {
    const Literal held = before.nodes[outcome.node].yes;
    if (held == after.nodes[outcome.node].yes) continue;
    ways.push_back(gates.all({held, -at_least(after, outcome.urgency)}));
  }
  return gates.any(ways);
}

/// Looks for a fall of urgency. A fall to a decision that is still open is
/// none: its urgency is a floor. That is the dearer question (`Depth`), asked
/// only where urgency falls at all.
/// \return whether that was to be asked.
bool check_danger(Run& run, FindingIndex finding, Depth depth) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  const auto with = [&](YesNo answer) {
    return prover.encoder().with(
        prover.person(), {{finding, prover.encoder().fixed(finding, answer)}},
        depth);
  };
  const NetworkCopy no = with(YesNo::no);
  const NetworkCopy yes = with(YesNo::yes);
  const NetworkCopy unsure = with(YesNo::not_sure);
  const NetworkCopy refused = with(YesNo::prefer_not_to_say);
  struct Step {
    const NetworkCopy* from;
    const NetworkCopy* to;
    const char* words;
  };
  const std::array steps = {
      Step{&no, &yes, "from no to yes"},
      Step{&no, &unsure, "from no to not sure"},
      Step{&no, &refused, "from no to a refusal"},
      Step{&unsure, &yes, "from not sure to yes"},
  };
  Gates& gates = prover.gates();
  std::vector<Literal> falls;
  for (const Step& step : steps) {
    falls.push_back(gates.all({step.from->allowed, step.to->allowed,
                               lower(prover, *step.from, *step.to)}));
    if (depth == Depth::decision) {
      falls.back() =
          gates.all({falls.back(), -step.to->decision.needs_answers});
    }
  }
  const Literal somewhere = gates.any(falls);
  const std::string& id = kb.findings[finding].id;
  if (somewhere == gates.no() || !prover.can_hold({somewhere})) {
    run.subject(id, false, {});
    return false;
  }
  if (depth == Depth::urgency) return true;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    Query query;
    query.all = {falls[i]};
    query.person = steps[i].from;
    query.then = steps[i].to;
    query.really = [&](const Witness& w) {
      const Decision after = triage(kb, w.then);
      return after.status == Status::decided &&
             after.urgency < triage(kb, w.answers).urgency;
    };
    query.smallest = run.wants_answers() && !run.excepted(id);
    const Found found = prover.find(query);
    if (!found.exists && !found.unsure) continue;
    Failure failure;
    failure.replay = Replay::triage;
    if (found.witness) {
      failure.says =
          id + " " + steps[i].words + " lowers urgency from " +
          std::string(name(triage(kb, found.witness->answers).urgency)) +
          " to " + std::string(name(triage(kb, found.witness->then).urgency)) +
          ".";
    }
    run.subject(id, found, std::move(failure));
    return false;
  }
  run.subject(id, false, {});
  return false;
}

}  // namespace

void danger_never_lowers(Run& run) {
  const std::vector<bool> danger = DangerSigns(run.kb()).take();
  for (std::size_t f = 0; f < danger.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (danger[f] && check_danger(run, finding, Depth::urgency)) {
      check_danger(run, finding, Depth::decision);
    }
  }
}

}  // namespace backcoach::prove
