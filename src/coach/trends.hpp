/// \file
/// How weeks compare: means, and the smallest change that matters.
#pragma once

#include <optional>
#include <vector>

#include "history.hpp"
#include "letting_go.hpp"

namespace backcoach {

/// Seven days; what nobody wrote down is left out, never counted as zero.
struct WeekTrend {
  std::chrono::sys_days from;
  std::optional<double> pain;            ///< mean of the days with a number
  std::optional<double> walked_minutes;  ///< mean of the days with a number
  int days_moved = 0;
  int days_known = 0;  ///< with any entry
};

/// What became of a mean.
enum class Trend { unknown, less, about_the_same, more };

struct Trends {
  std::vector<WeekTrend> weeks;  ///< oldest first; the last ends today
  std::vector<DiaryDay> days;    ///< of the weeks shown
  Trend pain = Trend::unknown;
  Trend walking = Trend::unknown;
  double smallest_points = 0;   ///< of pain: a change that matters …
  double smallest_percent = 0;  ///< … or of the first mean
  std::optional<GoalProgress> goal;
  bool let_go = false;             ///< no plan for each day is needed any more
  std::vector<std::string> words;  ///< about a direction, or letting go
};

/// \param weeks  how many to show at most.
/// A change matters from so many points, or so many percent of the first mean.
/// \source data/checkin.json, smallest_change
[[nodiscard]] Trends trends(const DailyCheck& check,
                            const std::vector<DiaryEntry>& entries,
                            std::chrono::sys_days today, int weeks);

/// Adds what is about the person: the goal, a direction that was found, whether
/// a plan for each day is still needed.
void add_person(const KnowledgeBase& kb, const Answers& answers,
                const std::vector<DiaryEntry>& entries,
                std::chrono::sys_days today, Trends& trends);

}  // namespace backcoach
