#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/issue.hpp"

namespace backcoach::cli {

/// One key of config.toml.
struct ConfigKey {
  std::string_view name;
  std::string_view takes;  ///< what a value looks like
  std::string_view means;
  /// \return the value in its one form; empty when it is not one.
  std::optional<std::string> (*read)(std::string_view value);
  bool is_switch = false;  ///< true or false, written without quotes
};

[[nodiscard]] std::span<const ConfigKey> config_keys();
[[nodiscard]] const ConfigKey* config_key(std::string_view name);

/// Values by key, each in its one form.
using Config = std::map<std::string, std::string, std::less<>>;

/// Reads a config.toml. Every problem is reported with its place: what is not
/// TOML, an unknown key (with the nearest one), a value of the wrong form.
[[nodiscard]] Checked<Config> read_config(const std::string& file,
                                          const std::string& text);

/// `text` without the line of `name`, which need not be a known key.
[[nodiscard]] std::string without_key(const std::string& text,
                                      std::string_view name);

/// `text` with `key` set to `value`, or without it when `value` is empty. All
/// other lines, and comments, stay as they are.
[[nodiscard]] std::string with_key(const std::string& text,
                                   const ConfigKey& key,
                                   const std::optional<std::string>& value);

/// Minutes after midnight of "07:30"; empty for anything else.
[[nodiscard]] std::optional<int> minutes_of(std::string_view clock);

}  // namespace backcoach::cli
