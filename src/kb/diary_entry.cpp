#include "diary_entry.hpp"

#include <algorithm>
#include <set>

#include "backcoach/rules.hpp"
#include "reader.hpp"

namespace backcoach::load {
namespace {

constexpr std::string_view kSchema = "backcoach/diary_entry/1";
constexpr std::size_t kIdLength = 12;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether `text` looks like `form`, where 0 stands for any digit.
bool has_form(std::string_view text, std::string_view form) {
  return text.size() == form.size() &&
         std::equal(text.begin(), text.end(), form.begin(),
                    [](char c, char wanted) {
                      return wanted == '0' ? is_digit(c) : c == wanted;
                    });
}

std::string read_time(Reader& reader, std::string_view key) {
  const std::string text = reader.text(key);
  if (!text.empty() && !has_form(text, "0000-00-00T00:00:00")) {
    reader.error(std::string(key), "wrong-type",
                 "\"" + text + "\" is not a time",
                 "write, for example, 2026-11-21T08:30:00");
  }
  return text;
}

std::string read_utc(Reader& reader) {
  const std::string text = reader.text("changed_utc");
  if (!text.empty() && !has_form(text, "0000-00-00T00:00:00Z")) {
    reader.error("changed_utc", "wrong-type",
                 "\"" + text + "\" is not a time in UTC",
                 "write, for example, 2026-11-21T08:30:00Z");
  }
  return text;
}

std::string read_date(Reader& reader) {
  const std::string text = reader.text("date");
  if (!text.empty() && !has_form(text, "0000-00-00")) {
    reader.error("date", "wrong-type", "\"" + text + "\" is not a day",
                 "write, for example, 2026-11-21");
  }
  return text;
}

std::string read_id(Reader& reader) {
  const std::string id = reader.text("id");
  const bool good =
      id.size() == kIdLength && std::all_of(id.begin(), id.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'f');
      });
  if (!id.empty() && !good) {
    reader.error("id", "wrong-type", "\"" + id + "\" is not the id of an entry",
                 "an id is 12 hexadecimal digits");
  }
  return id;
}

/// A text that may be empty.
std::string word(Reader& reader, std::string_view key) {
  const Json* json = reader.raw(key);
  if (!json) return {};
  if (json->is_string()) return json->get<std::string>();
  reader.error(std::string(key), "wrong-type",
               "this is " + std::string(type_name(*json)) + ", not a string");
  return {};
}

DiaryValues read_values(Reader& reader, std::string_view key) {
  DiaryValues out;
  const auto object = reader.object(key);
  if (!object) return out;
  for (const auto& [name, value] : object->json().items()) {
    if (value.is_number()) {
      out[name] = value.get<double>();
    } else if (value.is_string()) {
      out[name] = value.get<std::string>();
    } else if (value.is_array() &&
               std::all_of(value.begin(), value.end(),
                           [](const Json& one) { return one.is_string(); })) {
      out[name] = value.get<std::vector<std::string>>();
    } else {
      reader.error(std::string(key) + "/" + escape_token(name), "wrong-type",
                   "this is " + std::string(type_name(value)) +
                       ", not a number, a word or a list of words");
    }
  }
  return out;
}

void read_ends(Reader& reader, TriageRecord& out) {
  for (Reader& one : reader.objects("ends", false)) {
    EndedTelling ended;
    ended.id = one.text("id");
    ended.what = one.one_of("what", {"referral", "hold", "open"});
    one.finish();
    out.ends.push_back(std::move(ended));
  }
  for (Reader& one : reader.objects("seen", false)) {
    SeenNote seen;
    seen.group = one.text("group");
    seen.exercise = word(one, "exercise");
    seen.rules = one.texts("rules", false);
    one.finish();
    out.seen.push_back(std::move(seen));
  }
  out.open = reader.texts("open", false);
  out.rests_on = reader.texts("rests_on", false);
  out.groups = reader.texts("groups", false);
  out.continues = reader.text("continues", false);
  out.of = reader.text("of", false);
  out.whole = reader.flag("whole", true);
}

TriageRecord read_triage(Reader reader) {
  TriageRecord out;
  out.origin = reader.text("origin");
  out.urgency = reader.text("urgency");
  out.focus = word(reader, "focus");
  out.stage = word(reader, "stage");
  out.row = word(reader, "row");
  out.plan_allowed = reader.flag("plan_allowed");
  for (Reader& fired : reader.objects("rules")) {
    FiredRule rule;
    rule.rule = fired.text("rule");
    rule.outcome = fired.text("outcome");
    fired.finish();
    out.rules.push_back(std::move(rule));
  }
  out.decision_id = word(reader, "decision_id");
  out.knowledge = word(reader, "knowledge");
  out.answers = read_values(reader, "answers");
  read_ends(reader, out);
  if (!out.urgency.empty() && !urgency_named(out.urgency)) {
    reader.error("urgency", "unknown-value",
                 "\"" + out.urgency + "\" is no urgency",
                 "it takes emergency, same_day, soon, routine or self_care");
  }
  reader.finish();
  return out;
}

CheckinRecord read_checkin(Reader reader) {
  CheckinRecord out;
  out.light = word(reader, "light");
  const bool known = out.light.empty() || out.light == "green" ||
                     out.light == "amber" || out.light == "red";
  if (!known) {
    reader.error("light", "unknown-value",
                 "\"" + out.light + "\" is no colour of a light",
                 "it takes green, amber, red, or an empty text");
  }
  out.values = read_values(reader, "values");
  reader.finish();
  return out;
}

SessionRecord read_session(Reader reader) {
  SessionRecord out;
  out.end = word(reader, "end");
  for (Reader& entry : reader.objects("exercises")) {
    SessionExercise done;
    done.exercise = entry.text("exercise");
    done.planned_sets = entry.integer("planned_sets", 0);
    done.planned_reps = entry.integer("planned_reps", 0);
    done.planned_seconds = entry.integer("planned_seconds", 0);
    done.done_sets = entry.integer("done_sets", 0);
    done.done_reps = entry.integer("done_reps", 0);
    done.done_seconds = entry.integer("done_seconds", 0);
    done.before = entry.number("before", -1);
    done.during = entry.number("during", -1);
    done.after = entry.number("after", -1);
    done.stopped = word(entry, "stopped");
    entry.finish();
    out.exercises.push_back(std::move(done));
  }
  if (reader.has("values")) out.values = read_values(reader, "values");
  reader.finish();
  return out;
}

void read_what(Reader& reader, DiaryEntry& entry) {
  const std::string kind =
      reader.one_of("kind", {"triage", "checkin", "session", "flare"});
  if (kind.empty()) return;
  const auto record = reader.object(kind);
  if (!record) return;
  if (kind == "triage") entry.what = read_triage(*record);
  if (kind == "checkin") entry.what = read_checkin(*record);
  if (kind == "session") entry.what = read_session(*record);
  if (kind == "flare") {
    Reader flare = *record;
    entry.what = FlareRecord{read_values(flare, "values")};
    flare.finish();
  }
}

}  // namespace

Checked<DiaryEntry> read_entry(const std::string& file, std::string text,
                               int line) {
  Checked<DiaryEntry> result;
  const auto document = parse(file, std::move(text), result.issues);
  if (document) {
    Reader reader(*document, document->json, "", result.issues);
    if (reader.is_object()) {
      DiaryEntry entry;
      const std::string schema = reader.text("schema");
      if (!schema.empty() && schema != kSchema) {
        reader.error("schema", "unknown-schema",
                     "this is \"" + schema + "\", not a line of a diary",
                     "lines of a diary are \"" + std::string(kSchema) + "\"");
        reader.accept_all();
      }
      entry.id = read_id(reader);
      entry.date = read_date(reader);
      entry.at = read_time(reader, "at");
      entry.changed = read_time(reader, "changed");
      if (reader.has("changed_utc")) entry.changed_utc = read_utc(reader);
      if (reader.has("note")) entry.note = word(reader, "note");
      read_what(reader, entry);
      reader.finish();
      if (!has_error(result.issues)) result.value = std::move(entry);
    }
  }
  for (Issue& issue : result.issues) issue.where.line = line;
  return result;
}

Checked<std::vector<DiaryEntry>> read_entries(const std::string& file,
                                              const std::string& text) {
  Checked<std::vector<DiaryEntry>> result;
  if (auto issue = not_utf8(file, text, "not-json")) {
    result.issues.push_back(std::move(*issue));
    return result;
  }
  std::vector<DiaryEntry> entries;
  std::set<std::string> old;
  int line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string one = text.substr(at, end - at);
    at = end + 1;
    ++line;
    if (one.find_first_not_of(" \t\r") == std::string::npos) continue;
    // Since entries say what they end, each decision says whether it is whole.
    const bool is_old = one.find("\"whole\"") == std::string::npos;
    Checked<DiaryEntry> entry = read_entry(file, std::move(one), line);
    if (entry.value) {
      if (is_old) old.insert(entry.value->id);
      entries.push_back(std::move(*entry.value));
    }
    for (Issue& issue : entry.issues) {
      if (result.issues.size() >= kMostIssuesShown) {
        issue.excerpt.clear();
        issue.excerpt.shrink_to_fit();
      }
      result.issues.push_back(std::move(issue));
    }
  }
  if (has_error(result.issues)) return result;
  std::vector<DiaryEntry*> earlier;
  for (DiaryEntry& entry : entries) {
    if (old.contains(entry.id)) earlier.push_back(&entry);
  }
  upgrade_old_form(earlier);
  result.value = std::move(entries);
  return result;
}

}  // namespace backcoach::load
