#pragma once

#include <functional>

#include "prover.hpp"

namespace backcoach::prove {

/// What the engines say of the last solution; empty where they do not bear it
/// out.
using Confirm = std::function<std::optional<Witness>()>;

/// What every other solution than the last has one of, where that one touched
/// what is not exact; empty where it did not.
using Elsewhere = std::function<std::optional<std::vector<Literal>>()>;

/// Looks for a solution of `wanted` that `confirm` bears out. One that it does
/// not comes from what is not exact: that is put aside and the search goes on.
/// \param wanted  afterwards with what was put aside.
[[nodiscard]] Found find_confirmed(Solver& solver, std::vector<Literal>& wanted,
                                   const Confirm& confirm,
                                   const Elsewhere& elsewhere);

}  // namespace backcoach::prove
