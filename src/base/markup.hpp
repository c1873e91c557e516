#pragma once

#include <string>
#include <string_view>

namespace backcoach::text {

/// `words` inside an element of HTML or SVG, or inside an attribute in quotes,
/// without control characters.
[[nodiscard]] std::string markup(std::string_view words);

}  // namespace backcoach::text
