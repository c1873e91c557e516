#pragma once

#include "standing.hpp"

namespace backcoach::cli {

/// What a person says about a referral that stands.
struct SeenReply {
  enum class Kind { not_yet, answered, left };
  Kind kind = Kind::not_yet;
  Answers answers;  ///< with `seen_since` and what follows from it
};

/// Asks whether what stands was looked at, was a mistake or is gone. Enter is
/// "not yet". A yes is followed by whether it is worse and what was said about
/// exercise; a mistake by the questions that it rests on, once more.
[[nodiscard]] SeenReply ask_seen_since(Context& context,
                                       const KnowledgeBase& kb,
                                       const Standing& standing,
                                       const Answers& start);

/// Goes into a whole triage with what was said of the referrals that stand.
[[nodiscard]] ExitCode triage_after(Context& context, const KnowledgeBase& kb,
                                    const Standing& standing,
                                    const Answers& answers);

}  // namespace backcoach::cli
