// Any bytes as lines of batch: every line that is not blank gives one line, and
// the fast reader says what the careful one says.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../../src/batch/run.hpp"
#include "../../src/cli/embedded.hpp"
#include "../../src/rules/answers_line.hpp"
#include "backcoach/triage.hpp"

namespace {

using namespace backcoach;  // NOLINT

std::string answer(const KnowledgeBase& kb, std::string_view text,
                   unsigned jobs) {
  std::size_t at = 0;
  std::string out;
  (void)batch::run(kb, {.jobs = jobs},
                   {[&](char* into, std::size_t size) {
                      const std::size_t count = text.copy(into, size, at);
                      at += count;
                      return static_cast<std::ptrdiff_t>(count);
                    },
                    [&](std::string_view bytes) {
                      out += bytes;
                      return true;
                    }});
  return out;
}

void compare(const KnowledgeBase& kb, const std::string& line,
             const std::string& got) {
  const auto read = load::load_answers_line(kb, "", line);
  const bool error = got.find("\"error\":{\"code\"") != std::string::npos;
  if (error == read.answers.value.has_value()) std::abort();
  if (error) return;
  const Decision decision = triage(kb, *read.answers.value);
  const bool decided = decision.status == Status::decided;
  const std::string head =
      std::string("\"status\":") +
      (decided ? "\"decided\",\"decision\":\"" : "\"needs_answers\"") +
      (decided ? std::string(decision.decision()) : std::string());
  if (got.find(head) == std::string::npos) std::abort();
  if (!read.id.empty() && got.find("{\"id\":" + read.id + ",") != 0) {
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const KnowledgeBase& kb = cli::embedded_knowledge(Parts::decision);
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string out = answer(kb, text, 1);
  std::size_t at = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const std::size_t stop = out.find('\n', at);
    if (stop == std::string::npos) std::abort();
    compare(kb, line, out.substr(at, stop - at));
    at = stop + 1;
  }
  if (at != out.size()) std::abort();
  return 0;
}
