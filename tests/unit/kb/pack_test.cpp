#include "../../../src/cli/embedded.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/load.hpp"
#include "backcoach/plan.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

using test::shipped_knowledge_base;

TEST_CASE("what was packed is the same base", "[load]") {
  const std::string bytes = pack(shipped_knowledge_base());
  const KnowledgeBase again = unpack(bytes);
  CHECK(pack(again) == bytes);
  CHECK(again.manifest.sha256 == shipped_knowledge_base().manifest.sha256);
  CHECK(unpack_manifest(bytes).sha256 == again.manifest.sha256);
  CHECK(unpack_manifest(bytes).clinical_review ==
        again.manifest.clinical_review);
  CHECK(again.rules.size() == shipped_knowledge_base().rules.size());
  CHECK(again.network.nodes.size() ==
        shipped_knowledge_base().network.nodes.size());
}

TEST_CASE("the same data gives the same bytes", "[load]") {
  const auto again = load_knowledge(test::shipped_files(), "data/");
  REQUIRE(again.value);
  CHECK(pack(*again.value) == pack(shipped_knowledge_base()));
}

TEST_CASE("the base inside the program is the one in data/", "[load]") {
  const KnowledgeBase& inside = cli::embedded_knowledge(Parts::everything);
  CHECK(pack(inside) == pack(shipped_knowledge_base()));
}

TEST_CASE("each part that was packed decides the same", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Setting setting{
      nullptr, std::chrono::year(2026) / std::chrono::November / 21, "test"};
  const std::string bytes = pack(kb);
  for (const Parts parts : {Parts::everything, Parts::day, Parts::decision}) {
    const KnowledgeBase again = unpack(bytes, parts);
    test::Random random(3);
    for (int round = 0; round < 40; ++round) {
      const Answers answers = test::random_partial(
          kb, random, 5 + random.below(60), 4 + random.below(60));
      const auto json = [&](const KnowledgeBase& base) {
        return triage_json(base, answers, triage(base, answers), setting,
                           {true});
      };
      // The next question fits the plan, too; a decision alone has none.
      if (parts != Parts::decision) CHECK(json(again) == json(kb));
      const Setting here{again.region("GB"), setting.today, "test"};
      const Setting there{kb.region("GB"), setting.today, "test"};
      CHECK(render_text(
                compose_triage(again, answers, triage(again, answers), here),
                {}) ==
            render_text(compose_triage(kb, answers, triage(kb, answers), there),
                        {}));
    }
  }
}

TEST_CASE("the parts for a day make the same day", "[load]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const KnowledgeBase again = unpack(pack(kb), Parts::day);
  const Setting setting{
      nullptr, std::chrono::year(2026) / std::chrono::November / 21, "test"};
  test::Random random(5);
  int plans = 0;
  for (int person = 0; person < 60; ++person) {
    const Answers answers = test::random_complete(kb, random, 60);
    const auto json = [&](const KnowledgeBase& base) {
      const auto permission = triage(base, answers).plan_permission();
      if (!permission) return std::string();
      PlanRequest request;
      request.date = setting.today;
      const Plan plan = build_plan(base, answers, *permission, request);
      return plan_json(base, answers, plan, setting) +
             render_html(compose_plan(base, plan, setting));
    };
    CHECK(json(again) == json(kb));
    plans += json(kb).empty() ? 0 : 1;
  }
  CHECK(plans >= 5);
}

}  // namespace
}  // namespace backcoach
