/// \file
/// What the diary keeps, as values. Entries know nothing of a knowledge base:
/// answers stand under their names, so that a diary outlives its rules.
#pragma once

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

/// A decision, with the answers it came from.
struct TriageRecord {
  std::string origin;  ///< "triage", "checkin", or "withdrawn": no longer holds
  std::string knowledge;
  std::string decision_id;
  std::string urgency;
  std::string focus;  ///< empty when no plan may be given
  std::string stage;  ///< empty when no plan may be given
  std::string row;    ///< of the decision table; may be empty
  bool plan_allowed = false;
  std::vector<FiredRule> rules;  ///< worst first
  DiaryValues answers;
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
  friend bool operator==(const SessionRecord&, const SessionRecord&) = default;
};

/// A bad day, in the answers to its few questions.
struct FlareRecord {
  DiaryValues values;
  friend bool operator==(const FlareRecord&, const FlareRecord&) = default;
};

/// One thing that was written down. Times are those of the clock on the wall,
/// so that they sort as text.
struct DiaryEntry {
  std::string id;       ///< stable, 12 hexadecimal digits
  std::string date;     ///< the day it is about, 2026-11-21
  std::string at;       ///< when it was written, 2026-11-21T08:30:00
  std::string changed;  ///< when it was last edited; `at` when never
  std::string note;
  std::variant<TriageRecord, CheckinRecord, SessionRecord, FlareRecord> what;
  friend bool operator==(const DiaryEntry&, const DiaryEntry&) = default;
};

/// "triage", "checkin", "session", "flare".
[[nodiscard]] std::string_view kind(const DiaryEntry& entry);

/// The values of an entry; empty for a session.
[[nodiscard]] const DiaryValues& values(const DiaryEntry& entry);

/// \return the number under `name`; `otherwise` when there is none.
[[nodiscard]] double number_in(const DiaryValues& values, std::string_view name,
                               double otherwise);
/// \return the word under `name`; empty when there is none.
[[nodiscard]] std::string word_in(const DiaryValues& values,
                                  std::string_view name);

}  // namespace backcoach
