#pragma once

#include <algorithm>
#include <string>
#include <string_view>

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

}  // namespace backcoach::text
