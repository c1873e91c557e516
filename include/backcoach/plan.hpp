/// \file
/// The plan of one day: what to do when, how much, and what was left out for
/// safety.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/plan_rules.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {

/// What an item of the day is. Reading and habits count as `mind`.
enum class ItemKind : std::uint8_t {
  walk,
  exercise,
  rest,
  heat,
  brk,  ///< written as `break`
  mind,
  checkin
};

[[nodiscard]] std::string_view name(ItemKind kind);

/// A moment as a clock on the wall shows it; no time zone.
struct LocalTime {
  std::chrono::year_month_day date{};
  int minutes = 0;  ///< since midnight of `date`
  friend bool operator==(const LocalTime&, const LocalTime&) = default;
};

/// Where somebody stands on the ladder of an item.
struct PlanRung {
  int now = 0;  ///< 1 = the lowest
  int of = 0;
  std::string next_when;  ///< what the next one takes, in plain words
  friend bool operator==(const PlanRung&, const PlanRung&) = default;
};

/// One go at one time.
struct PlanItem {
  int at = 0;  ///< minutes since midnight of the plan's date; past midnight of
               ///< a late bedtime it goes on counting
  ItemKind kind = ItemKind::exercise;
  std::optional<ExerciseIndex> exercise;
  std::string title;
  ItemDose dose;
  int lasts_minutes = 0;          ///< how long one go takes, rounded up
  bool counted = true;            ///< towards the item limit of the stage
  std::vector<std::string> care;  ///< changes that fit this person
  std::vector<std::string> steps;
  std::vector<std::string> stop_if;
  std::string easier;
  std::string why;
  std::vector<std::string> sources;  ///< `Source::id`
  bool prescribed = false;           ///< from the person's own prescription
  bool first_aid = false;            ///< the first-aid movement, or its test
  std::optional<PlanRung> rung;      ///< of walks and exercises with a ladder
};

/// How far somebody is with a first-aid movement.
enum class FirstAidPhase : std::uint8_t {
  none,   ///< not for this person, or over
  find,   ///< a test is offered
  treat,  ///< found, in full
  fade,   ///< found, fewer times a day
  pause   ///< tested without finding one; no test for now
};

[[nodiscard]] std::string_view name(FirstAidPhase phase);

/// The first-aid movement on one day.
struct FirstAid {
  FirstAidPhase phase = FirstAidPhase::none;
  std::size_t test = 0;  ///< in `DirectionRules::tests`: found, or the next one
  int times_per_day = 0;
  int found_day = 0;   ///< of the plan; 0 = not found
  int test_day = 0;    ///< of the plan, of the next test; 0 = none is due
  int tests_made = 0;  ///< so far, with or without a result
  friend bool operator==(const FirstAid&, const FirstAid&) = default;
};

/// A part of the day: morning, midday or evening.
struct PlanBlock {
  std::string id;
  std::string title;
  int at = 0;  ///< minutes since midnight of the plan's date
  int exercise_minutes = 0;
  int walk_minutes = 0;
  std::vector<std::size_t> items;  ///< in `Plan::items`
};

/// An exercise of the stage that this person is not to do today.
struct Exclusion {
  ExerciseIndex exercise = 0;
  std::vector<std::string> because;   ///< every reason, most telling first
  std::vector<FindingIndex> answers;  ///< given or open, that decided it
  bool dangerous = false;  ///< a card or a menu closes it, not a gate or a need
  bool missed = false;     ///< it would have been in this very day
};

/// What of the person's answers shaped the day.
struct AdaptedBy {
  std::uint16_t adaptation = 0;  ///< in `PlanRules::adaptations`
  std::string because;
};

/// Something of the person's own prescription that is not for today.
struct Paused {
  std::string title;
  std::optional<ExerciseIndex> exercise;  ///< empty: not in the catalogue
  std::vector<std::string> because;
  std::vector<FindingIndex> answers;  ///< given or open, that decided it
};

struct PlanLimits {
  double rest_hours_left = 0;          ///< of this episode, when the day begins
  std::optional<LocalTime> rest_ends;  ///< set when the day contains rest
  int stretches = 0;                   ///< different ones, at most
  int sitting_minutes = 0;             ///< in one go, at most
  int items = 0;
  int exercise_minutes = 0;
};

struct Course;

struct PlanRequest {
  std::chrono::year_month_day date{};
  int day = 1;                 ///< 1 = the day of the triage
  int minutes_available = -1;  ///< -1 = as answered
  int wake_minutes = -1;       ///< minute of the day; -1 = as in the data
  int bed_minutes = -1;        ///< at or before waking: the next day
  /// Minutes of the day between which the person is at work; -1 = none. An end
  /// at or before the start is on the next day.
  int work_from_minutes = -1;
  int work_until_minutes = -1;
  int made_at_minutes = -1;  ///< nothing is planned before; -1 = all day
  /// Where the person stands after earlier days; nullptr = the first day.
  const Course* course = nullptr;
  /// What a physiotherapist has set; taken before anything else.
  const Prescription* prescription = nullptr;
};

struct Plan {
  std::chrono::year_month_day date{};
  int day = 1;
  Stage stage = Stage::walk;
  Focus focus = Focus::walking;
  std::vector<PlanItem> items;    ///< by time
  std::vector<PlanBlock> blocks;  ///< by time; empty ones are left out
  FirstAid first_aid;
  std::optional<std::size_t> goal;  ///< in `PlanRules::goals`
  bool let_go = false;              ///< no plan for each day is needed any more
  bool strength_day = false;
  std::vector<ExerciseIndex> left_out;  ///< of this one session, after pain
  std::vector<Exclusion> excluded;
  std::vector<AdaptedBy> adapted;     ///< who wins first
  std::optional<LessonIndex> lesson;  ///< of the day
  bool few_left_out = false;          ///< for somebody who fears to move
  std::vector<Paused> paused;
  std::vector<std::string> changes;  ///< since the day before, and why
  std::vector<std::string> notes;    ///< about the whole day, for this person
  PlanLimits limits;
  LocalTime next_checkin;
  LocalTime expires_at;
  std::string plan_id;  ///< a digest of everything above and of the knowledge
};

/// Builds the day for a person who may have a plan.
///
/// Pure: no clock, locale or chance; equal arguments give equal plans. No item
/// has an `avoid` that holds, and an open answer counts as the card says.
///
/// \param permission comes only from a decision that allows a plan.
/// \source data/plan.json, data/exercises
[[nodiscard]] Plan build_plan(const KnowledgeBase& kb, const Answers& answers,
                              const PlanPermission& permission,
                              const PlanRequest& request);

}  // namespace backcoach
