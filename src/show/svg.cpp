#include <fmt/format.h>

#include <algorithm>

#include "../base/markup.hpp"
#include "../kb/figure.hpp"

namespace backcoach {
namespace {

constexpr double kGap = 10;
constexpr double kPad = 4;

// Dark enough on white, light enough on black: pages choose their ground.
std::string_view color(Tone tone) {
  switch (tone) {
    case Tone::prop:
      return "#8a8577";
    case Tone::far:
      return "#9db4c4";
    case Tone::body:
      return "#3f7396";
    case Tone::near:
      return "#1f5c85";
  }
  return "black";
}

std::string path_of(const Stroke& stroke, Point corner, double height) {
  std::string path;
  for (const Point p : stroke.points) {
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L",
                        p.x + corner.x, height - (p.y + corner.y));
  }
  if (stroke.points.size() == 1) path += "h0";
  if (stroke.filled) path += "z";
  return path;
}

std::string element(const Stroke& stroke, Point corner, double height) {
  const bool fill = stroke.filled;
  return fmt::format(
      R"(<path d="{}" stroke="{}" stroke-width="{:.1f}" fill="{}"/>)",
      path_of(stroke, corner, height), color(stroke.tone), stroke.width,
      fill ? color(stroke.tone) : "none");
}

}  // namespace

std::string figure_svg(const Figure& figure, std::string_view title) {
  const Box box = bounds_of(figure);
  const double wide = box.high.x - box.low.x + 2 * kPad;
  const double high = box.high.y - box.low.y + 2 * kPad;
  const auto poses = static_cast<double>(figure.poses.size());
  // Tall figures stand side by side, long ones lie below each other.
  const bool below = wide > high && figure.poses.size() > 1;
  const double all_wide = below ? wide : wide * poses + kGap * (poses - 1);
  const double all_high = below ? high * poses + kGap * (poses - 1) : high;
  std::string out = fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {:.0f} {:.0f}" role="img" stroke-linecap="round" stroke-linejoin="round">)",
      all_wide, all_high);
  out += "\n<title>" + text::markup(title) + "</title>\n<desc>" +
         text::markup(figure.sentence) + "</desc>\n";
  const std::size_t count = figure.poses.size();
  const auto ways = static_cast<double>(
      figure.motion == Motion::round ? count
                                     : std::max<std::size_t>(count, 2) - 1);
  for (std::size_t i = 0; i < count; ++i) {
    const auto number = static_cast<double>(i);
    const Point corner{
        kPad - box.low.x + (below ? 0 : number * (wide + kGap)),
        kPad - box.low.y -
            (below ? number * (high + kGap) - (all_high - high) : 0)};
    out += "<g>\n";
    for (const Stroke& stroke : draw(figure, number / ways)) {
      out += element(stroke, corner, all_high) + "\n";
    }
    out += "</g>\n";
  }
  return out + "</svg>\n";
}

std::string figure_svg(const Figures& figures, std::string_view exercise,
                       std::string_view title) {
  const Figure* figure = figure_of(figures, exercise);
  return figure ? figure_svg(*figure, title) : std::string();
}

}  // namespace backcoach
