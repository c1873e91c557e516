// Deciding early is deciding with all answers.
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

/// Answers that keep all of `person` and may say more where `free` holds.
template <class Free>
State completed(Prover& prover, const Free& free) {
  const KnowledgeBase& kb = prover.kb();
  Gates& gates = prover.gates();
  const State& given = prover.person().answers;
  State more = given;
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    if (!free(finding)) continue;
    const AnswerLiterals later = prover.encoder().any_answer(finding);
    AnswerLiterals& answer = more[f];
    const Literal known = given[f].answered;
    for (std::size_t v = 0; v < answer.value.size(); ++v) {
      answer.value[v] = gates.choose(known, given[f].value[v], later.value[v]);
    }
    answer.answered = gates.any({known, later.answered});
  }
  return more;
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

/// Comparisons that are not exact come out alike where all they read is known
/// and the same.
void tie_mixed(Prover& prover, const NetworkCopy& a, const NetworkCopy& b) {
  const Network& net = prover.kb().network;
  Gates& gates = prover.gates();
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    const Node& node = net.nodes[n];
    if (node.op != Node::Op::compare) continue;
    if (a.nodes[n].yes == b.nodes[n].yes && a.nodes[n].no == b.nodes[n].no) {
      continue;
    }
    std::vector<Literal> known;
    for (const FindingIndex f : findings_of(net, node.first)) {
      known.push_back(a.answers[f].answered);
    }
    const Literal all = gates.all(known);
    for (const auto& [x, y] : {std::pair{a.nodes[n].yes, b.nodes[n].yes},
                               std::pair{a.nodes[n].no, b.nodes[n].no}}) {
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

  /// Ways in which more answers lead to another decision. Many small
  /// questions are answered sooner than one that joins them.
  [[nodiscard]] std::vector<Literal> changes() {
    const NetworkCopy& early = prover.person();
    Gates& gates = prover.gates();
    const Literal calm = -at_least(early, Urgency::emergency);
    std::vector<Literal> ways = rises(early, more);
    for (const Literal way : rises(more, early)) ways.push_back(way);
    ways.push_back(gates.all({calm, more.decision.needs_answers}));
    ways.push_back(gates.all({calm, gates.differ(early.decision.plan_allowed,
                                                 more.decision.plan_allowed)}));
    ways.push_back(other_stage(gates, prover.kb(), early, more));
    return ways;
  }

  /// More urgent, or a plan that was allowed is not any more.
  [[nodiscard]] std::vector<Literal> worsens() {
    const NetworkCopy& early = prover.person();
    std::vector<Literal> ways = rises(early, more);
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
  [[nodiscard]] std::vector<Literal> rises(const NetworkCopy& before,
                                           const NetworkCopy& after) {
    std::vector<Literal> ways;
    for (const OutcomeNode& outcome : prover.kb().network.outcomes) {
      const Literal holds = after.nodes[outcome.node].yes;
      if (holds == before.nodes[outcome.node].yes) continue;
      ways.push_back(
          prover.gates().all({holds, -at_least(before, outcome.urgency)}));
    }
    return ways;
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

}  // namespace

void silence_never_reassures(Run& run) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  // The early decision is made, for answers that can be.
  prover.gates().demand({-prover.person().decision.needs_answers});
  prover.gates().demand({prover.person().allowed});
  const auto more = [&](const auto& free) {
    Early early(prover, prover.encoder().copy(completed(prover, free)));
    tie_mixed(prover, prover.person(), early.more);
    const Refinement told(prover, early.more);
    return early;
  };
  const auto asked = [&](FindingIndex f) {
    return !kb.findings[f].history && !run.excepted(kb.findings[f].id);
  };
  // Without answers that only grade, nothing may change at all.
  Early plain =
      more([&](FindingIndex f) { return asked(f) && !kb.findings[f].grading; });
  const Found change = plain.find(
      plain.changes(), true, [&](const Witness& w) { return changed(kb, w); });
  run.subject("decision", change, early_failure(kb, change));
  // A grade may make a sign milder, and never worse.
  Early graded = more(asked);
  const Found worsening = graded.find(
      graded.worsens(), true, [&](const Witness& w) { return worse(kb, w); });
  run.subject("grades", worsening, early_failure(kb, worsening));
  // Each exception has to be one.
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const Finding& finding = kb.findings[f];
    if (!run.excepted(finding.id) || finding.history) continue;
    Early one(prover, with_one_more(prover, static_cast<FindingIndex>(f)));
    const std::vector<Literal> broken =
        finding.grading ? one.worsens() : one.changes();
    const Found found = one.find(broken, false, [&](const Witness& w) {
      return finding.grading ? worse(kb, w) : changed(kb, w);
    });
    run.subject(finding.id, found, early_failure(kb, found));
  }
}

}  // namespace backcoach::prove
