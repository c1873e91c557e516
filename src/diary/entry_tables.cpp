#include "entry_tables.hpp"

#include <algorithm>

#include "../base/moment.hpp"
#include "../kb/diary_json.hpp"
#include "backcoach/rules.hpp"
#include "database.hpp"

namespace backcoach::store {
namespace {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

void put_values(Database& db, const std::string& id,
                const DiaryValues& values) {
  if (values.empty()) return;
  Statement(db, "INSERT INTO told VALUES(?, ?)")
      .bind(id)
      .bind(render::values_text(values))
      .run();
}

DiaryValues get_values(Database& db, const std::string& id) {
  Statement select(db, "SELECT words FROM told WHERE entry = ?");
  if (!select.bind(id).step()) return {};
  auto values = render::values_from(select.text(0));
  if (!values) {
    throw Failure{Failure::Kind::damaged,
                  "what entry " + id + " tells cannot be read"};
  }
  return std::move(*values);
}

/// The same in the form of diaries before the fifth, a row for each.
DiaryValues values_in_rows(Database& db, const std::string& id) {
  Statement select(
      db, "SELECT name, type, number, words FROM entry_values WHERE entry = ?");
  select.bind(id);
  DiaryValues values;
  while (select.step()) {
    const std::string type = select.text(1);
    DiaryValue& value = values[select.text(0)];
    if (type == "number") value = select.real(2);
    if (type == "word") value = select.text(3);
    if (type == "list") value = split(select.text(3));
  }
  return values;
}

/// What a record says beside its decision, as rows of triage_notes.
struct Note {
  const char* what;
  std::string one;
  std::string other;
};

std::vector<Note> notes_of(const TriageRecord& one) {
  std::vector<Note> notes;
  for (const auto& [id, what] : one.ends) notes.push_back({"ends", id, what});
  for (const SeenNote& seen : one.seen) {
    notes.push_back({"seen", seen.group, seen.exercise});
    for (const std::string& rule : seen.rules) {
      notes.push_back({"seen_rule", seen.group, rule});
    }
  }
  for (const std::string& id : one.open) notes.push_back({"open", id, ""});
  for (const std::string& id : one.rests_on) {
    notes.push_back({"rests_on", id, ""});
  }
  for (const std::string& id : one.groups) notes.push_back({"group", id, ""});
  if (!one.continues.empty()) {
    notes.push_back({"continues", one.continues, ""});
  }
  if (!one.of.empty()) notes.push_back({"of", one.of, ""});
  if (!one.whole) notes.push_back({"left", "", ""});
  return notes;
}

void put_notes(Database& db, const std::string& id, const TriageRecord& one) {
  Statement insert(db, "INSERT INTO triage_notes VALUES(?, ?, ?, ?, ?)");
  std::int64_t position = 0;
  for (const Note& note : notes_of(one)) {
    insert.bind(id).bind(note.what).bind(position++);
    insert.bind(note.one).bind(note.other).run();
  }
}

void get_notes(Database& db, const std::string& id, TriageRecord& out) {
  Statement select(db,
                   "SELECT what, one, other FROM triage_notes WHERE entry = ? "
                   "ORDER BY position");
  select.bind(id);
  while (select.step()) {
    const std::string what = select.text(0);
    std::string one = select.text(1);
    std::string other = select.text(2);
    if (what == "ends") out.ends.push_back({one, other});
    if (what == "seen") out.seen.push_back({one, other, {}});
    if (what == "seen_rule") {
      for (SeenNote& seen : out.seen) {
        if (seen.group == one) seen.rules.push_back(other);
      }
    }
    if (what == "open") out.open.push_back(one);
    if (what == "rests_on") out.rests_on.push_back(one);
    if (what == "group") out.groups.push_back(one);
    if (what == "continues") out.continues = one;
    if (what == "of") out.of = one;
    if (what == "left") out.whole = false;
  }
}

void put(Database& db, const std::string& id, const TriageRecord& one) {
  Statement triage(db, "INSERT INTO triages VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
  triage.bind(id).bind(one.origin).bind(one.knowledge).bind(one.decision_id);
  triage.bind(one.urgency).bind(one.focus).bind(one.stage).bind(one.row);
  triage.bind(std::int64_t{one.plan_allowed}).run();
  Statement rule(db, "INSERT INTO triage_rules VALUES(?, ?, ?, ?)");
  std::int64_t position = 0;
  for (const FiredRule& fired : one.rules) {
    rule.bind(id).bind(position++).bind(fired.rule).bind(fired.outcome).run();
  }
  put_values(db, id, one.answers);
  put_notes(db, id, one);
}

void put(Database& db, const std::string& id, const CheckinRecord& one) {
  Statement(db, "INSERT INTO checkins VALUES(?, ?)")
      .bind(id)
      .bind(one.light)
      .run();
  put_values(db, id, one.values);
}

void put(Database& db, const std::string& id, const SessionRecord& one) {
  Statement(db, "INSERT INTO sessions VALUES(?, ?)")
      .bind(id)
      .bind(one.end)
      .run();
  Statement insert(db,
                   "INSERT INTO session_exercises VALUES(?, ?, ?, ?, ?, ?, ?, "
                   "?, ?, ?, ?, ?, ?)");
  std::int64_t position = 0;
  for (const SessionExercise& done : one.exercises) {
    insert.bind(id).bind(position++).bind(done.exercise);
    for (const int number :
         {done.planned_sets, done.planned_reps, done.planned_seconds,
          done.done_sets, done.done_reps, done.done_seconds}) {
      insert.bind(std::int64_t{number});
    }
    insert.bind(done.before).bind(done.during).bind(done.after);
    insert.bind(done.stopped).run();
  }
  put_values(db, id, one.values);
}

void put(Database& db, const std::string& id, const FlareRecord& one) {
  put_values(db, id, one.values);
}

void put(Database&, const std::string&, const PastRecord&) {
  throw Failure{Failure::Kind::damaged, "days that were folded are no entry"};
}

}  // namespace

void put(Database& db, const DiaryEntry& entry) {
  // A number is given once, whatever is taken away meanwhile.
  Statement(db, "UPDATE counter SET last = last + 1").run();
  if (Statement(db, "SELECT 1 FROM entries WHERE id = ?")
          .bind(entry.id)
          .step()) {
    for (const char* sql : {"DELETE FROM told WHERE entry = ?",
                            "DELETE FROM triages WHERE entry = ?",
                            "DELETE FROM checkins WHERE entry = ?",
                            "DELETE FROM sessions WHERE entry = ?"}) {
      Statement(db, sql).bind(entry.id).run();
    }
  }
  // A new form of an entry keeps its number.
  Statement statement(db,
                      "INSERT INTO entries(id, kind, date, at, changed, note, "
                      "position, imported, changed_utc) "
                      "VALUES(?, ?, ?, ?, ?, ?, (SELECT last FROM counter), "
                      "?, ?) "
                      "ON CONFLICT(id) DO UPDATE SET kind = excluded.kind, "
                      "date = excluded.date, at = excluded.at, "
                      "changed = excluded.changed, note = excluded.note, "
                      "changed_utc = excluded.changed_utc");
  statement.bind(entry.id).bind(kind(entry)).bind(entry.date).bind(entry.at);
  statement.bind(entry.changed).bind(entry.note);
  statement.bind(std::int64_t{entry.imported}).bind(entry.changed_utc).run();
  std::visit([&](const auto& one) { put(db, entry.id, one); }, entry.what);
}

void gather_values(Database& db) {
  std::vector<std::string> ids;
  {
    Statement select(db, "SELECT DISTINCT entry FROM entry_values");
    while (select.step()) ids.push_back(select.text(0));
  }
  for (const std::string& id : ids) put_values(db, id, values_in_rows(db, id));
}

void remove(Database& db, const std::string& id) {
  Statement(db, "DELETE FROM entries WHERE id = ?").bind(id).run();
}

namespace {

TriageRecord get_triage(Database& db, const std::string& id) {
  TriageRecord out;
  Statement select(db,
                   "SELECT origin, knowledge, decision_id, urgency, focus, "
                   "stage, decision_row, plan_allowed FROM triages "
                   "WHERE entry = ?");
  select.bind(id);
  if (select.step()) {
    out.origin = select.text(0);
    out.knowledge = select.text(1);
    out.decision_id = select.text(2);
    out.urgency = select.text(3);
    out.focus = select.text(4);
    out.stage = select.text(5);
    out.row = select.text(6);
    out.plan_allowed = select.integer(7) != 0;
  }
  Statement rules(db,
                  "SELECT rule, outcome FROM triage_rules WHERE entry = ? "
                  "ORDER BY position");
  rules.bind(id);
  while (rules.step()) out.rules.push_back({rules.text(0), rules.text(1)});
  out.answers = get_values(db, id);
  get_notes(db, id, out);
  return out;
}

CheckinRecord get_checkin(Database& db, const std::string& id) {
  CheckinRecord out;
  Statement select(db, "SELECT light FROM checkins WHERE entry = ?");
  if (select.bind(id).step()) out.light = select.text(0);
  out.values = get_values(db, id);
  return out;
}

SessionRecord get_session(Database& db, const std::string& id) {
  SessionRecord out;
  Statement session(db, "SELECT how_ended FROM sessions WHERE entry = ?");
  if (session.bind(id).step()) out.end = session.text(0);
  Statement select(db,
                   "SELECT exercise, planned_sets, planned_reps, "
                   "planned_seconds, done_sets, done_reps, done_seconds, "
                   "before, during, after, stopped FROM session_exercises "
                   "WHERE entry = ? ORDER BY position");
  select.bind(id);
  while (select.step()) {
    out.exercises.push_back({select.text(0), select.integer(1),
                             select.integer(2), select.integer(3),
                             select.integer(4), select.integer(5),
                             select.integer(6), select.real(7), select.real(8),
                             select.real(9), select.text(10)});
  }
  out.values = get_values(db, id);
  return out;
}

bool has_form(std::string_view text, std::string_view form) {
  return text.size() == form.size() &&
         std::equal(text.begin(), text.end(), form.begin(),
                    [](char c, char wanted) {
                      return wanted == '0' ? c >= '0' && c <= '9' : c == wanted;
                    });
}

/// What somebody else wrote into the file is no decision of ours: it may hide
/// one, so nothing of the diary is used then.
void demand_readable(const DiaryEntry& entry) {
  const auto fail = [&](const std::string& what) {
    throw Failure{Failure::Kind::damaged,
                  "entry " + entry.id + " has no " + what + " we know"};
  };
  const bool day = has_form(entry.date, "0000-00-00") &&
                   text::parse_time(entry.date + "T00:00:00");
  if (!day) fail("day");
  if (!has_form(entry.at, "0000-00-00T00:00:00") ||
      !text::parse_time(entry.at)) {
    fail("time");
  }
  const auto* record = std::get_if<TriageRecord>(&entry.what);
  if (record && !urgency_named(record->urgency)) fail("urgency");
}

/// Reads the entry that `row` stands on.
DiaryEntry read_row(Database& db, const Statement& row) {
  DiaryEntry entry;
  entry.id = row.text(0);
  const std::string what = row.text(1);
  entry.date = row.text(2);
  entry.at = row.text(3);
  entry.changed = row.text(4);
  entry.note = row.text(5);
  entry.number = row.big(6);
  entry.imported = row.integer(7) != 0;
  entry.changed_utc = row.text(8);
  if (what == "triage") entry.what = get_triage(db, entry.id);
  if (what == "checkin") entry.what = get_checkin(db, entry.id);
  if (what == "session") entry.what = get_session(db, entry.id);
  if (what == "flare") entry.what = FlareRecord{get_values(db, entry.id)};
  demand_readable(entry);
  return entry;
}

}  // namespace

namespace {

constexpr const char* kColumns =
    "SELECT id, kind, date, at, changed, note, position, imported, "
    "changed_utc FROM entries ";

std::vector<DiaryEntry> read_rows(Database& db, Statement& select) {
  std::vector<DiaryEntry> out;
  while (select.step()) out.push_back(read_row(db, select));
  return out;
}

}  // namespace

std::vector<DiaryEntry> all_entries(Database& db) {
  Statement select(db,
                   (std::string(kColumns) + "ORDER BY date, position").c_str());
  return read_rows(db, select);
}

std::vector<DiaryEntry> entries_since(Database& db, const std::string& day) {
  Statement select(
      db, (std::string(kColumns) + "WHERE date >= ? ORDER BY date, position")
              .c_str());
  return read_rows(db, select.bind(day));
}

std::vector<DiaryEntry> telling_before(Database& db, const std::string& day,
                                       const std::string& id) {
  // At least what leaves_a_trace(), in the terms of the indexes of schema.hpp.
  Statement select(
      db, (std::string(kColumns) +
           "WHERE date < ? AND id IN ("
           "SELECT entry FROM triages WHERE plan_allowed = 0 OR urgency NOT "
           "IN ('self_care', 'routine') UNION "
           "SELECT entry FROM triage_notes WHERE what IN ('ends', 'seen', "
           "'open') UNION SELECT ?) ORDER BY date, position")
              .c_str());
  return read_rows(db, select.bind(day).bind(id));
}

std::optional<DiaryEntry> find(Database& db, const std::string& id) {
  Statement select(db, (std::string(kColumns) + "WHERE id = ?").c_str());
  if (!select.bind(id).step()) return std::nullopt;
  return read_row(db, select);
}

}  // namespace backcoach::store
