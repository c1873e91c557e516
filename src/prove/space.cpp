#include "space.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace backcoach::prove {
namespace {

using engine::Grading;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Numbers with at most this many values are cut at each of them.
constexpr double kFew = 400;

double next(const Finding& finding, double value) {
  return finding.history ? std::nextafter(value, kInfinity) : value + 1;
}
double before(const Finding& finding, double value) {
  return finding.history ? std::nextafter(value, -kInfinity) : value - 1;
}

class Points final : public Box {
 public:
  [[nodiscard]] Known at(FindingIndex finding) const override {
    const auto it = values.find(finding);
    if (it == values.end() || !it->second) return {};
    return {true, {*it->second, *it->second}};
  }
  std::map<FindingIndex, std::optional<double>> values;
};

}  // namespace

Space::Space(const KnowledgeBase& kb)
    : kb_(kb), starts_(kb.findings.size()), cells_(kb.findings.size()) {
  for (const Node& node : kb.network.nodes) {
    if (node.op == Node::Op::compare) cut_for(node, node.first);
  }
  for (const Implication& implication : kb.implications) {
    for (const auto& [finding, value] : implication.then) {
      if (const double* number = std::get_if<double>(&value)) {
        cut_around(finding, *number);
      }
    }
  }
  // The plan reads these itself.
  const RestRules& rest = kb.plan.rest;
  if (kb.findings[rest.hours_finding].type == FindingType::number) {
    cut_around(rest.hours_finding, rest.max_hours);
  }
  for (std::size_t f = 0; f < kb.findings.size(); ++f) {
    make_cells(static_cast<FindingIndex>(f));
  }
}

void Space::also_cut(FindingIndex finding, const std::vector<double>& starts) {
  for (const double start : starts) cut(finding, start);
  make_cells(finding);
}

void Space::cut(FindingIndex finding, double value) {
  const Finding& about = kb_.findings[finding];
  const double start = about.history ? value : std::ceil(value);
  if (start > about.min && start <= about.max) starts_[finding].insert(start);
}

void Space::cut_around(FindingIndex finding, double value) {
  const Finding& about = kb_.findings[finding];
  if (!std::isfinite(value)) return;
  cut(finding, value);
  cut(finding, next(about, about.history ? value : std::floor(value)));
}

void Space::cut_for(const Node& node, std::uint32_t number) {
  const NumberNode& expression = kb_.network.numbers[number];
  if (expression.kind == Number::Kind::first_of) {
    for (std::uint32_t i = 0; i < expression.count; ++i) {
      cut_for(node, kb_.network.number_parts[expression.first + i]);
    }
    return;
  }
  if (expression.kind == Number::Kind::finding) {
    cut_around(expression.finding, node.low);
    cut_around(expression.finding, node.high);
    return;
  }
  Node part = node;
  part.first = number;
  cut_several(part, findings_of(kb_.network, number));
}

void Space::cut_several(const Node& node,
                        const std::vector<FindingIndex>& read) {
  const auto width = [&](FindingIndex finding) {
    const Finding& about = kb_.findings[finding];
    return about.history ? kInfinity : about.max - about.min + 1;
  };
  const FindingIndex widest = *std::max_element(
      read.begin(), read.end(),
      [&](FindingIndex a, FindingIndex b) { return width(a) < width(b); });
  bool others_are_few = true;
  double ways = 1;
  for (const FindingIndex finding : read) {
    if (finding == widest) continue;
    ways *= width(finding) + 1;
    if (width(finding) > kFew) {
      others_are_few = false;
      continue;
    }
    const Finding& about = kb_.findings[finding];
    for (double v = about.min; v <= about.max; v += 1) cut(finding, v);
  }
  constexpr double kMostWays = 20000;
  const bool can_try = others_are_few && ways <= kMostWays;
  if (can_try && std::isfinite(width(widest))) find_turns(node, read, widest);
}

void Space::find_turns(const Node& node, const std::vector<FindingIndex>& read,
                       FindingIndex widest) {
  // With one bound the truth only grows or only falls with the number, so
  // halving finds every turn.
  Node from = node;
  from.high = kInfinity;
  Node until = node;
  until.low = -kInfinity;
  for (const Node& bound : {from, until}) {
    const bool real = std::isfinite(bound.low) || std::isfinite(bound.high);
    if (real) find_turns_of_bound(bound, read, widest);
  }
}

void Space::find_turns_of_bound(const Node& node,
                                const std::vector<FindingIndex>& read,
                                FindingIndex widest) {
  const Finding& about = kb_.findings[widest];
  Points points;
  const auto at = [&](double value) {
    points.values[widest] = value;
    return compare(kb_, node, points, Grading::worst_case);
  };
  const auto search = [&](auto&& self, double low, Possible at_low, double high,
                          Possible at_high) -> void {
    if (at_low == at_high) return;
    if (high - low <= 1) {
      starts_[widest].insert(high);
      return;
    }
    const double middle = std::floor((low + high) / 2);
    const Possible at_middle = at(middle);
    self(self, low, at_low, middle, at_middle);
    self(self, middle, at_middle, high, at_high);
  };
  const auto choose = [&](auto&& self, std::size_t i) -> void {
    if (i == read.size()) {
      const Possible first = at(about.min);
      search(search, about.min, first, about.max, at(about.max));
      return;
    }
    if (read[i] == widest) return self(self, i + 1);
    const Finding& other = kb_.findings[read[i]];
    points.values[read[i]] = std::nullopt;
    self(self, i + 1);
    for (double v = other.min; v <= other.max; v += 1) {
      points.values[read[i]] = v;
      self(self, i + 1);
    }
  };
  choose(choose, 0);
}

void Space::make_cells(FindingIndex finding) {
  const Finding& about = kb_.findings[finding];
  if (about.type != FindingType::number) return;
  std::vector<Span>& cells = cells_[finding];
  cells.clear();
  double low = about.min;
  for (const double start : starts_[finding]) {
    cells.push_back({low, before(about, start)});
    low = start;
  }
  cells.push_back({low, about.max});
}

std::size_t Space::cell_of(FindingIndex finding, double value) const {
  const std::vector<Span>& cells = cells_[finding];
  std::size_t cell = 0;
  while (cell + 1 < cells.size() && cells[cell + 1].low <= value) ++cell;
  return cell;
}

}  // namespace backcoach::prove
