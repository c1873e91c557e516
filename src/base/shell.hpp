#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "width.hpp"

namespace backcoach::text {

/// `words` as one word of a shell, in quotes, whatever stands in it.
[[nodiscard]] inline std::string shell_quoted(std::string_view words) {
  std::string out = "'";
  for (const char c : words) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

/// The same for a command that is told to be typed: quotes only where a shell
/// would not read `word` as it stands.
[[nodiscard]] inline std::string shell_word(std::string_view word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') ||
           std::string_view("_-./=:,+@%").find(c) != std::string_view::npos;
  };
  const bool is_plain =
      !word.empty() && std::all_of(word.begin(), word.end(), plain);
  return is_plain ? std::string(word) : shell_quoted(word);
}

/// The same for a line that stands in a file: one line of plain letters, also
/// where `word` has ends of lines, signs that drive a terminal, or bytes that
/// are no text. An end of line at the end of `word` is lost.
[[nodiscard]] inline std::string shell_line_word(std::string_view word) {
  if (safe(word) == word && word.find('\n') == std::string_view::npos) {
    return shell_word(word);
  }
  std::string out = "\"$(printf '";
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       c == '/' || c == '.' || c == '_';
    if (plain) {
      out += c;
      continue;
    }
    out += '\\';
    for (const int shift : {6, 3, 0}) {
      out += static_cast<char>('0' + ((byte >> shift) & 7));
    }
  }
  return out + "')\"";
}

}  // namespace backcoach::text
