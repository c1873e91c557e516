#include "pasted.hpp"

#include <algorithm>
#include <array>

#include "../base/width.hpp"

namespace backcoach::load {
namespace {

struct Span {
  char32_t first;
  char32_t last;
};

template <std::size_t N>
bool within(const std::array<Span, N>& spans, char32_t c) {
  return std::any_of(spans.begin(), spans.end(), [c](const Span& span) {
    return c >= span.first && c <= span.last;
  });
}

// What cannot be seen: soft hyphen, joiners, marks of direction, selectors of
// a variant, byte order mark.
constexpr std::array kUnseen = {
    Span{0x00AD, 0x00AD}, Span{0x034F, 0x034F},  Span{0x061C, 0x061C},
    Span{0x180B, 0x180F}, Span{0x200B, 0x200F},  Span{0x202A, 0x202E},
    Span{0x2060, 0x206F}, Span{0xFE00, 0xFE0F},  Span{0xFEFF, 0xFEFF},
    Span{0xFFF9, 0xFFFB}, Span{0xE0000, 0xE01EF}};
constexpr std::array kHyphens = {Span{0x058A, 0x058A}, Span{0x2010, 0x2015},
                                 Span{0x2043, 0x2043}, Span{0x2212, 0x2212},
                                 Span{0x2E3A, 0x2E3B}, Span{0xFE58, 0xFE58},
                                 Span{0xFE63, 0xFE63}, Span{0xFF0D, 0xFF0D}};
constexpr std::array kSingle = {Span{0x2018, 0x201B}, Span{0x2032, 0x2032},
                                Span{0x02B9, 0x02BC}, Span{0x00B4, 0x00B4}};
constexpr std::array kDouble = {Span{0x201C, 0x201F}, Span{0x2033, 0x2033},
                                Span{0x00AB, 0x00AB}, Span{0x00BB, 0x00BB}};
constexpr std::array kTimes = {Span{0x2715, 0x2716}, Span{0x2A2F, 0x2A2F},
                               Span{0x2A09, 0x2A09}};
// Signs, spaces, boxes, arrows, private letters of symbol fonts, emoji: what is
// neither a letter nor a figure.
constexpr std::array kMarks = {
    Span{0x0080, 0x00A9}, Span{0x00AC, 0x00B1},   Span{0x00B6, 0x00B8},
    Span{0x00BF, 0x00BF}, Span{0x00F7, 0x00F7},   Span{0x1680, 0x1680},
    Span{0x2000, 0x206F}, Span{0x20A0, 0x20CF},   Span{0x20D0, 0x20FF},
    Span{0x2190, 0x2BFF}, Span{0x2E00, 0x2E7F},   Span{0x3000, 0x3004},
    Span{0x3008, 0x3020}, Span{0x3030, 0x303F},   Span{0x30FB, 0x30FB},
    Span{0xE000, 0xF8FF}, Span{0xFE10, 0xFE6F},   Span{0xFF5F, 0xFF65},
    Span{0xFFE0, 0xFFFD}, Span{0x1F000, 0x1FAFF}, Span{0xF0000, 0x10FFFF}};

/// What stands for `c`: empty for nothing; \return false when it stays.
bool typed(char32_t c, std::string& out) {
  constexpr char32_t kWideFirst = 0xFF01;
  constexpr char32_t kWideLast = 0xFF5E;
  constexpr char32_t kWide = 0xFEE0;
  out.clear();
  if (within(kUnseen, c)) return true;
  if (within(kHyphens, c)) {
    out = "-";
  } else if (within(kSingle, c)) {
    out = "'";
  } else if (within(kDouble, c)) {
    out = "\"";
  } else if (within(kTimes, c)) {
    out = "x";
  } else if (c >= kWideFirst && c <= kWideLast) {
    out = static_cast<char>(c - kWide);
  } else if (within(kMarks, c)) {
    out = " ";
  } else {
    return false;
  }
  return true;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::size_t Pasted::origin(std::size_t at) const {
  return at < from.size() ? from[at] : size;
}

Pasted as_typed(std::string_view line) {
  constexpr char32_t kKeycap = 0x20E3;
  Pasted out;
  out.size = line.size();
  out.text.reserve(line.size());
  std::string instead;
  for (std::size_t at = 0; at < line.size();) {
    const text::CodePoint c = text::decode(line, at);
    // "1" in a key is a bullet.
    if (c.value == kKeycap && !out.text.empty() && is_digit(out.text.back())) {
      out.text.back() = ' ';
    }
    const bool plain = c.value < 0x80 || !typed(c.value, instead);
    const std::string_view stays = line.substr(at, c.bytes);
    for (const char octet : plain ? stays : std::string_view(instead)) {
      out.text += octet;
      out.from.push_back(at);
    }
    if (plain && c.bytes > 1) {
      for (std::size_t i = 1; i < c.bytes; ++i) {
        out.from[out.from.size() - c.bytes + i] = at + i;
      }
    }
    at += c.bytes;
  }
  return out;
}

}  // namespace backcoach::load
