#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "backcoach/render.hpp"

namespace backcoach::render {

/// Chooses which words of the knowledge base a decision says. Shared by the
/// page and the JSON, so both say the same.

/// Notices for people who do not know backcoach, in this order. That nobody has
/// signed the rules is left out once a clinician has.
[[nodiscard]] std::vector<std::string> notices(
    const KnowledgeBase& kb, const Region* region,
    const std::vector<std::string_view>& ids);

/// The first line: the urgency if it refers, else the stage.
[[nodiscard]] std::string headline(const KnowledgeBase& kb,
                                   const Decision& decision,
                                   const Region* region);

/// What to do, most important first. Without an exercise unless a plan is
/// allowed.
[[nodiscard]] std::vector<std::string> what_to_do(const KnowledgeBase& kb,
                                                  const Decision& decision,
                                                  const Region* region);

/// Which rules hold only because doubt counts as yes: they would not if every
/// answer in doubt were a plain no.
class Doubts {
 public:
  Doubts(const KnowledgeBase& kb, const Answers& answers,
         const Decision& decision);
  [[nodiscard]] bool alone(const Reason& reason) const {
    return !certain_.empty() &&
           static_cast<int>(reason.urgency) > certain_[reason.rule];
  }

 private:
  /// Per rule, how urgent it is without doubt, -1 where it does not hold then;
  /// empty = nothing is in doubt.
  std::vector<int> certain_;
};

/// Words for the clinician; empty when nothing refers. They say so where all
/// of them rest on doubt.
[[nodiscard]] std::vector<std::string> what_to_say(const KnowledgeBase& kb,
                                                   const Decision& decision,
                                                   const Doubts& doubts);

/// The plain sentence of one reason, and that it is not certain if it is not.
[[nodiscard]] std::string because(const KnowledgeBase& kb, const Reason& reason,
                                  const Doubts& doubts);

[[nodiscard]] std::vector<std::string> sources_of(
    const std::vector<Provenance>& provenance);

/// The lines of the safety net that go with a decision.
[[nodiscard]] std::vector<const WatchFor*> watch_for(const KnowledgeBase& kb,
                                                     const Answers& answers,
                                                     const Decision& decision);

/// The day to look again.
[[nodiscard]] std::chrono::year_month_day review_on(
    const KnowledgeBase& kb, const Decision& decision,
    std::chrono::year_month_day today);

/// How soon, in words; empty when no time is set.
[[nodiscard]] std::string see_within(const KnowledgeBase& kb,
                                     const Decision& decision);

}  // namespace backcoach::render
