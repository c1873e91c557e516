#include "telling_answers.hpp"

#include <cmath>
#include <set>
#include <type_traits>

#include "../kb/written.hpp"

namespace backcoach::authoring {
namespace {

void note_bounds(const Number& number, const Compare& compare,
                 std::vector<std::set<double>>& out) {
  if (number.kind == Number::Kind::finding) {
    for (const double bound : {compare.low, compare.high}) {
      if (!std::isfinite(bound)) continue;
      for (const double step : {-1.0, 0.0, 1.0}) {
        out[number.finding].insert(std::floor(bound) + step);
      }
    }
  }
  for (const Number& part : number.parts) note_bounds(part, compare, out);
}

void note_bounds(const Condition& condition,
                 std::vector<std::set<double>>& out) {
  std::visit(
      [&](const auto& is) {
        using T = std::decay_t<decltype(is)>;
        if constexpr (requires { is.parts; }) {
          for (const Condition& part : is.parts) note_bounds(part, out);
        } else if constexpr (std::is_same_v<T, Compare>) {
          note_bounds(is.number, is, out);
        }
      },
      condition.is);
}

}  // namespace

std::vector<std::vector<Answer>> telling_answers(const KnowledgeBase& kb) {
  std::vector<std::set<double>> numbers(kb.findings.size());
  for (const Written& written :
       written_conditions(const_cast<KnowledgeBase&>(kb))) {
    note_bounds(*written.when, numbers);
  }
  std::vector<std::vector<Answer>> all(kb.findings.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Finding& finding = kb.findings[i];
    switch (finding.type) {
      case FindingType::yes_no:
        for (const YesNo value : {YesNo::yes, YesNo::no, YesNo::not_sure,
                                  YesNo::prefer_not_to_say}) {
          all[i].emplace_back(value);
        }
        break;
      case FindingType::number:
        numbers[i].insert(finding.min);
        if (std::isfinite(finding.max)) numbers[i].insert(finding.max);
        for (const double value : numbers[i]) {
          if (value >= finding.min && value <= finding.max) {
            all[i].emplace_back(value);
          }
        }
        break;
      case FindingType::one_of:
        for (std::size_t v = 0; v < finding.values.size(); ++v) {
          all[i].emplace_back(Choice{static_cast<std::uint8_t>(v)});
        }
        break;
      case FindingType::many_of:
        all[i].emplace_back(Choices{});
        for (std::size_t v = 0; v < finding.values.size(); ++v) {
          all[i].emplace_back(Choices{1U << v});
        }
        break;
    }
  }
  return all;
}

}  // namespace backcoach::authoring
