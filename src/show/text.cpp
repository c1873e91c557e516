#include <algorithm>

#include "../base/width.hpp"
#include "../base/wrap.hpp"
#include "backcoach/render.hpp"

namespace backcoach {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kAlarm = "\x1b[1;31m";
constexpr std::string_view kReset = "\x1b[0m";
constexpr int kWidest = 76;
constexpr std::size_t kUnlimited = 1U << 20U;

class TextWriter {
 public:
  explicit TextWriter(const Style& style) : style_(style) {}

  std::string write(const Document& document) {
    for (const Block& block : document) write_block(block);
    return style_.ascii ? text::to_ascii(out_) : std::move(out_);
  }

 private:
  [[nodiscard]] std::size_t columns() const {
    if (!style_.wrap) return kUnlimited;
    return static_cast<std::size_t>(std::clamp(style_.width, 20, kWidest));
  }
  [[nodiscard]] std::string margin() const {
    return style_.accessible || !style_.wrap ? "" : "  ";
  }

  /// Lines of `words` behind `first`, later lines indented as far.
  void lines(std::string_view words, const std::string& first,
             std::string_view color = {}) {
    const std::string left = margin() + first;
    const std::string later(text::width(left), ' ');
    const std::size_t room = columns();
    const std::size_t left_width = text::width(left);
    const std::size_t width = room > left_width + 10 ? room - left_width : 10;
    bool is_first = true;
    for (const std::string& line : text::wrap(text::safe(words), width)) {
      out_ += is_first ? left : later;
      if (style_.color && !color.empty()) out_ += color;
      out_ += line;
      if (style_.color && !color.empty()) out_ += kReset;
      out_ += '\n';
      is_first = false;
    }
  }

  void gap() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }

  void write_block(const Block& block) {
    switch (block.kind) {
      case Block::Kind::title:
        gap();
        lines(block.text, "", block.urgent ? kAlarm : kBold);
        out_ += '\n';
        return;
      case Block::Kind::heading:
        gap();
        lines(block.text, "", kBold);
        return;
      case Block::Kind::paragraph:
      case Block::Kind::notice:
        gap();
        lines(block.text, "");
        return;
      case Block::Kind::bullets:
        for (const std::string& item : block.items) {
          lines(item, style_.accessible ? "" : "- ");
        }
        return;
      case Block::Kind::quote:
        lines("\"" + block.text + "\"", style_.accessible ? "" : "  ");
        return;
      case Block::Kind::table:
        gap();
        write_table(block);
        return;
    }
  }

  void write_table(const Block& unsafe) {
    if (unsafe.rows.empty()) return;
    // First: what is taken away has another width than what stands for it.
    Block block = unsafe;
    for (std::vector<std::string>& row : block.rows) {
      for (std::string& cell : row) cell = text::safe(cell);
    }
    const std::vector<std::string>& head = block.rows.front();
    std::vector<std::size_t> widths(head.size());
    std::size_t total = margin().size();
    for (std::size_t c = 0; c < head.size(); ++c) {
      for (const auto& row : block.rows) {
        widths[c] = std::max(widths[c], text::width(row[c]));
      }
      total += widths[c] + 2;
    }
    const bool fits = total <= columns() + 2;
    if (style_.accessible || !fits) {
      write_records(block);
      return;
    }
    for (std::size_t r = 0; r < block.rows.size(); ++r) {
      std::string line = margin();
      for (std::size_t c = 0; c < head.size(); ++c) {
        const std::string& cell = block.rows[r][c];
        line += cell;
        if (c + 1 < head.size()) {
          line += std::string(widths[c] + 2 - text::width(cell), ' ');
        }
      }
      line.erase(line.find_last_not_of(' ') + 1);
      if (style_.color && r == 0) {
        out_ += std::string(kBold) + line + std::string(kReset) + '\n';
      } else {
        out_ += line + '\n';
      }
    }
  }

  /// Rows as "label: value" lines, for listeners and narrow screens.
  void write_records(const Block& block) {
    const std::vector<std::string>& head = block.rows.front();
    for (std::size_t r = 1; r < block.rows.size(); ++r) {
      std::string record;
      for (std::size_t c = 0; c < head.size(); ++c) {
        const std::string& cell = block.rows[r][c];
        if (cell.empty()) continue;
        if (!record.empty()) record += c == 1 ? ": " : ". ";
        if (c > 1 && !head[c].empty()) record += head[c] + ": ";
        record += cell;
      }
      lines(record, style_.accessible ? "" : "- ");
    }
  }

  const Style& style_;
  std::string out_;
};

}  // namespace

std::string render_text(const Document& document, const Style& style) {
  return TextWriter(style).write(document);
}

}  // namespace backcoach
