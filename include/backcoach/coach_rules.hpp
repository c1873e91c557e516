#pragma once

#include <string>
#include <utility>
#include <vector>

#include "backcoach/rules.hpp"

/// \file
/// How a plan moves from day to day, as data. Filled from data/plan.json; the
/// program only follows it.

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
  /// Sessions that settle count too, and while a little sets the pain off.
  bool counts_tries = false;
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

/// \file
/// The daily check, as data. Filled from data/checkin.json; the program only
/// follows it.

namespace backcoach {

/// One question of the check, in the order it is asked.
struct CheckinStep {
  std::uint16_t question = 0;  ///< in `DailyCheck::questions` if `own`
  bool own = false;            ///< else in `KnowledgeBase::questions`
  bool required = false;       ///< nothing is decided without it
  int every_days = 1;          ///< asked again after so many days
  SparseAnswers only_after;    ///< asked when one of these was answered
  double after_fall = 0;  ///< points of pain less: asked again at once; 0 = not
  /// Asked only of somebody of whom one of these is known; empty = of all.
  SparseAnswers only_if;
  bool when_well = false;  ///< asked only of somebody who is well
};

/// What a yes to one line of the check opens: findings that are asked for anew.
struct CheckinSign {
  FindingIndex measure = 0;
  std::vector<FindingIndex> findings;
  std::vector<FindingIndex> also_ask;  ///< forgotten too, for the follow-up
  bool no_is_no =
      true;  ///< a no answers `findings`; else they stay as they were
};

/// What a run of the same answers ends: findings that become a plain no.
struct SettledRule {
  FindingIndex measure = 0;
  std::string is;
  int check_ins = 0;  ///< running, with that answer, today's among them
  std::vector<FindingIndex> findings;
};

/// How days become measures of data/history.json. Days, points and minutes.
struct HistoryRules {
  int week_days = 0;
  int change_from_day = 0;
  int two_weeks_days = 0;
  double worse_points = 0;
  int recent_days = 0;
  int pain_days = 0;
  double low_pain = 0;
  double some_pain = 0;
  double much_pain = 0;
  int rest_days = 0;
  int flare_days = 0;
  int flare_lasts_days = 0;
  double walk_minutes = 0;
  double step_minutes = 0;
  int episode_gap_days = 0;
  int steady_gap_days = 0;  ///< the same for somebody whose stage is the last
  double quiet_pain = 0;    ///< pain of a quiet day of the last stage, at most
  double loud_points = 0;   ///< pain so far above that ends the count
  int usual_days = 0;       ///< over which usual pain is a mean
  int level_days = 0;       ///< of strength, for each level above the first
  int quiet_days = 0;       ///< over which days of little pain are counted
  int red_days = 0;         ///< how far back a red day holds strength back
  double flare_back_within = 0;  ///< of the usual pain: the flare is over
  /// \name Of the plan: the small days of a flare, and the good ones after it
  /// @{
  int flare_small_days = 0;
  int flare_green_days = 0;
  /// @}
  std::vector<std::string> irritability;  ///< how easily pain is set off, ids
  std::string no_improvement_rule;
};

/// The pain monitoring of data/plan.json, in points.
struct LightRules {
  std::vector<FindingIndex> red_signs;    ///< a yes to any is red
  std::vector<FindingIndex> never_green;  ///< a yes to any is not green
  /// \name A mild ache that may be there: settled by the next morning
  /// @{
  double settled_during = 0;
  double settled_rise = 0;  ///< or no more than this above before
  double settled_morning_above = 0;
  /// @}
  /// \name A mild ache that counts as good
  /// @{
  double mild_after_days = 0;  ///< since the pain began
  double mild_pain_below = 0;
  double mild_rise = 0;
  double mild_during = 0;
  double mild_morning_above = 0;
  /// @}
  double red_rise = 0;
  double red_during = 0;
  double red_during_before_at_most = 0;
  double red_high_before = 0;
  double red_high_rise = 0;
  double red_morning_above = 0;
  double green_rise = 0;
  double green_during = 0;
  double green_steady_before = 0;
  double green_steady_rise = 0;
  double green_morning_above = 0;
  std::string red_text;
  std::string green_text;
  std::string amber_text;
  /// Check-ins before this hour give the pain of the morning after a session.
  int morning_until_hour = 0;
  /// What of a session gave its light: {before}, {during}, {morning}.
  std::string because_during;
  std::string because_morning;
};

struct DailyCheck {
  std::vector<FindingIndex> measures;  ///< in `KnowledgeBase::findings`
  std::vector<Question> questions;
  std::vector<CheckinStep> steps;
  std::vector<CheckinSign> signs;
  std::vector<FindingIndex> ask_again;  ///< a yes of these is not carried on
  std::vector<FindingIndex> grows_by_day;
  std::vector<FindingIndex> grows_by_week;
  double worse_points = 0;  ///< pain up by this: all danger signs are asked
  std::vector<FindingIndex> worse_signs;  ///< as does a yes to one of these
  /// Asked again after so many days, while a reason of the decision rests on
  /// them.
  std::vector<FindingIndex> reasons_again;
  int reasons_again_days = 0;
  std::vector<SettledRule> settled;
  int repeated_hours = 0;  ///< so many triages within so many hours
  int repeated_times = 0;
  int draft_hours = 0;
  double change_points = 0;   ///< the smallest change that matters
  double change_percent = 0;  ///< of the first mean
  HistoryRules history;
  LightRules light;
  std::vector<CheckinStep> flare_steps;
};

}  // namespace backcoach
