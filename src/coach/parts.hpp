#pragma once

#include <string>

#include "session.hpp"

/// What the files of the session share about its parts.
namespace backcoach {

inline constexpr int kSecond = 1000;
inline constexpr int kSecondsPerMinute = 60;
/// No part lasts longer, whatever a plan says.
inline constexpr int kLongest = 24 * 3600 * kSecond;

/// Whether the person does the exercise in it.
[[nodiscard]] inline bool is_work(SessionPart part) {
  return part == SessionPart::hold || part == SessionPart::reps ||
         part == SessionPart::timer;
}

/// \return "left side", "right side"; empty for none.
[[nodiscard]] std::string side_words(Side side);

}  // namespace backcoach
