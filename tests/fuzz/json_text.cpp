// Any bytes as JSON text: what parses can be looked up at every place, and a
// place lies in the text.
#include <cstdint>
#include <cstdlib>

#include "../../src/kb/json_text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  using namespace backcoach;  // NOLINT
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<Issue> issues;
  const auto document = load::parse("fuzz", text, issues);
  for (const Issue& issue : issues) (void)describe(issue);
  if (!document) return issues.empty() ? (std::abort(), 0) : 0;
  const std::string tail = text.substr(text.size() - text.size() / 4);
  for (const std::string& pointer :
       {std::string(), "/" + tail, std::string("/a"), std::string("/a/0/b"),
        std::string("/0"), std::string("//")}) {
    for (const load::Part part : {load::Part::value, load::Part::key}) {
      Issue issue;
      issue.where.pointer = pointer;
      load::locate(*document, pointer, part, issue);
      if (issue.where.line < 1 || issue.where.column < 1) std::abort();
      (void)describe(issue);
    }
  }
  return 0;
}
