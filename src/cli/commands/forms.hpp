#pragma once

#include <string_view>
#include <vector>

namespace backcoach::cli {

/// A form that something can be taken away or brought in as.
struct Form {
  std::string_view name;
  std::string_view summary;
};

/// What `export` and `import` know, in the order in which they show it.
[[nodiscard]] std::vector<Form> export_forms();
[[nodiscard]] std::vector<Form> import_forms();

}  // namespace backcoach::cli
