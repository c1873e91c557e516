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

 private:
  using Nodes = std::vector<TruthLiterals>;

  void relate(const Nodes& from, const Nodes& to);
  [[nodiscard]] Stays leaf(std::size_t n, const Nodes& from, const Nodes& to);
  [[nodiscard]] bool proved(Literal before, Literal after);
  [[nodiscard]] Stays inner(const Node& node,
                            const std::vector<Stays>& parts) const;

  Prover& prover_;
};

}  // namespace backcoach::prove
