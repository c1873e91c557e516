/// \file
/// What the diary keeps, as values. Entries know nothing of a knowledge base:
/// answers stand under their names, so that a diary outlives its rules.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace backcoach {

/// A number, a word, or the words chosen from a list.
using DiaryValue = std::variant<double, std::string, std::vector<std::string>>;

/// Answers and measures by name. Never holds an answer marked `sensitive`.
using DiaryValues = std::map<std::string, DiaryValue, std::less<>>;

/// A rule that fired, with the outcome that held.
struct FiredRule {
  std::string rule;
  std::string outcome;
  friend bool operator==(const FiredRule&, const FiredRule&) = default;
};

/// Something an earlier entry told that this one ends.
struct EndedTelling {
  std::string id;    ///< of the entry that told it
  std::string what;  ///< "referral", "hold" or "open"
  friend bool operator==(const EndedTelling&, const EndedTelling&) = default;
};

/// A group of signs that a professional looked at.
struct SeenNote {
  std::string group;
  std::string exercise;            ///< as_usual, gently, not_for_now, nothing
  std::vector<std::string> rules;  ///< that had fired; never private ones
  friend bool operator==(const SeenNote&, const SeenNote&) = default;
};

/// A decision, with the answers it came from.
struct TriageRecord {
  /// "triage", "checkin", "edit", "alarm"; "taken_back": only what it told
  /// still counts.
  std::string origin;
  std::string knowledge;
  std::string decision_id;
  std::string urgency;
  std::string focus;  ///< empty when no plan may be given
  std::string stage;  ///< empty when no plan may be given
  std::string row;    ///< of the decision table; may be empty
  bool plan_allowed = false;
  std::vector<FiredRule> rules;  ///< worst first
  DiaryValues answers;
  std::vector<EndedTelling> ends;
  std::vector<SeenNote> seen;         ///< told with this entry
  std::vector<std::string> open;      ///< danger questions without an answer
  std::vector<std::string> rests_on;  ///< findings; "private" for private ones
  std::vector<std::string> groups;    ///< of the rules that refer or hold
  std::string continues;  ///< the entry whose sitting this goes on with
  std::string of;         ///< the check-in that led to it; may be empty
  bool whole = true;      ///< false: the sitting was left half-way
  friend bool operator==(const TriageRecord&, const TriageRecord&) = default;
};

struct CheckinRecord {
  std::string light;  ///< green, amber, red; empty when nothing was done
  DiaryValues values;
  friend bool operator==(const CheckinRecord&, const CheckinRecord&) = default;
};

/// One exercise of a session. Pain is 0 to 10; -1 = not given.
struct SessionExercise {
  std::string exercise;
  int planned_sets = 0;
  int planned_reps = 0;
  int planned_seconds = 0;
  int done_sets = 0;
  int done_reps = 0;
  int done_seconds = 0;
  double before = -1;
  double during = -1;
  double after = -1;
  /// part, skipped, swapped; empty when it was not. A word for how it felt may
  /// follow: too_easy, right, too_much.
  std::string stopped;
  friend bool operator==(const SessionExercise&,
                         const SessionExercise&) = default;
};

/// \return how an exercise felt; empty when nobody told.
[[nodiscard]] std::string_view rating_in(const SessionExercise& exercise);

struct SessionRecord {
  std::string end;  ///< finished, stopped, something_wrong
  std::vector<SessionExercise> exercises;
  DiaryValues values = {};  ///< what a test of a direction told
  friend bool operator==(const SessionRecord&, const SessionRecord&) = default;
};

/// A bad day, in the answers to its few questions.
struct FlareRecord {
  DiaryValues values;
  friend bool operator==(const FlareRecord&, const FlareRecord&) = default;
};

/// The days before, folded into one: it takes the place of their entries where
/// a diary is read (src/coach/past.hpp) and is never written down as an entry.
struct PastRecord {
  std::string state;  ///< bytes that only their maker understands
  friend bool operator==(const PastRecord&, const PastRecord&) = default;
};

/// One thing that was written down. Times are those of the clock on the wall,
/// so that they sort as text.
struct DiaryEntry {
  std::string id;       ///< stable, 12 hexadecimal digits
  std::string date;     ///< the day it is about, 2026-11-21
  std::string at;       ///< when it was written, 2026-11-21T08:30:00
  std::string changed;  ///< when it was last edited; `at` when never
  std::string note;
  std::variant<TriageRecord, CheckinRecord, SessionRecord, FlareRecord,
               PastRecord>
      what;
  /// The moment of `changed` in UTC, 2026-11-21T07:30:00Z, by which two devices
  /// tell which edit came later; empty where it is not known.
  std::string changed_utc = {};
  /// \name Of this copy of the diary alone; not part of the entry
  /// @{
  std::int64_t number = 0;  ///< counts up as entries are written down
  bool imported = false;    ///< was brought in from elsewhere
  /// @}
  friend bool operator==(const DiaryEntry& a, const DiaryEntry& b) {
    return a.id == b.id && a.date == b.date && a.at == b.at &&
           a.changed == b.changed && a.changed_utc == b.changed_utc &&
           a.note == b.note && a.what == b.what;
  }
};

/// "triage", "checkin", "session", "flare"; "past" of what is no entry.
[[nodiscard]] std::string_view kind(const DiaryEntry& entry);

/// Whether taking the entry away would take away something that stands, holds
/// or is open, or bring back something that it ended.
[[nodiscard]] bool leaves_a_trace(const DiaryEntry& entry);

/// What is left of such an entry when it is taken back: what it told.
[[nodiscard]] DiaryEntry taken_back(DiaryEntry entry, const std::string& now);

/// Stands for whatever is private, wherever something is written down.
inline constexpr std::string_view kPrivate = "private";
/// An open question that means the whole danger list.
inline constexpr std::string_view kDangerList = "danger_list";

/// Whether a record tells of a referral, holds, or left something open.
/// @{
[[nodiscard]] bool is_referral(const TriageRecord& record);
[[nodiscard]] bool is_hold(const TriageRecord& record);
[[nodiscard]] bool is_open(const TriageRecord& record);
/// @}

/// What the diary of an earlier form told, in its order of writing: a referral,
/// a hold or a lost alarm stands unless a whole triage came after it.
void upgrade_old_form(std::vector<DiaryEntry*>& entries);

/// The values of an entry.
[[nodiscard]] const DiaryValues& values(const DiaryEntry& entry);

/// \return the number under `name`; `otherwise` when there is none.
[[nodiscard]] double number_in(const DiaryValues& values, std::string_view name,
                               double otherwise);
/// \return the word under `name`; empty when there is none.
[[nodiscard]] std::string word_in(const DiaryValues& values,
                                  std::string_view name);

}  // namespace backcoach
