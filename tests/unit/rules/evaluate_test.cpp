#include "../../../src/rules/evaluate.hpp"

#include "../../../src/rules/decide.hpp"
#include "../../support/allocations.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"

namespace backcoach::engine {
namespace {

using test::Random;
using test::shipped_knowledge_base;

/// Every node from its definition, without any shortcut.
std::vector<Truth> recomputed(const KnowledgeBase& kb, const Answers& answers,
                              Grading grading) {
  std::vector<Truth> truth(kb.network.nodes.size());
  for (std::size_t n = 0; n < truth.size(); ++n) {
    const Node& node = kb.network.nodes[n];
    truth[n] = is_leaf(node) ? leaf_truth(kb, node, answers, grading)
                             : inner_truth(kb.network, node, truth);
  }
  return truth;
}

std::size_t differences(const KnowledgeBase& kb, const Evaluation& truth,
                        const std::vector<Truth>& wanted) {
  std::size_t count = 0;
  for (std::size_t n = 0; n < kb.network.nodes.size(); ++n) {
    count += truth[static_cast<NodeIndex>(n)] != wanted[n] ? 1U : 0U;
  }
  return count;
}

TEST_CASE("deciding what answers touch equals deciding everything",
          "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(1);
  for (const Grading grading : {Grading::worst_case, Grading::open}) {
    Evaluation truth(kb, grading);
    for (int round = 0; round < 150; ++round) {
      Answers answers = test::random_partial(kb, random, 2 + random.below(30),
                                             1 + random.below(6));
      if (random.once_in(3)) {
        answers.decline(
            static_cast<FindingIndex>(random.below(kb.findings.size())));
      }
      truth.decide(answers);
      REQUIRE(differences(kb, truth, recomputed(kb, answers, grading)) == 0);
    }
  }
}

TEST_CASE("changing one answer equals deciding again", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(2);
  for (const Grading grading : {Grading::worst_case, Grading::open}) {
    Evaluation truth(kb, grading);
    Answers answers = test::random_partial(kb, random, 10, 5);
    truth.decide(answers);
    for (int round = 0; round < 400; ++round) {
      const auto finding =
          static_cast<FindingIndex>(random.below(kb.findings.size()));
      if (random.once_in(4)) {
        answers.clear(finding);
      } else {
        answers.set(finding, test::random_answer(kb, random, finding, 2));
      }
      truth.change(answers, finding);
      REQUIRE(differences(kb, truth, recomputed(kb, answers, grading)) == 0);
    }
  }
}

TEST_CASE("after the first call no decision allocates", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(3);
  std::vector<Answers> people;
  for (int i = 0; i < 20; ++i) {
    people.push_back(test::random_partial(kb, random, 10, 5));
  }
  Evaluation truth(kb, Grading::worst_case);
  truth.decide(people[0]);
  (void)decide(kb, truth);
  const std::size_t before = test::allocations();
  for (const Answers& answers : people) {
    truth.decide(answers);
    (void)decide(kb, truth);
  }
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    truth.change(people[0], static_cast<FindingIndex>(i));
  }
  CHECK(test::allocations() == before);
}

TEST_CASE("nodes stand after their children", "[engine]") {
  const Network& net = shipped_knowledge_base().network;
  for (std::size_t n = 0; n < net.nodes.size(); ++n) {
    if (is_leaf(net.nodes[n])) continue;
    for (std::uint32_t i = 0; i < net.nodes[n].count; ++i) {
      REQUIRE(net.children[net.nodes[n].first + i] < n);
    }
  }
}

TEST_CASE("more answers never unsettle a truth", "[engine]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(4);
  Evaluation truth(kb, Grading::open);
  for (int round = 0; round < 100; ++round) {
    Answers answers = test::random_partial(kb, random, 8, 2);
    truth.decide(answers);
    std::vector<Truth> before(kb.network.nodes.size());
    for (std::size_t n = 0; n < before.size(); ++n) {
      before[n] = truth[static_cast<NodeIndex>(n)];
    }
    const Answers more = test::random_complete(kb, random, 8);
    for (std::size_t i = 0; i < more.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      // A diary is there or not; it is no open question. Without an age at the
      // start one is worked out, until it is told.
      if (kb.findings[i].history || kb.findings[i].asked_later ||
          kb.findings[i].id == "onset_age") {
        continue;
      }
      if (!answers.answered(finding)) answers.set(finding, more[finding]);
    }
    truth.decide(answers);
    std::size_t undone = 0;
    for (std::size_t n = 0; n < before.size(); ++n) {
      const Truth now = truth[static_cast<NodeIndex>(n)];
      if (before[n] != Truth::unknown && now != before[n]) ++undone;
    }
    CHECK(undone == 0);
  }
}

}  // namespace
}  // namespace backcoach::engine
