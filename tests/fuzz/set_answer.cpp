// Any bytes as ID=VALUE.
#include <cstdint>

#include "../../src/cli/embedded.hpp"
#include "backcoach/load.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const backcoach::KnowledgeBase& kb =
      backcoach::cli::embedded_knowledge(backcoach::Parts::everything);
  const std::string text(reinterpret_cast<const char*>(data), size);
  backcoach::Answers answers(kb.findings.size());
  for (const auto& issue : backcoach::set_answer(kb, text, answers)) {
    (void)describe(issue);
  }
  return 0;
}
