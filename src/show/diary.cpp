#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "../base/width.hpp"
#include "../kb/diary_json.hpp"
#include "json_values.hpp"
#include "render_diary.hpp"

namespace backcoach {
namespace {

std::string with_spaces(std::string text) {
  for (char& c : text) {
    if (c == '_') c = ' ';
  }
  return text;
}

struct Summary {
  std::string operator()(const TriageRecord& one) const {
    if (one.origin == "taken_back") {
      return is_referral(one) ? "taken back; the advice to be seen stands"
                              : "taken back; what it told stands";
    }
    if (!one.whole && !is_referral(one)) return "left half-way";
    return one.stage.empty()
               ? with_spaces(one.urgency) + ", no plan"
               : with_spaces(one.urgency) + ", " + with_spaces(one.stage);
  }
  std::string operator()(const CheckinRecord& one) const {
    constexpr double kNone = -1;
    std::string out;
    const double pain = number_in(one.values, "nprs_now", kNone);
    if (pain >= 0) out = fmt::format("pain {:g}", pain);
    const double walked = number_in(one.values, "walked_minutes", kNone);
    if (walked >= 0) {
      out += (out.empty() ? "" : ", ") + fmt::format("walked {:g}", walked);
    }
    if (!one.light.empty()) out += (out.empty() ? "" : ", ") + one.light;
    return out;
  }
  std::string operator()(const SessionRecord& one) const {
    return fmt::format("{} exercises", one.exercises.size());
  }
  std::string operator()(const FlareRecord& one) const {
    constexpr double kNone = -1;
    const double pain = number_in(one.values, "nprs_now", kNone);
    return pain < 0 ? std::string("bad day")
                    : fmt::format("bad day, pain {:g}", pain);
  }
  std::string operator()(const PastRecord&) const { return {}; }
};

struct Text {
  std::string operator()(double number) const {
    return fmt::format("{:g}", number);
  }
  std::string operator()(const std::string& word) const { return word; }
  std::string operator()(const std::vector<std::string>& words) const {
    return fmt::format("{}", fmt::join(words, " "));
  }
};

using Rows = std::vector<std::pair<std::string, std::string>>;

struct Values {
  Rows operator()(const TriageRecord& one) const {
    Rows rows = {{"urgency", one.urgency}, {"stage", one.stage}};
    for (const FiredRule& fired : one.rules) {
      rows.emplace_back("rule", fired.rule);
    }
    // After a check-in these are the answers of the last triage once more.
    if (one.origin == "triage") add(rows, one.answers);
    return rows;
  }
  Rows operator()(const CheckinRecord& one) const {
    Rows rows;
    if (!one.light.empty()) rows.emplace_back("light", one.light);
    add(rows, one.values);
    return rows;
  }
  Rows operator()(const SessionRecord& one) const {
    Rows rows;
    for (const SessionExercise& done : one.exercises) {
      rows.emplace_back(done.exercise,
                        fmt::format("{} x {}", done.done_sets,
                                    done.done_seconds > 0 ? done.done_seconds
                                                          : done.done_reps));
    }
    return rows;
  }
  Rows operator()(const FlareRecord& one) const {
    Rows rows;
    add(rows, one.values);
    return rows;
  }
  Rows operator()(const PastRecord&) const { return {}; }
  static void add(Rows& rows, const DiaryValues& values) {
    for (const auto& [name, value] : values) {
      rows.emplace_back(name, std::visit(Text{}, value));
    }
  }
};

}  // namespace

std::string short_words(const DiaryEntry& entry) {
  return std::visit(Summary{}, entry.what);
}

Document compose_diary(const std::vector<DiaryEntry>& entries) {
  if (entries.empty()) {
    return {{Block::Kind::paragraph,
             "The diary is empty. Start with: backcoach triage"}};
  }
  Block table{Block::Kind::table, ""};
  table.rows.push_back({"Day", "Time", "What", "Id", "In short"});
  constexpr std::size_t kTime = 11;
  constexpr std::size_t kTimeLength = 5;
  for (const DiaryEntry& entry : entries) {
    std::string in_short = short_words(entry);
    if (!entry.note.empty()) in_short += " (" + text::safe(entry.note) + ")";
    table.rows.push_back({entry.date, entry.at.substr(kTime, kTimeLength),
                          std::string(kind(entry)), entry.id,
                          std::move(in_short)});
  }
  return {std::move(table)};
}

std::string diary_json(const std::vector<DiaryEntry>& entries) {
  render::OrderedJson list = render::OrderedJson::array();
  for (const DiaryEntry& entry : entries) {
    list.push_back(render::OrderedJson::parse(render::entry_line(entry)));
  }
  const render::OrderedJson out = {{"schema", "backcoach/diary/1"},
                                   {"entries", std::move(list)}};
  return out.dump(2) + "\n";
}

std::string csv_field(std::string_view words) {
  std::string out = text::safe_lines(words);
  const bool number = !out.empty() && out.find_first_not_of("0123456789.-") ==
                                          std::string::npos;
  if (!number && out.find_first_of("=+-@\t\r") == 0) out.insert(0, "'");
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string diary_csv(const std::vector<DiaryEntry>& entries) {
  std::string out = "id,kind,date,at,name,value\r\n";
  for (const DiaryEntry& entry : entries) {
    const std::string head = entry.id + "," + std::string(kind(entry)) + "," +
                             entry.date + "," + entry.at + ",";
    Rows rows = std::visit(Values{}, entry.what);
    if (!entry.note.empty()) rows.emplace_back("note", entry.note);
    for (const auto& [name, value] : rows) {
      out += head + csv_field(name) + "," + csv_field(value) + "\r\n";
    }
  }
  return out;
}

}  // namespace backcoach
