#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

using test::contains;

Block block(Block::Kind kind, std::string text) {
  return {kind, std::move(text), {}, {}, false};
}

TEST_CASE("content stays content in HTML", "[render]") {
  const std::string page = render_html(
      {block(Block::Kind::title, "<b>&\"'\x1b</b>"),
       {Block::Kind::bullets, {}, {"<script>alert(1)</script>"}, {}, false},
       {Block::Kind::table, "<i>", {}, {{"<u>"}, {"</table>"}}, false}});
  CHECK(contains(page, "<title>&lt;b&gt;&amp;&quot;&#39;?&lt;/b&gt;</title>"));
  for (const char* raw : {"<script", "<b>", "<i>", "<u>", "\x1b"}) {
    CHECK_FALSE(contains(page, raw));
  }
  CHECK(contains(page, "<th scope=\"row\">&lt;/table&gt;</th>"));
}

TEST_CASE("headings of a page in HTML go down one at a time", "[render]") {
  const std::string page = render_html(
      {block(Block::Kind::notice, "Old."), block(Block::Kind::title, "One"),
       block(Block::Kind::heading, "A"), block(Block::Kind::title, "Two"),
       block(Block::Kind::heading, "B")});
  CHECK(contains(page, "<h1>One</h1>\n<h2>A</h2>\n<h2>Two</h2>\n<h3>B</h3>"));
  CHECK(contains(page, "<html lang=\"en\">"));
}

TEST_CASE("a picture stands below its heading, if there is one", "[render]") {
  Block heading = block(Block::Kind::heading, "Walk");
  heading.figure = "walk";
  CHECK_FALSE(contains(render_html({heading}), "<figure>"));
  const HtmlOptions options{[](std::string_view exercise) {
    return exercise == "walk" ? std::string("<svg></svg>") : std::string();
  }};
  CHECK(contains(render_html({heading}, options),
                 "<h2>Walk</h2>\n<figure><svg></svg></figure>"));
  heading.figure = "swim";
  CHECK_FALSE(contains(render_html({heading}, options), "<figure>"));
}

}  // namespace
}  // namespace backcoach
