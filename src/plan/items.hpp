#pragma once

#include "schedule.hpp"

namespace backcoach::plan {

/// One go of `chosen` without its time: words, dose, reasons and sources.
[[nodiscard]] PlanItem item_of(const Person& person, const Chosen& chosen);

[[nodiscard]] PlanItem checkin_item(const CheckinRules& checkin, int bed);

/// A digest of the content of `plan` and of the knowledge behind it.
[[nodiscard]] std::string digest(const KnowledgeBase& kb, const Plan& plan);

}  // namespace backcoach::plan
