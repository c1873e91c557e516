// Any bytes as an exported diary: problems, or entries that come back as they
// were.
#include <cstdint>
#include <cstdlib>

#include "../../src/kb/diary_entry.hpp"
#include "../../src/kb/diary_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace backcoach;  // NOLINT
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto read = load::read_entries("fuzz", text);
  if (read.value.has_value() == has_error(read.issues)) std::abort();
  for (const Issue& issue : read.issues) (void)describe(issue);
  if (!read.value) return 0;
  for (const DiaryEntry& entry : *read.value) {
    const std::string line = render::entry_line(entry);
    const auto again = load::read_entry("again", line, 0);
    if (!again.value || render::entry_line(*again.value) != line) std::abort();
  }
  return 0;
}
