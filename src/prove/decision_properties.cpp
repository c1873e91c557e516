// Properties of urgency, plan permission and the decision table.
#include <algorithm>

#include "backcoach/triage.hpp"
#include "properties.hpp"

namespace backcoach::prove {
namespace {

std::string id_of(const KnowledgeBase& kb, const OutcomeNode& node) {
  const Rule& rule = kb.rules[node.rule];
  if (rule.outcomes.size() == 1) return rule.id;
  return rule.id + "/" + rule.outcomes[node.outcome].id;
}

std::string id_of(const Row& row) { return "decision." + row.id; }

/// Any answers of a person who was asked everything. What is asked later may be
/// open.
State complete(Prover& prover) {
  const KnowledgeBase& kb = prover.kb();
  State state;
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    const Finding& finding = kb.findings[f];
    const auto index = static_cast<FindingIndex>(f);
    state.push_back(prover.encoder().any_answer(index));
    if (finding.history || finding.asked_later) continue;
    prover.gates().demand({state[f].answered});
    state[f].answered = prover.gates().yes();
  }
  return state;
}

/// What an open decision lacks.
std::string why_undecided(const KnowledgeBase& kb, const Decision& decision) {
  if (decision.missing.empty()) {
    return "Everything is answered, and no row of the decision table holds.";
  }
  return "Everything is answered, and the decision still waits for " +
         kb.findings[decision.missing.front()].id + ".";
}

bool lead_to_the_same(const Row& a, const Row& b) {
  return a.stage == b.stage && a.focus == b.focus;
}

bool lead_to_the_same(const Outcome& a, const Outcome& b) {
  return a.plan_forbidden == b.plan_forbidden && a.menu == b.menu &&
         a.refer_to == b.refer_to;
}

void check_rows(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const NetworkCopy& person = run.prover().person();
  for (std::size_t a = 0; a < kb.rows.size(); ++a) {
    for (std::size_t b = a + 1; b < kb.rows.size(); ++b) {
      const Row& one = kb.rows[a];
      const Row& two = kb.rows[b];
      if (one.order != two.order || lead_to_the_same(one, two)) continue;
      const NodeIndex first = kb.network.rows[a];
      const NodeIndex second = kb.network.rows[b];
      Query query;
      query.smallest = run.wants_answers();
      query.all = {person.decision.plan_allowed, person.nodes[first].yes,
                   person.nodes[second].yes};
      query.really = [&](const Witness& w) {
        return truth_on_engine(kb, w.answers, first) == Truth::yes &&
               truth_on_engine(kb, w.answers, second) == Truth::yes;
      };
      Failure failure;
      failure.says = "The rows " + one.id + " and " + two.id +
                     " have the same order, both hold, and lead to "
                     "different stages.";
      failure.replay = Replay::triage;
      run.subject(id_of(one) + "+" + two.id, run.prover().find(query),
                  std::move(failure));
    }
  }
}

void check_outcomes(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const NetworkCopy& person = run.prover().person();
  const auto& nodes = kb.network.outcomes;
  for (std::size_t a = 0; a < nodes.size(); ++a) {
    for (std::size_t b = a + 1; b < nodes.size(); ++b) {
      if (nodes[a].rule != nodes[b].rule ||
          nodes[a].urgency != nodes[b].urgency) {
        continue;
      }
      const Rule& rule = kb.rules[nodes[a].rule];
      const Outcome& one = rule.outcomes[nodes[a].outcome];
      const Outcome& two = rule.outcomes[nodes[b].outcome];
      if (lead_to_the_same(one, two)) continue;
      Query query;
      query.smallest = run.wants_answers();
      query.all = {person.nodes[nodes[a].node].yes,
                   person.nodes[nodes[b].node].yes};
      query.really = [&kb, first = nodes[a].node,
                      second = nodes[b].node](const Witness& w) {
        return truth_on_engine(kb, w.answers, first) == Truth::yes &&
               truth_on_engine(kb, w.answers, second) == Truth::yes;
      };
      Failure failure;
      failure.says = "The outcomes " + one.id + " and " + two.id + " of " +
                     rule.id +
                     " have the same urgency, both hold, and differ in plan, "
                     "menu or address.";
      failure.replay = Replay::triage;
      run.subject(rule.id + "/" + one.id + "+" + two.id,
                  run.prover().find(query), std::move(failure));
    }
  }
}

/// Whether a person with this decision is shown any line of the safety net.
/// Lines for those who refused an answer do not count.
bool has_watch_for(const KnowledgeBase& kb, Urgency urgency, bool plan) {
  return std::any_of(
      kb.watch_for.begin(), kb.watch_for.end(), [&](const WatchFor& item) {
        const bool above =
            item.urgency > urgency || item.urgency == Urgency::emergency;
        return above && item.show != "refused" &&
               (plan || item.show != "self_care");
      });
}

void check_ending(Run& run, const std::string& about, int review_after_days,
                  bool watched, std::vector<Literal> reached,
                  const Really& really) {
  // The review of an emergency is the hospital's.
  const bool reviewed = review_after_days > 0 || about == "emergency";
  if (reviewed && watched) {
    run.subject(about, false, {});
    return;
  }
  Query query;
  query.all = std::move(reached);
  query.really = really;
  Failure failure;
  failure.says = reviewed ? "This decision comes without a sign to watch for."
                          : "This decision comes without a review.";
  failure.replay = Replay::triage;
  run.subject(about, run.prover().find(query), std::move(failure));
}

}  // namespace

void one_decision(Run& run) {
  const KnowledgeBase& kb = run.kb();
  Prover& prover = run.prover();
  const NetworkCopy everybody = prover.encoder().copy(complete(prover));
  Query query;
  query.person = &everybody;
  query.all = {everybody.decision.needs_answers};
  query.really = [&](const Witness& w) {
    return triage(kb, w.answers).status == Status::needs_answers;
  };
  const Found found = prover.find(query);
  Failure failure;
  failure.replay = Replay::triage;
  if (found.witness) {
    failure.says = why_undecided(kb, triage(kb, found.witness->answers));
  }
  run.subject("decision", found, std::move(failure));
}

void red_flag_stops_plan(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const NetworkCopy& person = run.prover().person();
  for (const OutcomeNode& node : kb.network.outcomes) {
    // From `soon` on a clinician comes first, whatever the levels say.
    const bool forbids = node.plan_forbidden || node.urgency >= Urgency::soon;
    if (!forbids) continue;
    Query query;
    query.smallest = run.wants_answers();
    query.all = {person.nodes[node.node].yes, person.decision.permission};
    query.really = [&](const Witness& w) {
      return truth_on_engine(kb, w.answers, node.node) == Truth::yes &&
             triage(kb, w.answers).plan_permission().has_value();
    };
    Failure failure;
    failure.says = id_of(kb, node) + " holds at " +
                   std::string(name(node.urgency)) +
                   ", and yet there is a plan.";
    failure.replay = Replay::plan;
    run.subject(id_of(kb, node), run.prover().find(query), std::move(failure));
  }
}

void every_rule_can_fire(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const NetworkCopy& person = run.prover().person();
  const Samples& samples = run.samples();
  const auto check = [&](const std::string& about, NodeIndex node) {
    Query query;
    query.smallest = false;
    query.all = {person.nodes[node].yes};
    query.really = [&](const Witness& w) {
      return truth_on_engine(kb, w.answers, node) == Truth::yes;
    };
    const Found found = run.prover().find(query);
    Failure failure;
    failure.says = found.unsure ? "No answers were found that make it hold."
                                : "There are no answers that make it hold.";
    run.subject(about, !found.exists, std::move(failure));
  };
  for (std::size_t o = 0; o < kb.network.outcomes.size(); ++o) {
    const OutcomeNode& node = kb.network.outcomes[o];
    if (samples.fires(o)) {
      run.subject(id_of(kb, node), false, {});
    } else {
      check(id_of(kb, node), node.node);
    }
  }
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    check(id_of(kb.rows[r]), kb.network.rows[r]);
  }
}

void no_rule_hidden(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const NetworkCopy& person = run.prover().person();
  const Samples& samples = run.samples();
  const auto check = [&](const std::string& about, Query query,
                         const std::string& by) {
    query.smallest = false;
    const Found found = run.prover().find(query);
    Failure failure;
    failure.says = "Whenever it holds, " + by;
    run.subject(about, !found.exists, std::move(failure));
  };
  for (std::size_t o = 0; o < kb.network.outcomes.size(); ++o) {
    const OutcomeNode& node = kb.network.outcomes[o];
    if (samples.leads(o)) {
      run.subject(id_of(kb, node), false, {});
      continue;
    }
    Query query;
    query.smallest = run.wants_answers();
    query.all = {person.nodes[node.node].yes};
    if (node.urgency < Urgency::emergency) {
      const auto above = static_cast<std::size_t>(node.urgency) + 1;
      query.all.push_back(-person.decision.at_least[above]);
    }
    query.really = [&](const Witness& w) {
      return truth_on_engine(kb, w.answers, node.node) == Truth::yes &&
             triage(kb, w.answers).urgency == node.urgency;
    };
    check(id_of(kb, node), std::move(query),
          "something more urgent holds too, so it never decides.");
  }
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    Query query;
    query.smallest = run.wants_answers();
    query.all = {person.decision.row[r]};
    query.really = [&](const Witness& w) {
      const Decision decision = triage(kb, w.answers);
      return decision.plan_permission() && decision.row == r;
    };
    check(id_of(kb.rows[r]), std::move(query),
          "a row above it holds too, so it never decides.");
  }
}

void equal_rank_agrees(Run& run) {
  check_rows(run);
  check_outcomes(run);
}

void watch_for_and_review(Run& run) {
  const KnowledgeBase& kb = run.kb();
  const NetworkCopy& person = run.prover().person();
  const DecisionLiterals& decision = person.decision;
  for (const UrgencyLevel& level : kb.levels) {
    const auto u = static_cast<std::size_t>(level.id);
    std::vector<Literal> exactly{decision.at_least[u], -decision.needs_answers};
    if (level.id < Urgency::emergency) {
      exactly.push_back(-decision.at_least[u + 1]);
    }
    std::vector<Literal> referral = exactly;
    referral.push_back(-decision.plan_allowed);
    check_ending(run, std::string(name(level.id)), level.review_after_days,
                 has_watch_for(kb, level.id, /*plan=*/false), referral,
                 [&](const Witness& w) {
                   const Decision made = triage(kb, w.answers);
                   return made.urgency == level.id && !made.plan_allowed &&
                          made.status == Status::decided;
                 });
    for (std::size_t r = 0; level.plan_allowed && r < kb.rows.size(); ++r) {
      std::vector<Literal> plan = exactly;
      plan.push_back(decision.row[r]);
      const int days = kb.stage(kb.rows[r].stage).review_after_days;
      check_ending(run, std::string(name(level.id)) + "/" + kb.rows[r].id, days,
                   has_watch_for(kb, level.id, /*plan=*/true), plan,
                   [&](const Witness& w) {
                     const Decision made = triage(kb, w.answers);
                     return made.urgency == level.id && made.row == r;
                   });
    }
  }
}

}  // namespace backcoach::prove
