// The proof is only as good as what it is made of. Here three ways to decide
// are held against each other: the engine, a naive evaluator of the conditions
// as written, and the statements that the solver is given.
#include <cstdlib>
#include <string>

#include "../../../src/prove/prover.hpp"
#include "../../../src/rules/decide.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/naive.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/render.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::test {
namespace {

using engine::Evaluation;
using engine::Grading;

/// BACKCOACH_PEOPLE replaces the number; script/prove-check sets it.
std::size_t people(std::size_t otherwise) {
  const char* set = std::getenv("BACKCOACH_PEOPLE");
  return set ? std::stoul(set) : otherwise;
}

Answers somebody(const KnowledgeBase& kb, Random& random) {
  const std::size_t signs = 2 + random.below(80);
  Answers answers = random.once_in(2) ? random_complete(kb, random, signs)
                                      : random_partial(kb, random, signs,
                                                       2 + random.below(100));
  const bool keeps_diary = random.once_in(3);
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    if (!kb.findings[f].history || !keeps_diary || random.once_in(3)) continue;
    const auto finding = static_cast<FindingIndex>(f);
    answers.set(finding, random_answer(kb, random, finding, signs));
  }
  return answers;
}

std::string shown(const KnowledgeBase& kb, const Answers& answers) {
  return answers_json(kb, answers, false);
}

TEST_CASE("the engine decides as the conditions are written", "[prove]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(16);
  const std::size_t wanted = people(20000);
  std::size_t decided = 0;
  std::size_t plans = 0;
  engine::BothReadings truth(kb);
  for (std::size_t n = 0; n < wanted; ++n) {
    Answers answers = somebody(kb, random);
    // Some skip a question.
    for (int skipped = 0; skipped < 3 && random.once_in(3); ++skipped) {
      const auto which =
          static_cast<FindingIndex>(random.below(kb.findings.size()));
      if (!answers.answered(which)) answers.decline(which);
    }
    const Naive naive(kb, answers);
    const Answers implied = with_implied(kb, answers);
    const NaiveDecision slow = naive.decide();
    truth.decide(implied);
    const engine::Outcome fast = engine::decide(kb, truth);
    // Not CHECK for each: a million of them take longer than the rest.
    bool same = implied == naive.answers() &&
                slow.decided == (fast.status == Status::decided) &&
                slow.urgency == fast.urgency;
    if (slow.urgency != Urgency::emergency) {
      same = same && slow.plan_allowed == fast.plan_allowed;
    }
    if (slow.plan) {
      const Row& row = kb.rows.at(static_cast<std::size_t>(fast.row));
      same = same && slow.plan == std::pair(row.stage, row.focus);
      ++plans;
    }
    decided += slow.decided ? 1U : 0U;
    if (!same) {
      INFO(shown(kb, answers));
      REQUIRE(same);
    }
  }
  CHECK(decided > wanted / 4);
  CHECK(plans > wanted / 1000);
}

/// "The answers are these, and no others."
std::vector<prove::Literal> pinned(prove::Prover& prover,
                                   const Answers& answers) {
  std::vector<prove::Literal> all;
  const auto pin = [&](prove::Literal free, prove::Literal fixed) {
    all.push_back(fixed == prover.gates().yes() ? free : -free);
  };
  for (std::size_t f = 0; f < answers.size(); ++f) {
    const auto finding = static_cast<FindingIndex>(f);
    const prove::AnswerLiterals& free = prover.person().given[f];
    const prove::AnswerLiterals fixed =
        prover.encoder().fixed(finding, answers[finding]);
    pin(free.answered, fixed.answered);
    for (std::size_t v = 0; v < free.value.size(); ++v) {
      pin(free.value[v], fixed.value[v]);
    }
  }
  return all;
}

TEST_CASE("the statements decide as the engine does", "[prove]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  prove::Prover prover(kb);
  Random random(17);
  engine::BothReadings truth(kb);
  std::size_t plans = 0;
  const std::size_t wanted = people(40000) / 100;
  for (std::size_t n = 0; n < wanted; ++n) {
    const Answers answers = somebody(kb, random);
    truth.decide(with_implied(kb, answers));
    std::vector<prove::Literal> all = pinned(prover, answers);
    // Comparisons that are not exact are left free: here they take the truth
    // that the engine finds, which has to be possible.
    const auto each_reading = [&](const auto& look) {
      look(prover.person().nodes, truth.worst);
      look(prover.person().open, truth.open);
    };
    each_reading([&](const auto& nodes, const Evaluation& reading) {
      for (std::size_t i = 0; i < kb.network.nodes.size(); ++i) {
        if (kb.network.nodes[i].op != Node::Op::compare) continue;
        const Truth held = reading[static_cast<NodeIndex>(i)];
        all.push_back(held == Truth::yes ? nodes[i].yes : -nodes[i].yes);
        all.push_back(held == Truth::no ? nodes[i].no : -nodes[i].no);
      }
    });
    INFO(shown(kb, answers));
    REQUIRE(prover.can_hold(all));
    each_reading([&](const auto& nodes, const Evaluation& reading) {
      for (std::size_t i = 0; i < kb.network.nodes.size(); ++i) {
        const Truth held = reading[static_cast<NodeIndex>(i)];
        const bool same = prover.value(nodes[i].yes) == (held == Truth::yes) &&
                          prover.value(nodes[i].no) == (held == Truth::no);
        INFO("node " << i);
        if (!same) REQUIRE(same);
      }
    });
    const prove::DecisionLiterals& found = prover.person().decision;
    const Decision decision = triage(kb, answers);
    CHECK(prover.value(prover.person().allowed) ==
          conflicts(kb, answers).empty());
    CHECK(prover.value(found.needs_answers) ==
          (decision.status == Status::needs_answers));
    for (std::size_t u = 0; u < found.at_least.size(); ++u) {
      CHECK(prover.value(found.at_least[u]) ==
            (decision.urgency >= static_cast<Urgency>(u)));
    }
    const bool plan = decision.plan_permission().has_value();
    plans += plan ? 1U : 0U;
    CHECK(prover.value(found.permission) == plan);
    for (std::size_t r = 0; r < kb.rows.size(); ++r) {
      CHECK(prover.value(found.row[r]) == (plan && decision.row == r));
    }
  }
  CHECK(plans > 0);
}

TEST_CASE("a number is cut where any comparison turns", "[prove]") {
  // Pinned to an exact number, no comparison without the diary is left free.
  const KnowledgeBase& kb = shipped_knowledge_base();
  prove::Prover prover(kb);
  Random random(18);
  Evaluation truth(kb, Grading::worst_case);
  for (int n = 0; n < 300; ++n) {
    const Answers answers = random_partial(kb, random, 3, 3);
    truth.decide(with_implied(kb, answers));
    REQUIRE(prover.can_hold(pinned(prover, answers)));
    for (std::size_t i = 0; i < kb.network.nodes.size(); ++i) {
      if (kb.network.nodes[i].op != Node::Op::compare) continue;
      const prove::TruthLiterals& node = prover.person().nodes[i];
      const Truth held = truth[static_cast<NodeIndex>(i)];
      CHECK(prover.value(node.yes) == (held == Truth::yes));
      CHECK(prover.value(node.no) == (held == Truth::no));
    }
  }
}

}  // namespace
}  // namespace backcoach::test
