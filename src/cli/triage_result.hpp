#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sitting.hpp"

namespace backcoach::cli {

/// What a triage is decided from.
struct TriageInput {
  Answers answers;
  std::vector<std::string> about;  ///< referrals that `seen_since` names
  std::string continues;           ///< the entry that it goes on with
  SeenInput seen;                  ///< groups that are said to be the same
};

struct TriageResult {
  Answers answers;
  /// Of these answers, without what was looked at.
  std::optional<Assessment> assessment = std::nullopt;
  Decision decision;
  SeenInput seen;  ///< what the decision took into account
  bool kept = false;
  bool failed = false;  ///< it was to be kept, and could not be
};

/// A result that is not kept is about anybody: it reads no diary.
[[nodiscard]] TriageResult decide_for_anybody(const KnowledgeBase& kb,
                                              const TriageInput& input);

/// The decision with what the diary says was looked at.
[[nodiscard]] TriageResult decide_kept(const Context& context,
                                       const KnowledgeBase& kb,
                                       const Known& before,
                                       const TriageInput& input);

/// Writes the result down with what it ends. Where that fails it says so.
void keep_result(Context& context, const KnowledgeBase& kb, const Known& before,
                 const TriageInput& input, TriageResult& result,
                 Sitting& sitting);

/// Whether the page is that of an earlier, more urgent referral.
[[nodiscard]] bool shows_what_stands(const Known& now,
                                     const TriageResult& result);

/// What follows the decision on its page: the plan of today where one may be
/// given, and what is to be said of the diary.
[[nodiscard]] Document day_page(const Arguments& arguments, Context& context,
                                const KnowledgeBase& kb, const Known& now,
                                const TriageResult& result);

/// The page of a result as it is with all that stands now.
[[nodiscard]] Document result_page(const Arguments& arguments, Context& context,
                                   const KnowledgeBase& kb, const Known& now,
                                   const TriageResult& result);
[[nodiscard]] std::string result_json(bool trace, const Context& context,
                                      const KnowledgeBase& kb, const Known& now,
                                      const TriageResult& result);
/// The more urgent of the result and of what stands.
[[nodiscard]] ExitCode result_code(const Context& context, const Known& now,
                                   const TriageResult& result);

/// Whether what grades a sign could still make the result milder.
[[nodiscard]] bool can_tell_more(const KnowledgeBase& kb,
                                 const Answers& answers);

/// After the page of a check-in or a bad day at a terminal: offers the
/// questions that may make it milder. \return the exit code in the end
[[nodiscard]] ExitCode offer_more(Context& context, const KnowledgeBase& kb,
                                  const Answers& answers, Sitting& sitting,
                                  ExitCode code);

/// Shows what stands. \return its exit code
ExitCode show_standing(Context& context, const KnowledgeBase& kb,
                       const Standing& standing);

}  // namespace backcoach::cli
