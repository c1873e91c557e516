#include "random_answers.hpp"

#include <algorithm>
#include <array>

#include "backcoach/triage.hpp"

namespace backcoach::test {
namespace {

Answer random_yes_no(Random& random, std::size_t signs) {
  if (!random.once_in(signs)) return YesNo::no;
  constexpr std::array kSigns = {YesNo::yes, YesNo::yes, YesNo::yes,
                                 YesNo::not_sure, YesNo::prefer_not_to_say};
  return kSigns[random.below(kSigns.size())];
}

Answer random_number(Random& random, const Finding& finding) {
  // Small numbers are where the thresholds are; the rest is far away.
  const double span = finding.max - finding.min;
  const double reach = random.once_in(4) ? span : std::min(span, 130.0);
  const double value =
      static_cast<double>(random.below(static_cast<std::size_t>(reach) + 1));
  return finding.min + value;
}

}  // namespace

std::uint64_t Random::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31U);
}

Answer random_answer(const KnowledgeBase& kb, Random& random,
                     FindingIndex index, std::size_t signs) {
  const Finding& finding = kb.findings[index];
  switch (finding.type) {
    case FindingType::yes_no:
      return random_yes_no(random, signs);
    case FindingType::number:
      return random_number(random, finding);
    case FindingType::one_of: {
      // The first value is the plain one.
      if (!random.once_in(signs)) return Choice{0};
      return Choice{
          static_cast<std::uint8_t>(random.below(finding.values.size()))};
    }
    case FindingType::many_of:
      return Choices{static_cast<std::uint32_t>(
          random.below(std::size_t{1} << finding.values.size()))};
  }
  return {};
}

Answers random_complete(const KnowledgeBase& kb, Random& random,
                        std::size_t signs) {
  Answers answers(kb.findings.size());
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const Finding& finding = kb.findings[i];
    const auto index = static_cast<FindingIndex>(i);
    if (finding.history || finding.asked_later) continue;
    if (finding.grading && random.once_in(2)) continue;
    answers.set(index, random_answer(kb, random, index, signs));
  }
  return answers;
}

Answers random_partial(const KnowledgeBase& kb, Random& random,
                       std::size_t signs, std::size_t holes) {
  Answers answers = random_complete(kb, random, signs);
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (random.once_in(holes)) answers.clear(static_cast<FindingIndex>(i));
  }
  return answers;
}

Answers agreeing(const KnowledgeBase& kb, Random& random, Answers answers) {
  for (auto found = conflicts(kb, answers); !found.empty();
       found = conflicts(kb, answers)) {
    const std::vector<FindingIndex>& of = kb.conflicts[found.front()].findings;
    answers.clear(of[random.below(of.size())]);
  }
  return answers;
}

}  // namespace backcoach::test
