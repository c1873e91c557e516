#include "session_keep.hpp"

#include "latest.hpp"
#include "time.hpp"

namespace backcoach::cli {
namespace {

std::string_view name(SessionEnd end) {
  switch (end) {
    case SessionEnd::finished:
      return "finished";
    case SessionEnd::wrong:
      return "something_wrong";
    case SessionEnd::stopped:
    case SessionEnd::running:
      break;
  }
  return "stopped";
}

/// Empty for what was done whole.
std::string_view name(SessionEntry::Result result) {
  switch (result) {
    case SessionEntry::Result::done:
      return "";
    case SessionEntry::Result::part:
      return "part";
    case SessionEntry::Result::skipped:
      return "skipped";
    case SessionEntry::Result::swapped:
      return "swapped";
  }
  return "";
}

constexpr double kNotGiven = -1;

double pain(const std::optional<int>& value) {
  return value ? static_cast<double>(*value) : kNotGiven;
}

/// The session that was kept last; empty when there is none.
const DiaryEntry* last_session(const std::vector<DiaryEntry>& entries) {
  const DiaryEntry* last = nullptr;
  for (const DiaryEntry& entry : entries) {
    if (std::holds_alternative<SessionRecord>(entry.what)) last = &entry;
  }
  return last;
}

}  // namespace

SessionRecord session_record(const SessionReport& report) {
  SessionRecord record;
  record.end = name(report.end);
  for (const SessionEntry& entry : report.entries) {
    SessionExercise done;
    done.exercise = entry.exercise;
    done.done_sets = entry.sets;
    done.done_reps = entry.reps;
    done.done_seconds = entry.seconds;
    done.before = pain(report.pain_before);
    done.during = pain(report.pain_during);
    done.stopped = name(entry.result);
    record.exercises.push_back(std::move(done));
  }
  return record;
}

bool keep_session(Context& context, const SessionReport& report, bool again) {
  auto diary = context.diary(store::Access::write);
  std::vector<Issue> issues = diary.issues;
  if (diary.value) {
    DiaryEntry entry = new_entry(context);
    entry.what = session_record(report);
    const auto entries = (*diary.value)->entries();
    const DiaryEntry* last =
        again && entries.value ? last_session(*entries.value) : nullptr;
    if (last) {
      entry.id = last->id;
      entry.date = last->date;
      entry.at = last->at;
      issues = (*diary.value)->replace(entry, iso_time(context.now()));
    } else {
      issues = (*diary.value)
                   ->add({std::move(entry)}, "session", iso_time(context.now()))
                   .issues;
    }
  }
  context.report(issues, ExitCode::cannot_read_or_write);
  return issues.empty();
}

}  // namespace backcoach::cli
