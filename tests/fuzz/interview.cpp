// Any answers to the interview, one byte each: it ends, never asks for the same
// question for ever, and the decision that follows is made.
#include <cstdint>
#include <cstdlib>

#include "../../src/cli/embedded.hpp"
#include "backcoach/interview.hpp"

namespace {

using namespace backcoach;  // NOLINT

Answer chosen(const Finding& finding, std::uint8_t key) {
  switch (finding.type) {
    case FindingType::yes_no:
      return static_cast<YesNo>(key % 4);
    case FindingType::number: {
      const double span = finding.max - finding.min;
      const double value =
          static_cast<double>(static_cast<int>(span * (key % 64) / 63.0));
      return finding.min + value;
    }
    case FindingType::one_of:
      return Choice{static_cast<std::uint8_t>(key % finding.values.size())};
    case FindingType::many_of:
      return Choices{key & ((1U << finding.values.size()) - 1U)};
  }
  return {};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data,
                                      std::size_t size) {
  static const KnowledgeBase& kb = cli::embedded_knowledge(Parts::everything);
  Answers answers(kb.findings.size());
  std::size_t key = 0;
  const auto next_key = [&] { return key < size ? data[key++] : data[0]; };
  if (size == 0) return 0;
  int asked = 0;
  while (const auto next = next_question(kb, answers)) {
    if (next->findings.empty() || ++asked > 500) std::abort();
    const Question& question = kb.questions[next->question];
    const std::uint8_t pressed = next_key();
    if (question.kind == QuestionKind::choice && !question.options.empty()) {
      const auto& option = question.options[pressed % question.options.size()];
      for (const auto& [finding, answer] : option.sets) {
        answers.set(finding, answer);
      }
      continue;
    }
    for (const FindingIndex finding : next->findings) {
      const Finding& about = kb.findings[finding];
      if (about.type == FindingType::number && pressed == 255) {
        answers.decline(finding);
      } else {
        answers.set(finding, chosen(about, next_key()));
      }
    }
  }
  const Decision decision = triage(kb, answers);
  if (decision.plan_permission() && !decision.plan_allowed) std::abort();
  return 0;
}
