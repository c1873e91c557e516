// Any bytes as a prescription: problems, or items that come back as they were.
#include <cstdint>
#include <cstdlib>

#include "../../src/cli/embedded.hpp"
#include "../../src/kb/load_prescription.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const backcoach::KnowledgeBase& kb =
      backcoach::cli::embedded_knowledge(backcoach::Parts::everything);
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto read = backcoach::load_prescription(kb, "fuzz", text);
  if (read.value.has_value() == has_error(read.issues)) std::abort();
  for (const auto& issue : read.issues) (void)describe(issue);
  if (!read.value) return 0;
  const auto again = backcoach::load_prescription(
      kb, "again", backcoach::prescription_json(kb, *read.value));
  if (!again.value || again.value->items != read.value->items) std::abort();
  return 0;
}
