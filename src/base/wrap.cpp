#include "wrap.hpp"

#include <algorithm>

#include "width.hpp"

namespace backcoach::text {
namespace {

/// Cuts the part of `word` that fits into `columns` off its front.
std::string cut(std::string_view& word, std::size_t columns) {
  std::size_t end = 0;
  std::size_t used = 0;
  while (end < word.size()) {
    const CodePoint c = decode(word, end);
    const std::size_t wide = width(word.substr(end, c.bytes));
    if (used + wide > columns && end > 0) break;
    used += wide;
    end += c.bytes;
  }
  std::string front(word.substr(0, end));
  word.remove_prefix(end);
  return front;
}

void wrap_paragraph(std::string_view text, std::size_t columns,
                    std::vector<std::string>& lines) {
  std::string line;
  std::size_t used = 0;
  bool empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    std::size_t wide = width(word);
    if (!empty && used + 1 + wide > columns) {
      lines.push_back(std::move(line));
      line.clear();
      used = 0;
      empty = true;
    }
    while (empty && wide > columns) {
      lines.push_back(cut(word, columns));
      wide = width(word);
    }
    if (word.empty()) continue;
    if (!empty) line += ' ';
    used += wide + (empty ? 0 : 1);
    line += word;
    empty = false;
  }
  lines.push_back(std::move(line));
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  const std::size_t limit = std::max<std::size_t>(columns, 1);
  std::vector<std::string> lines;
  while (true) {
    const std::size_t end = text.find('\n');
    wrap_paragraph(text.substr(0, end), limit, lines);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

}  // namespace backcoach::text
