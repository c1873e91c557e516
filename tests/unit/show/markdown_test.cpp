#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

TEST_CASE("a page as Markdown", "[render]") {
  const Document page = {
      {Block::Kind::title, "Call now", {}, {}, true},
      {Block::Kind::bullets, {}, {"One.", "Two."}, {}, false},
      {Block::Kind::heading, "Why", {}, {}, false},
      {Block::Kind::paragraph, "Words.", {}, {}, false},
      {Block::Kind::quote, "I have pain.", {}, {}, false},
      {Block::Kind::table,
       {},
       {},
       {{"When", "What"}, {"09:00", "Walk"}},
       false},
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
  const Document page = {{Block::Kind::title, "One.", {}, {}, false},
                         {Block::Kind::heading, "A", {}, {}, false},
                         {Block::Kind::notice, "x", {}, {}, false},
                         {Block::Kind::notice, "y", {}, {}, false},
                         {Block::Kind::title, "Two", {}, {}, false},
                         {Block::Kind::heading, "B", {}, {}, false}};
  CHECK(render_markdown(page) ==
        "# One\n\n## A\n\n> x\n>\n> y\n\n## Two\n\n### B\n");
}

TEST_CASE("addresses are links in Markdown", "[render]") {
  CHECK(render_markdown({{Block::Kind::paragraph,
                          "See https://a.example/b_c (or http://d.example).",
                          {},
                          {},
                          false}}) ==
        "See <https://a.example/b_c> (or <http://d.example>).\n");
}

TEST_CASE("content is not read as Markdown", "[render]") {
  const auto line = [](const std::string& text) {
    return render_markdown({{Block::Kind::paragraph, text, {}, {}, false}});
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
  CHECK(render_markdown({{Block::Kind::table, {}, {}, {{"a|b"}}, false}}) ==
        "| a\\|b |\n| --- |\n");
}

TEST_CASE("no text becomes a fence, a letter or a cell", "[render]") {
  const auto paragraph = [](std::string text) {
    return render_markdown(
        {{Block::Kind::paragraph, std::move(text), {}, {}, false}});
  };
  CHECK(paragraph("~~~") == "\\~\\~\\~\n");
  CHECK(paragraph("&#x202e;") == "\\&\\#x202e;\n");
  CHECK(paragraph("https://a.example/x|y") == "<https://a.example/x>\\|y\n");
}

}  // namespace
}  // namespace backcoach
