#pragma once

#include "person.hpp"

namespace backcoach::plan {

/// Why an exercise is left out; empty = it may be used. `answers` are those
/// that decided it.
[[nodiscard]] Exclusion exclusion(const Person& person, ExerciseIndex index);

/// Every exercise of the knowledge base, in its order.
[[nodiscard]] std::vector<Exclusion> exclusions(const Person& person);

/// Whether a stretch gate is about this exercise.
[[nodiscard]] bool applies(const StretchGate& gate, const Exercise& card,
                           ExerciseIndex index);

}  // namespace backcoach::plan
