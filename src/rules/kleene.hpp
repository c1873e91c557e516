#pragma once

#include <array>
#include <cstdint>

#include "backcoach/rules.hpp"

namespace backcoach::engine {

/// One bit per person: 64 people are decided side by side. Who decides for one
/// person alone uses bit 0.
using Mask = std::uint64_t;

/// The truth of one condition for every person of a mask. No bit stands in
/// both; a bit in neither means `no`.
struct Kleene {
  Mask yes = 0;
  Mask unknown = 0;
  friend bool operator==(const Kleene&, const Kleene&) = default;
};

[[nodiscard]] inline Kleene kleene(Truth truth) {
  return {truth == Truth::yes ? Mask{1} : Mask{0},
          truth == Truth::unknown ? Mask{1} : Mask{0}};
}

/// The truth of bit 0.
[[nodiscard]] inline Truth truth_of(Kleene kleene) {
  if ((kleene.yes & 1U) != 0) return Truth::yes;
  return (kleene.unknown & 1U) != 0 ? Truth::unknown : Truth::no;
}

/// Counts, for every person at once, how many masks have the person's bit:
/// a binary counter whose digits are masks.
class MaskCounter {
 public:
  void add(Mask one) {
    for (std::size_t i = 0; i < digits_.size() && one != 0; ++i) {
      const Mask carry = digits_[i] & one;
      digits_[i] ^= one;
      one = carry;
    }
    full_ |= one;
  }
  [[nodiscard]] Mask at_least(unsigned wanted) const {
    Mask above = 0;
    Mask equal = ~Mask{0};
    for (std::size_t i = digits_.size(); i-- > 0;) {
      if (((wanted >> i) & 1U) != 0) {
        equal &= digits_[i];
      } else {
        above |= equal & digits_[i];
        equal &= ~digits_[i];
      }
    }
    return above | equal | full_;
  }

 private:
  std::array<Mask, 9> digits_{};  // a node has an 8-bit count
  Mask full_ = 0;                 // counted beyond all digits: enough for any
};

/// Truth of one inner node from its children: the only place that says what
/// "all of", "any of", "none of" and "at least" mean.
/// \param part gives the Kleene truth of a child by its index.
template <class Part>
[[nodiscard]] Kleene inner(const Network& network, const Node& node,
                           Part part) {
  const NodeIndex* child = network.children.data() + node.first;
  if (node.op == Node::Op::all_of) {
    Mask yes = ~Mask{0};
    Mask possible = ~Mask{0};
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const Kleene one = part(child[i]);
      yes &= one.yes;
      possible &= one.yes | one.unknown;
    }
    return {yes, possible & ~yes};
  }
  if (node.op == Node::Op::at_least) {
    MaskCounter yes;
    MaskCounter possible;
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const Kleene one = part(child[i]);
      yes.add(one.yes);
      possible.add(one.yes | one.unknown);
    }
    const Mask holds = yes.at_least(node.flag);
    return {holds, possible.at_least(node.flag) & ~holds};
  }
  Mask any = 0;
  Mask open = 0;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Kleene one = part(child[i]);
    any |= one.yes;
    open |= one.unknown;
  }
  open &= ~any;
  if (node.op == Node::Op::none_of) return {~(any | open), open};
  return {any, open};
}

}  // namespace backcoach::engine
