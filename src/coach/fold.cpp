#include "fold.hpp"

#include <algorithm>
#include <cmath>

#include "diary_days.hpp"

namespace backcoach::progress {
namespace {

using std::chrono::days;

bool is_strength(std::string_view stage) {
  return stage == "strength" || stage == "maintain";
}

/// Good days of the `pain_days` that end with this one, after `from`.
int run_of_good(const HistoryRules& rules, std::span<const DiaryDay> known,
                std::size_t place, sys_days from) {
  const sys_days today = known[place].date;
  int good = 0;
  for (std::size_t i = place + 1; i-- > 0;) {
    const DiaryDay& day = known[i];
    if (day.date <= today - days(rules.pain_days) || day.date <= from) break;
    good += day.light == "green" ? 1 : 0;
  }
  return good;
}

bool tells_irritability(const HistoryRules& rules, const DiaryEntry& entry) {
  const auto* triage = std::get_if<TriageRecord>(&entry.what);
  if (triage && triage->origin != "triage") return false;
  const DiaryValues& told = values(entry);
  return std::any_of(rules.irritability.begin(), rules.irritability.end(),
                     [&](const std::string& id) { return told.contains(id); });
}

}  // namespace

std::optional<Past> past_of(const History& history) {
  const auto entries = history.entries();
  return entries.empty() ? std::nullopt : past_in(*entries.front().entry);
}

std::span<const DiaryDay> lately(const HistoryRules& rules,
                                 std::span<const DiaryDay> known,
                                 sys_days today) {
  const sys_days from = today - days(days_kept(rules));
  const auto it = std::lower_bound(
      known.begin(), known.end(), from,
      [](const DiaryDay& day, sys_days wanted) { return day.date < wanted; });
  return {it, known.end()};
}

Fold::Fold(const HistoryRules& rules, const History& history)
    : rules_(rules), history_(history) {
  begin();
}

void Fold::begin() {
  tally_ = {};
  next_day_ = next_entry_ = usual_from_ = 0;
  auto past = past_of(history_);
  if (!past) return;
  tally_ = std::move(past->tally);
  next_entry_ = 1;
  const auto known = history_.days_until(past->until - days(1));
  next_day_ = known.size();
  asked_ = past->until;
  if (!tally_.last_day) return;
  const sys_days from = *tally_.last_day - days(rules_.usual_days);
  const auto it = std::lower_bound(
      known.begin(), known.end(), from,
      [](const DiaryDay& day, sys_days wanted) { return day.date < wanted; });
  usual_from_ = static_cast<std::size_t>(it - known.begin());
}

const Tally& Fold::at(sys_days today) {
  if (today < asked_) begin();
  asked_ = today;
  const auto known = history_.days_until(today);
  const auto entries = history_.entries();
  for (; next_day_ < known.size(); ++next_day_) {
    const sys_days date = known[next_day_].date;
    const auto start = history_.plan_start(date);
    if (start != tally_.start) begin_episode(start);
    for (; next_entry_ < entries.size() && entries[next_entry_].date <= date;
         ++next_entry_) {
      hear(entries[next_entry_]);
    }
    add(known, next_day_);
  }
  return tally_;
}

void Fold::begin_episode(std::optional<sys_days> start) {
  tally_.start = start;
  tally_.first_pain.reset();
  tally_.pain_again = false;
  tally_.green_mobility_days = tally_.strength_days = tally_.step_days = 0;
  tally_.strength_begun = false;
  tally_.first_activities.reset();
  tally_.last_activities.reset();
  tally_.activities_again = false;
  tally_.maintains = false;
  tally_.quiet_days = tally_.steady_days = 0;
}

void Fold::hear(const DatedEntry& dated) {
  const DiaryEntry* entry = dated.entry;
  const sys_days date = dated.date;
  if (tells_irritability(rules_, *entry) && date > tally_.told_irritability) {
    tally_.told_irritability = date;
    tally_.best_run = 0;
  }
  if (std::holds_alternative<FlareRecord>(entry->what)) {
    tally_.flares.push_back(date);
    std::erase_if(tally_.flares, [&](sys_days one) {
      return one <= date - days(2 * rules_.flare_days + 1);
    });
  }
  const auto* triage = std::get_if<TriageRecord>(&entry->what);
  if (!triage) return;
  tally_.any_triage = true;
  const bool rest = triage->stage == "rest";
  if (rest && !tally_.resting) {
    tally_.last_rest = {date, known(values(*entry), "nprs_now")};
    tally_.rests.push_back(date);
    std::erase_if(tally_.rests, [&](sys_days one) {
      return one <= date - days(rules_.rest_days);
    });
  }
  tally_.resting = rest;
  if (tally_.start && date >= *tally_.start && is_strength(triage->stage)) {
    tally_.strength_begun = true;
  }
  if (std::any_of(triage->rules.begin(), triage->rules.end(),
                  [&](const FiredRule& one) {
                    return one.rule == rules_.no_improvement_rule;
                  })) {
    tally_.last_prompt = date;
  }
}

void Fold::add(std::span<const DiaryDay> known, std::size_t place) {
  const DiaryDay& day = known[place];
  const bool green = day.light == "green";
  tally_.any_pain = tally_.any_pain || day.pain;
  if (day.pain) tally_.latest_pain = {day.date, *day.pain};
  tally_.any_light =
      tally_.any_light || !day.light.empty() || !day.plan_light.empty();
  if (green && day.date > tally_.told_irritability) {
    tally_.best_run =
        std::max(tally_.best_run,
                 run_of_good(rules_, known, place, tally_.told_irritability));
  }
  const bool follows =
      tally_.last_day && *tally_.last_day + days(1) == day.date;
  tally_.days_without_spread =
      day.legs_spread ? 0 : (follows ? tally_.days_without_spread : 0) + 1;
  add_usual(known, place);
  tally_.last_day = day.date;
  if (!tally_.start || day.date < *tally_.start) return;
  if (day.pain && tally_.first_pain) tally_.pain_again = true;
  if (day.pain && !tally_.first_pain) {
    tally_.first_pain = {day.date, *day.pain};
  }
  tally_.green_mobility_days += green && day.stage == "mobility" ? 1 : 0;
  const bool done = green || day.light == "amber";
  tally_.strength_days += done && is_strength(day.stage) ? 1 : 0;
  const bool walked =
      day.walked_minutes && *day.walked_minutes >= rules_.step_minutes;
  tally_.step_days += walked && day.light != "red" ? 1 : 0;
  if (!day.activities) return;
  if (tally_.first_activities) {
    tally_.activities_again = true;
  } else {
    tally_.first_activities = day.activities;
  }
  tally_.last_activities = day.activities;
}

/// Days that count towards letting go; much more pain begins the count anew.
void Fold::add_usual(std::span<const DiaryDay> known, std::size_t place) {
  const DiaryDay& day = known[place];
  const sys_days from = day.date - days(rules_.usual_days);
  for (; known[usual_from_].date < from; ++usual_from_) {
    if (!known[usual_from_].pain) continue;
    tally_.usual_sum -= *known[usual_from_].pain;
    --tally_.usual_count;
  }
  const double usual = tally_.usual_count > 0
                           ? std::ceil(tally_.usual_sum / tally_.usual_count)
                           : 0;
  if (day.pain) {
    tally_.usual_sum += *day.pain;
    ++tally_.usual_count;
  }
  if (!tally_.start || day.date < *tally_.start) return;
  const bool loud = day.pain && *day.pain > std::max(rules_.quiet_pain, usual) +
                                                rules_.loud_points;
  const auto& flares = tally_.flares;
  const bool flare =
      std::find(flares.begin(), flares.end(), day.date) != flares.end();
  if (day.light == "red" || loud || flare) {
    tally_.quiet_days = tally_.steady_days = 0;
  }
  if (!day.pain || day.stage != "maintain") return;
  tally_.maintains = true;
  tally_.quiet_days += *day.pain <= rules_.quiet_pain ? 1 : 0;
  tally_.steady_days += tally_.usual_count > 1 && *day.pain <= usual ? 1 : 0;
}

const std::vector<DirectionTold>& Directions::at(sys_days start,
                                                 sys_days today) {
  const auto entries = history_.entries();
  if (start_ != start || today < asked_) {
    start_ = start;
    told_.clear();
    next_ = 0;
    auto past = past_of(history_);
    if (past) next_ = 1;
    if (past && past->episode.start == start)
      told_ = std::move(past->directions);
  }
  asked_ = today;
  for (; next_ < entries.size() && entries[next_].date <= today; ++next_) {
    if (entries[next_].date < start) continue;
    hear_direction(kb_, start, entries[next_], told_);
  }
  return told_;
}

}  // namespace backcoach::progress
