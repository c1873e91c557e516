#pragma once

#include <array>
#include <string_view>

namespace backcoach::load {

/// The notices that the program shows by their name. A base without one of them
/// would show nothing in its place, which nobody would see, so it is not used.
/// \test tests/unit/load/notices_test.cpp finds each name in the sources here
inline constexpr std::array<std::string_view, 29> kNotices = {
    "ache_is_ok",
    "check_first",
    "clinical_review_pending",
    "doubt_reason",
    "doubt_say",
    "draft_too_old",
    "emergency_always",
    "first_run",
    "first_run_emergency",
    "flare_day",
    "helper",
    "intended_use",
    "knowledge_old",
    "no_plan",
    "no_plan_emergency",
    "not_a_diagnosis",
    "plan_expired",
    "plan_from_now",
    "prescription_near",
    "prescription_no_time",
    "prescription_over",
    "prescription_own",
    "prescription_rest",
    "prescription_unchecked",
    "safety_net",
    "stop_rules",
    "talk_to_someone",
    "unsure_ask",
    "who_it_is_not_for"};

}  // namespace backcoach::load
