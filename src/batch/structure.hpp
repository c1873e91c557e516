#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace backcoach::batch {

/// Where in a text JSON tokens begin: braces, brackets, colons, commas, and the
/// first byte of each string, number and word. The one place that knows
/// simdjson.
class Structure {
 public:
  Structure();
  ~Structure();
  Structure(const Structure&) = delete;
  Structure& operator=(const Structure&) = delete;

  /// Finds the tokens of `text`, which may hold many JSON values.
  /// \return false when some string does not end, has a control character
  ///         (such as a line end), or the text is not UTF-8.
  [[nodiscard]] bool find(std::string_view text);

  /// Offsets of the last `find`, ascending.
  [[nodiscard]] std::span<const std::uint32_t> tokens() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace backcoach::batch
