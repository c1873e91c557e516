#pragma once

#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "gates.hpp"
#include "space.hpp"

namespace backcoach::prove {

/// Every answer that one finding can have. The literals of `value` are, by
/// type: yes_no and one_of, "it is this value"; many_of, "it has this value";
/// number, "it lies in cell i + 1 or a later one". None holds while it is not
/// answered.
struct AnswerLiterals {
  Literal answered = 0;
  std::vector<Literal> value;
  friend bool operator==(const AnswerLiterals&,
                         const AnswerLiterals&) = default;
};
using State = std::vector<AnswerLiterals>;

/// Kleene truth of a node: `yes`, `no`, or neither while it is open.
struct TruthLiterals {
  Literal yes = 0;
  Literal no = 0;
};

/// Which outcome `engine::decide` comes to.
struct DecisionLiterals {
  /// By `Urgency`: this urgency or a higher one already holds.
  std::array<Literal, 5> at_least{};
  Literal plan_allowed = 0;
  Literal needs_answers = 0;
  Literal permission = 0;    ///< `Decision::plan_permission`
  std::vector<Literal> row;  ///< the row that gives the plan its stage
};

/// The whole knowledge base about one person, as statements.
struct NetworkCopy {
  State given;          ///< as answered
  State answers;        ///< with what follows from it (`with_implied`)
  Literal allowed = 0;  ///< no conflict between the answers given
  std::vector<TruthLiterals> nodes;  ///< as a decision reads them
  std::vector<TruthLiterals> open;   ///< with grading answers open
  DecisionLiterals decision;
};

/// Cells `first` to `last` of a number, or "not answered".
struct CellRange {
  FindingIndex finding = 0;
  bool answered = false;
  std::size_t first = 0;
  std::size_t last = 0;
  mutable bool read = false;  ///< by the comparison being made
};

/// How a node may move in the order no, open, yes when an answer changes.
struct Moves {
  bool up = false;
  bool down = false;
};
using MovesByNode = std::map<NodeIndex, Moves>;

/// One answer becomes another; `monostate` = not asked.
struct AnswerChange {
  FindingIndex finding = 0;
  Answer from;
  Answer to;
};

/// How much of a decision a copy says: urgency alone is quicker to make.
enum class Depth : std::uint8_t { urgency, decision };

/// Makes copies of the network.
class Encoder {
 public:
  Encoder(const KnowledgeBase& kb, const Space& space, Gates& gates);

  /// Answers that are free.
  [[nodiscard]] State any_state();
  [[nodiscard]] AnswerLiterals any_answer(FindingIndex finding);
  /// One fixed answer; `monostate` = not asked.
  [[nodiscard]] AnswerLiterals fixed(FindingIndex finding,
                                     const Answer& answer) const;

  [[nodiscard]] NetworkCopy copy(State given);
  /// As `base` with some answers replaced. Shares all that stays the same.
  [[nodiscard]] NetworkCopy with(
      const NetworkCopy& base,
      const std::vector<std::pair<FindingIndex, AnswerLiterals>>& changes,
      Depth depth = Depth::decision);

  /// Says the whole decision of what `with` made of `base` to `urgency` alone.
  void deepen(NetworkCopy& copy, const NetworkCopy& base) {
    copy.decision = decide(copy, base);
  }

  /// Truth of one node under `state`, without implied answers.
  [[nodiscard]] TruthLiterals truth(const State& state, NodeIndex node);

  /// Which nodes may move, as a decision reads them, when these answers change
  /// and all others stay: from how conditions are built alone, without a
  /// question to the solver. A node that is not there does not move.
  [[nodiscard]] MovesByNode moves(std::vector<AnswerChange> changes);

  /// The comparisons that were not encoded exactly, as the findings they read.
  [[nodiscard]] const std::vector<FindingIndex>& mixed() const {
    return mixed_;
  }

 private:
  using Grading = engine::Grading;
  using Memo = std::vector<std::optional<TruthLiterals>>;

  TruthLiterals truth(const State& state, NodeIndex node, Memo& memo);
  TruthLiterals leaf(const State& state, const Node& node, Grading grading);
  TruthLiterals compare_leaf(const State& state, const Node& node,
                             Grading grading);
  TruthLiterals compare_anew(const State& state, const Node& node,
                             Grading grading,
                             const std::vector<FindingIndex>& read);
  TruthLiterals compare_way(const State& state, const Node& node,
                            Grading grading, std::vector<CellRange> ranges,
                            bool all_answered);
  Literal in_cells(const State& state, const CellRange& range);
  std::vector<double> spelled(const State& state, const Node& node,
                              Grading grading) const;
  /// Which nodes can come out otherwise when grading answers are open.
  void mark_readings();
  void move_leaves(const AnswerChange& change, MovesByNode& out);
  TruthLiterals again(const State& state, std::size_t node, Grading grading,
                      const std::vector<TruthLiterals>& nodes);
  void change(const State& before, const State& after, Grading grading,
              std::vector<TruthLiterals>& nodes);
  void mark_findings(NodeIndex index, std::vector<bool>& out) const;
  TruthLiterals inner(const Node& node,
                      const std::vector<TruthLiterals>& parts);
  /// "Its answer, or what stands for it, is the value `index`."
  Literal is_value(const State& state, FindingIndex finding, std::size_t index,
                   Grading grading) const;
  Literal not_open(const State& state, FindingIndex finding,
                   Grading grading) const;
  State with_implied(const State& given);
  Literal allowed(const State& given);
  void add_urgency(const std::vector<TruthLiterals>& nodes,
                   const std::vector<TruthLiterals>& base,
                   DecisionLiterals& out);
  /// Of one reading alone.
  DecisionLiterals decide_reading(const std::vector<TruthLiterals>& nodes,
                                  const std::vector<TruthLiterals>& base);
  DecisionLiterals decide(const NetworkCopy& person, const NetworkCopy& base);
  Literal needs_answers(const std::vector<TruthLiterals>& nodes,
                        const DecisionLiterals& decision, Literal table_open);

  const KnowledgeBase& kb_;
  const Space& space_;
  Gates& gates_;
  std::vector<bool> two_readings_;  ///< by node
  std::vector<FindingIndex> mixed_;
  /// Comparisons by what they are and the answers that they read.
  std::unordered_map<std::vector<Literal>, TruthLiterals, HashOfLiterals>
      compared_;
  std::vector<bool> in_implications_;  ///< findings read or set by one
  std::vector<bool> in_conflicts_;
};

}  // namespace backcoach::prove
