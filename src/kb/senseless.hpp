#pragma once

#include <string>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::load {

/// A condition that says the same whatever anybody answers.
struct Senseless {
  std::string path;     ///< relative to the base
  std::string pointer;  ///< to the part
  bool always = false;  ///< holds always; false: never
  std::string why;
};

/// Conditions whose parts rule each other out, or leave nothing over: bounds
/// that do not meet, a sign that is to be there and not, every answer of a
/// question listed, no part at all. Parts that only come from calculated
/// numbers or from the diary are left alone.
[[nodiscard]] std::vector<Senseless> find_senseless(KnowledgeBase& kb);

}  // namespace backcoach::load
