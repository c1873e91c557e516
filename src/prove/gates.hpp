#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <unordered_map>
#include <vector>

#include "solver.hpp"

namespace backcoach::prove {

struct HashOfLiterals {
  std::size_t operator()(const std::vector<Literal>& literals) const {
    constexpr std::uint64_t kPrime = 0x9E3779B97F4A7C15;
    std::uint64_t hash = literals.size();
    for (const Literal one : literals) {
      hash = (hash ^ static_cast<std::uint32_t>(one)) * kPrime;
      hash ^= hash >> 29U;
    }
    return hash;
  }
};

/// Builds statements out of statements. Equal ones are made once, and what is
/// constant is never given to the solver.
class Gates {
 public:
  explicit Gates(Solver& solver);

  [[nodiscard]] Solver& solver() const { return solver_; }
  [[nodiscard]] Literal yes() const { return yes_; }
  [[nodiscard]] Literal no() const { return -yes_; }
  [[nodiscard]] Literal constant(bool holds) const {
    return holds ? yes_ : -yes_;
  }

  [[nodiscard]] Literal all(std::vector<Literal> parts);
  [[nodiscard]] Literal any(std::vector<Literal> parts);
  [[nodiscard]] Literal at_least(std::size_t count,
                                 const std::vector<Literal>& parts);
  /// `then` where `condition` holds, else `otherwise`.
  [[nodiscard]] Literal choose(Literal condition, Literal then,
                               Literal otherwise);
  [[nodiscard]] Literal differ(Literal a, Literal b);

  /// A statement of which nothing is known but what it is about: for the same
  /// `about` it is the same statement.
  [[nodiscard]] Literal unknown(const std::vector<double>& about);

  /// Demands for good that one of `literals` holds.
  void demand(std::initializer_list<Literal> literals);

 private:
  Solver& solver_;
  Literal yes_;
  std::unordered_map<std::vector<Literal>, Literal, HashOfLiterals> made_;
  std::map<std::vector<double>, Literal> unknown_;
};

}  // namespace backcoach::prove
