/// \file
/// How a plan moves from day to day, as data. Filled from data/plan.json; the
/// program only follows it.
#pragma once

#include <string>
#include <vector>

#include "backcoach/rules.hpp"

namespace backcoach {

/// A condition with the plain words for it. `node` is its place in
/// `Network::plan`. A gate that holds always closes, changes or chooses
/// something; how an open answer counts is part of the gate.
struct Gate {
  std::string id;
  Condition when;
  bool unknown_counts_as_yes = false;  ///< not asked, not sure, refused
  std::string text;
  std::uint32_t node = 0;
};

/// A closed range; 0..0 when not set.
struct Range {
  int low = 0;
  int high = 0;
  [[nodiscard]] bool empty() const { return low == 0 && high == 0; }
  friend bool operator==(Range, Range) = default;
};

/// What happens after days without anything done.
struct MissedRule {
  enum class Then : std::uint8_t { same_dose, one_step_down, re_enter };
  Range days;  ///< missed in a row; high 0 = and more
  Then then = Then::same_dose;
  Stage highest = Stage::maintain;  ///< stage to enter again at, with re_enter
  std::string text;
};

/// How fast the exercises of some goals climb their ladders.
struct LadderRule {
  std::vector<std::string> goals;  ///< empty = every other goal
  int green_sessions = 0;          ///< before the next rung
  int reps_more = 0;               ///< from one rung to the next
};

/// The ladder of each card: repetitions, then sets, then holds or minutes.
struct LadderRules {
  int first_reps_at_most = 0;  ///< where a card allows fewer and more
  int hold_seconds_more = 0;
  int minutes_more = 0;
  int first_minutes_at_most = 0;
  std::vector<LadderRule> rules;
  std::string harder_text;  ///< on the last rungs; {form} becomes the card's
  int too_easy_in_a_row = 0;
  int too_easy_rungs = 0;
  int too_much_rungs = 0;
  std::string next_more;  ///< {sessions} good ones to go
  std::string next_held;
  std::string next_top;
};

/// A stage that somebody does not pass while `when` holds; its id names it.
struct StageCap {
  Gate when;
  Stage stage = Stage::walk;
};

/// A flare: a few small days, then a ramp of walking minutes and rungs.
struct FlareRules {
  double above_mean = 0;  ///< pain above the mean of a week …
  int hours = 0;          ///< … for longer than this is a flare
  int red_days = 0;       ///< so many red days …
  int within_days = 0;    ///< … in so many days are one too
  int menu_days = 0;
  std::vector<int> ramp_percents;
  std::string begin_text;
  std::vector<std::string> ramp_texts;  ///< one for each of the ramp
  std::string end_text;
};

/// What is said when the plan moves.
struct ProgressWords {
  std::string more_walking;
  std::string longer_walks;
  std::string walked_more;
  std::string more_exercise;  ///< {exercises} become their names
  std::string hold;
  std::string same;  ///< a good day that changes nothing yet
  std::string less_after_amber;
  std::string less_after_red;
  std::string brought_back;
  std::string stage_up;  ///< {stage} becomes the name of the stage
  std::string stage_down;
};

/// When more is added, held or taken away.
struct ProgressRules {
  LadderRules ladders;
  int level_cards = 0;     ///< level 2: so many cards past their first sets …
  int level_sessions = 0;  ///< … and so many strength sessions
  double keep_below_pain = 0;  ///< from here on a stage may be lost …
  int keep_checkins = 0;       ///< … on so many days running …
  Gate keep_while;             ///< … while this holds
  std::vector<StageCap> caps;
  Gate long_lasting;
  int red_rungs = 0;
  int walk_percent = 100;  ///< of the walks after a red day or a gap
  std::string left_out_text;
  int settled_in_a_row = 0;  ///< settled ambers that count as one green
  int amber_in_a_row = 0;    ///< before the pain is long-lasting
  int amber_rungs = 0;
  FlareRules flare;
  std::vector<MissedRule> missed;
  int stages_up_per_day = 1;
  ProgressWords words;
};

/// How pain is taken to move when somebody asks for the days ahead.
struct AheadRules {
  int days_at_most = 0;
  FindingIndex pain_finding = 0;
  FindingIndex days_finding = 0;       ///< days since the pain began
  FindingIndex improving_finding = 0;  ///< becomes yes …
  int improving_drop = 0;              ///< … when pain has fallen so far
  double green = 0;                    ///< points of pain a day
  double amber = 0;
  double red = 0;
  double missed = 0;
  std::string text;
};

}  // namespace backcoach
