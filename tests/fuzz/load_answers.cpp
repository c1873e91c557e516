// Any bytes as an answers file: errors or a value, and then a decision.
#include <cstdint>
#include <cstdlib>

#include "../../src/cli/embedded.hpp"
#include "backcoach/load.hpp"
#include "backcoach/triage.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const backcoach::KnowledgeBase& kb =
      backcoach::cli::embedded_knowledge(backcoach::Parts::everything);
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto answers = backcoach::load_answers(kb, "fuzz", text);
  if (answers.value.has_value() == has_error(answers.issues)) std::abort();
  for (const auto& issue : answers.issues) (void)describe(issue);
  if (answers.value) (void)backcoach::triage(kb, *answers.value);
  return 0;
}
