#pragma once

#include "items.hpp"

namespace backcoach::plan {

/// The first-aid movement on the day of `course`: whether a test is offered and
/// which, or how often to do what was found. A test or movement comes up only
/// where nothing but the answers it asks itself (`as_if`) speaks against it.
/// \param waking_minutes  from getting up to bed
/// \param works           hours of work fall on this day
[[nodiscard]] FirstAid first_aid(const Person& person, const Course& course,
                                 Stage stage, int waking_minutes, bool works);

/// The tests that this person may do, best first.
[[nodiscard]] std::vector<std::size_t> tests_for(const Person& person);

/// Whether nothing but what the test asks itself speaks against it.
[[nodiscard]] bool may_test(const Person& person, const DirectionTest& test);

/// The row of the day; empty when there is none.
[[nodiscard]] std::optional<PlanItem> first_aid_item(const Person& person,
                                                     const FirstAid& state,
                                                     int at);

/// What is said of it for the whole day.
[[nodiscard]] std::vector<std::string> first_aid_notes(const PlanRules& rules,
                                                       const FirstAid& state,
                                                       int day);

/// The words under `key`; empty when there are none.
[[nodiscard]] std::string_view word_of(const DirectionRules& rules,
                                       std::string_view key);

}  // namespace backcoach::plan
