#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backcoach/adaptation.hpp"
#include "backcoach/rules.hpp"

/// \file
/// How a day is put together, as data. Filled from data/plan.json; the program
/// only follows it.

namespace backcoach {

struct Dose {
  Range sets;
  Range reps;
  Range hold_seconds;
  std::vector<int> hold_steps;  ///< of its ladder; empty = even steps
  Range minutes;
  Range times_per_day;
  Range days_per_week;
  int every_minutes = 0;
  bool per_side = false;
  std::string note;
};

/// The first walks of somebody who can walk so long.
struct FirstWalks {
  int able_minutes = 0;       ///< at least
  std::vector<int> walks;     ///< minutes of each, longest first
  std::vector<Stage> stages;  ///< empty = all
};

/// How long and how often to walk, from the first day to the goal.
struct WalkingRules {
  FindingIndex minutes_finding = 0;  ///< how long the person can walk
  std::vector<FirstWalks> first;     ///< most able first
  std::vector<int> when_unknown;
  int longest_share_percent = 0;  ///< of what the person can, for one walk
  Gate lower_when;                ///< a row lower in these stages
  std::vector<Stage> lower_stages;
  int resting_minutes = 0;  ///< one walk of short rest, at most
  int green_days = 0;       ///< before a step
  int green_days_acute = 0;
  Gate acute;
  int share_percent = 0;     ///< of the minutes of a day, one step
  int at_least_minutes = 0;  ///< one step
  int week_days = 0;
  int steps_a_week = 0;
  int steps_a_week_long = 0;  ///< in long-lasting pain
  Gate long_lasting;
  int day_minutes = 0;  ///< from here on walks merge
  std::vector<std::vector<int>> merging;
  int merges_a_week = 0;
  int top_days = 0;       ///< of a week, with the longest walk
  int other_minutes = 0;  ///< of a walk on other days
  int strength_day_minutes = 0;
  int more_days = 0;      ///< with more walked than planned, before …
  int more_percent = 0;   ///< … the plan follows to this share of it
  std::string next_more;  ///< {days} good days to go
  std::string next_merge;
  std::string next_week;
  std::string next_top;
  std::vector<std::string> style;
  std::vector<std::string> stop_also;
  Gate instead_when;  ///< walking brings the legs trouble
  ExerciseIndex instead = 0;
};

/// Exercises that take turns from one strength day to the next.
struct StrengthSet {
  std::string id;
  /// Of each family one card: the hardest that is reached and allowed.
  std::vector<std::vector<ExerciseIndex>> families;
};

/// One kind of thing that a stage puts into the day.
struct Slot {
  std::string id;
  Range count;
  std::vector<ExerciseIndex> exercises;  ///< empty = by kind and goal
  std::vector<std::string> kinds;
  std::vector<std::string> goals;
  std::vector<ExerciseIndex> prefer;
  std::vector<Gate> only_when;     ///< at most one
  std::vector<Gate> instead_when;  ///< at most one
  std::vector<ExerciseIndex> instead;
  Range minutes;
  Range times_per_day;
  int sessions_per_day = 0;  ///< 0 = as the day allows
  Range days_per_week;       ///< of the whole slot
  int rest_days_between = 0;
  bool counted = true;
  bool easier = false;
  bool pain_free = false;
  bool only_without_strength = false;
  bool known_only = false;  ///< nothing the person has not done before
  std::vector<StrengthSet> sets;
};

struct StagePlan {
  Stage id = Stage::walk;
  int item_limit = 0;
  int minutes_limit = 0;
  bool stretching = true;
  int walk_time_percent = 100;
  int walks_at_least = 0;
  int new_exercises_per_day = -1;  ///< -1 = as everywhere
  int stages_back = 0;             ///< from the stage before a flare
  std::vector<Slot> slots;
};

/// What is done once the hours of rest are used up.
struct AfterRest {
  Gate when;
  Stage stage = Stage::walk;
  std::vector<ExerciseIndex> add;
};

/// How much at once, by how easily the pain is set off.
struct DoseBand {
  Range exercises;  ///< 0..0 = no limit
  Range reps;
  Range times_per_day;
  int range_percent = 0;  ///< where in the range of a card the dose lies
  std::string text;
};

struct IrritabilityDose {
  Gate high_when;
  Gate low_when;
  DoseBand high;
  DoseBand moderate;
  DoseBand low;
};

/// One of the ten stretch gates. `closed` says when the stretch is left out.
struct StretchGate {
  std::string id;
  int number = 0;
  bool static_stretch = false;  ///< only static stretches
  std::vector<std::string> bends;
  std::vector<ExerciseIndex> exercises;
  std::vector<std::string> muscles;
  std::vector<std::string> not_muscles;
  std::vector<Gate> closed;  ///< at most one
  Range hold_seconds;
  Range reps;
  int total_seconds_per_muscle = 0;
  int max_hold_seconds = 0;
  int usual_hold_seconds = 0;
  int max_times_per_day = 0;
  int max_per_day = 0;
  int max_different_per_day = 0;
  int not_within_minutes_of_waking = 0;
  std::vector<Gate> longer_when;  ///< at most one
  int longer_minutes = 0;
};

struct BalanceRules {
  std::vector<std::string> buttock_muscles;  ///< stretched only after the hip
  std::string first_muscle;
  std::string pair_muscle;
  std::vector<std::string> pair_goals;
  Stage strength_per_stretch_from = Stage::strength;
  int strength_per_stretch = 0;
  bool stretch_only_plan = false;
};

struct HeatRules {
  std::vector<Gate> blocks;
  ExerciseIndex bath = 0;
  std::vector<Gate> bath_blocks;
  Gate bath_short_when;
  int bath_short_minutes = 0;
  ExerciseIndex cold = 0;  ///< never chosen for a person, only by one
  int first_days = 0;      ///< of the pain, with rows of their own
  int flare_days = 0;
  int times_at_most = 0;  ///< a day
  std::string later_text;
};

struct BreakRule {
  Gate when;
  int minutes = 0;
};

struct BreakRules {
  ExerciseIndex exercise = 0;
  int default_minutes = 0;
  int flare_minutes = 0;
  Range minutes;
  std::vector<BreakRule> rules;
  std::vector<std::string> texts;
};

struct RestRules {
  FindingIndex hours_finding = 0;
  int max_hours = 0;
  std::string text;
};

struct Menu {
  std::string id;
  std::string title;
  std::string text;
  std::string because;  ///< why something is left out by it
  int rank = 0;         ///< among menus and adaptations, the lowest wins
  Gate when;
  std::vector<ExerciseIndex> use;
  std::vector<ExerciseIndex> avoid;
  std::vector<std::pair<ExerciseIndex, Gate>> use_if;
  std::vector<std::pair<ExerciseIndex, Gate>> avoid_unless;
  std::vector<Gate> only_when;  ///< at most one; then nothing but `use`
  bool no_long_rest = false;
  int max_hold_seconds = 0;
  std::vector<std::string> max_hold_goals;
  Range stretch_hold_seconds;
};

/// What an exercise asks of the body, and who cannot give it.
struct NeedRule {
  std::string need;
  Gate when;
  bool care_is_enough = false;  ///< a change on the card makes it possible
};

/// One part of a test of a direction. Minutes or repetitions, never both.
struct DirectionStep {
  ExerciseIndex exercise = 0;
  int minutes = 0;
  int reps = 0;
  std::string text;
};

/// A direction that can be tested, and then used.
struct DirectionTest {
  std::string id;       ///< the value of the finding
  std::string title;    ///< "Leaning back"
  std::string side;     ///< which side has to hurt: left or right; empty = any
  SparseAnswers as_if;  ///< the test itself asks these; nothing else is waived
  std::vector<Gate> first_when;  ///< at most one; tried before the others
  std::vector<Gate> last_when;   ///< at most one; tried after them
  std::vector<Gate> never_when;  ///< at most one
  std::vector<DirectionStep> steps;
  ExerciseIndex use = 0;  ///< the first-aid movement once it is found
  /// Come first in a plan once it is found.
  std::vector<ExerciseIndex> exercises;
  Gate found;  ///< the finding has this value
};

/// Fewer goes a day, for so many days.
struct DirectionPhase {
  int days = 0;
  int times_per_day = 0;
};

/// The first-aid movement: how it is found, used and given up.
struct DirectionRules {
  FindingIndex finding = 0;
  std::vector<Stage> stages;  ///< in which it is looked for
  Gate not_for;               ///< who is not to test
  int offered_days = 0;       ///< after the plan began, or after a test
  int lasts_minutes = 0;
  std::vector<DirectionTest> tests;  ///< in the order they are tried
  /// \name Answers of a test, by the finding they set
  /// @{
  FindingIndex side = 0;
  FindingIndex point_before = 0;
  FindingIndex point_after = 0;  ///< same values, nearest to the spine first
  FindingIndex pain_before = 0;
  FindingIndex pain_after = 0;
  std::vector<FindingIndex> after_step;
  /// @}
  double change_points = 0;  ///< of pain, that say better or worse
  int rest_minutes = 0;
  int stop_days = 0;      ///< a direction that made worse is left alone
  int tests_at_most = 0;  ///< without a direction, before …
  int pause_days = 0;     ///< … so many days without a test
  int reps = 0;
  Range times_per_day;
  int every_minutes = 0;      ///< awake
  int working_day_times = 0;  ///< enough on a day with work
  Range days;                 ///< of the full dose
  int retest_every_days = 0;
  std::vector<DirectionPhase> fade;
  std::vector<std::string> baseline;
  std::vector<std::string> stop_if;
  std::vector<std::string> rest_steps;
  /// Words, by name: see data/plan.json, direction_test/words.
  std::vector<std::pair<std::string, std::string>> words;
  std::string honesty;
};

/// What somebody wants to get back to, and what the plan does for it.
struct GoalRule {
  Gate when;  ///< its id is the value; its text: "walking"
  /// Come first in these stages, where the person may do them.
  std::vector<std::pair<Stage, std::vector<ExerciseIndex>>> prefer;
  /// Of strength work: the second in place of the first.
  std::vector<std::pair<ExerciseIndex, ExerciseIndex>> replace;
  std::vector<ExerciseIndex> activity;  ///< at most one; without strength work
  std::string because;                  ///< how the plan works toward it
};

/// When a plan for each day is not needed any more.
struct LettingGoRules {
  Gate when;
  int strength_days = 0;  ///< a week
  int checkin_every_days = 0;
  std::vector<std::string> kinds;  ///< what is left of a day
  std::string text;
  std::string goal_text;   ///< {goal}, {score}
  std::string between;     ///< said on the days between two check-ins; {date}
  Gate flare_plan_when;    ///< well enough to write it
  std::string flare_plan;  ///< introduces it
  FindingIndex flare_plan_finding = 0;
  std::vector<std::string> flare_plan_lines;  ///< of its values
};

struct CheckinRules {
  int before_bed_minutes = 0;
  std::string title;
  std::vector<std::string> steps;
  std::string why;
};

/// What a part of the day is called; whoever works at night has another word.
struct BlockTitle {
  std::string usual;
  int from = 0;  ///< minutes of the day between which it has that name
  int until = 0;
  std::string otherwise;
};

/// The three parts of a day.
struct BlockRules {
  BlockTitle morning;
  BlockTitle midday;
  BlockTitle evening;
  int morning_after_waking = 0;
  int evening_before_bed = 0;
  int before_work = 0;
  int after_work = 0;
  std::vector<std::string>
      floor_needs;     ///< of cards that have no place at work
  int small_from = 0;  ///< minute of the day; a plan made later is a small one
  int small_exercises = 0;
};

/// Times are minutes of the day; the rest are minutes.
struct DayRules {
  int wake = 0;
  int bed = 0;
  BlockRules blocks;
  int sessions_at_most = 1;
  int breaks_from = 0;
  int gap = 0;
  int shortest = 0;
  int rows_at_most = 0;
  FindingIndex minutes_finding = 0;
  FindingIndex equipment_finding = 0;
  std::uint32_t equipment_assumed = 0;  ///< values, one bit each
  int seconds_per_rep = 0;
  int seconds_between_holds = 0;
  int seconds_between_sets = 0;
  CheckinRules checkin;
};

/// How a guided session runs. Numbers are seconds.
struct SessionRules {
  int get_ready = 0;
  int switch_sides = 0;
  int more = 0;                    ///< what one press adds
  int uncounted_set = 0;           ///< a set without times, holds or minutes
  std::vector<std::string> kinds;  ///< what it guides when nothing is named
  std::string ask_before;          ///< pain, 0 to 10
  std::string ask_during;
  std::string ask_rating;  ///< {exercise} becomes its name
  /// What can be typed, for `Rating`s of the same order.
  std::vector<std::string> ratings;
};

/// Everything of data/plan.json that a day needs.
struct PlanRules {
  WalkingRules walking;
  std::vector<std::string> minutes_of_kinds;
  int exercises_at_most = 0;   ///< a day
  int exercises_of_need = 0;   ///< beside them: a stretch or movement of need
  int exercises_at_least = 0;  ///< that sets are made fewer for
  int new_each_day = 1;
  int new_first_day = 1;
  int new_strength_day = 1;
  std::vector<StagePlan> stages;
  AfterRest after_rest;
  BalanceRules balance;
  IrritabilityDose irritability;
  std::vector<StretchGate> stretch_gates;
  HeatRules heat;
  BreakRules breaks;
  RestRules rest;
  ExerciseIndex sleep = 0;
  int wind_down_minutes = 0;
  DirectionRules direction;
  std::vector<GoalRule> goals;
  LettingGoRules letting_go;
  std::vector<std::string> stop_if;
  std::string stop_then;
  DayRules day;
  SessionRules session;
  std::vector<std::string> menu_only_kinds;
  std::vector<Menu> menus;
  std::vector<std::pair<Stage, std::vector<ExerciseIndex>>> preference;
  std::vector<ExerciseIndex> never_by_default;
  int questions_at_most = 0;
  std::vector<NeedRule> needs;
  std::vector<std::pair<std::string, std::string>> why;  ///< by kind or goal
  ProgressRules progress;
  AheadRules ahead;
  std::vector<Adaptation> adaptations;  ///< who wins first
  std::vector<Lesson> lessons;          ///< by `order`
  LessonRules lesson_rules;
  StretchNeeds stretch_needs;
};

/// Every gate in `rules`, for the compiler of conditions.
[[nodiscard]] std::vector<Gate*> plan_gates(PlanRules& rules);

}  // namespace backcoach

/// \file
/// Exercises, as data.

namespace backcoach {

/// One card of data/exercises.
struct Exercise {
  std::string id;
  std::string name;
  std::string kind;  ///< walk, exercise, rest, heat, mind, break, education
  std::vector<Stage> stages;
  std::string goal;
  std::string region;
  std::string tone;
  std::string janda;
  std::string role;
  std::vector<std::string> positions;
  std::string bends;  ///< flexion, extension, rotation, none
  bool static_stretch = false;
  std::string muscle;
  Dose dose;
  std::vector<Gate> avoid;
  std::vector<Gate> care;
  std::vector<std::string> equipment;
  std::vector<std::string> needs;
  std::string easier_text;
  std::string easier_exercise;
  std::string harder_text;
  std::string harder_exercise;
  std::vector<std::string> steps;
  std::vector<std::string> mistakes;
  bool standard_stop = true;
  std::vector<std::string> stop_also;
  std::string feel;
  int not_before_minutes_after_waking = 0;
  bool on_request = false;  ///< in no plan unless somebody asks for it
  std::vector<std::string> seeds;
  std::vector<Provenance> provenance;
};

}  // namespace backcoach

/// \file
/// Exercises that a physiotherapist has set for one person.

namespace backcoach {

/// How much at one go. Zero means that it does not apply.
struct ItemDose {
  int sets = 0;
  int reps = 0;
  int hold_seconds = 0;
  bool per_side = false;
  int minutes = 0;
  int times_per_day = 0;  ///< how many items of this day are the same thing
  int every_minutes = 0;  ///< of breaks: all day, at this distance
  friend bool operator==(const ItemDose&, const ItemDose&) = default;
};

/// One line of a prescription.
struct PrescribedItem {
  std::string words;  ///< the name as it was written, without control codes
  std::optional<ExerciseIndex> exercise;  ///< empty: not in the catalogue
  /// Not in the catalogue, but near this card: it waits until the person says
  /// which of both it is. Never set together with `exercise`.
  std::optional<ExerciseIndex> near;
  ItemDose dose;          ///< zero where nothing was said
  int every_days = 1;     ///< 2 = every other day
  unsigned weekdays = 0;  ///< bit 0 = Monday; no bit = any day of the week
  bool other = false;     ///< the person says that it is no card it is near
  friend bool operator==(const PrescribedItem&,
                         const PrescribedItem&) = default;
};

/// In the order in which it was written.
struct Prescription {
  std::vector<PrescribedItem> items;
};

}  // namespace backcoach
