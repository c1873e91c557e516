#include "figures.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "../base/width.hpp"
#include "embedded.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kStyles = {
    FigureStyleName{"quadrant", FigureStyle::quadrant},
    FigureStyleName{"braille", FigureStyle::braille},
    FigureStyleName{"ascii", FigureStyle::ascii},
    FigureStyleName{"none", FigureStyle::none}};

}  // namespace

std::span<const FigureStyleName> figure_styles() { return kStyles; }

std::optional<FigureStyle> figure_style_named(std::string_view name) {
  for (const FigureStyleName& one : kStyles) {
    if (one.name == name) return one.style;
  }
  return std::nullopt;
}

Figures figures_of(Context& context) {
  const std::string& folder = context.settings().data;
  if (folder.empty()) return embedded_figures();
  const Checked<std::vector<SourceFile>> files = context.files().tree(folder);
  if (!files.value) {
    context.report(files.issues, ExitCode::cannot_read_or_write);
    return {};
  }
  Checked<Figures> figures = load_figures(*files.value, folder + "/");
  context.report(figures.issues, ExitCode::bad_input);
  return figures.value ? std::move(*figures.value) : Figures();
}

FigureStyle drawable(FigureStyle wanted, Context& context) {
  const Style style = context.style();
  if (style.accessible) return FigureStyle::none;
  if (wanted == FigureStyle::none || !style.ascii) return wanted;
  return FigureStyle::ascii;
}

std::optional<FigureStyle> figure_style(Context& context,
                                        const std::string& wanted) {
  if (const auto named = figure_style_named(wanted)) return *named;
  if (!wanted.empty()) {
    context.complain("error: --figure takes quadrant, braille, ascii or none.");
    return std::nullopt;
  }
  const auto kept = context.config().find("figure");
  if (kept != context.config().end()) {
    return drawable(*figure_style_named(kept->second), context);
  }
  // The console of Linux has no quadrants.
  return drawable(context.terminal() == "linux" ? FigureStyle::ascii
                                                : FigureStyle::quadrant,
                  context);
}

std::vector<std::string> colored(const Picture& picture, const Style& style) {
  if (!style.color) return picture.lines;
  std::vector<std::string> lines;
  for (std::size_t row = 0; row < picture.lines.size(); ++row) {
    const std::string& line = picture.lines[row];
    const std::string& tones = picture.tones[row];
    std::string out;
    bool dim = false;
    std::size_t column = 0;
    for (std::size_t i = 0; i < line.size();) {
      const std::size_t bytes = text::decode(line, i).bytes;
      const char tone = column < tones.size() ? tones[column] : ' ';
      const bool faint = tone == 'f' || tone == 'p';
      if (faint != dim && tone != ' ') {
        out += faint ? "\x1b[2m" : "\x1b[22m";
        dim = faint;
      }
      out.append(line, i, bytes);
      i += bytes;
      ++column;
    }
    if (dim) out += "\x1b[22m";
    lines.push_back(std::move(out));
  }
  return lines;
}

std::string in_rows(const std::vector<CaptionedPicture>& pictures,
                    const Style& style) {
  constexpr int kMargin = 2;
  constexpr std::size_t kGap = 4;
  constexpr int kLeast = 20;
  const auto room =
      static_cast<std::size_t>(std::max(style.width, kLeast) - kMargin);
  std::string out;
  std::vector<std::string> row;
  std::size_t used = 0;
  const auto flush = [&] {
    bool begun = false;
    for (std::string& line : row) {
      while (line.ends_with(' ')) line.pop_back();
      begun = begun || !line.empty();
      if (begun) out += std::string(kMargin, ' ') + line + "\n";
    }
    if (!row.empty()) out += "\n";
    row.clear();
    used = 0;
  };
  for (const CaptionedPicture& one : pictures) {
    std::vector<std::string> lines = colored(one.picture, style);
    std::size_t wide = lines.empty() ? 0 : one.picture.tones[0].size();
    if (!one.caption.empty()) {
      const std::size_t whole = std::max(wide, one.caption.size());
      for (std::string& line : lines) line.append(whole - wide, ' ');
      wide = whole;
      lines.insert(lines.begin(),
                   one.caption + std::string(wide - one.caption.size(), ' '));
    }
    if (used > 0 && used + kGap + wide > room) flush();
    // A shorter neighbour still takes its place.
    row.resize(std::max(row.size(), lines.size()), std::string(used, ' '));
    for (std::size_t l = 0; l < row.size(); ++l) {
      if (used > 0) row[l].append(kGap, ' ');
      row[l] += l < lines.size() ? lines[l] : std::string(wide, ' ');
    }
    used += (used > 0 ? kGap : 0) + wide;
  }
  flush();
  return out;
}

}  // namespace backcoach::cli
