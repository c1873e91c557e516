// Answers as statements.
#include "network_copy.hpp"

namespace backcoach::prove {

AnswerLiterals Encoder::any_answer(FindingIndex index) {
  const Finding& finding = kb_.findings[index];
  Solver& solver = gates_.solver();
  AnswerLiterals out;
  out.answered = solver.fresh();
  solver.prefer(-out.answered);
  std::size_t values = finding.values.size();
  if (finding.type == FindingType::yes_no) values = 4;
  if (finding.type == FindingType::number) {
    values = space_.cells(index).size() - 1;
  }
  for (std::size_t i = 0; i < values; ++i) {
    out.value.push_back(solver.fresh());
    gates_.demand({-out.value[i], out.answered});
  }
  if (finding.type == FindingType::number) {
    for (std::size_t i = 1; i < values; ++i) {
      gates_.demand({-out.value[i], out.value[i - 1]});
    }
  } else if (finding.type != FindingType::many_of) {
    std::vector<Literal> one{-out.answered};
    for (std::size_t i = 0; i < values; ++i) {
      one.push_back(out.value[i]);
      for (std::size_t j = 0; j < i; ++j) {
        gates_.demand({-out.value[i], -out.value[j]});
      }
    }
    solver.add(one);
  }
  return out;
}

State Encoder::any_state() {
  State state;
  for (std::size_t f = 0; f < kb_.findings.size(); ++f) {
    state.push_back(any_answer(static_cast<FindingIndex>(f)));
  }
  return state;
}

AnswerLiterals Encoder::fixed(FindingIndex index, const Answer& answer) const {
  const Finding& finding = kb_.findings[index];
  AnswerLiterals out;
  out.answered =
      gates_.constant(!std::holds_alternative<std::monostate>(answer));
  const auto fill = [&](std::size_t count, const auto& holds) {
    for (std::size_t i = 0; i < count; ++i) {
      out.value.push_back(gates_.constant(holds(i)));
    }
  };
  switch (finding.type) {
    case FindingType::yes_no: {
      const auto* value = std::get_if<YesNo>(&answer);
      fill(4, [&](std::size_t i) {
        return value && static_cast<std::size_t>(*value) == i;
      });
      break;
    }
    case FindingType::one_of: {
      const auto* value = std::get_if<Choice>(&answer);
      fill(finding.values.size(),
           [&](std::size_t i) { return value && value->index == i; });
      break;
    }
    case FindingType::many_of: {
      const auto* value = std::get_if<Choices>(&answer);
      fill(finding.values.size(), [&](std::size_t i) {
        return value && ((value->bits >> i) & 1U) != 0;
      });
      break;
    }
    case FindingType::number: {
      const auto* value = std::get_if<double>(&answer);
      const std::size_t cell = value ? space_.cell_of(index, *value) : 0;
      fill(space_.cells(index).size() - 1,
           [&](std::size_t i) { return i < cell; });
      break;
    }
  }
  return out;
}

}  // namespace backcoach::prove
