#pragma once

#include <string_view>

namespace backcoach::cli {

/// The licence of the program, then those of what is built into it.
[[nodiscard]] std::string_view license_texts();

}  // namespace backcoach::cli
