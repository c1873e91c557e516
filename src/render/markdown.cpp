#include "../text/width.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

/// Keeps content from being read as Markdown.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : text::safe(words)) {
    if (std::string_view("\\`*_{}[]<>#|").find(c) != std::string_view::npos) {
      out += '\\';
    }
    out += c;
  }
  return out;
}

void write_row(std::string& out, const std::vector<std::string>& row) {
  out += '|';
  for (const std::string& cell : row) out += ' ' + escaped(cell) + " |";
  out += '\n';
}

void write_table(std::string& out, const Block& block) {
  if (block.rows.empty()) return;
  write_row(out, block.rows.front());
  out += '|';
  for (std::size_t c = 0; c < block.rows.front().size(); ++c) out += " --- |";
  out += '\n';
  for (std::size_t r = 1; r < block.rows.size(); ++r) {
    write_row(out, block.rows[r]);
  }
}

}  // namespace

std::string render_markdown(const Document& document) {
  std::string out;
  for (const Block& block : document) {
    if (!out.empty() && !out.ends_with("\n\n")) out += '\n';
    switch (block.kind) {
      case Block::Kind::title:
        out += "# " + escaped(block.text) + '\n';
        break;
      case Block::Kind::heading:
        out += "## " + escaped(block.text) + '\n';
        break;
      case Block::Kind::paragraph:
        out += escaped(block.text) + '\n';
        break;
      case Block::Kind::notice:
      case Block::Kind::quote:
        out += "> " + escaped(block.text) + '\n';
        break;
      case Block::Kind::bullets:
        for (const std::string& item : block.items) {
          out += "- " + escaped(item) + '\n';
        }
        break;
      case Block::Kind::table:
        write_table(out, block);
        break;
    }
  }
  return out;
}

}  // namespace backcoach
