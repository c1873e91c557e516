#include "glyphs.hpp"

#include <array>
#include <cmath>
#include <numbers>

namespace backcoach::figure {

std::string quadrants(unsigned on) {
  constexpr std::array<std::string_view, 16> kQuadrants = {
      " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛",
      "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"};
  return std::string(kQuadrants[on]);
}

std::string braille(unsigned on) {
  // The dots of Unicode are numbered down the left column first.
  constexpr std::array<unsigned, 8> kDots = {0x01, 0x08, 0x02, 0x10,
                                             0x04, 0x20, 0x40, 0x80};
  unsigned dots = 0;
  for (std::size_t i = 0; i < kDots.size(); ++i) {
    if ((on >> i & 1U) != 0) dots |= kDots[i];
  }
  std::string out = "\xE2";
  out += static_cast<char>(0xA0U | dots >> 6U);
  out += static_cast<char>(0x80U | (dots & 0x3FU));
  return out;
}

std::string_view rule(std::uint8_t ruled, bool plain) {
  switch (ruled) {
    case across:
      return plain ? "_" : "─";
    case down:
      return plain ? "|" : "│";
    case across | down:
      return plain ? "+" : "┼";
    default:
      return " ";
  }
}

char plain_glyph(const Stroke& stroke, double right, double up) {
  switch (stroke.part) {
    case BodyPart::head:
      return 'O';
    case BodyPart::trunk:
      return '#';
    case BodyPart::thing:
      return stroke.filled ? '%' : '~';
    case BodyPart::arm:
    case BodyPart::leg:
      break;
  }
  if (stroke.tone == Tone::far) return '.';
  const double slope = std::atan2(up, right) * 180 / std::numbers::pi;
  const double turn = std::fmod(slope + 360, 180);
  if (turn < 25 || turn > 155) return '=';
  if (turn < 70) return '/';
  return turn > 110 ? '\\' : '|';
}

char letter(Tone tone) {
  switch (tone) {
    case Tone::prop:
      return 'p';
    case Tone::far:
      return 'f';
    case Tone::body:
    case Tone::near:
      break;
  }
  return 'n';
}

}  // namespace backcoach::figure
