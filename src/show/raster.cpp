// Strokes to characters. Each cell is sampled finely; a part of a cell is on
// when enough of it is covered, so that thin limbs do not break up.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "glyphs.hpp"

namespace backcoach {
namespace {

/// A cell of a terminal is about twice as high as wide.
constexpr double kCellHeight = 2;
constexpr double kLargestScale = 0.45;
constexpr int kNothing = -1;

/// How one style divides a cell.
struct Grid {
  int across;  ///< parts of a cell
  int down;
  int samples;   ///< of a part, each way
  int enough;    ///< samples that switch a part on
  double least;  ///< width of a line, in cells
};

Grid grid_of(FigureStyle style) {
  switch (style) {
    case FigureStyle::quadrant:
      return {2, 2, 4, 7, 0.8};
    case FigureStyle::braille:
      return {2, 4, 3, 4, 0.45};
    case FigureStyle::ascii:
    case FigureStyle::none:
      break;
  }
  return {1, 1, 8, 20, 1.0};
}

/// One straight piece of a stroke, in cells of width 1 and height 2.
struct Segment {
  Point a, b;
  double width = 1;
  const Stroke* stroke = nullptr;
};

double distance(Point p, const Segment& s) {
  const double dx = s.b.x - s.a.x;
  const double dy = s.b.y - s.a.y;
  const double square = dx * dx + dy * dy;
  double along = 0;
  if (square > 0) {
    along = std::clamp(((p.x - s.a.x) * dx + (p.y - s.a.y) * dy) / square, 0.0,
                       1.0);
  }
  return std::hypot(p.x - s.a.x - along * dx, p.y - s.a.y - along * dy);
}

bool inside(Point p, const std::vector<Point>& corners) {
  bool in = false;
  for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
    const Point a = corners[i];
    const Point b = corners[j];
    if ((a.y > p.y) == (b.y > p.y)) continue;
    if (p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
  }
  return in;
}

/// Where a figure stands in its rows and columns.
struct Fit {
  double scale = 1;
  Point low;  ///< of the figure, at the lower left corner
  int columns = 0;
  int rows = 0;

  [[nodiscard]] Point place(Point p) const {
    return {(p.x - low.x) * scale, rows * kCellHeight - (p.y - low.y) * scale};
  }
};

Fit fit(const Box& box, int columns, int rows) {
  const double wide = box.high.x - box.low.x;
  const double high = box.high.y - box.low.y;
  Fit fit;
  fit.scale =
      std::min({columns / wide, rows * kCellHeight / high, kLargestScale});
  fit.low = box.low;
  fit.columns =
      std::min(columns, static_cast<int>(std::ceil(wide * fit.scale - 1e-6)));
  fit.rows = std::min(
      rows, static_cast<int>(std::ceil(high * fit.scale / kCellHeight - 1e-6)));
  fit.columns = std::max(1, fit.columns);
  fit.rows = std::max(1, fit.rows);
  return fit;
}

class Canvas {
 public:
  Canvas(Fit fit, FigureStyle style)
      : fit_(fit),
        style_(style),
        grid_(grid_of(style)),
        wide_(fit.columns * grid_.across * grid_.samples),
        high_(fit.rows * grid_.down * grid_.samples),
        samples_(
            static_cast<std::size_t>(wide_) * static_cast<std::size_t>(high_),
            kNothing),
        lines_(static_cast<std::size_t>(fit.columns * fit.rows), 0) {}

  void paint(std::vector<Stroke> all) {
    strokes_ = std::move(all);
    const std::vector<Stroke>& strokes = strokes_;
    for (std::size_t i = 0; i < strokes.size();) {
      std::size_t end = i + 1;
      while (end < strokes.size() && same_limb(strokes[i], strokes[end])) ++end;
      for (std::size_t s = i; s < end; ++s) separate(strokes[s]);
      for (std::size_t s = i; s < end; ++s) paint(strokes[s]);
      i = end;
    }
  }

  [[nodiscard]] Picture picture() const {
    Picture out;
    for (int row = 0; row < fit_.rows; ++row) {
      std::string line;
      std::string tones;
      for (int column = 0; column < fit_.columns; ++column) {
        cell(row, column, line, tones);
      }
      out.lines.push_back(std::move(line));
      out.tones.push_back(std::move(tones));
    }
    return out;
  }

 private:
  static bool same_limb(const Stroke& a, const Stroke& b) {
    const bool limb = a.part == BodyPart::arm || a.part == BodyPart::leg;
    return limb && a.part == b.part && a.right == b.right && a.tone == b.tone;
  }

  [[nodiscard]] Point middle_of(int x, int y) const {
    return {(x + 0.5) / (grid_.across * grid_.samples),
            (y + 0.5) * kCellHeight / (grid_.down * grid_.samples)};
  }

  [[nodiscard]] std::size_t index(int x, int y) const {
    return static_cast<std::size_t>(y) * static_cast<std::size_t>(wide_) +
           static_cast<std::size_t>(x);
  }

  /// Calls `use` for each sample within `reach` of the segment.
  template <class Use>
  void near(const Segment& s, double reach, Use use) {
    const double per_column = grid_.across * grid_.samples;
    const double per_line = grid_.down * grid_.samples / kCellHeight;
    const int x0 = std::max(
        0, static_cast<int>((std::min(s.a.x, s.b.x) - reach) * per_column) - 1);
    const int x1 = std::min(
        wide_ - 1,
        static_cast<int>((std::max(s.a.x, s.b.x) + reach) * per_column) + 1);
    const int y0 = std::max(
        0, static_cast<int>((std::min(s.a.y, s.b.y) - reach) * per_line) - 1);
    const int y1 = std::min(
        high_ - 1,
        static_cast<int>((std::max(s.a.y, s.b.y) + reach) * per_line) + 1);
    for (int y = y0; y <= y1; ++y) {
      for (int x = x0; x <= x1; ++x) {
        if (distance(middle_of(x, y), s) <= reach) use(index(x, y));
      }
    }
  }

  [[nodiscard]] std::vector<Segment> segments(const Stroke& stroke) const {
    std::vector<Segment> out;
    const double wide = std::max(stroke.width * fit_.scale, grid_.least);
    const auto& p = stroke.points;
    for (std::size_t i = 0; i + 1 < p.size() || i == 0; ++i) {
      const Point a = fit_.place(p[i]);
      const Point b = fit_.place(p[std::min(i + 1, p.size() - 1)]);
      out.push_back({a, b, wide, &stroke});
    }
    return out;
  }

  /// Clears a rim around an arm, and between two legs, so that they show.
  void separate(const Stroke& stroke) {
    const bool arm = stroke.part == BodyPart::arm;
    const bool leg = stroke.part == BodyPart::leg;
    if (style_ == FigureStyle::ascii || stroke.tone != Tone::near ||
        (!arm && !leg)) {
      return;
    }
    const double rim = grid_.least * 0.6;
    for (const Segment& s : segments(stroke)) {
      near(s, s.width / 2 + rim, [&](std::size_t at) {
        const int there = samples_[at];
        if (there == kNothing) return;
        const Stroke& other = *painted_[static_cast<std::size_t>(there)].stroke;
        const bool other_leg =
            other.part == BodyPart::leg && other.right != stroke.right;
        const bool clear = arm ? other.part != BodyPart::thing : other_leg;
        if (clear) samples_[at] = kNothing;
      });
    }
  }

  void paint(const Stroke& stroke) {
    for (const Segment& s : segments(stroke)) {
      if (stroke.part == BodyPart::thing && !stroke.filled && straight(s)) {
        continue;
      }
      painted_.push_back(s);
      const int number = static_cast<int>(painted_.size()) - 1;
      near(s, s.width / 2, [&](std::size_t at) { samples_[at] = number; });
      if (stroke.filled) fill(stroke, number);
    }
  }

  void fill(const Stroke& stroke, int number) {
    std::vector<Point> corners;
    for (const Point p : stroke.points) corners.push_back(fit_.place(p));
    for (int y = 0; y < high_; ++y) {
      for (int x = 0; x < wide_; ++x) {
        if (inside(middle_of(x, y), corners)) samples_[index(x, y)] = number;
      }
    }
  }

  /// Lines along rows and columns become line characters: thin and unbroken.
  bool straight(const Segment& s) {
    constexpr double kLevel = 0.02;
    const bool level = std::abs(s.a.y - s.b.y) < kLevel;
    const bool upright = std::abs(s.a.x - s.b.x) < kLevel;
    if (level == upright) return false;
    const auto row = [&](double y) {
      return std::clamp(static_cast<int>(y / kCellHeight), 0, fit_.rows - 1);
    };
    const auto column = [&](double x) {
      return std::clamp(static_cast<int>(x), 0, fit_.columns - 1);
    };
    for (int r = row(std::min(s.a.y, s.b.y)); r <= row(std::max(s.a.y, s.b.y));
         ++r) {
      for (int c = column(std::min(s.a.x, s.b.x));
           c <= column(std::max(s.a.x, s.b.x)); ++c) {
        lines_[static_cast<std::size_t>(r * fit_.columns + c)] |=
            level ? figure::across : figure::down;
      }
    }
    return true;
  }

  /// What covers a part of a cell: how much of it, and what most of it is.
  struct Cover {
    int samples = 0;
    int most = kNothing;
  };
  [[nodiscard]] Cover cover(int x0, int y0) const {
    Cover found;
    std::array<int, 4> tones{};
    std::array<int, 4> last{};
    for (int y = y0; y < y0 + grid_.samples; ++y) {
      for (int x = x0; x < x0 + grid_.samples; ++x) {
        const int there = samples_[index(x, y)];
        if (there == kNothing) continue;
        ++found.samples;
        const auto tone = static_cast<std::size_t>(
            painted_[static_cast<std::size_t>(there)].stroke->tone);
        ++tones[tone];
        last[tone] = there;
      }
    }
    const auto best = std::max_element(tones.begin(), tones.end());
    if (*best > 0) {
      found.most = last[static_cast<std::size_t>(best - tones.begin())];
    }
    return found;
  }

  void cell(int row, int column, std::string& line, std::string& tones) const {
    unsigned on = 0;
    int what = kNothing;
    for (int y = 0; y < grid_.down; ++y) {
      for (int x = 0; x < grid_.across; ++x) {
        const Cover here = cover((column * grid_.across + x) * grid_.samples,
                                 (row * grid_.down + y) * grid_.samples);
        if (here.samples < grid_.enough) continue;
        on |= 1U << static_cast<unsigned>(y * grid_.across + x);
        if (what == kNothing || tone(here.most) > tone(what)) what = here.most;
      }
    }
    if (on != 0) {
      line += glyph(on, what);
      tones += figure::letter(tone(what));
      return;
    }
    const std::uint8_t ruled =
        lines_[static_cast<std::size_t>(row * fit_.columns + column)];
    line += figure::rule(ruled, style_ == FigureStyle::ascii);
    tones += ruled == 0 ? ' ' : 'p';
  }

  [[nodiscard]] Tone tone(int number) const {
    return painted_[static_cast<std::size_t>(number)].stroke->tone;
  }

  [[nodiscard]] std::string glyph(unsigned on, int what) const {
    if (style_ == FigureStyle::braille) return figure::braille(on);
    if (style_ == FigureStyle::ascii) {
      const Segment& s = painted_[static_cast<std::size_t>(what)];
      return {figure::plain_glyph(*s.stroke, s.b.x - s.a.x, s.a.y - s.b.y)};
    }
    return figure::quadrants(on);
  }

  Fit fit_;
  FigureStyle style_;
  Grid grid_;
  int wide_;
  int high_;
  std::vector<Stroke> strokes_;
  std::vector<int> samples_;
  std::vector<std::uint8_t> lines_;
  std::vector<Segment> painted_;
};

}  // namespace

Picture picture_of(const Figure& figure, double phase, FigureStyle style,
                   int columns, int rows, bool mirrored) {
  if (style == FigureStyle::none || columns < 1 || rows < 1) return {};
  Canvas canvas(fit(bounds_of(figure, mirrored), columns, rows), style);
  canvas.paint(draw(figure, phase, mirrored));
  return canvas.picture();
}

}  // namespace backcoach
