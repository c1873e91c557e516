// Properties that compare two sets of answers.
#include <algorithm>

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

/// "Both lead to the same row, or to rows of the same stage and focus."
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

/// What a node says with some answers it still says with more. `yes` and `no`:
/// whether that is so of either truth.
struct Stays {
  bool yes = false;
  bool no = false;
};

/// Tells the solver which nodes stay as they are when more is answered. It
/// could find that out by itself; told, it is ten times as fast. Of a leaf it
/// follows from how the answers were completed, or the solver is asked; of
/// what is made of leaves, from its parts.
class Refinement {
 public:
  Refinement(Prover& prover, const NetworkCopy& more)
      : prover_(prover), early_(prover.person()), more_(more) {
    const Network& net = prover.kb().network;
    for (std::size_t n = 0; n < net.nodes.size(); ++n) {
      const Node& node = net.nodes[n];
      stays_.push_back(engine::is_leaf(node) ? leaf(n) : inner(node));
      tell(n, stays_[n]);
    }
  }

 private:
  /// A leaf that holds, or does not, has the answer it needs, and answers are
  /// kept. Not so a grade, which counts unanswered too: what it says then may
  /// change. Of the first of several numbers the solver is asked.
  Stays leaf(std::size_t n) {
    const KnowledgeBase& kb = prover_.kb();
    const Node& node = kb.network.nodes[n];
    const bool compares = node.op == Node::Op::compare;
    const std::vector<FindingIndex> read =
        compares ? findings_of(kb.network, node.first)
                 : std::vector<FindingIndex>{node.finding};
    const bool grades = std::any_of(
        read.begin(), read.end(),
        [&](FindingIndex finding) { return kb.findings[finding].grading; });
    const bool first = compares && takes_first(node.first);
    if (!grades && !first) return {true, true};
    if (read.size() == 1 && !first) {
      const Truth absent = engine::leaf_truth(
          kb, node, Answers(kb.findings.size()), engine::Grading::worst_case);
      return {absent != Truth::yes, absent != Truth::no};
    }
    return {proved(early_.nodes[n].yes, more_.nodes[n].yes),
            proved(early_.nodes[n].no, more_.nodes[n].no)};
  }

  [[nodiscard]] bool takes_first(std::uint32_t number) const {
    const Network& net = prover_.kb().network;
    const NumberNode& node = net.numbers[number];
    if (node.kind == Number::Kind::first_of) return true;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      if (takes_first(net.number_parts[node.first + i])) return true;
    }
    return false;
  }

  bool proved(Literal before, Literal after) {
    return before == after || !prover_.can_hold({before, -after});
  }

  Stays inner(const Node& node) const {
    const Network& net = prover_.kb().network;
    Stays all{true, true};
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const Stays part = stays_[net.children[node.first + i]];
      all.yes = all.yes && part.yes;
      all.no = all.no && part.no;
    }
    if (node.op == Node::Op::none_of) std::swap(all.yes, all.no);
    return all;
  }

  void tell(std::size_t n, const Stays& stays) {
    Gates& gates = prover_.gates();
    if (stays.yes) gates.demand({-early_.nodes[n].yes, more_.nodes[n].yes});
    if (stays.no) gates.demand({-early_.nodes[n].no, more_.nodes[n].no});
  }

  Prover& prover_;
  const NetworkCopy& early_;
  const NetworkCopy& more_;
  std::vector<Stays> stays_;
};

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

/// Whether a plan for this person reads the answer itself.
bool read_by_plan(const KnowledgeBase& kb, FindingIndex finding) {
  const PlanRules& plan = kb.plan;
  return finding == plan.walking.minutes_finding ||
         finding == plan.rest.hours_finding ||
         finding == plan.day.minutes_finding ||
         finding == plan.day.equipment_finding;
}

/// "Some condition of a plan or an exercise comes out otherwise, for a person
/// who may have a plan."
Literal other_plan(Gates& gates, const KnowledgeBase& kb, const NetworkCopy& a,
                   const NetworkCopy& b) {
  std::vector<Literal> ways;
  for (const NodeIndex node : kb.network.plan) {
    ways.push_back(gates.differ(a.nodes[node].yes, b.nodes[node].yes));
  }
  return gates.all(
      {a.decision.permission, b.decision.permission, gates.any(ways)});
}

bool other_gate(const KnowledgeBase& kb, const Witness& w) {
  return std::any_of(
      kb.network.plan.begin(), kb.network.plan.end(), [&](NodeIndex node) {
        return (truth_on_engine(kb, w.answers, node) == Truth::yes) !=
               (truth_on_engine(kb, w.then, node) == Truth::yes);
      });
}

/// Findings below a condition that the interview follows: an outcome that
/// raises urgency or forbids a plan, a row, or a condition of the plan.
std::vector<bool> can_be_asked(const KnowledgeBase& kb) {
  const Network& net = kb.network;
  std::vector<bool> below(net.nodes.size());
  for (const NodeIndex node : net.rows) below[node] = true;
  for (const NodeIndex node : net.plan) below[node] = true;
  for (const OutcomeNode& outcome : net.outcomes) {
    const bool followed =
        outcome.urgency > Urgency::self_care || outcome.plan_forbidden;
    if (followed) below[outcome.node] = true;
  }
  // Parents stand behind their children.
  for (std::size_t n = net.nodes.size(); n-- > 0;) {
    const Node& node = net.nodes[n];
    if (!below[n] || engine::is_leaf(node)) continue;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      below[net.children[node.first + i]] = true;
    }
  }
  std::vector<bool> asked(kb.findings.size());
  for (std::size_t f = 0; f < asked.size(); ++f) {
    for (std::uint32_t i = net.leaf_start[f]; i < net.leaf_start[f + 1]; ++i) {
      if (below[net.leaves[i]]) asked[f] = true;
    }
  }
  return asked;
}

/// Whether other answers to `findings`, all else the same, can lead to another
/// decision or plan.
bool can_matter(Run& run, const std::vector<FindingIndex>& findings) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  Gates& gates = prover.gates();
  std::vector<std::pair<FindingIndex, AnswerLiterals>> changes;
  std::vector<Literal> answered;
  for (const FindingIndex finding : findings) {
    if (read_by_plan(kb, finding)) return true;
    changes.emplace_back(finding, prover.encoder().any_answer(finding));
    answered.push_back(prover.person().given[finding].answered);
    answered.push_back(changes.back().second.answered);
  }
  const NetworkCopy other = prover.encoder().with(prover.person(), changes);
  Query query;
  query.smallest = false;
  query.then = &other;
  query.all = answered;
  query.all.push_back(
      gates.any({other_urgency(gates, prover.person(), other),
                 gates.all({-prover.person().decision.needs_answers,
                            -other.decision.needs_answers,
                            gates.differ(prover.person().decision.plan_allowed,
                                         other.decision.plan_allowed)}),
                 other_stage(gates, kb, prover.person(), other)}));
  query.really = [&](const Witness& w) {
    const Decision a = triage(kb, w.answers);
    const Decision b = triage(kb, w.then);
    return a.urgency != b.urgency || a.plan_allowed != b.plan_allowed ||
           a.stage != b.stage || a.focus != b.focus;
  };
  if (prover.find(query).exists) return true;
  query.all = answered;
  query.all.push_back(other_plan(gates, kb, prover.person(), other));
  query.really = [&](const Witness& w) { return other_gate(kb, w); };
  return prover.find(query).exists;
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

void every_question_matters(Run& run) {
  const Samples& samples = run.samples();
  for (const Question& question : run.kb().questions) {
    const bool shown = std::any_of(
        question.sets.begin(), question.sets.end(),
        [&](FindingIndex finding) { return samples.matters(finding); });
    Failure failure;
    failure.says = "No answer to this question can change anything.";
    run.subject(question.id, !shown && !can_matter(run, question.sets),
                std::move(failure));
  }
}

void asks_only_what_matters(Run& run) {
  const Samples& samples = run.samples();
  const std::vector<bool> asked = can_be_asked(run.kb());
  for (const Question& question : run.kb().questions) {
    for (const FindingIndex finding : question.sets) {
      if (!asked[finding]) continue;
      Failure failure;
      failure.says = "The question " + question.id +
                     " asks for it, and no answer can change anything.";
      run.subject(run.kb().findings[finding].id,
                  !samples.matters(finding) && !can_matter(run, {finding}),
                  std::move(failure));
    }
  }
}

}  // namespace backcoach::prove
