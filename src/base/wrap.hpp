#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace backcoach::text {

/// Breaks `text` at spaces into lines of at most `columns` (at least 1). A
/// word that is longer than a line is cut. Line ends in `text` are kept.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text,
                                            std::size_t columns);

}  // namespace backcoach::text
