/// \file
/// Between answers, which stand by position, and the diary, which keeps them by
/// name and keeps nothing private.
#pragma once

#include "backcoach/diary.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach {

/// What of `answers` may be kept: nothing marked `sensitive`. The only way from
/// answers into the diary.
[[nodiscard]] DiaryValues kept_values(const KnowledgeBase& kb,
                                      const Answers& answers);

/// The other way. Names and values that these rules do not know are left out:
/// a diary outlives its rules.
[[nodiscard]] Answers answers_from(const KnowledgeBase& kb,
                                   const DiaryValues& values);

/// `answers` with a plain "no" to every private question that is open.
[[nodiscard]] Answers with_private_no(const KnowledgeBase& kb,
                                      const Answers& answers);

/// Takes away what is marked `sensitive`. \return how many there were.
[[nodiscard]] int remove_sensitive(const KnowledgeBase& kb, DiaryEntry& entry);

}  // namespace backcoach
