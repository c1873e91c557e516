// What is decided stays decided, whatever else is answered.
#include "backcoach/triage.hpp"
#include "differing.hpp"
#include "properties.hpp"
#include "refinement.hpp"

namespace backcoach::prove {
namespace {

bool same_decision(const Decision& a, const Decision& b) {
  return a.status == b.status && a.urgency == b.urgency &&
         a.plan_allowed == b.plan_allowed && a.focus == b.focus &&
         a.stage == b.stage;
}

/// Answers that keep all of the person and may say more: whatever can still be
/// told, grading answers included.
State completed(Prover& prover, const Run& run) {
  const KnowledgeBase& kb = prover.kb();
  Gates& gates = prover.gates();
  const State& given = prover.person().answers;
  State more = given;
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const Finding& finding = kb.findings[f];
    if (finding.history || run.excepted(finding.id)) continue;
    const AnswerLiterals later =
        prover.encoder().any_answer(static_cast<FindingIndex>(f));
    AnswerLiterals& answer = more[f];
    const Literal known = given[f].answered;
    for (std::size_t v = 0; v < answer.value.size(); ++v) {
      answer.value[v] = gates.choose(known, given[f].value[v], later.value[v]);
    }
    answer.answered = gates.any({known, later.answered});
  }
  return more;
}

/// Comparisons that are not exact come out alike where all they read is known
/// and the same.
void tie_mixed(Prover& prover, const NetworkCopy& a, const NetworkCopy& b,
               std::vector<TruthLiterals> NetworkCopy::*nodes) {
  const Network& net = prover.kb().network;
  Gates& gates = prover.gates();
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    const Node& node = net.nodes[n];
    if (node.op != Node::Op::compare) continue;
    const TruthLiterals& one = (a.*nodes)[n];
    const TruthLiterals& two = (b.*nodes)[n];
    if (one.yes == two.yes && one.no == two.no) continue;
    std::vector<Literal> known;
    for (const FindingIndex f : findings_of(net, node.first)) {
      known.push_back(a.answers[f].answered);
    }
    const Literal all = gates.all(known);
    for (const auto& [x, y] :
         {std::pair{one.yes, two.yes}, std::pair{one.no, two.no}}) {
      gates.demand({-all, -x, y});
      gates.demand({-all, x, -y});
    }
  }
}

/// The decision that stands although more could be said, against the one that
/// `more` leads to.
class Early {
 public:
  Early(Prover& asked, NetworkCopy later)
      : prover(asked), more(std::move(later)) {}

  Prover& prover;
  NetworkCopy more;
  /// Not set: nothing is known of what stays.
  const Refinement* known = nullptr;

  /// Ways in which more answers lead to another decision, where it is not an
  /// emergency: that is told at once, and grading answers may make it milder.
  /// Many small questions are answered sooner than one that joins them.
  [[nodiscard]] std::vector<Literal> changes() {
    const NetworkCopy& early = prover.person();
    Gates& gates = prover.gates();
    const Literal calm = -at_least(early, Urgency::emergency);
    std::vector<Literal> ways;
    for (const Literal way : rises()) ways.push_back(gates.all({calm, way}));
    for (const Literal way : falls()) ways.push_back(gates.all({calm, way}));
    ways.push_back(gates.all({calm, more.decision.needs_answers}));
    ways.push_back(gates.all({calm, gates.differ(early.decision.plan_allowed,
                                                 more.decision.plan_allowed)}));
    ways.push_back(other_stage(gates, prover.kb(), early, more));
    return ways;
  }

  /// More urgent, or a plan that was allowed is not any more.
  [[nodiscard]] std::vector<Literal> worsens() {
    const NetworkCopy& early = prover.person();
    std::vector<Literal> ways = rises();
    ways.push_back(prover.gates().all(
        {early.decision.permission, -more.decision.plan_allowed}));
    return ways;
  }

  [[nodiscard]] Found find(const std::vector<Literal>& ways, bool smallest,
                           const Really& really) {
    Query query;
    query.then = &more;
    query.smallest = smallest;
    query.really = really;
    Found found;
    for (const Literal way : ways) {
      if (way == prover.gates().no()) continue;
      query.all = {way};
      const Found one = prover.find(query);
      if (one.exists) return one;
      found.unsure = found.unsure || one.unsure;
    }
    return found;
  }

 private:
  /// For each outcome: it holds after, and nothing so urgent held before.
  [[nodiscard]] std::vector<Literal> higher(const NetworkCopy& before,
                                            const NetworkCopy& after,
                                            bool (Refinement::*never)(NodeIndex)
                                                const) {
    std::vector<Literal> ways;
    for (const OutcomeNode& outcome : prover.kb().network.outcomes) {
      const Literal holds = after.nodes[outcome.node].yes;
      if (holds == before.nodes[outcome.node].yes) continue;
      if (known && (known->*never)(outcome.node)) continue;
      ways.push_back(
          prover.gates().all({holds, -at_least(before, outcome.urgency)}));
    }
    return ways;
  }
  [[nodiscard]] std::vector<Literal> rises() {
    return higher(prover.person(), more, &Refinement::stays_ruled_out);
  }
  [[nodiscard]] std::vector<Literal> falls() {
    return higher(more, prover.person(), &Refinement::stays_held);
  }
};

bool worse(const KnowledgeBase& kb, const Witness& w) {
  const Decision early = triage(kb, w.answers);
  const Decision late = triage(kb, w.then);
  return early.status == Status::decided &&
         (late.urgency > early.urgency ||
          (early.plan_permission() && !late.plan_allowed));
}

bool changed(const KnowledgeBase& kb, const Witness& w) {
  const Decision early = triage(kb, w.answers);
  return early.status == Status::decided &&
         early.urgency != Urgency::emergency &&
         !same_decision(early, triage(kb, w.then));
}

std::string says(const KnowledgeBase& kb, const Found& found) {
  if (!found.witness) return {};
  const Decision late = triage(kb, found.witness->then);
  return "The decision " +
         std::string(name(triage(kb, found.witness->answers).urgency)) +
         " is made early; one more answer makes it " +
         std::string(late.status == Status::needs_answers ? "open"
                                                          : "another one") +
         " (" + std::string(name(late.urgency)) + ").";
}

Failure early_failure(const KnowledgeBase& kb, const Found& found) {
  Failure failure;
  failure.says = says(kb, found);
  failure.replay = Replay::triage;
  return failure;
}

/// The same person with one more answer, where it was open.
NetworkCopy with_one_more(Prover& prover, FindingIndex finding) {
  const NetworkCopy& person = prover.person();
  Gates& gates = prover.gates();
  const AnswerLiterals later = prover.encoder().any_answer(finding);
  AnswerLiterals answer = person.given[finding];
  const Literal known = person.answers[finding].answered;
  for (std::size_t v = 0; v < answer.value.size(); ++v) {
    answer.value[v] = gates.choose(known, answer.value[v], later.value[v]);
  }
  answer.answered = gates.choose(known, answer.answered, later.answered);
  return prover.encoder().with(person, {{finding, answer}});
}

/// Asks whether more answers than a decision needed can lead to one of `ways`.
template <class Ways>
void check(Run& run, const Ways& ways,
           bool (*really)(const KnowledgeBase&, const Witness&)) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  // The early decision is made, for answers that can be.
  prover.gates().demand({-prover.person().decision.needs_answers});
  prover.gates().demand({prover.person().allowed});
  const auto seen = [&](const Witness& w) { return really(kb, w); };
  Early early(prover, prover.encoder().copy(completed(prover, run)));
  tie_mixed(prover, prover.person(), early.more, &NetworkCopy::nodes);
  tie_mixed(prover, prover.person(), early.more, &NetworkCopy::open);
  const Refinement told(prover, early.more);
  early.known = &told;
  const Found found = early.find(ways(early), true, seen);
  run.subject("decision", found, early_failure(kb, found));
  // Each exception has to be one.
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const Finding& finding = kb.findings[f];
    if (!run.excepted(finding.id) || finding.history) continue;
    Early one(prover, with_one_more(prover, static_cast<FindingIndex>(f)));
    const Found by_it = one.find(ways(one), false, seen);
    run.subject(finding.id, by_it, early_failure(kb, by_it));
  }
}

}  // namespace

void silence_never_reassures(Run& run) {
  check(
      run, [](Early& early) { return early.worsens(); }, worse);
}

void decided_means_decided(Run& run) {
  check(
      run, [](Early& early) { return early.changes(); }, changed);
}

}  // namespace backcoach::prove
