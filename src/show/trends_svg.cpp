#include <fmt/format.h>

#include <algorithm>

#include "render_letter.hpp"

namespace backcoach {

std::string trends_svg(const Trends& trends) {
  constexpr double kWidth = 320;
  constexpr double kHeight = 70;
  constexpr double kLeft = 22;
  constexpr double kMargin = 8;
  constexpr double kMost = 10;
  const std::size_t days = trends.days.size();
  std::string points;
  std::string dots;
  int numbers = 0;
  double lowest = kMost;
  double highest = 0;
  for (std::size_t i = 0; i < days; ++i) {
    const auto& pain = trends.days[i].pain;
    if (!pain) continue;
    const double x =
        kLeft + (kWidth - kLeft - kMargin) * static_cast<double>(i) /
                    static_cast<double>(std::max<std::size_t>(1, days - 1));
    const double y = kMargin + (kHeight - 2 * kMargin) * (1 - *pain / kMost);
    points += fmt::format("{}{:.1f},{:.1f}", points.empty() ? "" : " ", x, y);
    dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2\"/>", x, y);
    lowest = std::min(lowest, *pain);
    highest = std::max(highest, *pain);
    ++numbers;
  }
  if (numbers < 2) return {};
  return fmt::format(
      "<svg viewBox=\"0 0 {0:.0f} {1:.0f}\" role=\"img\" aria-label=\"Pain on "
      "{2} of {3} days, from {4:.0f} to {5:.0f} out of 10\">"
      "<g fill=\"currentColor\" font-size=\"9\"><text x=\"2\" "
      "y=\"{6:.0f}\">10</text><text x=\"2\" y=\"{7:.0f}\">0</text>{8}</g>"
      "<polyline fill=\"none\" stroke=\"currentColor\" points=\"{9}\"/></svg>",
      kWidth, kHeight, numbers, days, lowest, highest, kMargin + 4,
      kHeight - kMargin + 3, dots, points);
}

}  // namespace backcoach
