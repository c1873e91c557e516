#include "backcoach/history.hpp"

#include <algorithm>
#include <charconv>

#include "backcoach/traffic_light.hpp"

namespace backcoach {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

std::optional<double> known(const DiaryValues& values, std::string_view name) {
  constexpr double kNone = -1;
  const double value = number_in(values, name, kNone);
  return value < 0 ? std::nullopt : std::optional<double>(value);
}

void keep_most(std::optional<double>& most, std::optional<double> value) {
  if (value && (!most || *value > *most)) most = value;
}

int rank(std::string_view light) {
  const auto known_light = light_named(light);
  return known_light ? static_cast<int>(*known_light) + 1 : 0;
}

bool is_yes(const DiaryValues& values, std::string_view name) {
  return word_in(values, name) == "yes";
}

/// Adds what one check-in says to its day.
void add_checkin(DiaryDay& day, const CheckinRecord& checkin) {
  const DiaryValues& values = checkin.values;
  keep_most(day.walked_minutes, known(values, "walked_minutes"));
  keep_most(day.walk_minutes, known(values, "walk_minutes"));
  if (const auto score = known(values, "activity_score")) {
    day.activities = score;
  }
  if (rank(checkin.light) > rank(day.light)) day.light = checkin.light;
  day.legs_spread |= is_yes(values, "new_leg") ||
                     is_yes(values, "leg_pain_further_down") ||
                     is_yes(values, "new_numbness");
  const std::string went = word_in(values, "went");
  day.moved |= (!went.empty() && went != "none") ||
               number_in(values, "walked_minutes", 0) > 0;
}

/// A time such as 2026-11-21T08:30:00 up to the end of `today`.
bool is_past(const DiaryEntry& entry, sys_days today) {
  const auto date = day_of(entry.date);
  return date && *date <= today;
}

/// Everything that a measure may look at.
struct View {
  const HistoryRules& rules;
  std::vector<const DiaryEntry*> entries;  ///< up to today
  std::vector<DiaryDay> days;              ///< up to today
  sys_days today;
  std::optional<sys_days> start;
};

const DiaryDay* on(const std::vector<DiaryDay>& known_days, sys_days date) {
  const auto it =
      std::find_if(known_days.begin(), known_days.end(),
                   [&](const DiaryDay& day) { return day.date == date; });
  return it == known_days.end() ? nullptr : &*it;
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

void measure_weeks(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const auto now = mean_pain(view.days, view.today, rules.week_days);
  if (!now) return;
  out["nprs_week_mean"] = *now;
  const auto before = mean_pain(
      view.days, view.today - days(rules.two_weeks_days), rules.week_days);
  if (before) out["nprs_week_mean_change_2_weeks"] = *now - *before;
  if (!view.start || view.today - *view.start < days(rules.change_from_day)) {
    return;
  }
  const auto first = mean_pain(
      view.days, *view.start + days(rules.week_days - 1), rules.week_days);
  if (!first) return;
  out["nprs_week_mean_change"] = *now - *first;
  constexpr double kPercent = 100;
  if (*first > 0) {
    out["nprs_week_mean_change_percent"] = (*now - *first) / *first * kPercent;
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
  out["days_nprs_at_most_2_in_a_row"] = in_a_row(view, at_most(rules.low_pain));
  out["days_nprs_at_most_3_of_last_4"] =
      of_last(view, rules.pain_days, at_most(rules.some_pain));
  out["days_nprs_at_most_6_of_last_4"] =
      of_last(view, rules.pain_days, at_most(rules.much_pain));
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
  const bool any =
      std::any_of(view.days.begin(), view.days.end(),
                  [](const DiaryDay& d) { return !d.light.empty(); });
  if (any) {
    out["red_days_in_5"] =
        of_last(view, rules.recent_days,
                [](const DiaryDay& day) { return day.light == "red"; });
  }
  if (!view.start) return;
  int green = 0;
  int steady = 0;
  for (const DiaryDay& day : view.days) {
    if (day.date < *view.start) continue;
    green += day.light == "green" && day.stage == "mobility" ? 1 : 0;
    const bool walked =
        day.walked_minutes && *day.walked_minutes >= rules.step_minutes;
    steady += walked && day.light != "red" ? 1 : 0;
  }
  out["green_days_in_mobility"] = green;
  out["w2_tolerated_days"] = steady;
}

void measure_walks(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  const bool any =
      std::any_of(view.days.begin(), view.days.end(), [&](const DiaryDay& day) {
        return day.walked_minutes &&
               day.date > view.today - days(rules.week_days);
      });
  if (any) {
    out["walk_20_minutes_days_per_week"] =
        of_last(view, rules.week_days, [&](const DiaryDay& day) {
          return day.walked_minutes &&
                 *day.walked_minutes >= rules.walk_minutes;
        });
  }
  std::optional<double> longest;
  for (const DiaryDay& day : view.days) {
    if (day.date > view.today - days(rules.week_days)) {
      keep_most(longest, day.walk_minutes);
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

/// Spells of short rest and flares: the days on which each began.
void measure_spells(const View& view, Measures& out) {
  const HistoryRules& rules = view.rules;
  int rests = 0;
  int flares = 0;
  bool resting = false;
  bool any = false;
  const DiaryEntry* last_rest = nullptr;
  std::optional<sys_days> flare;
  for (const DiaryEntry* entry : view.entries) {
    const sys_days date = *day_of(entry->date);
    if (const auto* triage = std::get_if<TriageRecord>(&entry->what)) {
      any = true;
      const bool rest = triage->stage == "rest";
      if (rest && !resting) {
        last_rest = entry;
        rests += date > view.today - days(rules.rest_days) ? 1 : 0;
      }
      resting = rest;
    }
    if (!std::holds_alternative<FlareRecord>(entry->what)) continue;
    if (flare && date - *flare < days(rules.flare_lasts_days)) continue;
    flare = date;
    flares += date > view.today - days(rules.flare_days) ? 1 : 0;
  }
  if (any) out["rest_spells_30_days"] = rests;
  if (!view.entries.empty()) out["flares_in_4_weeks"] = flares;
  const bool this_episode =
      last_rest && view.start && *day_of(last_rest->date) >= *view.start;
  const auto then =
      this_episode ? known(values(*last_rest), "nprs_now") : std::nullopt;
  const DiaryDay* latest = nullptr;
  for (const DiaryDay& day : view.days) {
    if (day.pain) latest = &day;
  }
  if (then && latest && latest->date > *day_of(last_rest->date)) {
    out["nprs_drop_since_short_rest"] = *then - *latest->pain;
  }
}

void measure_prompts(const View& view, Measures& out) {
  if (view.start) {
    out["days_since_plan_start"] =
        static_cast<double>((view.today - *view.start).count());
  }
  for (const DiaryEntry* entry : view.entries) {
    const auto* triage = std::get_if<TriageRecord>(&entry->what);
    if (!triage) continue;
    const bool told = std::any_of(
        triage->rules.begin(), triage->rules.end(), [&](const FiredRule& one) {
          return one.rule == view.rules.no_improvement_rule;
        });
    if (told) {
      out["days_since_last_no_improvement_prompt"] =
          static_cast<double>((view.today - *day_of(entry->date)).count());
    }
  }
}

}  // namespace

std::optional<sys_days> day_of(std::string_view date) {
  constexpr std::size_t kLength = 10;
  if (date.size() != kLength || date[4] != '-' || date[7] != '-') {
    return std::nullopt;
  }
  const auto year = whole(date.substr(0, 4));
  const auto month = whole(date.substr(5, 2));
  const auto day = whole(date.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day made{
      std::chrono::year(*year),
      std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day))};
  if (!made.ok()) return std::nullopt;
  return sys_days(made);
}

std::vector<DiaryDay> diary_days(const std::vector<DiaryEntry>& entries) {
  std::vector<DiaryDay> out;
  std::vector<double> pains;
  std::string stage;
  for (const DiaryEntry& entry : entries) {
    const auto date = day_of(entry.date);
    if (!date) continue;
    if (out.empty() || out.back().date != *date) {
      DiaryDay day;
      day.date = *date;
      out.push_back(day);
      pains.clear();
    }
    DiaryDay& day = out.back();
    if (const auto* triage = std::get_if<TriageRecord>(&entry.what)) {
      stage = triage->stage;
    }
    day.stage = stage;
    if (const auto* checkin = std::get_if<CheckinRecord>(&entry.what)) {
      add_checkin(day, *checkin);
    }
    day.moved |= std::holds_alternative<SessionRecord>(entry.what);
    // The triage that a check-in led to repeats its number.
    const auto* triage = std::get_if<TriageRecord>(&entry.what);
    const bool repeats = triage && triage->origin != "triage";
    const auto pain = known(values(entry), "nprs_now");
    if (!pain || repeats) continue;
    pains.push_back(*pain);
    double sum = 0;
    for (const double one : pains) sum += one;
    day.pain = sum / static_cast<double>(pains.size());
  }
  return out;
}

std::optional<sys_days> plan_start(const HistoryRules& rules,
                                   const std::vector<DiaryEntry>& entries,
                                   sys_days today) {
  std::optional<sys_days> start;
  std::optional<sys_days> before;  // the entry before
  for (const DiaryEntry& entry : entries) {
    if (!is_past(entry, today)) continue;
    const sys_days date = *day_of(entry.date);
    const auto* triage = std::get_if<TriageRecord>(&entry.what);
    if (before && date - *before > days(rules.episode_gap_days)) start.reset();
    if (triage && before) {
      const auto onset = known(triage->answers, "onset_days");
      // Pain that began after the last entry is another episode.
      if (onset && date - days(static_cast<int>(*onset)) > *before) {
        start.reset();
      }
    }
    if (triage && triage->plan_allowed && !start) start = date;
    before = date;
  }
  return start;
}

std::optional<double> mean_pain(const std::vector<DiaryDay>& days_known,
                                sys_days last, int count) {
  double sum = 0;
  int found = 0;
  for (const DiaryDay& day : days_known) {
    if (day.date > last || day.date <= last - days(count) || !day.pain) {
      continue;
    }
    sum += *day.pain;
    ++found;
  }
  if (found == 0) return std::nullopt;
  return sum / found;
}

std::map<std::string, double> history_measures(
    const HistoryRules& rules, const std::vector<DiaryEntry>& entries,
    sys_days today) {
  View view{rules, {}, {}, today, plan_start(rules, entries, today)};
  for (const DiaryEntry& entry : entries) {
    if (is_past(entry, today)) view.entries.push_back(&entry);
  }
  view.days = diary_days(entries);
  std::erase_if(view.days,
                [&](const DiaryDay& day) { return day.date > today; });
  Measures out;
  if (view.entries.empty()) return out;
  measure_prompts(view, out);
  measure_weeks(view, out);
  measure_pain_days(view, out);
  measure_lights(view, out);
  measure_walks(view, out);
  measure_activities(view, out);
  measure_legs(view, out);
  measure_spells(view, out);
  return out;
}

}  // namespace backcoach
