/// \file
/// The walk through the days of a diary that keeps only sums.
#pragma once

#include "past.hpp"

namespace backcoach::progress {

/// The tally of each day in turn. Asked about rising days it looks at each day
/// once; about an earlier one it begins anew.
class Fold {
 public:
  /// \param history  has to outlive this, and the rules too
  Fold(const HistoryRules& rules, const History& history);

  /// The tally up to the end of `today`. \pre not before a past in the diary
  [[nodiscard]] const Tally& at(sys_days today);

 private:
  void begin();
  void begin_episode(std::optional<sys_days> start);
  void hear(const DatedEntry& dated);
  void add(std::span<const DiaryDay> known, std::size_t place);
  void add_usual(std::span<const DiaryDay> known, std::size_t place);

  const HistoryRules& rules_;
  const History& history_;
  Tally tally_;
  sys_days asked_{};
  std::size_t next_day_ = 0;
  std::size_t next_entry_ = 0;
  std::size_t usual_from_ = 0;  ///< the first day that is in `usual_sum`
};

/// The directions told since a start, in the same manner.
class Directions {
 public:
  Directions(const KnowledgeBase& kb, const History& history)
      : kb_(kb), history_(history) {}
  [[nodiscard]] const std::vector<DirectionTold>& at(sys_days start,
                                                     sys_days today);

 private:
  const KnowledgeBase& kb_;
  const History& history_;
  std::vector<DirectionTold> told_;
  std::optional<sys_days> start_;
  sys_days asked_{};
  std::size_t next_ = 0;
};

/// Adds what an entry tells of a direction to what was told before.
void hear_direction(const KnowledgeBase& kb, sys_days start,
                    const DatedEntry& dated, std::vector<DirectionTold>& told);

/// As `set_history`, for a walk through the days.
void set_history(const KnowledgeBase& kb, const History& history, Fold& fold,
                 Directions& directions, sys_days today, Answers& answers);

/// The last of the days: as many as a measure looks at one by one.
[[nodiscard]] std::span<const DiaryDay> lately(const HistoryRules& rules,
                                               std::span<const DiaryDay> days,
                                               sys_days today);

/// The past in a diary, if there is one.
[[nodiscard]] std::optional<Past> past_of(const History& history);

}  // namespace backcoach::progress
