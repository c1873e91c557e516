#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace backcoach::text {

/// `text` as a whole number, if all of it is one: digits, with a minus before
/// them or not. \return empty for anything else, and for what does not fit.
[[nodiscard]] inline std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc() || stop != end) return std::nullopt;
  return number;
}

/// The same without a sign.
[[nodiscard]] inline std::optional<int> count(std::string_view text) {
  const auto number = whole_number(text);
  return number && *number >= 0 ? number : std::nullopt;
}

}  // namespace backcoach::text
