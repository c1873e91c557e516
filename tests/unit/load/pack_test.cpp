#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/load.hpp"
#include "backcoach/triage.hpp"
#include "../../../src/cli/embedded.hpp"

namespace backcoach {
namespace {

using test::shipped_knowledge_base;

TEST_CASE("what was packed is the same base", "[load]") {
  const std::string bytes = pack(shipped_knowledge_base());
  const KnowledgeBase again = unpack(bytes);
  CHECK(pack(again) == bytes);
  CHECK(again.manifest.sha256 == shipped_knowledge_base().manifest.sha256);
  CHECK(again.rules.size() == shipped_knowledge_base().rules.size());
  CHECK(again.network.nodes.size() ==
        shipped_knowledge_base().network.nodes.size());
}

TEST_CASE("the base inside the program is the one in data/", "[load]") {
  CHECK(pack(cli::embedded_knowledge()) == pack(shipped_knowledge_base()));
}

TEST_CASE("a base that was packed decides the same", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const KnowledgeBase again = unpack(pack(kb));
  test::Random random(3);
  for (int round = 0; round < 50; ++round) {
    const Answers answers = test::random_partial(kb, random, 20, 10);
    const Decision a = triage(kb, answers);
    const Decision b = triage(again, answers);
    CHECK(a.urgency == b.urgency);
    CHECK(a.row == b.row);
    CHECK(a.missing == b.missing);
  }
}

}  // namespace
}  // namespace backcoach
