#include "figures.hpp"

#include <array>
#include <utility>

#include "../text/width.hpp"
#include "embedded.hpp"

namespace backcoach::cli {

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

std::optional<FigureStyle> figure_style(Context& context,
                                        const std::string& wanted) {
  constexpr std::array<std::pair<std::string_view, FigureStyle>, 4> kStyles = {
      {{"quadrant", FigureStyle::quadrant},
       {"braille", FigureStyle::braille},
       {"ascii", FigureStyle::ascii},
       {"none", FigureStyle::none}}};
  for (const auto& [name, style] : kStyles) {
    if (name == wanted) return style;
  }
  if (!wanted.empty()) {
    context.complain("error: --figure takes quadrant, braille, ascii or none.");
    return std::nullopt;
  }
  const Style style = context.style();
  if (style.accessible) return FigureStyle::none;
  // The console of Linux has no quadrants.
  const bool plain = style.ascii || context.terminal() == "linux";
  return plain ? FigureStyle::ascii : FigureStyle::quadrant;
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

}  // namespace backcoach::cli
