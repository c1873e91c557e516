#include "history.hpp"

#include <algorithm>
#include <cmath>

#include "diary_days.hpp"
#include "direction_test.hpp"
#include "fold.hpp"

namespace backcoach {
namespace {

using progress::keep_most;
using progress::known;
using std::chrono::days;
using std::chrono::sys_days;

/// Everything that a measure may look at.
struct View {
  const HistoryRules& rules;
  const progress::Tally& tally;    ///< of all days up to today
  std::span<const DiaryDay> days;  ///< the last of them
  sys_days today;
  std::optional<sys_days> start;
};

const DiaryDay* on(std::span<const DiaryDay> known_days, sys_days date) {
  const auto it = std::lower_bound(
      known_days.begin(), known_days.end(), date,
      [](const DiaryDay& day, sys_days wanted) { return day.date < wanted; });
  return it == known_days.end() || it->date != date ? nullptr : &*it;
}

/// How many of the last `count` days hold.
template <class Holds>
int of_last(const View& view, int count, Holds holds) {
  int found = 0;
  for (const DiaryDay& day : view.days) {
    if (day.date > view.today - days(count) && holds(day)) ++found;
  }
  return found;
}

using Measures = std::map<std::string, double>;

/// From the pain told on the first day of the plan to the mean of this week;
/// known from the second day with pain on.
void measure_fall(const View& view, double now, Measures& out) {
  const auto& first = view.tally.first_pain;
  if (!first || !view.tally.pain_again) return;
  constexpr double kPercent = 100;
  const double fall = first->second - now;
  out["nprs_fall"] = fall;
  if (first->second > 0) {
    out["nprs_fall_percent"] = fall / first->second * kPercent;
  }
}

void measure_weeks(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const auto now = mean_pain(view.days, view.today, rules.week_days);
  if (!now) return;
  out["nprs_week_mean"] = *now;
  const auto before = mean_pain(
      view.days, view.today - days(rules.two_weeks_days), rules.week_days);
  if (before) out["nprs_week_mean_change_2_weeks"] = *now - *before;
  measure_fall(view, *now, out);
  if (!view.start || view.today - *view.start < days(rules.change_from_day)) {
    return;
  }
  const auto& first = view.tally.first_pain;
  if (!first) return;
  out["nprs_week_mean_change"] = *now - first->second;
  constexpr double kPercent = 100;
  if (first->second > 0) {
    out["nprs_week_mean_change_percent"] =
        (*now - first->second) / first->second * kPercent;
  }
}

void measure_pain_days(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const auto at_most = [](double most) {
    return
        [most](const DiaryDay& day) { return day.pain && *day.pain <= most; };
  };
  if (!view.tally.any_pain) return;
  out["low_pain_days"] =
      of_last(view, rules.quiet_days, at_most(rules.low_pain));
  out["bearable_days"] =
      of_last(view, rules.quiet_days, at_most(rules.much_pain));
  out["some_pain_days_recently"] =
      of_last(view, rules.pain_days, at_most(rules.some_pain));
  const auto usual = mean_pain(view.days, view.today - days(rules.recent_days),
                               rules.week_days);
  if (!usual) return;
  out["worse_days_of_last_5"] =
      of_last(view, rules.recent_days, [&](const DiaryDay& day) {
        // A day after an overload says something of the load, not of the back.
        const DiaryDay* before = on(view.days, day.date - days(1));
        const bool overload =
            day.light == "red" || (before && before->light == "red");
        return !overload && day.pain &&
               *day.pain - *usual >= rules.worse_points;
      });
}

void measure_lights(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const progress::Tally& tally = view.tally;
  if (tally.any_light) {
    const auto red = [&](const DiaryDay& day) {
      // What nobody has told of the morning after counts at once.
      const bool open =
          day.plan_light == "red" && !on(view.days, day.date + days(1));
      return day.light == "red" || open;
    };
    out["red_days_in_5"] = of_last(view, rules.recent_days, red);
    out["red_yesterday"] = of_last(view, rules.red_days, red);
    // The most good days running since it was last told how easily the pain is
    // set off: what they have ended stays ended until it is told again.
    out["green_days_recently"] = tally.best_run;
  }
  if (!view.start) return;
  out["green_days_in_mobility"] = tally.green_mobility_days;
  out["walking_days_tolerated"] = tally.step_days;
  const int levels =
      rules.level_days > 0 ? tally.strength_days / rules.level_days : 0;
  out["strength_level"] = tally.strength_begun ? 1 + levels : 0;
}

void measure_walks(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const bool any =
      std::any_of(view.days.begin(), view.days.end(), [&](const DiaryDay& day) {
        return day.walked_minutes &&
               day.date > view.today - days(rules.week_days);
      });
  if (any) {
    out["walking_days_in_week"] =
        of_last(view, rules.week_days, [&](const DiaryDay& day) {
          return day.walked_minutes &&
                 *day.walked_minutes >= rules.walk_minutes;
        });
  }
  std::optional<double> longest;
  for (const DiaryDay& day : view.days) {
    if (day.date > view.today - days(rules.week_days)) {
      keep_most(longest, day.walk_minutes);
      // Of a day that was not too much, all walks together.
      if (day.light != "red") keep_most(longest, day.walked_minutes);
    }
  }
  if (longest) out["walk_or_cycle_minutes"] = *longest;
}

void measure_activities(const View& view, Measures& out) {
  const progress::Tally& tally = view.tally;
  if (!view.start || !tally.activities_again) return;
  out["psfs_change"] = *tally.last_activities - *tally.first_activities;
}

void measure_legs(const View& view, Measures& out) {
  // A day without entry ends the row.
  if (view.tally.last_day == view.today) {
    out["days_without_leg_spread"] = view.tally.days_without_spread;
  }
}

/// A spell of more pain than usual, by the diary's own numbers.
struct FlareSpell {
  sys_days begin;
  std::optional<double> usual;  ///< mean pain of the week before
  std::optional<double> pain;   ///< when it began
  sys_days last_high;           ///< the last day on which it was still there
  bool told = false;            ///< by the person; else by the pain alone
  bool open = true;
  int greens = 0;  ///< that count towards its end

  [[nodiscard]] bool lasted() const { return last_high > begin; }
};

/// Whether `day` ends the flare: the pain is near the usual again or down, or
/// enough good days have passed.
bool ends(const HistoryRules& rules, FlareSpell& flare, const DiaryDay& day) {
  if (day.light == "green" &&
      day.date > flare.begin + days(rules.flare_small_days)) {
    ++flare.greens;
  }
  if (day.date - flare.last_high > days(rules.flare_lasts_days)) return true;
  if (flare.greens >= rules.flare_green_days) return true;
  if (!day.pain) return false;
  const bool back =
      flare.usual && *day.pain - *flare.usual <= rules.flare_back_within;
  const bool down = flare.pain && *flare.pain - *day.pain >= rules.worse_points;
  return back || down;
}

/// The flares of the last weeks, oldest first; the last may still be open.
std::vector<FlareSpell> flares_of(const View& view) {
  const HistoryRules& rules = view.rules;
  const sys_days from = view.today - days(2 * rules.flare_days);
  const auto lately = std::find_if(
      view.days.begin(), view.days.end(), [&](const DiaryDay& day) {
        return day.date > from - days(rules.week_days);
      });
  const std::span<const DiaryDay> known_days(lately, view.days.end());
  const std::vector<sys_days>& told = view.tally.flares;
  std::vector<FlareSpell> flares;
  for (const DiaryDay& day : known_days) {
    if (day.date <= from) continue;
    if (!flares.empty() && flares.back().open &&
        day.date > flares.back().begin) {
      FlareSpell& flare = flares.back();
      flare.open = !ends(rules, flare, day);
      if (flare.open && day.pain) flare.last_high = day.date;
      if (flare.open) continue;
    }
    if (!flares.empty() && flares.back().open) continue;
    const auto usual =
        mean_pain(known_days, day.date - days(1), rules.week_days);
    const bool high =
        usual && day.pain && *day.pain - *usual >= rules.worse_points;
    const bool says =
        std::find(told.begin(), told.end(), day.date) != told.end();
    if (!high && !says) continue;
    flares.push_back({day.date, usual, day.pain, day.date, says, true, 0});
  }
  return flares;
}

void measure_flares(const View& view, Measures& out) {
  const std::vector<FlareSpell> flares = flares_of(view);
  const auto since = view.today - days(view.rules.flare_days);
  out["flares_in_4_weeks"] = static_cast<double>(
      std::count_if(flares.begin(), flares.end(), [&](const FlareSpell& one) {
        return one.lasted() && one.begin > since;
      }));
  for (const FlareSpell& one : flares) {
    const bool counts = one.told || one.lasted();
    if (!counts || !view.start || one.begin < *view.start) continue;
    const auto days_since = (view.today - one.begin).count();
    out["days_since_flare"] = static_cast<double>(days_since);
    const bool lasts = one.open && one.lasted() && one.last_high == view.today;
    out["flare_day"] = lasts ? static_cast<double>(days_since + 1) : 0;
  }
}

/// Spells of short rest: the days on which each began.
void measure_rests(const View& view, Measures& out) {
  const progress::Tally& tally = view.tally;
  if (tally.any_triage) {
    const sys_days from = view.today - days(view.rules.rest_days);
    out["rest_spells_30_days"] = static_cast<double>(
        std::count_if(tally.rests.begin(), tally.rests.end(),
                      [&](sys_days date) { return date > from; }));
  }
  const auto& rest = tally.last_rest;
  const auto& latest = tally.latest_pain;
  const bool of_episode = rest && view.start && rest->first >= *view.start;
  if (!of_episode || !latest || latest->first <= rest->first) return;
  if (rest->second) {
    out["nprs_drop_since_short_rest"] = *rest->second - latest->second;
  }
}

void measure_steady(const View& view, Measures& out) {
  if (!view.start || !view.tally.maintains) return;
  out["quiet_maintain_days"] = view.tally.quiet_days;
  out["steady_maintain_days"] = view.tally.steady_days;
}

void measure_prompts(const View& view, Measures& out) {
  if (view.start) {
    out["days_since_plan_start"] =
        static_cast<double>((view.today - *view.start).count());
  }
  if (const auto& last = view.tally.last_prompt) {
    out["days_since_last_no_improvement_prompt"] =
        static_cast<double>((view.today - *last).count());
  }
}

Measures measures_of(const HistoryRules& rules, const History& history,
                     progress::Fold& fold, sys_days today) {
  Measures out;
  const auto known_days = history.days_until(today);
  if (known_days.empty()) return out;
  const View view{rules, fold.at(today),
                  progress::lately(rules, known_days, today), today,
                  history.plan_start(today)};
  measure_prompts(view, out);
  measure_weeks(view, out);
  measure_pain_days(view, out);
  measure_lights(view, out);
  measure_walks(view, out);
  measure_activities(view, out);
  measure_legs(view, out);
  measure_flares(view, out);
  measure_rests(view, out);
  measure_steady(view, out);
  return out;
}

/// Puts the measures into `answers`, and takes away all others.
void set_measures(const KnowledgeBase& kb, const Measures& measures,
                  Answers& answers) {
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    if (kb.findings[i].history) answers.clear(static_cast<FindingIndex>(i));
  }
  for (const auto& [name, value] : measures) {
    const auto finding = kb.finding(name);
    if (!finding) continue;
    const Finding& about = kb.findings[*finding];
    answers.set(*finding, std::clamp(value, about.min, about.max));
  }
}

}  // namespace

History::History(const DailyCheck& check, std::span<const DiaryEntry> entries)
    : check_(&check),
      entries_(progress::dated(entries)),
      days_(progress::days_of(check.light, entries_)) {
  progress::Episode episode;
  for (const DatedEntry& dated : entries_) {
    if (const auto past = progress::past_in(*dated.entry)) {
      episode = past->episode;
    } else {
      episode.hear(check.history, dated);
    }
    starts_.push_back(episode.start);
  }
}

std::size_t History::entries_until(sys_days today) const {
  const auto after = std::upper_bound(
      entries_.begin(), entries_.end(), today,
      [](sys_days wanted, const auto& one) { return wanted < one.date; });
  return static_cast<std::size_t>(after - entries_.begin());
}

std::span<const DiaryDay> History::days_until(sys_days today) const {
  const auto after = std::upper_bound(
      days_.begin(), days_.end(), today,
      [](sys_days wanted, const DiaryDay& day) { return wanted < day.date; });
  return {days_.begin(), after};
}

std::optional<sys_days> History::plan_start(sys_days today) const {
  const std::size_t count = entries_until(today);
  return count == 0 ? std::nullopt : starts_[count - 1];
}

std::map<std::string, double> History::measures(sys_days today) const {
  progress::Fold fold(check_->history, *this);
  return measures_of(check_->history, *this, fold, today);
}

std::map<std::string, double> history_measures(
    const DailyCheck& check, std::span<const DiaryEntry> entries,
    sys_days today) {
  return History(check, progress::until(entries, today)).measures(today);
}

std::optional<sys_days> plan_start(const DailyCheck& check,
                                   std::span<const DiaryEntry> entries,
                                   sys_days today) {
  return History(check, progress::until(entries, today)).plan_start(today);
}

bool pain_says_flare(const KnowledgeBase& kb,
                     std::span<const DiaryDay> days_known, sys_days today) {
  const FlareRules& rules = kb.plan.progress.flare;
  if (rules.hours <= 0) return false;
  // Longer than a day shows on two days that follow each other.
  constexpr int kHoursPerDay = 24;
  const int in_a_row = rules.hours / kHoursPerDay + 1;
  const auto usual = mean_pain(days_known, today - days(in_a_row),
                               kb.checkin.history.week_days);
  if (!usual) return false;
  const auto high =
      std::count_if(days_known.begin(), days_known.end(), [&](const auto& day) {
        const bool lately =
            day.date <= today && day.date > today - days(in_a_row);
        return lately && day.pain && *day.pain - *usual >= rules.above_mean;
      });
  return high >= in_a_row;
}

void progress::set_history(const KnowledgeBase& kb, const History& history,
                           Fold& fold, Directions& directions, sys_days today,
                           Answers& answers) {
  set_measures(kb, measures_of(kb.checkin.history, history, fold, today),
               answers);
  if (const auto start = history.plan_start(today)) {
    set_direction(kb, directions.at(*start, today), answers);
  }
}

void set_history(const KnowledgeBase& kb, const History& history,
                 sys_days today, Answers& answers) {
  progress::Fold fold(kb.checkin.history, history);
  progress::Directions directions(kb, history);
  progress::set_history(kb, history, fold, directions, today, answers);
}

void set_history(const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
                 sys_days today, Answers& answers) {
  set_history(kb, History(kb.checkin, progress::until(entries, today)), today,
              answers);
}

}  // namespace backcoach
