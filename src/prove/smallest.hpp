#pragma once

#include "network_copy.hpp"

namespace backcoach::prove {

/// \name Making a solution small and plain
/// Each takes demands that can hold together and adds to them as much as can
/// be added, first come first served.
/// @{
/// None of `answered` holds. The last of them goes first.
[[nodiscard]] std::vector<Literal> with_fewest(Gates& gates,
                                               std::vector<Literal> answered,
                                               std::vector<Literal> wanted);
/// After `with_fewest`: so few of `answered` that no solution has fewer.
[[nodiscard]] std::vector<Literal> with_least(
    Gates& gates, const std::vector<Literal>& answered,
    std::vector<Literal> wanted, const std::vector<Literal>& from);
/// What is answered is answered with "no", else "yes", or with the first
/// values of a choice: they stand for nothing special.
[[nodiscard]] std::vector<Literal> with_plainest(const KnowledgeBase& kb,
                                                 Gates& gates,
                                                 const State& state,
                                                 std::vector<Literal> wanted);
/// @}

}  // namespace backcoach::prove
