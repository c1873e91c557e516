#include "steps_import.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "../base/number.hpp"
#include "../base/sha256.hpp"
#include "../kb/text_fault.hpp"
#include "../term/time.hpp"
#include "latest.hpp"

namespace backcoach::cli {
namespace {

constexpr std::string_view kWalked = "walked_minutes";
constexpr int kMinutesOfADay = 24 * 60;
constexpr int kMostSteps = 200000;  // nobody walks more in a day
constexpr int kMostPace = 300;      // a sprint

struct Day {
  std::string date;
  int number = 0;  ///< minutes or steps
};

struct StepsFile {
  bool steps = false;
  std::vector<Day> days;
};

/// A line without blanks and carriage return around it.
std::string_view trimmed(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

class Reader {
 public:
  Reader(std::string file, std::chrono::year_month_day today)
      : file_(std::move(file)), today_(today) {}

  Checked<StepsFile> read(std::string_view text) {
    Checked<StepsFile> result;
    if (auto fault = load::not_utf8(file_, text, "unreadable-line")) {
      result.issues = {std::move(*fault)};
      return result;
    }
    // The mark that spreadsheets put before a text.
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      read_line(trimmed(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (!head_) error("the first line has to be date,minutes or date,steps");
    result.issues = std::move(issues_);
    result.value = std::move(out_);
    return result;
  }

 private:
  void error(std::string message) {
    Issue issue;
    issue.code = "unreadable-line";
    issue.where.file = file_;
    issue.where.line = std::max(1, line_);
    issue.where.column = 1;
    issue.message = std::move(message);
    issue.help = "a line looks like 2026-11-21,25";
    issues_.push_back(std::move(issue));
  }

  void read_line(std::string_view line) {
    if (line.empty()) return;
    const std::size_t comma = line.find(',');
    const std::string_view left = trimmed(line.substr(0, comma));
    const std::string_view right = comma == std::string_view::npos
                                       ? std::string_view()
                                       : trimmed(line.substr(comma + 1));
    if (!head_) {
      head_ = left == "date" && (right == "minutes" || right == "steps");
      out_.steps = right == "steps";
      if (!head_) {
        const bool other = line == "date;minutes" || line == "date;steps" ||
                           line == "date\tminutes" || line == "date\tsteps";
        error(other ? "this file has another sign than a comma between fields"
                    : "the first line has to be date,minutes or date,steps");
        head_ = true;  // said once
      }
      return;
    }
    const auto date = parse_date(std::string(left));
    if (!date) return error("this line does not begin with a date");
    if (*date > today_) return error("this day has not come yet");
    const auto number = text::count(right);
    const int most = out_.steps ? kMostSteps : kMinutesOfADay;
    if (!number || *number > most) {
      return error("after the comma stands no whole number from 0 to " +
                   std::to_string(most));
    }
    const std::string day = iso_date(*date);
    if (!seen_.insert(day).second) return error("this day stands here twice");
    out_.days.push_back({day, *number});
  }

  std::string file_;
  std::chrono::year_month_day today_;
  int line_ = 0;
  bool head_ = false;
  std::set<std::string> seen_;
  std::vector<Issue> issues_;
  StepsFile out_;
};

/// The id of the entry of a day: the same file twice gives the same entries.
std::string id_of(const std::string& date) {
  constexpr std::size_t kLength = 12;
  text::Sha256 digest;
  digest.add("import steps " + date);
  return digest.hex().substr(0, kLength);
}

/// Days on which the person told how long they walked.
std::set<std::string> told_days(const std::vector<DiaryEntry>& entries) {
  std::set<std::string> days;
  for (const DiaryEntry& entry : entries) {
    const auto* checkin = std::get_if<CheckinRecord>(&entry.what);
    if (checkin && checkin->values.contains(kWalked) &&
        entry.id != id_of(entry.date)) {
      days.insert(entry.date);
    }
  }
  return days;
}

/// Whether `entries` holds this very content under the same id.
bool has(const std::vector<DiaryEntry>& entries, const DiaryEntry& wanted) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const DiaryEntry& one) {
                       return one.id == wanted.id && one.what == wanted.what;
                     });
}

/// Steps a minute; empty after saying what is wrong.
std::optional<int> pace_of(const Arguments& arguments, Context& context,
                           bool steps) {
  if (!arguments.has("pace")) {
    if (!steps) return 1;
    context.complain(
        "error: steps become minutes by your own pace: --pace N, the steps "
        "you take in a minute of walking");
    return std::nullopt;
  }
  if (!steps) {
    context.complain("error: --pace goes with steps; this file has minutes");
    return std::nullopt;
  }
  const auto pace = text::count(arguments.value("pace"));
  if (!pace || *pace < 1 || *pace > kMostPace) {
    context.complain("error: --pace takes a whole number from 1 to " +
                     std::to_string(kMostPace));
    return std::nullopt;
  }
  return *pace;
}

}  // namespace

ExitCode import_steps(const Arguments& arguments, Context& context,
                      const KnowledgeBase& /*kb*/) {
  if (arguments.words().size() != 2) {
    context.complain("error: write: backcoach import steps FILE, or -");
    return ExitCode::usage;
  }
  const std::string& path = arguments.words()[1];
  const Checked<std::string> text = context.files().read(path);
  if (!text.value) {
    return context.report(text.issues, ExitCode::cannot_read_or_write);
  }
  const Checked<StepsFile> file =
      Reader(path, context.today()).read(*text.value);
  if (!file.issues.empty()) {
    context.report(file.issues, ExitCode::bad_input);
    if (!file.value || !arguments.has("skip-bad")) {
      context.complain(file.value ? "Nothing was brought in. --skip-bad takes "
                                    "the rest."
                                  : "Nothing was brought in.");
      return ExitCode::bad_input;
    }
  }
  const auto pace = pace_of(arguments, context, file.value->steps);
  if (!pace) return ExitCode::usage;
  const auto before = read_diary(context);
  if (!before) return ExitCode::cannot_read_or_write;
  const std::set<std::string> told = told_days(*before);
  std::vector<DiaryEntry> entries;
  int own = 0;
  int known = 0;
  for (const Day& day : file.value->days) {
    if (told.contains(day.date)) {
      ++own;
      continue;
    }
    DiaryEntry entry = new_entry(context);
    entry.id = id_of(day.date);
    entry.date = day.date;
    // It is about the whole day.
    entry.at = day.date + "T23:59:00";
    CheckinRecord record;
    record.values[std::string(kWalked)] =
        static_cast<double>(std::min(kMinutesOfADay, day.number / *pace));
    entry.what = std::move(record);
    if (has(*before, entry)) {
      ++known;
      continue;
    }
    entries.push_back(std::move(entry));
  }
  auto diary = context.diary(store::Access::write);
  if (!diary.value) {
    return context.report(diary.issues, ExitCode::cannot_read_or_write);
  }
  const auto merged =
      (*diary.value)->merge(std::move(entries), iso_time(context.now()));
  if (!merged.value) {
    return context.report(merged.issues, ExitCode::cannot_read_or_write);
  }
  if (own > 0) {
    context.say("Days on which you told your minutes keep them: " +
                std::to_string(own));
  }
  return context.done("Added " + std::to_string(merged.value->added) +
                      ", replaced " + std::to_string(merged.value->replaced) +
                      ", already there " +
                      std::to_string(merged.value->known + known) + ".");
}

}  // namespace backcoach::cli
