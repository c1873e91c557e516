#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "../kb/figure.hpp"

/// Which character stands for what a cell of a picture holds.
namespace backcoach::figure {

/// Directions of a line through a cell, to be added.
enum Line : std::uint8_t { across = 1, down = 2 };

/// \param on  the quarters that are filled: bit 0 upper left, 1 upper right, 2
/// and 3 below them.
[[nodiscard]] std::string quadrants(unsigned on);

/// \param on  the eighths that are filled, line by line, as in `quadrants`.
[[nodiscard]] std::string braille(unsigned on);

/// \param ruled  of `Line`. \param plain  in ASCII.
[[nodiscard]] std::string_view rule(std::uint8_t ruled, bool plain);

/// The ASCII character of a stroke that goes `right` and `up` here.
[[nodiscard]] char plain_glyph(const Stroke& stroke, double right, double up);

/// The letter of a tone: p, f or n.
[[nodiscard]] char letter(Tone tone);

}  // namespace backcoach::figure
