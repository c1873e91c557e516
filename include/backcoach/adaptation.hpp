/// \file
/// What one answer changes about a day, and what there is to know about backs:
/// one file each in data/adaptations and data/lessons.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backcoach/coach_rules.hpp"

namespace backcoach {

/// Position of an exercise in `KnowledgeBase::exercises`.
using ExerciseIndex = std::uint16_t;
/// Position of a lesson in `PlanRules::lessons`.
using LessonIndex = std::uint16_t;

/// What a day is to look like for one person: of an example of an adaptation or
/// of a claim. Empty lists ask nothing.
struct DayExpectation {
  std::vector<Urgency> urgency;  ///< one of these
  std::vector<Stage> stage;      ///< one of these
  std::vector<std::uint16_t> rules;
  std::vector<ExerciseIndex> has;    ///< in the day
  std::vector<ExerciseIndex> lacks;  ///< not in the day
  std::vector<std::string> says;     ///< on the page
  std::vector<std::string> says_not;
  std::string lesson;        ///< of the day
  std::optional<bool> plan;  ///< whether there is one
};

/// One person, whole, and the day that comes of it.
struct DayExample {
  SparseAnswers answers;
  SparseAnswers without;  ///< of an adaptation: the same, but it does not hold
  std::string days;       ///< how the days before went, by their first letters
  DayExpectation expect;
  std::string why;
};

/// How much of an exercise instead of what stage and card say.
struct AdaptedDose {
  ExerciseIndex exercise = 0;
  Range minutes;
  Range times_per_day;
  Range days_per_week;
  Range hold_seconds;
};

/// The smallest of all that hold counts; 0 = no limit.
struct AdaptedLimits {
  int exercises = 0;
  int blocks = 0;        ///< of a day that hold exercises
  int walk_minutes = 0;  ///< of one walk
  int break_minutes = 0;
  int hold_seconds = 0;  ///< of a static stretch
};

/// Something that stands in the day beside its slots.
struct AdaptedRow {
  ExerciseIndex exercise = 0;
  bool evening = false;  ///< before bed; else on waking
};

/// What somebody's answers change about the day. It never opens what a card, a
/// menu or a gate has closed.
struct Adaptation {
  std::string id;
  std::string title;
  int rank = 0;      ///< who wins, the lowest first; see data/plan.json
  int priority = 0;  ///< within the rank, the lowest first
  Gate when;         ///< its text says why, to the person
  std::vector<Stage> stages;  ///< empty = all
  Range days;                 ///< of the plan; 0..0 = all
  std::vector<ExerciseIndex> prefer;
  std::vector<ExerciseIndex> add;
  std::vector<ExerciseIndex> drop;
  bool drop_static = false;  ///< every static stretch
  bool add_at_once = false;  ///< in MOBILITY, all new on one day
  std::vector<std::pair<ExerciseIndex, std::vector<ExerciseIndex>>> replace;
  AdaptedLimits limit;
  std::vector<AdaptedDose> dose;
  std::vector<AdaptedRow> rows;
  std::vector<std::pair<ExerciseIndex, std::string>> words;
  std::vector<std::string> notes;
  std::vector<std::string> lessons;  ///< that come first
  bool few_left_out = false;  ///< only what is dangerous is named as left out
  std::vector<DayExample> examples;
  std::vector<Provenance> provenance;
};

/// One fact and one thing to do.
struct Lesson {
  std::string id;
  std::string title;
  std::string fact;
  std::string action;
  int order = 0;
  bool for_all = false;  ///< fits everybody, after those that fit the answers
  Gate when;
  std::vector<Stage> stages;  ///< empty = all
  std::vector<Example> examples;
  std::vector<Provenance> provenance;
};

struct LessonRules {
  int again_after_days = 0;
  int daily_until_day = 0;
  int then_every_days = 0;
  int times_at_most = 0;
};

/// What a stretch is for, and which.
struct StretchNeed {
  std::string id;
  Gate when;
  std::vector<ExerciseIndex> stretches;  ///< the first that is possible
};

struct StretchNeeds {
  std::vector<StretchNeed> needs;
  int at_a_time = 0;
  int more_from_day = 0;  ///< before it the first need alone
  int rotates_days = 0;
  int minutes_share_percent = 0;  ///< the most of a day's exercise for one
  std::vector<Stage> stages;
  std::vector<Stage> one_only;  ///< of these: with one need a day
};

/// A claim of an article that a program can act on, and the person it is for.
struct ClaimExample {
  std::string claim;
  std::string file;
  std::string pointer;
  DayExample example;
};

}  // namespace backcoach
