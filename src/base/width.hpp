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

/// `text` without anything that could drive a terminal or hide in it: control
/// characters, direction overrides and marks that cannot be seen become `?`,
/// broken UTF-8 becomes U+FFFD. What joins letters and emoji stays.
[[nodiscard]] std::string safe(std::string_view text);

/// The same for a text of several lines: their ends stay.
[[nodiscard]] std::string safe_lines(std::string_view text);

/// JSON that shows on a terminal as it is: inside its strings, what `safe`
/// takes away is written as a `\u` escape. Any reader gets the same values from
/// it.
[[nodiscard]] std::string safe_json(std::string json);

/// `text` in ASCII: dashes, quotes, dots and accents become their plain forms,
/// anything else `?`.
[[nodiscard]] std::string to_ascii(std::string_view text);

}  // namespace backcoach::text
