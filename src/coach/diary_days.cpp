#include "diary_days.hpp"

#include <algorithm>
#include <cmath>

#include "../base/number.hpp"
#include "past.hpp"

namespace backcoach {
namespace progress {

std::optional<double> known(const DiaryValues& values, std::string_view name) {
  constexpr double kNone = -1;
  const double value = number_in(values, name, kNone);
  return value < 0 ? std::nullopt : std::optional<double>(value);
}

std::string date_text(std::chrono::sys_days date) {
  const std::chrono::year_month_day day(date);
  const auto two = [](unsigned number) {
    constexpr unsigned kTen = 10;
    return (number < kTen ? "0" : "") + std::to_string(number);
  };
  return std::to_string(static_cast<int>(day.year())) + "-" +
         two(static_cast<unsigned>(day.month())) + "-" +
         two(static_cast<unsigned>(day.day()));
}

void keep_most(std::optional<double>& most, std::optional<double> value) {
  if (value && (!most || *value > *most)) most = value;
}

}  // namespace progress

namespace {

using progress::keep_most;
using progress::known;
using std::chrono::days;
using std::chrono::sys_days;

int rank(std::string_view light) {
  const auto known_light = light_named(light);
  return known_light ? static_cast<int>(*known_light) + 1 : 0;
}

void keep_worse(std::string& worst, const std::string& light) {
  if (rank(light) > rank(worst)) worst = light;
}

bool is_yes(const DiaryValues& values, std::string_view name) {
  return word_in(values, name) == "yes";
}

/// What one check-in says of how the exercises went. Good is for the next
/// morning to say: about today it counts only if it was not.
void add_light(DiaryDay& day, const CheckinRecord& checkin, bool about_today) {
  const std::string went = word_in(checkin.values, "went");
  const bool moved = (!went.empty() && went != "none") ||
                     number_in(checkin.values, "walked_minutes", 0) > 0;
  if (!about_today) {
    day.told_moved |= moved;
    keep_worse(day.light, checkin.light);
    return;
  }
  day.plan_done |= moved;
  if (checkin.light != name(Light::green)) {
    keep_worse(day.plan_light, checkin.light);
  }
}

/// Adds what else it says to its day.
void add_checkin(DiaryDay& day, const CheckinRecord& checkin) {
  const DiaryValues& values = checkin.values;
  keep_most(day.walked_minutes, known(values, "walked_minutes"));
  keep_most(day.walk_minutes, known(values, "walk_minutes"));
  if (const auto score = known(values, "activity_score")) {
    day.activities = score;
  }
  ExercisePain pain;
  pain.before = known(values, "exercise_before");
  pain.during = known(values, "exercise_during");
  pain.morning = known(values, "exercise_morning");
  if (pain.before || pain.during) day.told_pain = pain;
  const auto hurt = values.find("hurt_exercises");
  if (hurt != values.end()) {
    if (const auto* ids =
            std::get_if<std::vector<std::string>>(&hurt->second)) {
      day.hurt = *ids;
    }
  }
  day.legs_spread |= is_yes(values, "new_leg") ||
                     is_yes(values, "leg_pain_further_down") ||
                     is_yes(values, "new_numbness");
}

bool is_done(const SessionExercise& one) {
  return one.done_sets > 0 || one.done_reps > 0 || one.done_seconds > 0;
}

std::optional<double> given(double pain) {
  return pain < 0 ? std::nullopt : std::optional<double>(pain);
}

/// What is collected about one day while its entries are read.
struct DayNotes {
  std::vector<double> pains;
  std::vector<ExercisePain> sessions;
  std::optional<double> morning;  ///< said to be that of the morning
  std::optional<double> early;    ///< the first number, if it was early
  bool went_well = false;
  bool anything = false;
  bool planned = false;  ///< a decision of this day allowed a plan
};

void add_session(DiaryDay& day, DayNotes& notes, const SessionRecord& session) {
  for (const SessionExercise& one : session.exercises) {
    if (!is_done(one)) continue;
    day.plan_done = true;
    if (const std::string_view felt = rating_in(one); !felt.empty()) {
      day.ratings.emplace_back(one.exercise, felt);
    }
    ExercisePain pain;
    pain.before = given(one.before);
    pain.during = given(one.during);
    if (pain.before || pain.during) notes.sessions.push_back(pain);
  }
}

/// The hour of a time such as 2026-11-21T08:30:00; empty for anything else.
std::optional<int> hour_of(std::string_view at) {
  constexpr std::size_t kHour = 11;
  if (at.size() < kHour + 2) return std::nullopt;
  return text::whole_number(at.substr(kHour, 2));
}

void add_morning(DayNotes& notes, const DiaryEntry& entry, int until_hour) {
  const bool first = !notes.anything;
  notes.anything = true;
  const DiaryValues& said = values(entry);
  if (const auto pain = known(said, "exercise_morning")) {
    keep_most(notes.morning, pain);
  }
  notes.went_well |= word_in(said, "went") == "well";
  const auto hour = hour_of(entry.at);
  // A day that began with something else than a number says nothing of the
  // morning.
  if (first && hour && *hour < until_hour) {
    notes.early = known(said, "nprs_now");
  }
}

/// The pain of the morning after a go, from what was told that day.
std::optional<double> morning_after(const ExercisePain& pain,
                                    const DayNotes& next) {
  if (next.morning) return next.morning;
  // Well means: no more pain, then or this morning.
  if (next.went_well) return pain.before;
  return next.early;
}

/// The light of a day's sessions. \param next  the day after; maybe not known
void set_session_light(const LightRules& rules, DiaryDay& day,
                       const DayNotes& notes, const DayNotes* next) {
  for (ExercisePain pain : notes.sessions) {
    if (next) pain.morning = morning_after(pain, *next);
    const std::string light(name(traffic_light(rules, pain)));
    if (rank(light) <= rank(day.plan_light)) continue;
    day.plan_light = light;
    day.session = pain;
  }
}

/// Whoever had a plan this morning, and tells of exercises later in the day,
/// tells of those of today.
bool is_about_today(const DayNotes& notes, const DiaryEntry& entry,
                    int until_hour) {
  const auto hour = hour_of(entry.at);
  return notes.planned && entry.at.starts_with(entry.date) && hour &&
         *hour >= until_hour;
}

/// Adds one entry to its day, and to what is known around it.
void add_entry(DiaryDay& day, DayNotes& notes, std::string& stage,
               const DiaryEntry& entry, int until_hour) {
  const auto* triage = std::get_if<TriageRecord>(&entry.what);
  if (triage) {
    stage = triage->stage;
    if (day.stage.empty()) day.stage = stage;
    notes.planned |= triage->plan_allowed;
  }
  if (const auto* checkin = std::get_if<CheckinRecord>(&entry.what)) {
    // Its light is about the plan that held until now.
    if (day.light.empty()) day.stage = stage;
    add_checkin(day, *checkin);
    add_light(day, *checkin, is_about_today(notes, entry, until_hour));
  }
  if (const auto* session = std::get_if<SessionRecord>(&entry.what)) {
    add_session(day, notes, *session);
  }
  // The triage that a check-in led to repeats its number.
  const bool repeats = triage && triage->origin != "triage";
  const auto pain = known(values(entry), "nprs_now");
  if (!pain || repeats) return;
  notes.pains.push_back(*pain);
  double sum = 0;
  for (const double one : notes.pains) sum += one;
  day.pain = sum / static_cast<double>(notes.pains.size());
}

}  // namespace

std::optional<sys_days> day_of(std::string_view date) {
  constexpr std::size_t kLength = 10;
  if (date.size() != kLength || date[4] != '-' || date[7] != '-') {
    return std::nullopt;
  }
  const auto year = text::whole_number(date.substr(0, 4));
  const auto month = text::whole_number(date.substr(5, 2));
  const auto day = text::whole_number(date.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  const std::chrono::year_month_day made{
      std::chrono::year(*year),
      std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day))};
  if (!made.ok()) return std::nullopt;
  return sys_days(made);
}

std::vector<DatedEntry> progress::dated(std::span<const DiaryEntry> entries) {
  std::vector<DatedEntry> out;
  out.reserve(entries.size());
  for (const DiaryEntry& entry : from_past(entries)) {
    const auto* triage = std::get_if<TriageRecord>(&entry.what);
    // What was left half-way or taken back decided nothing of a day.
    if (triage && (!triage->whole || triage->origin == "taken_back")) continue;
    if (const auto date = day_of(entry.date)) out.push_back({&entry, *date});
  }
  return out;
}

std::span<const DiaryEntry> progress::until(std::span<const DiaryEntry> entries,
                                            sys_days today) {
  // Days written as 2026-11-21 sort as text.
  const std::string last = date_text(today);
  const auto after =
      std::find_if(entries.begin(), entries.end(),
                   [&](const DiaryEntry& entry) { return entry.date > last; });
  return {entries.begin(), after};
}

std::vector<DiaryDay> progress::days_of(const LightRules& light,
                                        std::span<const DatedEntry> entries) {
  std::vector<DiaryDay> out;
  std::vector<DayNotes> notes;
  std::string stage;
  std::size_t folded = 0;  // days that are as they will ever be
  for (const auto& [entry, date] : entries) {
    if (auto past = past_in(*entry)) {
      out = std::move(past->days);
      folded = out.size();
      stage = std::move(past->stage);
      continue;
    }
    if (out.size() == folded || out.back().date != date) {
      DiaryDay day;
      day.date = date;
      day.stage = stage;
      out.push_back(std::move(day));
      notes.emplace_back();
    }
    add_morning(notes.back(), *entry, light.morning_until_hour);
    add_entry(out.back(), notes.back(), stage, *entry,
              light.morning_until_hour);
  }
  for (std::size_t i = folded > 0 ? folded - 1 : 0; i < out.size(); ++i) {
    const bool told =
        i + 1 < out.size() && out[i + 1].date == out[i].date + days(1);
    if (i >= folded) {
      const DayNotes* next = told ? &notes[i + 1 - folded] : nullptr;
      set_session_light(light, out[i], notes[i - folded], next);
    }
    if (told) keep_worse(out[i + 1].light, out[i].plan_light);
  }
  return out;
}

std::vector<DiaryDay> diary_days(const LightRules& light,
                                 std::span<const DiaryEntry> entries) {
  return progress::days_of(light, progress::dated(entries));
}

std::optional<double> mean_pain(std::span<const DiaryDay> days_known,
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

std::string session_words(const LightRules& rules, const ExercisePain& pain) {
  const auto with = [](std::string words, std::string_view slot,
                       double number) {
    if (const auto at = words.find(slot); at != std::string::npos) {
      words.replace(at, slot.size(),
                    std::to_string(static_cast<int>(std::lround(number))));
    }
    return words;
  };
  if (!pain.before) return {};
  const bool rose = pain.during && *pain.during > *pain.before;
  const bool still = pain.morning && *pain.morning > *pain.before;
  if (still && !rose) {
    return with(with(rules.because_morning, "{before}", *pain.before),
                "{morning}", *pain.morning);
  }
  if (!pain.during) return {};
  return with(with(rules.because_during, "{before}", *pain.before), "{during}",
              *pain.during);
}

}  // namespace backcoach
