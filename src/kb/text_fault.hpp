#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "backcoach/issue.hpp"

namespace backcoach::load {

/// Says that `text` is not UTF-8: UTF-16 with or without its mark, UTF-32, or
/// octets of an older encoding, with their place.
/// \param code  of the issue: what kind of file this was to be
/// \return empty for UTF-8.
[[nodiscard]] std::optional<Issue> not_utf8(const std::string& file,
                                            std::string_view text,
                                            std::string_view code);

/// The first thing in a JSON text that people write or paste and JSON does not
/// know.
struct JsonSlip {
  std::size_t at = 0;  ///< octets from the start
  std::size_t width = 1;
  std::string message;
  std::string help;
};

/// Looks for curly and single quotes, a no-break space, a comment, a comma
/// before a closing bracket, a tab or line end inside of quotes, a name without
/// quotes, `None`, `True`, `NaN`, a plus sign or zero before a number.
/// \return empty when none of them is there.
[[nodiscard]] std::optional<JsonSlip> json_slip(std::string_view text);

}  // namespace backcoach::load
