#include "backcoach/load_prescription.hpp"

#include <algorithm>

#include "../text/edit_distance.hpp"
#include "prescription_words.hpp"
#include "reader.hpp"

namespace backcoach {
namespace {

using load::Json;
using load::Reader;

constexpr std::string_view kSchema = "backcoach/prescription/1";

std::string unknown_name(const std::string& words) {
  return "\"" + words +
         "\" is not in the catalogue; it is kept in your own words";
}

std::string did_you_mean(const KnowledgeBase& kb, const std::string& words) {
  const std::string near = load::nearest_card(kb, words);
  return near.empty() ? std::string() : "did you mean \"" + near + "\"?";
}

/// Reads lines; each has its own problems.
class LinesReader {
 public:
  LinesReader(const KnowledgeBase& kb, const std::string& file,
              std::string_view text, Checked<Prescription>& result)
      : kb_(kb), file_(file), text_(text), result_(result) {}

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
  /// Where words begin behind "- ", "* ", "1. " or "1) ".
  static std::size_t after_list_mark(std::string_view line) {
    constexpr std::string_view kSpace = " \t\r";
    const std::size_t first = line.find_first_not_of(" \t\r-*");
    if (first == std::string_view::npos) return first;
    const std::size_t mark = line.find_first_not_of("0123456789", first);
    const bool numbered = mark != std::string_view::npos && mark > first &&
                          (line[mark] == '.' || line[mark] == ')');
    return numbered ? line.find_first_not_of(kSpace, mark + 1) : first;
  }

  std::optional<PrescribedItem> read_line(std::size_t start, std::size_t end) {
    std::string_view line = text_.substr(start, end - start);
    line = line.substr(0, line.find('#'));
    const std::size_t first = after_list_mark(line);
    if (first == std::string_view::npos) return std::nullopt;
    line.remove_prefix(first);
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    std::vector<load::LineFault> faults;
    PrescribedItem item = load::read_prescription_line(line, faults);
    const std::size_t from = start + first;
    for (load::LineFault& fault : faults) add(from, fault, Severity::error);
    if (!faults.empty()) return std::nullopt;
    if (item.words.size() > load::kLongestName) {
      add(from, {0, line.size(), "out-of-range", "this name is too long", ""},
          Severity::error);
      return std::nullopt;
    }
    item.exercise = load::card_named(kb_, item.words);
    if (!item.exercise) {
      add(from,
          {0, item.words.size(), "not-in-catalogue", unknown_name(item.words),
           did_you_mean(kb_, item.words)},
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
    load::place(text_, from + fault.at, issue);
    issue.width = static_cast<int>(std::max<std::size_t>(1, fault.width));
    result_.issues.push_back(std::move(issue));
  }

  const KnowledgeBase& kb_;
  const std::string& file_;
  std::string_view text_;
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

std::optional<ExerciseIndex> read_card(Reader& entry, const KnowledgeBase& kb,
                                       const std::string& words) {
  if (!entry.has("exercise")) return load::card_named(kb, words);
  const std::string id = entry.text("exercise");
  for (std::size_t i = 0; i < kb.exercises.size(); ++i) {
    if (kb.exercises[i].id == id) return static_cast<ExerciseIndex>(i);
  }
  std::vector<std::string> ids;
  for (const Exercise& card : kb.exercises) ids.push_back(card.id);
  const std::string near = text::nearest(id, ids);
  entry.error("exercise", "unknown-exercise",
              "there is no exercise \"" + id + "\"",
              near.empty() ? "leave it out to keep your own words"
                           : "did you mean \"" + near + "\"?");
  return std::nullopt;
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
  item.exercise = read_card(entry, kb, item.words);
  for (const load::DoseLimit& limit : load::kDoseLimits) {
    item.dose.*limit.field =
        read_count(entry, std::string(limit.name), limit.most, 0);
  }
  item.dose.per_side = entry.flag("per_side");
  item.every_days = read_count(entry, "every_days", load::kEveryDaysMost, 1);
  if (named && !item.exercise && !entry.has("exercise")) {
    entry.error("name", "not-in-catalogue", unknown_name(item.words),
                did_you_mean(kb, item.words), Severity::warning);
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
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool json =
      first != std::string::npos && (text[first] == '{' || text[first] == '[');
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
    items.push_back(std::move(one));
  }
  const OrderedJson out = {{"schema", kSchema}, {"items", std::move(items)}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach
