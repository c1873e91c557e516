#include "load_prescription.hpp"

#include <algorithm>

#include "../base/edit_distance.hpp"
#include "json_text.hpp"
#include "pasted.hpp"
#include "prescription_words.hpp"
#include "reader.hpp"

namespace backcoach {
namespace {

using load::Json;
using load::Reader;

constexpr std::string_view kSchema = "backcoach/prescription/1";

/// Whether a text begins with a box to tick, "[ ]" or "[x]", and so is no JSON.
bool is_box(std::string_view text) {
  constexpr std::size_t kWidest = 5;  // a tick has up to three octets
  const std::size_t end = text.find(']');
  if (!text.starts_with('[') || end == 1 || end >= kWidest) return false;
  const std::string_view inside = text.substr(1, end - 1);
  return inside.find_first_of("0123456789\"{[") == std::string_view::npos;
}

/// What is said of a name that is not in the catalogue.
struct Unknown {
  std::string message;
  std::string help;
};

Unknown unknown_name(const KnowledgeBase& kb, const PrescribedItem& item) {
  const std::string name = "\"" + item.words + "\"";
  if (!item.near) {
    return {name + " is not in the catalogue; it is kept in your own words",
            ""};
  }
  const Exercise& card = kb.exercises[*item.near];
  return {name + " is not in the catalogue, but near \"" + card.name +
              "\"; it waits until you say which it is",
          "write \"" + card.id + "\" if it is that exercise, or \"other: " +
              item.words + "\" if it is another"};
}

/// Finds the card of an item, or one it is near.
void find_card(const KnowledgeBase& kb, PrescribedItem& item) {
  item.exercise = load::card_named(kb, item.words);
  if (!item.exercise && !item.other)
    item.near = load::card_near(kb, item.words);
}

/// Reads lines; each has its own problems.
class LinesReader {
 public:
  LinesReader(const KnowledgeBase& kb, const std::string& file,
              std::string_view text, Checked<Prescription>& result)
      : kb_(kb), file_(file), text_(text), lines_(text), result_(result) {}

  Prescription read() {
    Prescription prescription;
    for (std::size_t start = 0; start < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', start), text_.size());
      if (auto item = read_line(start, end)) {
        prescription.items.push_back(std::move(*item));
      }
      start = end + 1;
    }
    return prescription;
  }

 private:
  /// Where words begin behind "- ", "* ", "1. ", "1) ", "a) ", "[ ] ", "Ex 2:".
  static std::size_t after_list_mark(std::string_view line) {
    std::size_t at = 0;
    for (std::size_t from = line.size() + 1; from != at;) {
      from = at;
      at = after_sign(line, at);
      at = after_number(line, at);
    }
    return at;
  }

  /// Where a comment begins; "#2" is a number, and cutting there would lose the
  /// dose behind it.
  static std::size_t comment_at(std::string_view line) {
    std::size_t at = line.find('#');
    while (at < line.size() && at + 1 < line.size() && line[at + 1] >= '0' &&
           line[at + 1] <= '9') {
      at = line.find('#', at + 1);
    }
    return std::min(at, line.size());
  }

  static bool is_mark(char c) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = byte >= 0x80 || (c >= '0' && c <= '9') ||
                        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return !letter && c != '(';
  }

  /// Behind signs, and behind a box such as "[x]".
  static std::size_t after_sign(std::string_view line, std::size_t at) {
    while (at < line.size() && is_mark(line[at])) {
      constexpr std::size_t kBox = 3;
      const bool box =
          line[at] == '[' && at + kBox <= line.size() && line[at + 2] == ']';
      at += box ? kBox : 1;
    }
    return at;
  }

  /// Behind "1.", "(1)", "a)" or "Exercise 1:"; `at` when nothing of it is
  /// there.
  static std::size_t after_number(std::string_view line, std::size_t at) {
    std::size_t end = at;
    const auto skip = [&](std::string_view set) {
      end = std::min(line.find_first_not_of(set, end), line.size());
    };
    for (const std::string_view word : {"exercise", "ex"}) {
      if (end != at || line.size() - at < word.size()) continue;
      const bool same =
          std::equal(word.begin(), word.end(),
                     line.begin() + static_cast<std::ptrdiff_t>(at),
                     [](char a, char b) { return a == (b | 0x20); });
      if (!same) continue;
      end = at + word.size();
      skip(". ");
      if (end < line.size() && line[end] >= '0' && line[end] <= '9') break;
      end = at;
    }
    const bool numbered = end != at;
    if (end < line.size() && line[end] == '(') ++end;
    const std::size_t first = end;
    skip("0123456789");
    if (end == first && end + 1 < line.size() && line[end + 1] == ')') ++end;
    if (end == first || end >= line.size()) return at;
    const bool closed =
        line[end] == '.' || line[end] == ')' ||
        (line[end] == ':' && line.substr(end).starts_with(": "));
    if (closed) return end + 1;
    return numbered ? end : at;
  }

  /// Takes "other:" off a line that begins with it.
  static bool take_other(std::string_view& line, std::size_t& from) {
    constexpr std::string_view kOther = "other:";
    const bool same =
        line.size() > kOther.size() &&
        std::equal(kOther.begin(), kOther.end(), line.begin(),
                   [](char a, char b) { return a == b || a == (b | 0x20); });
    if (!same) return false;
    const std::size_t skip =
        std::min(line.find_first_not_of(' ', kOther.size()), line.size());
    line.remove_prefix(skip);
    from += skip;
    return true;
  }

  std::optional<PrescribedItem> read_line(std::size_t start, std::size_t end) {
    std::string_view written = text_.substr(start, end - start);
    written = written.substr(0, comment_at(written));
    const load::Pasted pasted = load::as_typed(written);
    std::string_view line = pasted.text;
    std::size_t from = after_list_mark(line);
    line.remove_prefix(from);
    const bool other = take_other(line, from);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (line.empty() && !other) return std::nullopt;
    std::vector<load::LineFault> faults;
    PrescribedItem item = load::read_prescription_line(line, faults);
    item.other = other;
    const auto place = [&](load::LineFault fault, Severity severity) {
      const std::size_t first = pasted.origin(from + fault.at);
      const std::size_t last = pasted.origin(from + fault.at + fault.width);
      fault.at = first;
      fault.width = last > first ? last - first : 1;
      add(start, fault, severity);
    };
    for (load::LineFault& fault : faults) place(fault, Severity::error);
    if (!faults.empty()) return std::nullopt;
    if (item.words.size() > load::kLongestName) {
      place({0, line.size(), "out-of-range", "this name is too long", ""},
            Severity::error);
      return std::nullopt;
    }
    // Whoever lists thousands is told so; each name costs a search.
    if (++named_ > load::kMostItems) return item;
    find_card(kb_, item);
    if (!item.exercise && !item.other) {
      Unknown unknown = unknown_name(kb_, item);
      place({0, std::min(item.words.size(), line.size()), "not-in-catalogue",
             std::move(unknown.message), std::move(unknown.help)},
            Severity::warning);
    }
    return item;
  }

  void add(std::size_t from, load::LineFault fault, Severity severity) {
    Issue issue;
    issue.severity = severity;
    issue.code = std::move(fault.code);
    issue.where.file = file_;
    issue.message = std::move(fault.message);
    issue.help = std::move(fault.help);
    if (result_.issues.size() < kMostIssuesShown) {
      lines_.place(from + fault.at, issue);
    }
    issue.width = static_cast<int>(std::max<std::size_t>(1, fault.width));
    result_.issues.push_back(std::move(issue));
  }

  const KnowledgeBase& kb_;
  const std::string& file_;
  std::string_view text_;
  load::LineIndex lines_;
  std::size_t named_ = 0;
  Checked<Prescription>& result_;
};

int read_count(Reader& entry, const std::string& key, int most, int otherwise) {
  if (!entry.has(key)) return otherwise;
  const int value = entry.integer(key, 1);
  if (value < 1 || value > most) {
    entry.error(
        key, "out-of-range",
        key + " takes a whole number from 1 to " + std::to_string(most));
  }
  return value;
}

void read_card(Reader& entry, const KnowledgeBase& kb, PrescribedItem& item) {
  if (!entry.has("exercise")) return find_card(kb, item);
  const std::string id = entry.text("exercise");
  for (std::size_t i = 0; i < kb.exercises.size(); ++i) {
    if (kb.exercises[i].id == id) {
      item.exercise = static_cast<ExerciseIndex>(i);
    }
  }
  if (item.exercise) {
    // The gates of one card are not those of another.
    const auto named = load::card_named(kb, item.words);
    if (named && *named != *item.exercise) {
      entry.error(
          "exercise", "unknown-exercise",
          "\"" + item.words + "\" is another exercise than \"" + id + "\"",
          "leave \"exercise\" out, or write \"" + kb.exercises[*named].id +
              "\"");
    }
    return;
  }
  std::vector<std::string> ids;
  for (const Exercise& card : kb.exercises) ids.push_back(card.id);
  const std::string near = text::nearest(id, ids);
  entry.error("exercise", "unknown-exercise",
              "there is no exercise \"" + id + "\"",
              near.empty() ? "leave it out to keep your own words"
                           : "did you mean \"" + near + "\"?");
}

unsigned read_weekdays(Reader& entry) {
  unsigned days = 0;
  if (!entry.has("weekdays")) return days;
  for (const std::string& day : entry.texts("weekdays")) {
    const auto* const known =
        std::find(std::begin(load::kWeekdays), std::end(load::kWeekdays), day);
    if (known == std::end(load::kWeekdays)) {
      entry.error("weekdays", "unknown-value",
                  "\"" + day + "\" is no day of the week",
                  "it takes mon, tue, wed, thu, fri, sat and sun");
    } else {
      days |= 1U << (known - std::begin(load::kWeekdays));
    }
  }
  return days;
}

PrescribedItem read_entry(Reader& entry, const KnowledgeBase& kb) {
  PrescribedItem item;
  item.words = load::clean_name(entry.text("name"));
  const bool named = !item.words.empty();
  if (!named && entry.has("name")) {
    entry.error("name", "unreadable-line",
                "there is no name of an exercise here");
  }
  if (named && item.words.size() > load::kLongestName) {
    entry.error("name", "out-of-range", "this name is too long");
  }
  item.other = entry.flag("other");
  read_card(entry, kb, item);
  for (const load::DoseLimit& limit : load::kDoseLimits) {
    item.dose.*limit.field =
        read_count(entry, std::string(limit.name), limit.most, 0);
  }
  item.dose.per_side = entry.flag("per_side");
  item.every_days = read_count(entry, "every_days", load::kEveryDaysMost, 1);
  item.weekdays = read_weekdays(entry);
  if (named && !item.exercise && !item.other && !entry.has("exercise")) {
    Unknown unknown = unknown_name(kb, item);
    if (item.near) {
      unknown.help = "write \"exercise\": \"" + kb.exercises[*item.near].id +
                     "\" if it is that one, or \"other\": true if it is not";
    }
    entry.error("name", "not-in-catalogue", std::move(unknown.message),
                std::move(unknown.help), Severity::warning);
  }
  entry.finish();
  return item;
}

Prescription read_json(const KnowledgeBase& kb, const std::string& file,
                       std::string text, Checked<Prescription>& result) {
  Prescription prescription;
  const auto document = load::parse(file, std::move(text), result.issues);
  if (!document) return prescription;
  Reader whole(*document, document->json, "", result.issues);
  if (!whole.is_object()) return prescription;
  const std::string schema = whole.text("schema");
  if (!schema.empty() && schema != kSchema) {
    whole.error("schema", "unknown-schema",
                "this is \"" + schema + "\", not a prescription",
                "the schema is \"" + std::string(kSchema) + "\"");
  }
  if (whole.has("$schema")) whole.text("$schema");
  for (Reader& entry : whole.objects("items")) {
    const std::size_t before = result.issues.size();
    PrescribedItem item = read_entry(entry, kb);
    const bool sound = std::none_of(
        result.issues.begin() + static_cast<std::ptrdiff_t>(before),
        result.issues.end(),
        [](const Issue& issue) { return issue.severity == Severity::error; });
    if (sound) prescription.items.push_back(std::move(item));
  }
  whole.finish();
  return prescription;
}

}  // namespace

Checked<Prescription> load_prescription(const KnowledgeBase& kb,
                                        const std::string& file,
                                        std::string text,
                                        PrescriptionOptions options) {
  Checked<Prescription> result;
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.erase(0, kMark.size());
  if (auto issue = load::not_utf8(file, text, "unreadable-line")) {
    result.issues.push_back(std::move(*issue));
    return result;
  }
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool json = first != std::string::npos &&
                    (text[first] == '{' || text[first] == '[') &&
                    !is_box(std::string_view(text).substr(first));
  Prescription prescription = json
                                  ? read_json(kb, file, std::move(text), result)
                                  : LinesReader(kb, file, text, result).read();
  const auto whole = [&](std::string code, std::string message) {
    Issue issue;
    issue.code = std::move(code);
    issue.where.file = file;
    issue.message = std::move(message);
    result.issues.push_back(std::move(issue));
  };
  const bool bad = has_error(result.issues);
  // What is wrong with the file as a whole is no line to skip.
  const bool lines_only = std::all_of(
      result.issues.begin(), result.issues.end(), [&](const Issue& issue) {
        return !json || issue.where.pointer.starts_with("/items/");
      });
  if (bad && options.skip_bad && lines_only && !prescription.items.empty()) {
    for (Issue& issue : result.issues) issue.severity = Severity::warning;
  }
  if (prescription.items.empty() && !bad) {
    whole("unreadable-line", "there is no exercise in this file");
  }
  if (prescription.items.size() > load::kMostItems) {
    whole("out-of-range", "a prescription has at most " +
                              std::to_string(load::kMostItems) + " exercises");
  }
  if (!has_error(result.issues)) result.value = std::move(prescription);
  return result;
}

std::string prescription_json(const KnowledgeBase& kb,
                              const Prescription& prescription) {
  using OrderedJson = nlohmann::ordered_json;
  OrderedJson items = OrderedJson::array();
  for (const PrescribedItem& item : prescription.items) {
    OrderedJson one = {{"name", item.words}};
    if (item.exercise) one["exercise"] = kb.exercises[*item.exercise].id;
    for (const load::DoseLimit& limit : load::kDoseLimits) {
      const int value = item.dose.*limit.field;
      if (value > 0) one[std::string(limit.name)] = value;
    }
    if (item.dose.per_side) one["per_side"] = true;
    if (item.every_days > 1) one["every_days"] = item.every_days;
    for (std::size_t day = 0; day < std::size(load::kWeekdays); ++day) {
      if ((item.weekdays >> day & 1U) != 0) {
        one["weekdays"].push_back(load::kWeekdays[day]);
      }
    }
    if (item.other) one["other"] = true;
    items.push_back(std::move(one));
  }
  const OrderedJson out = {{"schema", kSchema}, {"items", std::move(items)}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach
