#pragma once

#include "backcoach/diary.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach::cli {

/// What of `answers` may be kept: nothing marked `sensitive`. The only way from
/// answers into the diary.
[[nodiscard]] DiaryValues kept_values(const KnowledgeBase& kb,
                                      const Answers& answers);

/// The other way. Names and values that these rules do not know are left out:
/// a diary outlives its rules.
[[nodiscard]] Answers answers_from(const KnowledgeBase& kb,
                                   const DiaryValues& values);

/// Takes away what is marked `sensitive`. \return how many there were.
[[nodiscard]] int remove_sensitive(const KnowledgeBase& kb, DiaryEntry& entry);

}  // namespace backcoach::cli
