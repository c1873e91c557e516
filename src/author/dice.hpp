#pragma once

#include <cstddef>
#include <cstdint>

namespace backcoach::authoring {

/// Numbers without a clock: the same run finds the same answers.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2654435761U + 88172645U) {}
  [[nodiscard]] std::size_t below(std::size_t limit) {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return limit == 0 ? 0 : static_cast<std::size_t>(state_ % limit);
  }

 private:
  std::uint64_t state_;
};

}  // namespace backcoach::authoring
