#include "read_answers.hpp"

#include <cmath>

namespace backcoach::prove {
namespace {

double number_in(const Span& span, int pick) {
  // A number that is short to write, where the cell has one.
  const double low = std::ceil(span.low);
  const double high = std::floor(span.high);
  if (low > high) return (span.low + span.high) / 2;
  if (pick == 0) return low;
  return pick == 1 ? high : std::floor((low + high) / 2);
}

}  // namespace

Answers read_answers(const KnowledgeBase& kb, const Space& space,
                     const Solver& solver, const State& state,
                     const Pick& pick) {
  Answers answers(kb.findings.size());
  for (std::size_t f = 0; f < state.size(); ++f) {
    if (!solver.value(state[f].answered)) continue;
    const auto finding = static_cast<FindingIndex>(f);
    std::uint64_t bits = 0;
    std::uint8_t value = 0;
    std::size_t count = 0;
    for (std::size_t v = 0; v < state[f].value.size(); ++v) {
      if (!solver.value(state[f].value[v])) continue;
      value = static_cast<std::uint8_t>(v);
      bits |= Choices::only(v % Choices::kMost).bits;
      ++count;
    }
    switch (kb.findings[f].type) {
      case FindingType::yes_no:
        answers.set(finding, static_cast<YesNo>(value));
        break;
      case FindingType::one_of:
        answers.set(finding, Choice{value});
        break;
      case FindingType::many_of:
        answers.set(finding, Choices{bits});
        break;
      case FindingType::number:
        answers.set(finding,
                    number_in(space.cells(finding)[count], pick(finding)));
        break;
    }
  }
  return answers;
}

std::vector<Literal> other_cells(const Solver& solver, const State& state,
                                 const std::vector<FindingIndex>& findings) {
  std::vector<Literal> other;
  const auto differently = [&](Literal literal) {
    other.push_back(solver.value(literal) ? -literal : literal);
  };
  for (const FindingIndex finding : findings) {
    const AnswerLiterals& answer = state[finding];
    differently(answer.answered);
    std::size_t cell = 0;
    while (cell < answer.value.size() && solver.value(answer.value[cell])) {
      ++cell;
    }
    if (cell > 0) differently(answer.value[cell - 1]);
    if (cell < answer.value.size()) differently(answer.value[cell]);
  }
  return other;
}

bool try_picks(std::size_t count,
               const std::function<bool(const std::vector<int>&)>& fits) {
  constexpr std::size_t kMostTries = 243;
  std::vector<int> picks(count);
  for (std::size_t tries = 0; tries < kMostTries; ++tries) {
    if (fits(picks)) return true;
    std::size_t i = 0;
    while (i < picks.size() && ++picks[i] == kPicks) picks[i++] = 0;
    if (i == picks.size()) return false;
  }
  return false;
}

}  // namespace backcoach::prove
