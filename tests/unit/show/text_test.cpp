#include "../../../src/base/width.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

Document sample() {
  return {{Block::Kind::title, "Call now", {}, {}, true},
          {Block::Kind::bullets,
           {},
           {"Go to the nearest emergency department.", "Do not drive."}},
          {Block::Kind::heading, "Why"},
          {Block::Kind::paragraph, "One two three four five six seven eight."},
          {Block::Kind::quote, "I have back pain."},
          {Block::Kind::table,
           {},
           {},
           {{"When", "What", "How much"},
            {"09:00", "Walk", "5 minutes"},
            {"11:00", "Rest", ""}}},
          {Block::Kind::notice, "Not a diagnosis.", {}, {}, true}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

TEST_CASE("a page at 80 columns", "[render]") {
  CHECK(render_text(sample(), {}) ==
        "  Call now\n"
        "\n"
        "  - Go to the nearest emergency department.\n"
        "  - Do not drive.\n"
        "\n"
        "  Why\n"
        "\n"
        "  One two three four five six seven eight.\n"
        "    \"I have back pain.\"\n"
        "\n"
        "  When   What  How much\n"
        "  09:00  Walk  5 minutes\n"
        "  11:00  Rest\n"
        "\n"
        "  Not a diagnosis.\n");
}

TEST_CASE("a page at 40 columns", "[render]") {
  Style style;
  style.width = 40;
  CHECK(render_text({sample()[1], sample()[3]}, style) ==
        "  - Go to the nearest emergency\n"
        "    department.\n"
        "  - Do not drive.\n"
        "\n"
        "  One two three four five six seven\n"
        "  eight.\n");
}

TEST_CASE("a table that is too wide becomes records", "[render]") {
  Style style;
  style.width = 20;
  CHECK(render_text({sample()[5]}, style) ==
        "  - 09:00: Walk. How\n"
        "    much: 5 minutes\n"
        "  - 11:00: Rest\n");
}

TEST_CASE("a page for listeners", "[render]") {
  Style style;
  style.accessible = true;
  CHECK(render_text(sample(), style) ==
        "Call now\n"
        "\n"
        "Go to the nearest emergency department.\n"
        "Do not drive.\n"
        "\n"
        "Why\n"
        "\n"
        "One two three four five six seven eight.\n"
        "\"I have back pain.\"\n"
        "\n"
        "09:00: Walk. How much: 5 minutes\n"
        "11:00: Rest\n"
        "\n"
        "Not a diagnosis.\n");
}

TEST_CASE("a pipe gets one line for each paragraph", "[render]") {
  Style style;
  style.wrap = false;
  style.width = 20;
  const std::string text = render_text({sample()[3]}, style);
  CHECK(text == "One two three four five six seven eight.\n");
}

TEST_CASE("colour marks only what it is to", "[render]") {
  Style style;
  style.color = true;
  const std::string text = render_text(sample(), style);
  CHECK(test::contains(text, "\x1b[1;31mCall now\x1b[0m"));
  CHECK(test::contains(text, "\x1b[1mWhy\x1b[0m"));
  CHECK_FALSE(test::contains(render_text(sample(), {}), "\x1b"));
}

TEST_CASE("content cannot drive the terminal", "[render]") {
  const Document page = {{Block::Kind::paragraph, "a\x1b[2Jb"},
                         {Block::Kind::table, {}, {}, {{"x\x1b"}, {"y\rz"}}}};
  for (const char c : render_text(page, {})) {
    CHECK((c == '\n' || static_cast<unsigned char>(c) >= 0x20));
  }
}

TEST_CASE("no line of a real page is too wide", "[render]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  test::Random random(41);
  const Setting setting{kb.region("GB"),
                        std::chrono::year(2026) / std::chrono::November / 21,
                        "test"};
  for (int n = 0; n < 25; ++n) {
    const Answers answers =
        test::random_complete(kb, random, 5 + random.below(60));
    const Document page =
        compose_triage(kb, answers, triage(kb, answers), setting);
    for (const int width : {40, 60, 80, 200}) {
      Style style;
      style.width = width;
      for (const std::string& line : lines_of(render_text(page, style))) {
        INFO(line);
        CHECK(text::width(line) <= static_cast<std::size_t>(width));
        CHECK(text::width(line) <= 76);
      }
    }
  }
}

TEST_CASE("what rests on doubt alone is not told as a fact", "[render]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const Setting setting{
      nullptr, std::chrono::year(2026) / std::chrono::November / 21, "test"};
  const auto page = [&](YesNo saddle, YesNo fever) {
    Answers answers(kb.findings.size());
    answers.set(*kb.finding("saddle_change"), saddle);
    answers.set(*kb.finding("fever"), fever);
    const Decision decision = triage(kb, answers);
    REQUIRE(decision.urgency == Urgency::emergency);
    // Page and JSON say the same.
    return render_text(compose_triage(kb, answers, decision, setting), {}) +
           triage_json(kb, answers, decision, setting, {});
  };
  const std::string saddle = "Not certain, so we play safe: The feeling around";
  const std::string fever =
      "Not certain, so we play safe: You have a high temperature";
  const std::string say = "I am not sure whether";
  std::string said = page(YesNo::not_sure, YesNo::no);
  CHECK(test::contains(said, saddle));
  CHECK(test::contains(said, say));
  said = page(YesNo::yes, YesNo::not_sure);
  CHECK_FALSE(test::contains(said, saddle));
  CHECK(test::contains(said, fever));
  CHECK_FALSE(test::contains(said, say));
  said = page(YesNo::yes, YesNo::yes);
  CHECK_FALSE(test::contains(said, "Not certain"));
}

TEST_CASE("an emergency fits one screen and begins with what to do",
          "[render]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const Setting setting{kb.region("GB"),
                        std::chrono::year(2026) / std::chrono::November / 21,
                        "test"};
  for (const Rule& rule : kb.rules) {
    for (const Example& example : rule.examples) {
      if (example.urgency != Urgency::emergency) continue;
      Answers answers(kb.findings.size());
      for (const auto& [finding, value] : example.answers) {
        answers.set(finding, value);
      }
      const Decision decision = triage(kb, answers);
      if (decision.urgency != Urgency::emergency) continue;
      const std::vector<std::string> lines = lines_of(
          render_text(compose_triage(kb, answers, decision, setting), {}));
      INFO(rule.id << ": " << lines.size() << " lines");
      CHECK(lines.size() <= 24);
      CHECK(test::contains(lines[0], "999"));
    }
  }
}

TEST_CASE("a referral without a plan names no exercise", "[render]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  test::Random random(42);
  const Setting setting{
      nullptr, std::chrono::year(2026) / std::chrono::November / 21, "test"};
  std::size_t referrals = 0;
  for (int n = 0; n < 60; ++n) {
    const Answers answers = test::random_complete(kb, random, 20);
    const Decision decision = triage(kb, answers);
    if (decision.plan_allowed) continue;
    ++referrals;
    const std::string texts =
        render_text(compose_triage(kb, answers, decision, setting), {}) +
        triage_json(kb, answers, decision, setting, {});
    for (const Exercise& exercise : kb.exercises) {
      if (exercise.kind != "exercise") continue;
      INFO(exercise.id);
      CHECK_FALSE(test::contains(texts, exercise.name));
      CHECK_FALSE(test::contains(texts, "\"" + exercise.id + "\""));
    }
  }
  CHECK(referrals > 10);
}

TEST_CASE("a table keeps its columns whatever stands in it", "[render]") {
  // Marks without a width, each shown as one that has one.
  const std::string marks = "\xE2\x80\xAE\xE2\x80\xAE\xE2\x80\xAE";
  const Document page = {{Block::Kind::table,
                          {},
                          {},
                          {{"A", "B"}, {marks, "x"}, {"\x1b[2J", "\n"}}}};
  CHECK(render_text(page, {}) ==
        "  A     B\n"
        "  ???   x\n"
        "  ?[2J  ?\n");
}

}  // namespace
}  // namespace backcoach
