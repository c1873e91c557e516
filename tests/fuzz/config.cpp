// Any bytes as config.toml: problems or values, and a value that is set is read
// back, and others stay.
#include <cstdint>
#include <cstdlib>

#include "../../src/cli/config.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace backcoach;  // NOLINT
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto config = cli::read_config("fuzz", text);
  if (config.value.has_value() == has_error(config.issues)) std::abort();
  for (const Issue& issue : config.issues) (void)describe(issue);
  const cli::ConfigKey& region = *cli::config_key("region");
  const auto with = cli::read_config("with", cli::with_key(text, region, "GB"));
  (void)cli::with_key(text, region, std::nullopt);
  if (!config.value) return 0;
  if (!with.value) std::abort();
  auto wanted = *config.value;
  wanted["region"] = "GB";
  if (*with.value != wanted) std::abort();
  return 0;
}
