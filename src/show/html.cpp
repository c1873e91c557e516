#include "../base/markup.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

// System fonts and colours only: the page asks for nothing from outside. Type
// is large enough to be read at arm's length from the floor.
constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #ffffff;
  --line: #767676; --soft: #f2f4f5; --alarm: #a30a0a; --mark: #0b5563; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececec; --paper: #16191b; --line: #8c9499; --soft: #22272a;
    --alarm: #ff9a90; --mark: #7cc7d6; } }
* { box-sizing: border-box; overflow-wrap: anywhere; }
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 3rem;
  color: var(--ink); background: var(--paper);
  font: 1.0625rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 0.5rem; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 0.25rem; }
p, ul { margin: 0 0 0.75rem; }
ul { padding-left: 1.25rem; }
li { margin: 0.2rem 0; }
table { width: 100%; border-collapse: collapse; margin: 0 0 1rem; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.35rem 0.5rem;
  border-bottom: 1px solid var(--line); font-weight: 400; }
thead th { font-weight: 600; border-bottom-width: 2px; }
tbody th { font-variant-numeric: tabular-nums; }
@media (min-width: 30rem) { tbody th { white-space: nowrap; } }
@media (max-width: 29.99rem) { th, td { padding: 0.35rem 0.2rem; } }
blockquote { margin: 0 0 0.75rem; padding: 0.25rem 0 0.25rem 1rem;
  border-left: 4px solid var(--mark); }
.notice { margin: 1rem 0; padding: 0.75rem 1rem; background: var(--soft);
  border-left: 4px solid var(--line); }
.alarm { color: var(--alarm); }
.notice.alarm { color: var(--ink); border-left-color: var(--alarm); }
figure { margin: 0.5rem 0; }
figure svg { max-width: 18rem; width: 100%; height: auto; }
@media print {
  :root { color-scheme: light; --ink: black; --paper: #fff; --soft: #fff;
    --line: #666; --alarm: black; --mark: black; }
  @page { margin: 1.2cm; }
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.35; }
  h1 { font-size: 15pt; margin: 0 0 0.5rem; }
  h2 { font-size: 12pt; margin: 0.8rem 0 0.2rem; }
  h3 { font-size: 10.5pt; margin: 0.6rem 0 0.1rem; }
  p, ul, table, .notice { margin: 0 0 0.35rem; }
  th, td { padding: 0.15rem 0.4rem; }
  figure svg { max-width: 5.5rem; }
  .cards { columns: 3; column-gap: 0.5cm; font-size: 8.5pt; line-height: 1.2; }
  .cards h3 { margin: 0 0 0.1rem; font-size: 9.5pt; }
  .cards figure { margin: 0.1rem 0; }
  .cards p, .cards ul { margin: 0 0 0.15rem; }
  .card { break-inside: avoid; margin: 0 0 0.5rem; }
  h1, h2, h3, caption, p:has(+ ul) { break-after: avoid; }
  p, ul { orphans: 3; widows: 3; }
  tr, li, blockquote, figure, .notice { break-inside: avoid; }
  thead { display: table-header-group; } }
)";

class HtmlWriter {
 public:
  explicit HtmlWriter(const HtmlOptions& options) : options_(options) {}

  std::string write(const Document& document) {
    out_ = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n";
    out_ += "<meta charset=\"utf-8\">\n";
    out_ +=
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n";
    // Nothing may be loaded, whatever a text says.
    out_ +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "&#39;none&#39;; style-src &#39;unsafe-inline&#39;\">\n";
    out_ += "<title>" + text::markup(title_of(document)) + "</title>\n<style>";
    out_ += kStyle;
    out_ += "</style>\n</head>\n<body>\n<main>\n";
    for (const Block& block : document) write_block(block);
    end_cards();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  /// For the tab of a browser: the first sentence, cut at a blank if need be.
  static std::string title_of(const Document& document) {
    for (const Block& block : document) {
      if (block.kind != Block::Kind::title) continue;
      constexpr std::size_t kLongest = 66;
      std::string title = block.text.substr(0, block.text.find(". "));
      if (title.size() <= kLongest) return title;
      const std::size_t blank = title.find_last_of(' ', kLongest);
      title.resize(blank == std::string::npos ? kLongest : blank);
      return title + " …";
    }
    return "backcoach";
  }

  void element(std::string_view name, const Block& block,
               std::string_view words) {
    out_ += '<';
    out_ += name;
    if (block.urgent) out_ += " class=\"alarm\"";
    out_ += '>' + text::markup(words) + "</";
    out_ += name;
    out_ += ">\n";
  }

  /// A second title stands below the first, and its headings below it.
  void write_title(const Block& block) {
    end_cards();
    element(titles_ == 0 ? "h1" : "h2", block, block.text);
    ++titles_;
  }

  void write_block(const Block& block) {
    switch (block.kind) {
      case Block::Kind::title:
        return write_title(block);
      case Block::Kind::heading:
        begin_card(block);
        element(titles_ > 1 ? "h3" : "h2", block, block.text);
        return write_figure(block);
      case Block::Kind::paragraph:
        return element("p", block, block.text);
      case Block::Kind::bullets:
        return write_list(block);
      case Block::Kind::quote:
        out_ += "<blockquote><p>" + text::markup(block.text) +
                "</p></blockquote>\n";
        return;
      case Block::Kind::table:
        return write_table(block);
      case Block::Kind::notice:
        out_ += block.urgent ? "<p class=\"notice alarm\">"
                             : "<p class=\"notice\">";
        out_ += text::markup(block.text) + "</p>\n";
        return;
    }
  }

  /// A heading with a picture begins a card; on paper two stand in a row.
  void begin_card(const Block& block) {
    if (block.figure.empty() && cards_ == 0) return;
    out_ += cards_ == 0 ? "<div class=\"cards\">\n" : "</section>\n";
    out_ += "<section class=\"card\">\n";
    ++cards_;
  }

  void end_cards() {
    if (cards_ > 0) out_ += "</section>\n</div>\n";
    cards_ = 0;
  }

  void write_figure(const Block& block) {
    if (block.figure.empty() || !options_.figure) return;
    const std::string picture = options_.figure(block.figure);
    if (!picture.empty()) out_ += "<figure>" + picture + "</figure>\n";
  }

  void write_list(const Block& block) {
    if (block.items.empty()) return;
    out_ += "<ul>\n";
    for (const std::string& item : block.items) {
      out_ += "<li>" + text::markup(item) + "</li>\n";
    }
    out_ += "</ul>\n";
  }

  void write_table(const Block& block) {
    if (block.rows.empty()) return;
    out_ += "<table>\n";
    if (!block.text.empty()) {
      out_ += "<caption>" + text::markup(block.text) + "</caption>\n";
    }
    out_ += "<thead>\n<tr>";
    for (const std::string& cell : block.rows.front()) {
      out_ += "<th scope=\"col\">" + text::markup(cell) + "</th>";
    }
    out_ += "</tr>\n</thead>\n<tbody>\n";
    for (std::size_t r = 1; r < block.rows.size(); ++r) {
      write_row(block.rows[r]);
    }
    out_ += "</tbody>\n</table>\n";
  }

  void write_row(const std::vector<std::string>& row) {
    out_ += "<tr>";
    for (std::size_t c = 0; c < row.size(); ++c) {
      const std::string cell = text::markup(row[c]);
      out_ += c == 0 ? "<th scope=\"row\">" + cell + "</th>"
                     : "<td>" + cell + "</td>";
    }
    out_ += "</tr>\n";
  }

  const HtmlOptions& options_;
  std::string out_;
  int titles_ = 0;
  int cards_ = 0;  ///< of the row of cards that is open
};

}  // namespace

std::string render_html(const Document& document, const HtmlOptions& options) {
  return HtmlWriter(options).write(document);
}

}  // namespace backcoach
