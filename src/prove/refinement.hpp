#pragma once

#include <vector>

#include "prover.hpp"

namespace backcoach::prove {

/// What a node says with some answers it still says with more. `yes` and `no`:
/// whether that is so of either truth.
struct Stays {
  bool yes = false;
  bool no = false;
};

/// Tells the solver which nodes stay as they are when more is answered. It
/// could find that out by itself; told, it is ten times as fast. Of a leaf it
/// follows from how the answers were completed, or the solver is asked; of
/// what is made of leaves, from its parts.
class Refinement {
 public:
  /// \param more  the person of `prover` with more answers.
  Refinement(Prover& prover, const NetworkCopy& more);

 private:
  [[nodiscard]] Stays leaf(std::size_t n);
  [[nodiscard]] bool takes_first(std::uint32_t number) const;
  [[nodiscard]] bool proved(Literal before, Literal after);
  [[nodiscard]] Stays inner(const Node& node) const;
  void tell(std::size_t n, const Stays& stays);

  Prover& prover_;
  const NetworkCopy& early_;
  const NetworkCopy& more_;
  std::vector<Stays> stays_;
};

}  // namespace backcoach::prove
