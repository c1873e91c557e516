#include "width.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace backcoach::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Span {
  char32_t first;
  char32_t last;
};

// East Asian wide and emoji ranges; enough for names and notes.
constexpr std::array kWide = {
    Span{0x1100, 0x115F},   Span{0x2E80, 0x303E},   Span{0x3041, 0x33FF},
    Span{0x3400, 0x4DBF},   Span{0x4E00, 0x9FFF},   Span{0xA000, 0xA4CF},
    Span{0xAC00, 0xD7A3},   Span{0xF900, 0xFAFF},   Span{0xFE30, 0xFE6F},
    Span{0xFF00, 0xFF60},   Span{0xFFE0, 0xFFE6},   Span{0x1F300, 0x1F64F},
    Span{0x1F680, 0x1F6FF}, Span{0x1F900, 0x1F9FF}, Span{0x20000, 0x3FFFD}};

constexpr std::array kZero = {
    Span{0x0300, 0x036F}, Span{0x0483, 0x0489}, Span{0x0591, 0x05BD},
    Span{0x0610, 0x061A}, Span{0x064B, 0x065F}, Span{0x200B, 0x200F},
    Span{0x202A, 0x202E}, Span{0x2060, 0x2064}, Span{0x20D0, 0x20FF},
    Span{0xFE00, 0xFE0F}, Span{0xFE20, 0xFE2F}, Span{0xFEFF, 0xFEFF}};

template <class Spans>
bool within(const Spans& spans, char32_t c) {
  return std::any_of(spans.begin(), spans.end(), [c](const Span& span) {
    return c >= span.first && c <= span.last;
  });
}

// Control characters; ends of lines and marks of direction; what cannot be seen
// and so hides in a text. Not here: U+200C and U+200D, which join letters and
// emoji, and U+00AD, where a word may be parted.
constexpr std::array kDrives = {
    Span{0x0000, 0x001F},  Span{0x007F, 0x009F}, Span{0x0600, 0x0605},
    Span{0x061C, 0x061C},  Span{0x06DD, 0x06DD}, Span{0x070F, 0x070F},
    Span{0x0890, 0x0891},  Span{0x08E2, 0x08E2}, Span{0x180E, 0x180E},
    Span{0x200B, 0x200B},  Span{0x200E, 0x200F}, Span{0x2028, 0x202E},
    Span{0x2060, 0x206F},  Span{0xFEFF, 0xFEFF}, Span{0xFFF9, 0xFFFB},
    Span{0xE0000, 0xE0FFF}};

bool drives_terminal(char32_t c) { return within(kDrives, c); }

bool is_broken(const CodePoint& c) {
  return c.value == kReplacement && c.bytes == 1;
}

constexpr std::array<std::pair<char32_t, std::string_view>, 24> kPlain = {{
    {0x2010, "-"},  {0x2011, "-"},        {0x2012, "-"},  {0x2013, "to"},
    {0x2014, "-"},  {0x2018, "'"},        {0x2019, "'"},  {0x201C, "\""},
    {0x201D, "\""}, {0x2026, "..."},      {0x00B7, "-"},  {0x2022, "*"},
    {0x00A0, " "},  {0x00D7, "x"},        {0x00E9, "e"},  {0x00E8, "e"},
    {0x00E0, "a"},  {0x00E4, "ae"},       {0x00F6, "oe"}, {0x00FC, "ue"},
    {0x00DF, "ss"}, {0x00B0, " degrees"}, {0x2265, ">="}, {0x2264, "<="},
}};

/// `unit` of UTF-16 as JSON writes it.
void put_escape(std::string& out, char32_t unit) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += "\\u";
  for (const unsigned shift : {12U, 8U, 4U, 0U}) {
    out += kHex[(unit >> shift) & 0xFU];
  }
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t position) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned lead = byte(position);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || position + length > text.size()) {
    return {kReplacement, 1};
  }
  char32_t value = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned next = byte(position + i);
    if ((next & 0xC0U) != 0x80) return {kReplacement, 1};
    value = (value << 6U) | (next & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < kSmallest[length] || surrogate || value > 0x10FFFF) {
    return {kReplacement, 1};
  }
  return {value, length};
}

std::size_t width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    i += c.bytes;
    if (within(kZero, c.value)) continue;
    columns += within(kWide, c.value) ? 2U : 1U;
  }
  return columns;
}

std::string safe(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    if (is_broken(c)) {
      out += "\xEF\xBF\xBD";
    } else if (drives_terminal(c.value)) {
      out += '?';
    } else {
      out.append(text.substr(i, c.bytes));
    }
    i += c.bytes;
  }
  return out;
}

std::string safe_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += safe(text.substr(at, end - at));
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

std::string safe_json(std::string json) {
  // Below U+0080 there is only one that JSON lets stand in a string.
  const auto may_drive = [](char c) {
    return static_cast<unsigned char>(c) >= 0x7F;
  };
  if (std::none_of(json.begin(), json.end(), may_drive)) return json;
  std::string out;
  out.reserve(json.size());
  for (std::size_t i = 0; i < json.size();) {
    const CodePoint c = decode(json, i);
    if (may_drive(json[i]) && drives_terminal(c.value)) {
      constexpr char32_t kPlanes = 0x10000;
      constexpr char32_t kTen = 0x3FF;
      if (c.value < kPlanes) {
        put_escape(out, c.value);
      } else {
        put_escape(out, 0xD800 + ((c.value - kPlanes) >> 10U));
        put_escape(out, 0xDC00 + ((c.value - kPlanes) & kTen));
      }
    } else {
      out.append(json, i, c.bytes);
    }
    i += c.bytes;
  }
  return out;
}

std::string to_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode(text, i);
    i += c.bytes;
    if (c.value < 0x80) {
      out += static_cast<char>(c.value);
      continue;
    }
    const auto* plain =
        std::find_if(kPlain.begin(), kPlain.end(),
                     [&](const auto& entry) { return entry.first == c.value; });
    out += plain == kPlain.end() ? std::string_view("?") : plain->second;
  }
  return out;
}

}  // namespace backcoach::text
