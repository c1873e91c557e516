#include "numbers.hpp"

#include <algorithm>

namespace backcoach::prove {
namespace {

using engine::Grading;

/// All that the two ends of an interval can be within a box. `point`: both
/// ends are the same wherever one looks.
struct Ends {
  Span low;
  Span high;
  bool point = false;
};

class Reader {
 public:
  Reader(const KnowledgeBase& kb, const Box& box, Grading grading)
      : kb_(kb), box_(box), grading_(grading) {}

  Ends number(std::uint32_t index, bool only_answered) {
    const NumberNode& node = kb_.network.numbers[index];
    switch (node.kind) {
      case Number::Kind::finding:
        return finding(node.finding, only_answered);
      case Number::Kind::sum:
        return sum(node, only_answered);
      case Number::Kind::difference:
        return difference(node, only_answered);
      case Number::Kind::times:
        return times(node, only_answered);
      case Number::Kind::first_of:
        return first_answered(node);
    }
    return {};
  }

  [[nodiscard]] bool known() const { return known_; }

 private:
  [[nodiscard]] std::uint32_t part(const NumberNode& node,
                                   std::uint32_t i) const {
    return kb_.network.number_parts[node.first + i];
  }

  Ends finding(FindingIndex index, bool only_answered) {
    const Finding& about = kb_.findings[index];
    const Known known = box_.at(index);
    if (known.answered) return {known.span, known.span, true};
    if (about.history) {
      known_ = false;
      return {{}, {}, true};
    }
    const bool stands = grading_ == Grading::worst_case || about.asked_later;
    if (about.grading && !only_answered && stands) {
      if (const double* value = std::get_if<double>(&about.when_absent)) {
        return {{*value, *value}, {*value, *value}, true};
      }
    }
    return {
        {about.min, about.min}, {about.max, about.max}, about.min == about.max};
  }

  Ends sum(const NumberNode& node, bool only_answered) {
    Ends all{{}, {}, true};
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const Ends one = number(part(node, i), only_answered);
      all.low = {all.low.low + one.low.low, all.low.high + one.low.high};
      all.high = {all.high.low + one.high.low, all.high.high + one.high.high};
      all.point = all.point && one.point;
    }
    return all;
  }

  Ends difference(const NumberNode& node, bool only_answered) {
    const Ends left = number(part(node, 0), only_answered);
    const Ends right = number(part(node, 1), only_answered);
    return {{left.low.low - right.high.high, left.low.high - right.high.low},
            {left.high.low - right.low.high, left.high.high - right.low.low},
            left.point && right.point};
  }

  Ends times(const NumberNode& node, bool only_answered) {
    const Ends one = number(part(node, 0), only_answered);
    const Span low{one.low.low * node.factor, one.low.high * node.factor};
    const Span high{one.high.low * node.factor, one.high.high * node.factor};
    if (node.factor >= 0) return {low, high, one.point};
    return {{high.high, high.low}, {low.high, low.low}, one.point};
  }

  /// Whether a part is one finding that nobody has answered and that the
  /// interview can still ask for.
  [[nodiscard]] bool can_be_told(const NumberNode& one) const {
    if (one.kind != Number::Kind::finding) return false;
    const Finding& about = kb_.findings[one.finding];
    return !about.history && !about.asked_later &&
           !box_.at(one.finding).answered;
  }

  Ends first_answered(const NumberNode& node) {
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const bool last = i + 1 == node.count;
      const NumberNode& one = kb_.network.numbers[part(node, i)];
      if (!last && can_be_told(one)) {
        const bool stands = grading_ == Grading::worst_case &&
                            kb_.findings[one.finding].grading;
        if (stands || grading_ == Grading::open) {
          return number(part(node, i), /*only_answered=*/false);
        }
      }
      const Ends value = number(part(node, i), /*only_answered=*/true);
      if (last || value.point) return value;
    }
    return {};
  }

  const KnowledgeBase& kb_;
  const Box& box_;
  Grading grading_;
  bool known_ = true;
};

/// Whether something that only grows, or only falls, holds along a span.
struct Along {
  bool somewhere = false;
  bool everywhere = false;
};

template <class Test>
Along along(const Span& span, const Test& holds) {
  const bool first = holds(span.low);
  const bool last = holds(span.high);
  return {first || last, first && last};
}

}  // namespace

bool takes_first(const Network& network, std::uint32_t index) {
  const NumberNode& node = network.numbers[index];
  if (node.kind == Number::Kind::first_of) return true;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (takes_first(network, network.number_parts[node.first + i])) return true;
  }
  return false;
}

Possible compare(const KnowledgeBase& kb, const Node& node, const Box& box,
                 Grading grading) {
  Reader reader(kb, box, grading);
  const Ends value = reader.number(node.first, /*only_answered=*/false);
  Possible truth;
  if (!reader.known()) {
    truth.no = true;
    return truth;
  }
  const bool low_open = (node.flag & 1U) != 0;
  const bool high_open = (node.flag & 2U) != 0;
  const auto above = [&](double x) {
    return low_open ? x > node.low : x >= node.low;
  };
  const auto below = [&](double x) {
    return high_open ? x < node.high : x <= node.high;
  };
  const Along low_above = along(value.low, above);
  const Along high_below = along(value.high, below);
  const Along high_above = along(value.high, above);
  const Along low_below = along(value.low, below);
  truth.yes = low_above.somewhere && high_below.somewhere;
  truth.no = !high_above.everywhere || !low_below.everywhere;
  const bool always_yes = low_above.everywhere && high_below.everywhere;
  const bool can_touch = high_above.somewhere && low_below.somewhere;
  truth.unknown = !value.point && !always_yes && can_touch;
  return truth;
}

}  // namespace backcoach::prove
