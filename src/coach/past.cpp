#include "past.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "../base/sha256.hpp"
#include "../kb/archive.hpp"
#include "diary_days.hpp"
#include "fold.hpp"

namespace backcoach {

/// Gives every member of `v` to `a`, in their order: a new one that is not
/// named here does not compile.
#define BACKCOACH_EVERY(...) \
  auto& [__VA_ARGS__] = v;   \
  a(__VA_ARGS__)

template <class A>
void fields(A& a, WalkingDose& v) {
  BACKCOACH_EVERY(walks);
}

template <class A>
void fields(A& a, ExercisePain& v) {
  BACKCOACH_EVERY(before, during, morning, red_sign, never_green);
}

template <class A>
void fields(A& a, DiaryDay& v) {
  BACKCOACH_EVERY(date, pain, walked_minutes, walk_minutes, activities, light,
                  stage, plan_light, session, told_pain, hurt, ratings,
                  legs_spread, told_moved, plan_done);
}

template <class A>
void fields(A& a, CardProgress& v) {
  BACKCOACH_EVERY(exercise, rung, greens, easy, down, left_out);
}

template <class A>
void fields(A& a, DirectionTold& v) {
  BACKCOACH_EVERY(day, test, result, tested, leg_clear, middle);
}

template <class A>
void fields(A& a, Course& v) {
  BACKCOACH_EVERY(day, stage, walking, walk_percent, walk_greens, walk_steps,
                  walk_grown, able_minutes, walked_more, cards, strength_days,
                  grown, lights, missed, settled, amber_down, painful,
                  flare_day, flare_step, since_flare, before_flare, directions,
                  lessons, changes);
}

namespace progress {

template <class A>
void fields(A& a, Tally& v) {
  BACKCOACH_EVERY(start, first_pain, pain_again, green_mobility_days,
                  strength_days, step_days, strength_begun, first_activities,
                  last_activities, activities_again, maintains, quiet_days,
                  steady_days, any_pain, any_light, latest_pain, last_day,
                  days_without_spread, told_irritability, best_run, usual_sum,
                  usual_count, any_triage, resting, rests, flares, last_rest,
                  last_prompt);
}

template <class A>
void fields(A& a, Episode& v) {
  BACKCOACH_EVERY(start, last_entry, steady);
}

template <class A>
void fields(A& a, LastTold& v) {
  BACKCOACH_EVERY(name, date, pain);
}

template <class A>
void fields(A& a, CoursePast& v) {
  BACKCOACH_EVERY(plan_start, course, seen, allowed, decided, measured);
}

template <class A>
void fields(A& a, Past& v) {
  BACKCOACH_EVERY(key, until, number, tally, days, stage, episode, told, runs,
                  first_score, last_score, flare_plan, legs, directions,
                  course);
}

#undef BACKCOACH_EVERY

namespace {

constexpr std::size_t kDigest = 64;

std::string digest_of(std::string_view bytes) {
  text::Sha256 digest;
  digest.add(bytes);
  return digest.hex();
}

std::optional<Past> read(std::string_view bytes) {
  load::Unpacker reader(bytes, Parts::everything);
  Past past;
  reader(past);
  return reader.good() ? std::optional(std::move(past)) : std::nullopt;
}

}  // namespace

int days_kept(const HistoryRules& rules) {
  return 2 * rules.flare_days + rules.week_days + rules.two_weeks_days +
         rules.usual_days + rules.rest_days + rules.quiet_days +
         rules.pain_days + rules.recent_days;
}

std::string bytes_of(const Past& past) {
  load::Writer writer(Parts::everything);
  writer(past);
  const std::string bytes = writer.take();
  return digest_of(bytes) + bytes;
}

std::optional<Past> past_from(std::string_view bytes) {
  if (bytes.size() < kDigest) return std::nullopt;
  const std::string_view rest = bytes.substr(kDigest);
  if (digest_of(rest) != bytes.substr(0, kDigest)) return std::nullopt;
  return read(rest);
}

DiaryEntry past_entry(const Past& past) {
  load::Writer writer(Parts::everything);
  writer(past);
  DiaryEntry entry;
  entry.date = date_text(past.until - std::chrono::days(1));
  entry.number = past.number;
  entry.what = PastRecord{writer.take()};
  return entry;
}

bool is_past(const DiaryEntry& entry) {
  return std::holds_alternative<PastRecord>(entry.what);
}

std::optional<Past> past_in(const DiaryEntry& entry) {
  const auto* record = std::get_if<PastRecord>(&entry.what);
  return record ? read(record->state) : std::nullopt;
}

std::span<const DiaryEntry> from_past(std::span<const DiaryEntry> entries) {
  const auto it = std::find_if(entries.begin(), entries.end(), is_past);
  return it == entries.end() ? entries
                             : std::span<const DiaryEntry>(it, entries.end());
}

void Episode::hear(const HistoryRules& rules, const DatedEntry& dated) {
  const auto& [entry, date] = dated;
  const auto* triage = std::get_if<TriageRecord>(&entry->what);
  const int gap = steady ? rules.steady_gap_days : rules.episode_gap_days;
  if (last_entry && date - *last_entry > std::chrono::days(gap)) start.reset();
  if (triage && last_entry) {
    const auto onset = known(triage->answers, "onset_days");
    // Pain that began after the last entry is another episode.
    if (onset &&
        date - std::chrono::days(static_cast<int>(*onset)) > *last_entry) {
      start.reset();
    }
  }
  if (!start) steady = false;
  if (triage && triage->plan_allowed && !start) start = date;
  steady = steady || (triage && triage->stage == "maintain");
  last_entry = date;
}

std::string course_key(const KnowledgeBase& kb, const SeenInput& seen,
                       const PlanRequest& usual, std::string_view own) {
  text::Sha256 digest;
  const auto add = [&](std::string_view part) {
    digest.add(std::to_string(part.size()) + " ");
    digest.add(part);
  };
  add(kb.manifest.sha256);
  for (const std::string& group : seen.groups) add(group);
  // What was looked at makes outcomes milder and rows smaller.
  std::string base;
  for (const OutcomeNode& one : kb.network.outcomes) {
    base += std::to_string(one.rule) + "." + std::to_string(one.outcome) +
            std::string(name(one.urgency)) + " ";
  }
  for (const Row& row : kb.rows) base += std::string(name(row.stage)) + " ";
  add(base);
  for (const int minutes :
       {usual.minutes_available, usual.wake_minutes, usual.bed_minutes,
        usual.work_from_minutes, usual.work_until_minutes}) {
    add(std::to_string(minutes));
  }
  add(own);
  return digest.hex();
}

Past fold(const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
          sys_days until_day) {
  const HistoryRules& rules = kb.checkin.history;
  const sys_days last = until_day - std::chrono::days(1);
  const auto before = until(entries, last);
  const History history(kb.checkin, entries);
  Past out;
  out.until = until_day;
  for (const DiaryEntry& entry : before) {
    out.number = std::max(out.number, entry.number);
  }
  Fold sums(rules, history);
  out.tally = sums.at(last);
  const auto known_days = history.days_until(last);
  if (!known_days.empty()) {
    const auto kept = lately(rules, known_days, known_days.back().date);
    out.days.assign(kept.begin(), kept.end());
  }
  for (const DatedEntry& dated : history.entries()) {
    if (dated.date > last) break;
    if (const auto past = past_in(*dated.entry)) {
      out.stage = past->stage;
      out.episode = past->episode;
      out.legs = past->legs;
      continue;
    }
    out.episode.hear(rules, dated);
    if (const auto* one = std::get_if<TriageRecord>(&dated.entry->what)) {
      out.stage = one->stage;
    }
    if (const auto* one = std::get_if<CheckinRecord>(&dated.entry->what)) {
      std::string legs = word_in(one->values, "legs");
      if (!legs.empty()) out.legs = std::move(legs);
    }
  }
  out.told = last_told(before);
  for (const SettledRule& rule : kb.checkin.settled) {
    const std::string& id = kb.findings[rule.measure].id;
    out.runs.emplace_back(id + "=" + rule.is,
                          run_of(rule, id, before, until_day));
  }
  std::tie(out.first_score, out.last_score) = scores_told(before);
  out.flare_plan = flare_plan_told(
      kb.findings[kb.plan.letting_go.flare_plan_finding], before);
  if (out.episode.start) {
    Directions directions(kb, history);
    out.directions = directions.at(*out.episode.start, last);
  }
  return out;
}

std::vector<LastTold> last_told(std::span<const DiaryEntry> entries,
                                std::string_view name) {
  std::map<std::string, LastTold, std::less<>> last;
  for (const DiaryEntry& entry : from_past(entries)) {
    if (auto past = past_in(entry)) {
      for (LastTold& one : past->told) {
        if (!name.empty() && one.name != name) continue;
        last[one.name] = std::move(one);
      }
      continue;
    }
    const auto* triage = std::get_if<TriageRecord>(&entry.what);
    if (triage && triage->origin != "triage") continue;
    const DiaryValues& told = values(entry);
    if (!name.empty() && !told.contains(name)) continue;
    const auto date = day_of(entry.date);
    if (!date) continue;
    const auto pain = known(told, "nprs_now");
    for (const auto& [id, value] : told) {
      if (name.empty() || id == name) last[id] = {id, *date, pain};
    }
  }
  std::vector<LastTold> out;
  for (auto& [id, one] : last) out.push_back(std::move(one));
  return out;
}

int run_of(const SettledRule& rule, const std::string& id,
           std::span<const DiaryEntry> entries, sys_days today) {
  int run = 0;
  std::map<sys_days, bool> days_told;  // and whether all of that day was it
  for (const DiaryEntry& entry : from_past(entries)) {
    if (const auto past = past_in(entry)) {
      for (const auto& [name, count] : past->runs) {
        if (name == id + "=" + rule.is) run = count;
      }
      continue;
    }
    const auto date = day_of(entry.date);
    const std::string told = word_in(values(entry), id);
    if (!date || told.empty() || *date >= today) continue;
    const bool is = told == rule.is;
    const auto [it, first] = days_told.emplace(*date, is);
    if (!first) it->second = it->second && is;
  }
  for (const auto& [date, is] : days_told) run = is ? run + 1 : 0;
  return run;
}

}  // namespace progress

}  // namespace backcoach
