#pragma once

#include <optional>
#include <string>
#include <vector>

#include "../term/prompt.hpp"
#include "context.hpp"
#include "sitting.hpp"

namespace backcoach::cli {

/// Where an interview starts.
struct InterviewStart {
  Answers answers;
  std::vector<std::string> about;  ///< referrals that `seen_since` names
  std::string sitting;             ///< the entry of a sitting that was left
  bool resumed = false;
};

/// How an interview ended.
struct InterviewEnd {
  enum class Kind { finished, stopped, end_of_input };
  Kind kind = Kind::finished;
  Answers answers;
};

/// Offers an unfinished triage, if it may still go on: nothing else was told
/// since.
[[nodiscard]] std::optional<InterviewStart> open_draft(Context& context,
                                                       const KnowledgeBase& kb,
                                                       const Known& known);

/// Asks one question at a time, worst danger first, and lets answers be
/// reviewed and changed. What is known is in `sitting` after every answer. An
/// emergency ends it at once; with a same-day need only what could be more
/// urgent is still asked.
InterviewEnd run_interview(Context& context, const KnowledgeBase& kb,
                           const InterviewStart& start,
                           const Standing& standing, Sitting& sitting);

/// Asks what fits the plan to the person, after the decision; it can be
/// skipped. \return the answers with what was told
[[nodiscard]] Answers fit_plan(Context& context, const KnowledgeBase& kb,
                               const Answers& answers, const Standing& standing,
                               Sitting& sitting);

/// Asks what grades the signs of a page that has been shown, and all that
/// opens then.
InterviewEnd tell_more(Context& context, const KnowledgeBase& kb,
                       const Answers& answers,
                       const std::vector<std::string>& about,
                       const Standing& standing, Sitting& sitting);

/// Only the danger questions, while a referral stands.
InterviewEnd ask_danger_list(Context& context, const KnowledgeBase& kb,
                             const Answers& answers, Sitting& sitting);

/// Lets one answer of a finished interview be changed, and asks what that
/// opens. \return empty when nothing changed.
std::optional<Answers> change_answer(Context& context, const KnowledgeBase& kb,
                                     const Answers& answers,
                                     const std::vector<std::string>& about,
                                     const Standing& standing,
                                     Sitting& sitting);

void remove_draft(Context& context);

}  // namespace backcoach::cli
