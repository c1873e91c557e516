#pragma once

#include <functional>

#include "network_copy.hpp"

namespace backcoach::prove {

/// Where in its cell a number is taken: 0 = lowest, 1 = highest, 2 = middle.
/// Only a comparison that is not exact can tell them apart.
using Pick = std::function<int(FindingIndex)>;
inline constexpr int kPicks = 3;

/// The answers of the last solution.
[[nodiscard]] Answers read_answers(const KnowledgeBase& kb, const Space& space,
                                   const Solver& solver, const State& state,
                                   const Pick& pick);

/// Ways in which the numbers of `findings` lie in other cells than in the last
/// solution: one of these holds then.
[[nodiscard]] std::vector<Literal> other_cells(
    const Solver& solver, const State& state,
    const std::vector<FindingIndex>& findings);

/// Tries every combination of picks for `count` findings, at most a few
/// hundred, until `fits` says so.
/// \param fits  given the picks, one for each.
[[nodiscard]] bool try_picks(
    std::size_t count,
    const std::function<bool(const std::vector<int>&)>& fits);

}  // namespace backcoach::prove
