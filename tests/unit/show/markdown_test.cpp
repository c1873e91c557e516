#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

TEST_CASE("a page as Markdown", "[render]") {
  const Document page = {
      {Block::Kind::title, "Call now", {}, {}, true},
      {Block::Kind::bullets, {}, {"One.", "Two."}},
      {Block::Kind::heading, "Why"},
      {Block::Kind::paragraph, "Words."},
      {Block::Kind::quote, "I have pain."},
      {Block::Kind::table, {}, {}, {{"When", "What"}, {"09:00", "Walk"}}},
      {Block::Kind::notice, "Not a diagnosis.", {}, {}, true}};
  CHECK(render_markdown(page) ==
        "# Call now\n\n"
        "- One.\n- Two.\n\n"
        "## Why\n\n"
        "Words.\n\n"
        "> I have pain.\n\n"
        "| When | What |\n| --- | --- |\n| 09:00 | Walk |\n\n"
        "> Not a diagnosis.\n");
}

TEST_CASE("a second title stands below the first in Markdown", "[render]") {
  const Document page = {
      {Block::Kind::title, "One."}, {Block::Kind::heading, "A"},
      {Block::Kind::notice, "x"},   {Block::Kind::notice, "y"},
      {Block::Kind::title, "Two"},  {Block::Kind::heading, "B"}};
  CHECK(render_markdown(page) ==
        "# One\n\n## A\n\n> x\n>\n> y\n\n## Two\n\n### B\n");
}

TEST_CASE("addresses are links in Markdown", "[render]") {
  CHECK(
      render_markdown({{Block::Kind::paragraph,
                        "See https://a.example/b_c (or http://d.example)."}}) ==
      "See <https://a.example/b_c> (or <http://d.example>).\n");
}

TEST_CASE("content is not read as Markdown", "[render]") {
  const auto line = [](const std::string& text) {
    return render_markdown({{Block::Kind::paragraph, text}});
  };
  CHECK(line("a*b*_c_") == "a\\*b\\*\\_c\\_\n");
  CHECK(line("[x](y)") == "\\[x\\](y)\n");
  CHECK(line("# no heading") == "\\# no heading\n");
  CHECK(line("> no quote") == "\\> no quote\n");
  CHECK(line("<script>") == "\\<script\\>\n");
  CHECK(line("`code`") == "\\`code\\`\n");
  CHECK(line("back\\slash") == "back\\\\slash\n");
  CHECK(line("{x}") == "\\{x\\}\n");
  CHECK(line("a\x1b[0m") == "a?\\[0m\n");
  CHECK(render_markdown({{Block::Kind::table, {}, {}, {{"a|b"}}}}) ==
        "| a\\|b |\n| --- |\n");
}

TEST_CASE("no text becomes a fence, a letter or a cell", "[render]") {
  const auto paragraph = [](std::string text) {
    return render_markdown({{Block::Kind::paragraph, std::move(text)}});
  };
  CHECK(paragraph("~~~") == "\\~\\~\\~\n");
  CHECK(paragraph("&#x202e;") == "\\&\\#x202e;\n");
  CHECK(paragraph("https://a.example/x|y") == "<https://a.example/x>\\|y\n");
}

}  // namespace
}  // namespace backcoach
