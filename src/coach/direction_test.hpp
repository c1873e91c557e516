/// \file
/// The guided test of a direction: what it asks, what it tells, and what the
/// diary knows of earlier ones.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "backcoach/course.hpp"
#include "backcoach/interview.hpp"
#include "history.hpp"

namespace backcoach {

/// Why no test is made now.
enum class NoTest : std::uint8_t {
  not_for_you,  ///< an answer, a stage or a block speaks against every one
  tomorrow,     ///< one was made today: one direction a day
  pause,        ///< enough of them found none; later again
  no_pain,      ///< nothing could move
  much_pain     ///< more than a test is for
};

[[nodiscard]] std::string_view name(NoTest reason);

/// A test as far as it has come.
struct DirectionTestNow {
  std::optional<std::size_t> test;  ///< in `DirectionRules::tests`, once known
  std::optional<NoTest> none;       ///< set: there is no test
  /// What to ask next; empty when the result can be read, or there is no test.
  const Question* question = nullptr;
  std::vector<FindingIndex> missing;  ///< all that is still to be asked
  /// Steps that come before the question: a place in `DirectionTest::steps`,
  /// or its size for the rest at the end.
  std::optional<std::size_t> before_question;
};

/// What is asked next, from the answers of the test so far.
/// \param plan    of today, that was made for the person
/// \param course  of today
[[nodiscard]] DirectionTestNow direction_test_now(const KnowledgeBase& kb,
                                                  const Answers& answers,
                                                  const Plan& plan,
                                                  const Course& course,
                                                  const Answers& told);

/// What a whole test tells.
struct DirectionOutcome {
  DirectionResult result = DirectionResult::no_change;
  bool further_down = false;  ///< leg pain moved further down
  bool new_numbness = false;
  bool new_weakness = false;
  bool leg_clear = false;  ///< the pain is in the back at most, or gone
  [[nodiscard]] bool is_alarm() const {
    return further_down || new_numbness || new_weakness;
  }
};

/// \pre `direction_test_now` has a test and asks nothing more.
[[nodiscard]] DirectionOutcome direction_outcome(const KnowledgeBase& kb,
                                                 const Answers& told);

/// The words for what came of it.
[[nodiscard]] std::string_view outcome_words(const KnowledgeBase& kb,
                                             DirectionResult result);
[[nodiscard]] std::string_view no_test_words(const KnowledgeBase& kb,
                                             NoTest reason);

/// Words of data/plan.json, direction_test/words; empty when there are none.
[[nodiscard]] std::string_view direction_words(const KnowledgeBase& kb,
                                               std::string_view key);

/// What the diary keeps of a test.
[[nodiscard]] DiaryValues direction_values(const KnowledgeBase& kb,
                                           std::size_t test,
                                           const DirectionOutcome& outcome,
                                           const Answers& told);

/// What the answers of a check-in after such a test are.
[[nodiscard]] Answers checkin_of(const KnowledgeBase& kb,
                                 const DirectionOutcome& outcome);

/// Everything that the diary tells of directions from `start` to `today`.
[[nodiscard]] std::vector<DirectionTold> directions_told(
    const KnowledgeBase& kb, std::span<const DatedEntry> entries,
    std::chrono::sys_days start, std::chrono::sys_days today);

/// Puts the direction that the diary leaves as found into `answers`. A diary
/// that tells of none leaves them as they are.
void set_direction(const KnowledgeBase& kb,
                   const std::vector<DirectionTold>& told, Answers& answers);

/// Whether leg pain reaches less far down than when it was told before.
[[nodiscard]] bool legs_drew_in(const KnowledgeBase& kb,
                                std::span<const DatedEntry> entries,
                                std::chrono::sys_days today);

}  // namespace backcoach
