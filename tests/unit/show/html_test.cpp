#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

using test::contains;

TEST_CASE("content stays content in HTML", "[render]") {
  const std::string page =
      render_html({Block{Block::Kind::title, "<b>&\"'\x1b</b>"},
                   {Block::Kind::bullets, {}, {"<script>alert(1)</script>"}},
                   {Block::Kind::table, "<i>", {}, {{"<u>"}, {"</table>"}}}});
  CHECK(contains(page, "<title>&lt;b&gt;&amp;&quot;&#39;?&lt;/b&gt;</title>"));
  for (const char* raw : {"<script", "<b>", "<i>", "<u>", "\x1b"}) {
    CHECK_FALSE(contains(page, raw));
  }
  CHECK(contains(page, "<th scope=\"row\">&lt;/table&gt;</th>"));
}

TEST_CASE("headings of a page in HTML go down one at a time", "[render]") {
  const std::string page = render_html(
      {Block{Block::Kind::notice, "Old."}, Block{Block::Kind::title, "One"},
       Block{Block::Kind::heading, "A"}, Block{Block::Kind::title, "Two"},
       Block{Block::Kind::heading, "B"}});
  CHECK(contains(page, "<h1>One</h1>\n<h2>A</h2>\n<h2>Two</h2>\n<h3>B</h3>"));
  CHECK(contains(page, "<html lang=\"en\">"));
}

TEST_CASE("a picture stands below its heading, if there is one", "[render]") {
  Block heading = Block{Block::Kind::heading, "Walk"};
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
