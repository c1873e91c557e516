#pragma once

#include "backcoach/course.hpp"
#include "person.hpp"

namespace backcoach::progress {

/// As `backcoach::next_course`, for many days of one set of answers.
[[nodiscard]] Course next_course(const plan::Person& person,
                                 const Course& before, const Plan& plan,
                                 const PassedDay& passed,
                                 const PlanPermission& permission);

}  // namespace backcoach::progress
