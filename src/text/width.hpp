#pragma once

#include <string>
#include <string_view>

namespace backcoach::text {

/// One code point read from UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

/// Reads the code point at `position`. A broken sequence is read as U+FFFD,
/// one byte long, so that every text can be walked to its end.
[[nodiscard]] CodePoint decode(std::string_view text, std::size_t position);

/// Terminal columns of `text`: 2 for wide, 0 for combining code points. Does
/// not ask the C library, whose answer depends on the installed locales.
[[nodiscard]] std::size_t width(std::string_view text);

/// `text` without anything that could drive a terminal: control characters
/// and direction overrides become `?`, broken UTF-8 becomes U+FFFD.
[[nodiscard]] std::string safe(std::string_view text);

/// `text` in ASCII: dashes, quotes, dots and accents become their plain forms,
/// anything else `?`.
[[nodiscard]] std::string to_ascii(std::string_view text);

}  // namespace backcoach::text
