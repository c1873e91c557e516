#pragma once

#include <vector>

#include "prover.hpp"

namespace backcoach::prove {

/// What a node says in one reading it also says in another. `yes` and `no`:
/// whether that is so of either truth.
struct Stays {
  bool yes = false;
  bool no = false;
};

/// Tells the solver which nodes stay as they are: with everything open, when
/// more is answered; and what holds with everything open also holds as a
/// decision reads it. It could find that out by itself; told, it is ten times
/// as fast. Of a leaf it follows from how the answers were completed, or the
/// solver is asked; of what is made of leaves, from its parts.
class Refinement {
 public:
  /// \param more  the person of `prover` with more answers.
  Refinement(Prover& prover, const NetworkCopy& more);

  /// Whether an outcome that was ruled out with everything open is so as the
  /// decision on more answers reads it; a decision that is made has ruled out
  /// all that is more urgent.
  [[nodiscard]] bool stays_ruled_out(NodeIndex node) const {
    return reads_worse_ && more_open_[node].no && more_read_[node].no;
  }
  /// Whether an outcome that the decision reads as holding holds with more
  /// answers, too: none of its signs stands in for an answer.
  [[nodiscard]] bool stays_held(NodeIndex node) const {
    return prover_.person().open[node].yes ==
               prover_.person().nodes[node].yes &&
           more_open_[node].yes && more_read_[node].yes;
  }

 private:
  using Nodes = std::vector<TruthLiterals>;

  std::vector<Stays> relate(const Nodes& from, const Nodes& to);
  [[nodiscard]] Stays leaf(std::size_t n, const Nodes& from, const Nodes& to);
  [[nodiscard]] bool proved(Literal before, Literal after);
  [[nodiscard]] Stays inner(const Node& node,
                            const std::vector<Stays>& parts) const;

  Prover& prover_;
  std::vector<Stays> more_open_;  ///< by node: from little told to more
  std::vector<Stays> more_read_;  ///< from everything open to as it is read
  bool reads_worse_ = true;       ///< no outcome is open that was ruled in
};

}  // namespace backcoach::prove
