#pragma once

#include <array>
#include <string_view>

namespace backcoach::load {

/// The notices that the program shows by their name. A base without one of them
/// would show nothing in its place, which nobody would see, so it is not used.
/// \test tests/unit/kb/notices_test.cpp finds each name in the sources here
inline constexpr std::array<std::string_view, 57> kNotices = {
    "about",
    "ache_is_ok",
    "be_seen_today",
    "check_first",
    "clinical_review_pending",
    "closing",
    "diary_unreadable",
    "doubt_reason",
    "doubt_say",
    "draft_too_old",
    "ease_first",
    "emergency_always",
    "first_run",
    "first_run_emergency",
    "fit_the_plan",
    "flare_day",
    "form_title",
    "helper",
    "holds_until",
    "intended_use",
    "kept_once",
    "knowledge_old",
    "letter_intro",
    "letter_private",
    "letter_question_plan",
    "letter_question_referral",
    "letter_title",
    "letter_told",
    "no_plan",
    "no_plan_emergency",
    "not_a_diagnosis",
    "not_kept",
    "open_first",
    "open_no_decision",
    "other_rules",
    "pain_told",
    "plan_expired",
    "plan_from_now",
    "prescription_near",
    "prescription_no_time",
    "prescription_over",
    "prescription_own",
    "prescription_rest",
    "prescription_unchecked",
    "safety_net",
    "seen_first",
    "stands_other_rules",
    "stands_private",
    "stands_until",
    "stop_reminders",
    "stop_rules",
    "takes_minutes",
    "talk_to_someone",
    "tell_more",
    "unsure_ask",
    "watch_heading",
    "who_it_is_not_for"};

}  // namespace backcoach::load
