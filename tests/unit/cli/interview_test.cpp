// The interview at a terminal, as typed.
#include <sstream>

#include "../../../src/term/prompt.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/world.hpp"

namespace backcoach::cli {
namespace {

using test::contains;
using test::Json;
using test::Ran;
using test::TestWorld;

constexpr const char* kDraft = "/home/me/.local/state/backcoach/draft.json";

TestWorld at_terminal() {
  TestWorld world;
  world.terminal = true;
  world.environment["BACKCOACH_REGION"] = "GB";
  return world;
}

TEST_CASE("an emergency is shown at once", "[cli]") {
  TestWorld world = at_terminal();
  // The sign, then how long.
  const Ran ran = world.run({"triage"}, "1\ntoday\nq\n");
  INFO(ran.out);
  CHECK(ran.exit == 30);
  CHECK(contains(ran.out, "What to say"));
  CHECK_FALSE(contains(ran.out, "  Your answers\n"));
  CHECK_FALSE(world.files.exists(kDraft));
}

TEST_CASE("stopping keeps a draft, and the next start carries on", "[cli]") {
  TestWorld world = at_terminal();
  const Ran stopped = world.run({"triage"}, "0\n0\nq\n");
  CHECK(stopped.exit == 4);
  REQUIRE(world.files.exists(kDraft));
  CHECK(contains(world.files.files[kDraft], "pee_changed"));
  CHECK_FALSE(contains(world.files.files[kDraft], "saddle_change"));
  world.time = "2026-11-21T09:00";
  const Ran again = world.run({"triage"}, "y\nq\n");
  INFO(again.out);
  CHECK(contains(again.out, "from 30 minutes ago"));
  // The private answer is asked again, the others are not.
  CHECK(contains(again.out, "genitals,"));
  world.time = "2026-11-23T09:00";
  CHECK_FALSE(contains(world.run({"triage"}, "q\n").out, "minutes ago"));
}

TEST_CASE("the end of the input keeps the draft and exits 4", "[cli]") {
  TestWorld world = at_terminal();
  const Ran ran = world.run({"triage"}, "0\n0\n");
  CHECK(ran.exit == 4);
  CHECK(world.files.exists(kDraft));
  CHECK(contains(ran.err, "saved"));
}

TEST_CASE("a draft that cannot be saved does not stop anybody", "[cli]") {
  TestWorld world = at_terminal();
  world.files.disk_full = true;
  const Ran ran = world.run({"triage"}, "0\n0\nq\n");
  CHECK(ran.exit == 4);
  CHECK(contains(ran.err, "cannot be saved"));
  CHECK(contains(ran.out, "Nothing was saved"));
}

TEST_CASE("back shows the earlier answer", "[cli]") {
  TestWorld world = at_terminal();
  const Ran ran = world.run({"triage"}, "2\nb\n2\nq\n");
  CHECK(contains(ran.out, "(your earlier answer)"));
  CHECK(contains(at_terminal().run({"triage"}, "b\nq\n").out,
                 "This is the first question."));
}

TEST_CASE("an answer that does not match is asked for again", "[cli]") {
  TestWorld world = at_terminal();
  const Ran ran = world.run({"triage"}, "9\nyes please\n\n2\nq\n");
  CHECK(ran.exit == 4);
  CHECK(contains(ran.out, "Type numbers from 1 to"));
}

TEST_CASE("long and hostile input is taken as no answer", "[cli]") {
  TestWorld world = at_terminal();
  const Ran ran = world.run(
      {"triage"}, std::string(100000, '1') + "\n\x1b[2J\n\xff\xfe\nq\n");
  CHECK(ran.exit == 4);
  CHECK_FALSE(contains(ran.out, "\x1b[2J"));
}

TEST_CASE("the country is asked once, and kept", "[cli]") {
  TestWorld world;
  world.terminal = true;
  const Ran first = world.run({"triage"}, "nowhere\ngb\nq\n");
  INFO(first.out);
  CHECK(contains(first.out, "Numbers are known for"));
  CHECK(contains(first.out, "United Kingdom"));
  CHECK(contains(first.out, "call 999 now"));
  CHECK_FALSE(contains(world.run({"triage"}, "q\n").out, "Your country"));
  TestWorld other;
  other.terminal = true;
  CHECK(contains(other.run({"triage"}, "\nq\n").out, "genitals"));
}

TEST_CASE("nothing prompts without a terminal or with --no-input", "[cli]") {
  TestWorld pipe;
  CHECK(pipe.run({"triage"}, "1\n").exit == 4);
  TestWorld world = at_terminal();
  const Ran ran = world.run({"triage", "--no-input"}, "1\n");
  CHECK(ran.exit == 4);
  CHECK(world.run({"triage", "--json"}, "1\n").exit == 4);
}

TEST_CASE("s skips one question of the plan, skip all of them", "[cli]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const auto told = [&](std::string_view finding, const std::string& typed) {
    std::istringstream in(typed + "\n");
    std::ostringstream out;
    Prompt prompt(kb, in, out, {}, nullptr);
    prompt.set_may_skip_all(true);
    const FindingIndex index = test::finding(finding);
    for (std::uint16_t q = 0; q < kb.questions.size(); ++q) {
      if (kb.questions[q].sets == std::vector{index}) {
        return prompt.ask({q, {index}}, Answers(kb.findings.size()));
      }
    }
    FAIL("nothing asks " << finding);
    return Reply{};
  };
  for (const char* id : {"morning_stiff_minutes", "goal", "tight_where"}) {
    CAPTURE(id);
    CHECK(told(id, "s").declined);
    CHECK(told(id, "not sure").declined);
    CHECK(told(id, "s").kind == Reply::Kind::answer);
    CHECK(told(id, "skip").skips_rest);
    CHECK_FALSE(told(id, "1").declined);
  }
}

}  // namespace
}  // namespace backcoach::cli
