// One set of answers is evaluated once, whatever is said about it.
#include "../../../src/rules/evaluate.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/world.hpp"
#include "backcoach/interview.hpp"

namespace {

int evaluations = 0;

}  // namespace

// The linker sends every call of Evaluation::decide through the first.
extern "C" {
void __real__ZN9backcoach6engine10Evaluation6decideERKNS_7AnswersE(
    backcoach::engine::Evaluation* self, const backcoach::Answers& answers);
void __wrap__ZN9backcoach6engine10Evaluation6decideERKNS_7AnswersE(
    backcoach::engine::Evaluation* self, const backcoach::Answers& answers) {
  ++evaluations;
  __real__ZN9backcoach6engine10Evaluation6decideERKNS_7AnswersE(self, answers);
}
}

namespace backcoach {
namespace {

// Answers are read in two ways: with what stands for a grading answer that
// nobody gave, and with it open.
constexpr int kReadings = 2;

TEST_CASE("an assessment evaluates its answers once", "[engine]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const Answers answers(kb.findings.size());
  evaluations = 0;
  const Assessment now(kb, answers);
  (void)now.next_question();
  (void)now.questions_left();
  (void)now.trace();
  (void)now.what_would_change();
  CHECK(evaluations == kReadings);
}

TEST_CASE("triage --json evaluates its answers for each use once", "[engine]") {
  test::TestWorld world;
  world.files.files["/a.json"] = test::full_answers_json().dump();
  const bool trace = GENERATE(false, true);
  std::vector<std::string> words = {"triage", "--answers", "/a.json", "--json"};
  if (trace) words.emplace_back("--trace");
  evaluations = 0;
  const test::Ran ran = world.run(words);
  REQUIRE(ran.exit == 0);
  // One looks for answers that cannot both be true, before any decision. The
  // question for the plan looks at two people, with and without the answers to
  // such questions.
  constexpr int kConflicts = 1;
  constexpr int kPeopleOfThePlan = 2;
  CHECK(evaluations == kReadings + kConflicts + kPeopleOfThePlan);
}

}  // namespace
}  // namespace backcoach
