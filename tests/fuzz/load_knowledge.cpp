// Any bytes in place of one file of the knowledge base; the first byte chooses
// which.
#include <cstdint>
#include <cstdlib>

#include "../../src/cli/files.hpp"
#include "backcoach/load.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const std::vector<backcoach::SourceFile> shipped = [] {
    backcoach::cli::DiskFiles disk;
    auto files = disk.tree(BACKCOACH_DATA_DIR);
    if (!files.value) std::abort();
    return *files.value;
  }();
  if (size == 0) return 0;
  std::vector<backcoach::SourceFile> files = shipped;
  files[data[0] % files.size()].text.assign(
      reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto kb = backcoach::load_knowledge(std::move(files));
  if (kb.value.has_value() == has_error(kb.issues)) std::abort();
  for (const auto& issue : kb.issues) (void)describe(issue);
  return 0;
}
