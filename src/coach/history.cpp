#include "backcoach/history.hpp"

#include <algorithm>
#include <cmath>

#include "backcoach/direction_test.hpp"
#include "diary_days.hpp"

namespace backcoach {
namespace {

using progress::keep_most;
using progress::known;
using std::chrono::days;
using std::chrono::sys_days;

/// Everything that a measure may look at.
struct View {
  const HistoryRules& rules;
  std::span<const DatedEntry> entries;  ///< up to today
  std::span<const DiaryDay> days;       ///< up to today
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

/// How many days in a row up to today hold; a day without entry ends the row.
template <class Holds>
int in_a_row(const View& view, Holds holds) {
  int found = 0;
  for (sys_days date = view.today;; date -= days(1)) {
    const DiaryDay* day = on(view.days, date);
    if (!day || !holds(*day)) return found;
    ++found;
  }
}

using Measures = std::map<std::string, double>;

bool is_strength(std::string_view stage) {
  return stage == "strength" || stage == "maintain";
}

/// The first day of the plan on which pain was told.
const DiaryDay* first_with_pain(const View& view) {
  for (const DiaryDay& day : view.days) {
    if (view.start && day.date >= *view.start && day.pain) return &day;
  }
  return nullptr;
}

/// From the pain told on the first day of the plan to the mean of this week;
/// known from the second day with pain on.
void measure_fall(const View& view, double now, Measures& out) {
  const DiaryDay* first = first_with_pain(view);
  const bool again =
      first &&
      std::any_of(view.days.begin(), view.days.end(), [&](const DiaryDay& day) {
        return day.date > first->date && day.pain;
      });
  if (!again) return;
  constexpr double kPercent = 100;
  const double fall = *first->pain - now;
  out["nprs_fall"] = fall;
  if (*first->pain > 0) {
    out["nprs_fall_percent"] = fall / *first->pain * kPercent;
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
  const DiaryDay* first = first_with_pain(view);
  if (!first) return;
  out["nprs_week_mean_change"] = *now - *first->pain;
  constexpr double kPercent = 100;
  if (*first->pain > 0) {
    out["nprs_week_mean_change_percent"] =
        (*now - *first->pain) / *first->pain * kPercent;
  }
}

void measure_pain_days(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const auto at_most = [](double most) {
    return
        [most](const DiaryDay& day) { return day.pain && *day.pain <= most; };
  };
  const bool any = std::any_of(view.days.begin(), view.days.end(),
                               [](const DiaryDay& d) { return !!d.pain; });
  if (!any) return;
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

/// The day on which it was last told how easily the pain is set off.
sys_days told_irritability(const View& view) {
  sys_days last{};
  for (const auto& [entry, date] : view.entries) {
    const auto* triage = std::get_if<TriageRecord>(&entry->what);
    if (triage && triage->origin != "triage") continue;
    const DiaryValues& told = values(*entry);
    const auto& names = view.rules.irritability;
    const bool any =
        std::any_of(names.begin(), names.end(),
                    [&](const std::string& id) { return told.contains(id); });
    if (any) last = date;
  }
  return last;
}

/// The most good days in `pain_days` days running since then: what they have
/// ended stays ended until it is told again.
int best_run(const View& view) {
  const sys_days from = told_irritability(view);
  std::vector<sys_days> green;
  std::size_t first = 0;
  std::size_t best = 0;
  for (const DiaryDay& day : view.days) {
    if (day.date <= from || day.light != "green") continue;
    green.push_back(day.date);
    while (green[first] <= day.date - days(view.rules.pain_days)) ++first;
    best = std::max(best, green.size() - first);
  }
  return static_cast<int>(best);
}

void measure_lights(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const bool any =
      std::any_of(view.days.begin(), view.days.end(), [](const DiaryDay& d) {
        return !d.light.empty() || !d.plan_light.empty();
      });
  if (any) {
    const auto red = [&](const DiaryDay& day) {
      // What nobody has told of the morning after counts at once.
      const bool open =
          day.plan_light == "red" && !on(view.days, day.date + days(1));
      return day.light == "red" || open;
    };
    out["red_days_in_5"] = of_last(view, rules.recent_days, red);
    out["red_yesterday"] = of_last(view, rules.red_days, red);
    out["green_days_recently"] = best_run(view);
  }
  if (!view.start) return;
  int green = 0;
  int steady = 0;
  int strong = 0;
  for (const DiaryDay& day : view.days) {
    if (day.date < *view.start) continue;
    const bool is_green = day.light == "green";
    green += is_green && day.stage == "mobility" ? 1 : 0;
    const bool done = is_green || day.light == "amber";
    strong += done && is_strength(day.stage) ? 1 : 0;
    const bool walked =
        day.walked_minutes && *day.walked_minutes >= rules.step_minutes;
    steady += walked && day.light != "red" ? 1 : 0;
  }
  out["green_days_in_mobility"] = green;
  out["walking_days_tolerated"] = steady;
  const bool begun = std::any_of(
      view.entries.begin(), view.entries.end(), [&](const auto& entry) {
        const auto* triage = std::get_if<TriageRecord>(&entry.entry->what);
        return triage && is_strength(triage->stage) &&
               entry.date >= *view.start;
      });
  const int levels = rules.level_days > 0 ? strong / rules.level_days : 0;
  out["strength_level"] = begun ? 1 + levels : 0;
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
  if (!view.start) return;
  const DiaryDay* first = nullptr;
  const DiaryDay* last = nullptr;
  for (const DiaryDay& day : view.days) {
    if (day.date < *view.start || !day.activities) continue;
    if (!first) first = &day;
    last = &day;
  }
  if (first && first != last) {
    out["psfs_change"] = *last->activities - *first->activities;
  }
}

void measure_legs(const View& view, Measures& out) {
  const int row =
      in_a_row(view, [](const DiaryDay& day) { return !day.legs_spread; });
  const DiaryDay* today = on(view.days, view.today);
  if (row > 0 || (today && today->legs_spread)) {
    out["days_without_leg_spread"] = row;
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

/// Days after `from` on which the person told of a flare.
std::vector<sys_days> told_flares(const View& view, sys_days from) {
  std::vector<sys_days> told;
  for (auto it = view.entries.rbegin();
       it != view.entries.rend() && it->date > from; ++it) {
    if (std::holds_alternative<FlareRecord>(it->entry->what)) {
      told.push_back(it->date);
    }
  }
  return told;
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
  const std::vector<sys_days> told = told_flares(view, from);
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
  if (view.entries.empty()) return;
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
  const HistoryRules& rules = view.rules;
  int rests = 0;
  bool resting = false;
  bool any = false;
  const DatedEntry* last_rest = nullptr;
  for (const DatedEntry& dated : view.entries) {
    const auto& [entry, date] = dated;
    const auto* triage = std::get_if<TriageRecord>(&entry->what);
    if (!triage) continue;
    any = true;
    const bool rest = triage->stage == "rest";
    if (rest && !resting) {
      last_rest = &dated;
      rests += date > view.today - days(rules.rest_days) ? 1 : 0;
    }
    resting = rest;
  }
  if (any) out["rest_spells_30_days"] = rests;
  const DiaryDay* latest = nullptr;
  for (const DiaryDay& day : view.days) {
    if (day.pain) latest = &day;
  }
  const bool of_episode =
      last_rest && view.start && last_rest->date >= *view.start;
  if (!of_episode || !latest || latest->date <= last_rest->date) return;
  const auto then = known(values(*last_rest->entry), "nprs_now");
  if (then) out["nprs_drop_since_short_rest"] = *then - *latest->pain;
}

/// Days that count towards letting go; much more pain begins the count anew.
void measure_steady(const View& view, Measures& out) {
  if (!view.start) return;
  const HistoryRules& rules = view.rules;
  const auto flares = [&](sys_days date) {
    return std::any_of(
        view.entries.begin(), view.entries.end(), [&](const DatedEntry& one) {
          return one.date == date &&
                 std::holds_alternative<FlareRecord>(one.entry->what);
        });
  };
  int quiet = 0;
  int steady = 0;
  bool any = false;
  double sum = 0;
  int count = 0;
  std::size_t first = 0;  // of the days that are usual
  for (std::size_t i = 0; i < view.days.size(); ++i) {
    const DiaryDay& day = view.days[i];
    for (; view.days[first].date < day.date - days(rules.usual_days); ++first) {
      if (!view.days[first].pain) continue;
      sum -= *view.days[first].pain;
      --count;
    }
    const double usual = count > 0 ? std::ceil(sum / count) : 0;
    if (day.pain) {
      sum += *day.pain;
      ++count;
    }
    if (day.date < *view.start) continue;
    const bool loud =
        day.pain &&
        *day.pain > std::max(rules.quiet_pain, usual) + rules.loud_points;
    if (day.light == "red" || loud || flares(day.date)) quiet = steady = 0;
    if (!day.pain || day.stage != "maintain") continue;
    any = true;
    quiet += *day.pain <= rules.quiet_pain ? 1 : 0;
    steady += count > 1 && *day.pain <= usual ? 1 : 0;
  }
  if (!any) return;
  out["quiet_maintain_days"] = quiet;
  out["steady_maintain_days"] = steady;
}

void measure_prompts(const View& view, Measures& out) {
  if (view.start) {
    out["days_since_plan_start"] =
        static_cast<double>((view.today - *view.start).count());
  }
  for (const auto& [entry, date] : view.entries) {
    const auto* triage = std::get_if<TriageRecord>(&entry->what);
    if (!triage) continue;
    const bool told = std::any_of(
        triage->rules.begin(), triage->rules.end(), [&](const FiredRule& one) {
          return one.rule == view.rules.no_improvement_rule;
        });
    if (told) {
      out["days_since_last_no_improvement_prompt"] =
          static_cast<double>((view.today - date).count());
    }
  }
}

}  // namespace

History::History(const DailyCheck& check, std::span<const DiaryEntry> entries)
    : check_(&check),
      entries_(progress::dated(entries)),
      days_(progress::days_of(check.light, entries_)) {
  std::optional<sys_days> start;
  std::optional<sys_days> before;  // the entry before
  const HistoryRules& rules = check.history;
  bool steady = false;  // the last stage was reached in this episode
  for (const auto& [entry, date] : entries_) {
    const auto* triage = std::get_if<TriageRecord>(&entry->what);
    const int gap = steady ? rules.steady_gap_days : rules.episode_gap_days;
    if (before && date - *before > days(gap)) start.reset();
    if (triage && before) {
      const auto onset = known(triage->answers, "onset_days");
      // Pain that began after the last entry is another episode.
      if (onset && date - days(static_cast<int>(*onset)) > *before) {
        start.reset();
      }
    }
    if (!start) steady = false;
    if (triage && triage->plan_allowed && !start) start = date;
    steady = steady || (triage && triage->stage == "maintain");
    before = date;
    starts_.push_back(start);
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
  const std::size_t count = entries_until(today);
  const View view{check_->history, std::span(entries_).first(count),
                  days_until(today), today, plan_start(today)};
  Measures out;
  if (view.entries.empty()) return out;
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

void set_history(const KnowledgeBase& kb, const History& history,
                 sys_days today, Answers& answers) {
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    if (kb.findings[i].history) answers.clear(static_cast<FindingIndex>(i));
  }
  for (const auto& [name, value] : history.measures(today)) {
    const auto finding = kb.finding(name);
    if (!finding) continue;
    const Finding& about = kb.findings[*finding];
    answers.set(*finding, std::clamp(value, about.min, about.max));
  }
  if (const auto start = history.plan_start(today)) {
    set_direction(kb, directions_told(kb, history.entries(), *start, today),
                  answers);
  }
}

void set_history(const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
                 sys_days today, Answers& answers) {
  set_history(kb, History(kb.checkin, progress::until(entries, today)), today,
              answers);
}

}  // namespace backcoach
