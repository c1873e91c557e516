#pragma once

#include <string>
#include <string_view>

namespace backcoach::text {

/// `words` with the first `slot` replaced by `with`.
[[nodiscard]] inline std::string replaced(std::string words,
                                          std::string_view slot,
                                          std::string_view with) {
  if (const auto at = words.find(slot); at != std::string::npos) {
    words.replace(at, slot.size(), with);
  }
  return words;
}

}  // namespace backcoach::text
