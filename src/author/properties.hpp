#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../kb/cases.hpp"

namespace backcoach::authoring {

/// A promise about every decision of a base, quick enough to be tried on each
/// changed copy of it.
struct Property {
  std::string_view name;
  std::string_view promise;  ///< in words
  /// \return what breaks it; empty when nothing does.
  std::string (*broken_by)(const KnowledgeBase& kb);
};

/// Those that are tried, in order.
[[nodiscard]] std::span<const Property> properties();

}  // namespace backcoach::authoring
