#pragma once

#include <set>
#include <vector>

#include "numbers.hpp"

namespace backcoach::prove {

/// The range of every number, cut into the pieces ("cells") that no condition
/// of the knowledge base can tell apart. Answers are whole numbers; measures
/// of the diary need not be.
///
/// Where a comparison reads several numbers, all but the widest are cut at
/// every whole number and that one where the comparison turns, so cells stay
/// exact. With two wide ones a cell can be mixed (`NetworkCopy`).
class Space {
 public:
  explicit Space(const KnowledgeBase& kb);

  [[nodiscard]] const std::vector<Span>& cells(FindingIndex finding) const {
    return cells_[finding];
  }
  /// Cuts at `starts` too, as far as they lie inside the range.
  void also_cut(FindingIndex finding, const std::vector<double>& starts);
  /// The cell that `value` lies in.
  [[nodiscard]] std::size_t cell_of(FindingIndex finding, double value) const;

 private:
  void cut(FindingIndex finding, double value);
  void cut_around(FindingIndex finding, double value);
  void cut_for(const Node& node, std::uint32_t number);
  void cut_several(const Node& node, const std::vector<FindingIndex>& read);
  void find_turns(const Node& node, const std::vector<FindingIndex>& read,
                  FindingIndex widest);
  void find_turns_of_bound(const Node& node,
                           const std::vector<FindingIndex>& read,
                           FindingIndex widest);
  void make_cells(FindingIndex finding);

  const KnowledgeBase& kb_;
  std::vector<std::set<double>> starts_;
  std::vector<std::vector<Span>> cells_;
};

}  // namespace backcoach::prove
