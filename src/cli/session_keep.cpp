#include "session_keep.hpp"

#include "../term/time.hpp"
#include "latest.hpp"

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

/// Whether losing what `now` has over `before` would be losing more than the
/// moment: another exercise, set or hold, or a while of moving.
bool says_more(const SessionReport& now, const SessionReport& before) {
  constexpr int kSeconds = 15;
  const auto& a = now.entries;
  const auto& b = before.entries;
  if (a.size() != b.size() || now.end != before.end) return true;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i].exercise != b[i].exercise || a[i].result != b[i].result ||
        a[i].sets != b[i].sets || a[i].reps != b[i].reps ||
        a[i].seconds >= b[i].seconds + kSeconds) {
      return true;
    }
  }
  return false;
}

}  // namespace

SessionRecord session_record(const SessionReport& report) {
  SessionRecord record;
  record.end = name(report.end);
  for (const SessionEntry& entry : report.entries) {
    SessionExercise done;
    done.exercise = entry.exercise;
    done.planned_sets = entry.planned_sets;
    done.planned_reps = entry.planned_reps;
    done.planned_seconds = entry.planned_seconds;
    done.done_sets = entry.sets;
    done.done_reps = entry.reps;
    done.done_seconds = entry.seconds;
    done.before = pain(report.pain_before);
    done.during = pain(report.pain_during);
    done.stopped = name(entry.result);
    if (!entry.rating.empty()) {
      done.stopped += (done.stopped.empty() ? "" : " ") + entry.rating;
    }
    record.exercises.push_back(std::move(done));
  }
  return record;
}

void SessionKeeper::keep_up(const SessionReport& report) {
  if (tried_ && !says_more(report, *tried_)) return;
  // Told at the end, and once: then everything is written anyway.
  (void)write(report);
}

bool SessionKeeper::keep(const SessionReport& report) {
  const std::vector<Issue> issues = write(report);
  context_.report(issues, ExitCode::cannot_read_or_write);
  return issues.empty();
}

std::vector<Issue> SessionKeeper::write(const SessionReport& report) {
  tried_ = report;
  auto diary = context_.diary(store::Access::write);
  if (!diary.value) return std::move(diary.issues);
  DiaryEntry entry = entry_.id.empty() ? new_entry(context_) : entry_;
  entry.what = session_record(report);
  if (!entry.id.empty()) return (*diary.value)->go_on(entry);
  auto added =
      (*diary.value)->add({entry}, "session", iso_time(context_.now()));
  if (!added.value) return std::move(added.issues);
  entry.id = added.value->front();
  entry_ = std::move(entry);
  return {};
}

}  // namespace backcoach::cli
