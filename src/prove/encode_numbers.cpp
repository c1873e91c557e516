// Comparisons of numbers as statements about the cells they lie in.
#include <algorithm>

#include "network_copy.hpp"

namespace backcoach::prove {
namespace {

using engine::Grading;

/// What is known of the numbers of a comparison while its cells are searched.
class Cells final : public Box {
 public:
  Cells(const Space& space, std::vector<CellRange> whole)
      : ranges(std::move(whole)), space_(space) {}

  [[nodiscard]] Known at(FindingIndex finding) const override {
    for (const CellRange& range : ranges) {
      if (range.finding != finding || !range.answered) continue;
      range.read = true;
      const std::vector<Span>& cells = space_.cells(finding);
      return {true, {cells[range.first].low, cells[range.last].high}};
    }
    return {};
  }

  /// The widest range that the last comparison read and that can be split.
  [[nodiscard]] std::optional<std::size_t> widest() const {
    std::optional<std::size_t> best;
    std::size_t width = 0;
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const std::size_t own = ranges[i].last - ranges[i].first;
      if (!ranges[i].read || own <= width) continue;
      width = own;
      best = i;
    }
    return best;
  }

  void forget_reads() {
    for (const CellRange& range : ranges) range.read = false;
  }

  std::vector<CellRange> ranges;

 private:
  const Space& space_;
};

/// Splits the box of all answers until a comparison comes out the same within
/// each piece.
template <class Found>
void split(const KnowledgeBase& kb, const Node& node, Grading grading,
           Cells& box, const Found& found) {
  box.forget_reads();
  const Possible truth = compare(kb, node, box, grading);
  const std::optional<std::size_t> widest = box.widest();
  if (truth.exact() || !widest) {
    found(truth);
    return;
  }
  const std::size_t at = *widest;
  const CellRange whole = box.ranges[at];
  const std::size_t middle = (whole.first + whole.last) / 2;
  box.ranges[at].last = middle;
  split(kb, node, grading, box, found);
  box.ranges[at] = whole;
  box.ranges[at].first = middle + 1;
  split(kb, node, grading, box, found);
  box.ranges[at] = whole;
}

}  // namespace

Literal Encoder::in_cells(const State& state, const CellRange& range) {
  const AnswerLiterals& answer = state[range.finding];
  if (!range.answered) return -answer.answered;
  std::vector<Literal> parts{answer.answered};
  if (range.first > 0) parts.push_back(answer.value[range.first - 1]);
  if (range.last < answer.value.size()) {
    parts.push_back(-answer.value[range.last]);
  }
  return gates_.all(parts);
}

TruthLiterals Encoder::compare_leaf(const State& state, const Node& node,
                                    Grading grading) {
  const std::vector<FindingIndex> read = findings_of(kb_.network, node.first);
  std::vector<Literal> about{
      static_cast<Literal>(&node - kb_.network.nodes.data()),
      static_cast<Literal>(grading)};
  for (const FindingIndex finding : read) {
    const AnswerLiterals& answer = state[finding];
    about.push_back(answer.answered);
    about.insert(about.end(), answer.value.begin(), answer.value.end());
  }
  const auto [it, fresh] = compared_.try_emplace(std::move(about));
  if (fresh) it->second = compare_anew(state, node, grading, read);
  return it->second;
}

TruthLiterals Encoder::compare_anew(const State& state, const Node& node,
                                    Grading grading,
                                    const std::vector<FindingIndex>& read) {
  std::vector<Literal> yes;
  std::vector<Literal> no;
  const std::size_t ways = std::size_t{1} << read.size();
  for (std::size_t way = 0; way < ways; ++way) {
    std::vector<CellRange> ranges;
    std::vector<Literal> here;
    for (std::size_t i = 0; i < read.size(); ++i) {
      const bool answered = ((way >> i) & 1U) != 0;
      const std::size_t last = answered ? space_.cells(read[i]).size() - 1 : 0;
      ranges.push_back({read[i], answered, 0, last});
      const Literal given = state[read[i]].answered;
      here.push_back(answered ? given : -given);
    }
    const Literal in_way = gates_.all(here);
    if (in_way == gates_.no()) continue;
    const bool all_answered = way + 1 == ways;
    const TruthLiterals truth =
        compare_way(state, node, grading, std::move(ranges), all_answered);
    yes.push_back(gates_.all({in_way, truth.yes}));
    no.push_back(gates_.all({in_way, truth.no}));
  }
  return {gates_.any(yes), gates_.any(no)};
}

/// The comparison with answers in place of findings.
std::vector<double> Encoder::spelled(const State& state, const Node& node,
                                     Grading grading) const {
  const Network& net = kb_.network;
  std::vector<double> out{static_cast<double>(node.flag), node.low, node.high,
                          static_cast<double>(grading)};
  const auto spell = [&](auto&& self, std::uint32_t index) -> void {
    const NumberNode& number = net.numbers[index];
    out.push_back(static_cast<double>(number.kind));
    if (number.kind == Number::Kind::finding) {
      out.push_back(state[number.finding].answered);
      return;
    }
    out.push_back(number.factor);
    out.push_back(number.count);
    for (std::uint32_t i = 0; i < number.count; ++i) {
      self(self, net.number_parts[number.first + i]);
    }
  };
  spell(spell, node.first);
  return out;
}

TruthLiterals Encoder::compare_way(const State& state, const Node& node,
                                   Grading grading,
                                   std::vector<CellRange> ranges,
                                   bool all_answered) {
  std::vector<Literal> yes;
  std::vector<Literal> no;
  Cells box(space_, std::move(ranges));
  const auto found = [&](const Possible& truth) {
    if (!truth.yes && (!truth.no || all_answered)) return;
    std::vector<Literal> here;
    for (const CellRange& range : box.ranges) {
      if (range.answered) here.push_back(in_cells(state, range));
    }
    const Literal in_box = gates_.all(here);
    if (truth.exact()) {
      (truth.yes ? yes : no).push_back(in_box);
      return;
    }
    // More than one may be true somewhere in here: left free, and every
    // witness is tried on the engine before it is believed. Of the same
    // numbers the same comparison comes out the same, in whichever copy.
    // With all of them answered, both readings are one.
    std::vector<double> about =
        spelled(state, node, all_answered ? Grading::worst_case : grading);
    about.push_back(static_cast<double>(in_box));
    const auto open = [&](double which) {
      std::vector<double> one = about;
      one.push_back(which);
      return gates_.unknown(one);
    };
    const Literal free_yes = truth.yes ? open(0) : gates_.no();
    Literal free_no = gates_.no();
    if (truth.no) {
      free_no = truth.unknown ? open(1) : -free_yes;
      if (truth.unknown) gates_.demand({-free_yes, -free_no});
    }
    yes.push_back(gates_.all({in_box, free_yes}));
    no.push_back(gates_.all({in_box, free_no}));
    for (const CellRange& range : box.ranges) {
      if (std::find(mixed_.begin(), mixed_.end(), range.finding) ==
          mixed_.end()) {
        mixed_.push_back(range.finding);
      }
    }
  };
  split(kb_, node, grading, box, found);
  const Literal holds = gates_.any(yes);
  // Nothing is open where everything is known.
  return {holds, all_answered ? -holds : gates_.any(no)};
}

}  // namespace backcoach::prove
