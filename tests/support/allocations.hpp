#pragma once

#include <cstddef>

namespace backcoach::test {

/// How often this program has allocated memory so far.
[[nodiscard]] std::size_t allocations();

}  // namespace backcoach::test
