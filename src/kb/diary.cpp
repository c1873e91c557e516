#include "backcoach/diary.hpp"

namespace backcoach {
namespace {

/// Of diaries of an earlier form: an alarm whose questions broke off.
constexpr std::string_view kWithdrawn = "withdrawn";

}  // namespace

std::string_view kind(const DiaryEntry& entry) {
  struct Name {
    std::string_view operator()(const TriageRecord&) { return "triage"; }
    std::string_view operator()(const CheckinRecord&) { return "checkin"; }
    std::string_view operator()(const SessionRecord&) { return "session"; }
    std::string_view operator()(const FlareRecord&) { return "flare"; }
    std::string_view operator()(const PastRecord&) { return "past"; }
  };
  return std::visit(Name{}, entry.what);
}

bool is_referral(const TriageRecord& record) {
  return record.urgency == "emergency" || record.urgency == "same_day" ||
         record.urgency == "soon";
}

bool is_hold(const TriageRecord& record) {
  return record.whole && !record.plan_allowed && record.origin != kWithdrawn &&
         !is_referral(record);
}

bool is_open(const TriageRecord& record) { return !record.open.empty(); }

void upgrade_old_form(std::vector<DiaryEntry*>& entries) {
  DiaryEntry* last = nullptr;
  for (DiaryEntry* entry : entries) {
    auto* record = std::get_if<TriageRecord>(&entry->what);
    if (record && record->origin == "triage") last = entry;
  }
  for (DiaryEntry* entry : entries) {
    auto* record = std::get_if<TriageRecord>(&entry->what);
    if (!record) continue;
    if (record->origin == kWithdrawn) {
      record->whole = false;
      record->open = {std::string(kDangerList)};
    }
  }
  if (!last) return;
  auto& ends = std::get<TriageRecord>(last->what).ends;
  for (const DiaryEntry* entry : entries) {
    if (entry == last) break;
    const auto* record = std::get_if<TriageRecord>(&entry->what);
    if (!record) continue;
    if (is_referral(*record)) ends.push_back({entry->id, "referral"});
    if (is_hold(*record)) ends.push_back({entry->id, "hold"});
    if (is_open(*record)) ends.push_back({entry->id, "open"});
  }
}

bool leaves_a_trace(const DiaryEntry& entry) {
  const auto* record = std::get_if<TriageRecord>(&entry.what);
  if (!record) return false;
  return is_referral(*record) || is_hold(*record) || is_open(*record) ||
         !record->ends.empty() || !record->seen.empty() ||
         record->origin == "taken_back";
}

DiaryEntry taken_back(DiaryEntry entry, const std::string& now) {
  auto* record = std::get_if<TriageRecord>(&entry.what);
  if (!record) return entry;
  record->origin = "taken_back";
  record->ends.clear();
  record->seen.clear();
  record->answers.clear();
  record->focus.clear();
  record->stage.clear();
  record->row.clear();
  record->continues.clear();
  record->of.clear();
  // A plan that is taken back told nothing.
  record->whole = record->whole && !record->plan_allowed;
  record->plan_allowed = false;
  entry.note.clear();
  if (now > entry.changed) entry.changed = now;
  return entry;
}

const DiaryValues& values(const DiaryEntry& entry) {
  struct Pick {
    const DiaryValues& operator()(const TriageRecord& one) {
      return one.answers;
    }
    const DiaryValues& operator()(const CheckinRecord& one) {
      return one.values;
    }
    const DiaryValues& operator()(const SessionRecord& one) {
      return one.values;
    }
    const DiaryValues& operator()(const FlareRecord& one) { return one.values; }
    const DiaryValues& operator()(const PastRecord&) {
      static const DiaryValues none;
      return none;
    }
  };
  return std::visit(Pick{}, entry.what);
}

std::string_view rating_in(const SessionExercise& exercise) {
  const std::string_view words = exercise.stopped;
  const std::string_view last = words.substr(words.rfind(' ') + 1);
  for (const std::string_view ended : {"part", "skipped", "swapped"}) {
    if (last == ended) return {};
  }
  return last;
}

double number_in(const DiaryValues& values, std::string_view name,
                 double otherwise) {
  const auto it = values.find(name);
  const double* number =
      it == values.end() ? nullptr : std::get_if<double>(&it->second);
  return number ? *number : otherwise;
}

std::string word_in(const DiaryValues& values, std::string_view name) {
  const auto it = values.find(name);
  const std::string* word =
      it == values.end() ? nullptr : std::get_if<std::string>(&it->second);
  return word ? *word : std::string();
}

}  // namespace backcoach
