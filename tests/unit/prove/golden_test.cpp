// What a person sees of a base that is wrong in several ways.
#include "../../../src/author/proof.hpp"
#include "../../../src/prove/properties.hpp"
#include "../../../src/rules/compile.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::prove {
namespace {

Rule rule(const std::string& id, Urgency urgency, Condition when) {
  Outcome outcome;
  outcome.id = "only";
  outcome.urgency = urgency;
  outcome.when = std::move(when);
  Rule made;
  made.id = id;
  made.kind = "red_flag";
  made.outcomes.push_back(std::move(outcome));
  return made;
}

/// Two signs, an age, three rules that get in each other's way, and a table
/// that leaves the young without a row.
KnowledgeBase bad_base() {
  enum : FindingIndex { kFever, kStrain, kAge };
  KnowledgeBase kb;
  kb.findings.resize(3);
  kb.findings[kFever].id = "fever";
  kb.findings[kFever].means = "a high temperature";
  kb.findings[kStrain].id = "strain";
  kb.findings[kStrain].means = "a strain started it";
  kb.findings[kAge].id = "age";
  kb.findings[kAge].means = "age in whole years";
  kb.findings[kAge].type = FindingType::number;
  kb.findings[kAge].max = 120;
  kb.findings[kAge].unit = "years";
  for (std::size_t u = 0; u < 5; ++u) {
    UrgencyLevel level;
    level.id = static_cast<Urgency>(u);
    level.plan_allowed = level.id <= Urgency::soon;
    level.review_after_days = 7;
    kb.levels.push_back(level);
  }
  StageText stage;
  stage.id = Stage::walk;
  kb.stages.push_back(stage);
  const Condition fever{Sign{kFever, {}}};
  const Condition strain{Sign{kStrain, {}}};
  kb.rules.push_back(rule("hot", Urgency::soon, fever));
  kb.rules.push_back(rule("sore", Urgency::routine, strain));
  kb.rules.push_back(rule("hot_without_strain", Urgency::emergency,
                          {AllOf{{fever, {NoneOf{{strain}}}}}}));
  kb.rules.push_back(rule(
      "never", Urgency::routine,
      {AllOf{{{Plainly{kFever, YesNo::yes}}, {Plainly{kFever, YesNo::no}}}}}));
  Compare grown_up;
  grown_up.number.finding = kAge;
  grown_up.low = 18;
  Row row;
  row.id = "walk";
  row.when = {grown_up};
  kb.rows.push_back(row);
  engine::compile(kb);
  return kb;
}

TEST_CASE("a bad base is shown with answers and commands", "[prove]") {
  const KnowledgeBase kb = bad_base();
  ProofReport report = prove(kb, {}, [] { return 0.0; });
  CHECK_FALSE(report.holds());
  // How many there are may change with the solver.
  for (PropertyReport& property : report.properties) property.queries = 0;
  const std::string path =
      std::string(BACKCOACH_TESTS_DIR) + "/unit/prove/bad_base";
  Style pipe;
  pipe.wrap = false;
  const std::string text = render::proof_text(kb, report, "mine", pipe);
  const std::string json = render::proof_json(kb, report, "mine");
  if (test::update_golden()) {
    test::write_text(path + ".txt", text);
    test::write_text(path + ".json", json);
  }
  CHECK(text == test::read_text(path + ".txt"));
  CHECK(json == test::read_text(path + ".json"));
}

}  // namespace
}  // namespace backcoach::prove
