#include "backcoach/diary.hpp"

namespace backcoach {

std::string_view kind(const DiaryEntry& entry) {
  struct Name {
    std::string_view operator()(const TriageRecord&) { return "triage"; }
    std::string_view operator()(const CheckinRecord&) { return "checkin"; }
    std::string_view operator()(const SessionRecord&) { return "session"; }
    std::string_view operator()(const FlareRecord&) { return "flare"; }
  };
  return std::visit(Name{}, entry.what);
}

const DiaryValues& values(const DiaryEntry& entry) {
  static const DiaryValues kNone;
  struct Pick {
    const DiaryValues& operator()(const TriageRecord& one) {
      return one.answers;
    }
    const DiaryValues& operator()(const CheckinRecord& one) {
      return one.values;
    }
    const DiaryValues& operator()(const SessionRecord&) { return kNone; }
    const DiaryValues& operator()(const FlareRecord& one) { return one.values; }
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
