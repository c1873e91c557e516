#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backcoach::load {

/// A line as it would have been typed, and where each of its octets came from.
struct Pasted {
  std::string text;
  std::vector<std::size_t> from;  ///< offset in the line, one for each octet
  /// The offset in the line of `at` in `text`; the end for what is past it.
  [[nodiscard]] std::size_t origin(std::size_t at) const;
  std::size_t size = 0;  ///< octets of the line
};

/// Turns what word processors, phones and web pages write into what a person
/// types: every space is a plain space, every hyphen and dash `-`, curly quotes
/// straight, wide letters narrow; bullets, boxes, arrows and emoji are spaces;
/// what cannot be seen is gone. Letters of any script stay.
[[nodiscard]] Pasted as_typed(std::string_view line);

}  // namespace backcoach::load
