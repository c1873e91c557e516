#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace backcoach::prove {

/// A statement or, when negative, its opposite. Never 0.
using Literal = int;

/// The one place that knows the SAT solver. Clauses are added once; questions
/// are asked about them under assumptions, as often as wanted.
class Solver {
 public:
  Solver();
  ~Solver();
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;

  [[nodiscard]] Literal fresh();
  /// At least one of `literals` holds.
  void add(std::span<const Literal> literals);
  /// Where it is free to choose, the solver is to choose this.
  void prefer(Literal literal);
  /// \return whether everything added and `assumptions` can hold together.
  [[nodiscard]] bool can_hold(std::span<const Literal> assumptions);
  /// \pre the last `can_hold` was true, and nothing was added since.
  [[nodiscard]] bool value(Literal literal) const;
  /// How many questions were asked so far.
  [[nodiscard]] std::size_t queries() const { return queries_; }

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
  Literal last_ = 0;
  std::size_t queries_ = 0;
};

}  // namespace backcoach::prove
