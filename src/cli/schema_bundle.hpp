#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "backcoach/knowledge.hpp"

namespace backcoach::cli {

/// A schema that stands alone: it has an `$id`, and what it takes from the
/// others is in its own `$defs`, under the name of their file. Every `$ref`
/// begins with "#".
/// \param all  every schema of the base, `name` among them.
[[nodiscard]] std::string standalone_schema(const std::vector<SchemaFile>& all,
                                            std::string_view name);

/// The names of all schemas, as `backcoach/schema_list/1`.
[[nodiscard]] std::string schema_list_json(const std::vector<SchemaFile>& all);

}  // namespace backcoach::cli
