#include <algorithm>

#include "../base/width.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

constexpr std::string_view kSpecial = "\\`*_{}[]<>#|~&";

/// How long an address is that starts here; 0 = none does.
std::size_t address_length(std::string_view words) {
  if (!words.starts_with("https://") && !words.starts_with("http://")) return 0;
  std::size_t end = words.find_first_of(" <>\"`|\\");
  if (end == std::string_view::npos) end = words.size();
  while (std::string_view(".,;:)").find(words[end - 1]) !=
         std::string_view::npos) {
    --end;
  }
  return end;
}

/// Keeps content from being read as Markdown; addresses become links.
std::string escaped(std::string_view words) {
  const std::string safe = text::safe(words);
  std::string_view rest = safe;
  std::string out;
  while (!rest.empty()) {
    const std::size_t address = address_length(rest);
    if (address > 0) {
      out.append("<").append(rest.substr(0, address)).append(">");
      rest.remove_prefix(address);
      continue;
    }
    if (kSpecial.find(rest.front()) != std::string_view::npos) out += '\\';
    out += rest.front();
    rest.remove_prefix(1);
  }
  return out;
}

/// A heading is no sentence.
std::string heading(std::string_view words) {
  if (words.ends_with('.')) words.remove_suffix(1);
  return escaped(words) + '\n';
}

bool is_quote(const Block& block) {
  return block.kind == Block::Kind::notice || block.kind == Block::Kind::quote;
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
  int titles = 0;
  std::string_view first;
  const Block* last = nullptr;
  for (const Block& block : document) {
    const bool quote_goes_on = last && is_quote(*last) && is_quote(block);
    if (last) out += quote_goes_on ? ">\n" : "\n";
    last = &block;
    switch (block.kind) {
      case Block::Kind::title:
        // A page has one title; what follows stands below it, and what says
        // the title again is no heading.
        if (titles > 0 && block.text == first) {
          out += "**" + escaped(block.text) + "**\n";
          break;
        }
        if (titles == 0) first = block.text;
        out += (titles++ == 0 ? "# " : "## ") + heading(block.text);
        break;
      case Block::Kind::heading:
        out += (titles > 1 ? "### " : "## ") + heading(block.text);
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
          // A condition inside another one is a list inside a list.
          const std::size_t depth =
              std::min(item.find_first_not_of(' '), item.size());
          out += std::string(depth, ' ') + "- " + escaped(item.substr(depth)) +
                 '\n';
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
