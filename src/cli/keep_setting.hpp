#pragma once

#include <optional>
#include <string>

#include "context.hpp"

namespace backcoach::cli {

/// Writes `key` into config.toml, or takes it out when `value` is empty; the
/// other lines stay. Says what is wrong with the rest of the file.
/// \param value  in its one form, as `ConfigKey::read` gives it.
[[nodiscard]] ExitCode keep_setting(Context& context, const ConfigKey& key,
                                    const std::optional<std::string>& value);

}  // namespace backcoach::cli
