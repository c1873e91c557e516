#include <algorithm>
#include <cstdint>
#include <utility>

#include "../base/sha256.hpp"
#include "../kb/diary_entry.hpp"
#include "../kb/diary_json.hpp"
#include "checkpoint.hpp"
#include "database.hpp"
#include "entry_tables.hpp"
#include "schema.hpp"
#include "store.hpp"

namespace backcoach::store {
namespace {

constexpr int kApplication = 0x42434F41;  // "BCOA", in the head of the file
constexpr int kNewest = static_cast<int>(kMigrations.size());
constexpr std::size_t kIdLength = 12;
// Taking back further than this has no use, and old forms of entries are not
// kept for ever.
constexpr int kChangesKept = 200;

/// The first id of its content that is free.
std::string new_id(Database& db, const DiaryEntry& entry) {
  // Where it was written down makes no difference.
  DiaryEntry anywhere = entry;
  anywhere.changed_utc.clear();
  const std::string line = render::entry_line(anywhere);
  for (int again = 0;; ++again) {
    text::Sha256 digest;
    digest.add(line);
    digest.add(std::to_string(again));
    std::string id = digest.hex().substr(0, kIdLength);
    Statement select(db, "SELECT 1 FROM entries WHERE id = ?");
    if (!select.bind(id).step()) return id;
  }
}

/// \name What was taken back
/// It stands among the changes, as one that cannot be taken back itself, so
/// that a copy of the diary does not bring it in again.
/// @{
constexpr std::string_view kUndone = "undone";

/// One form of an entry, without what it says.
std::string form_digest(const DiaryEntry& entry) {
  text::Sha256 digest;
  digest.add(render::entry_line(entry));
  return digest.hex();
}

/// \param form  digest of the form that was taken back; empty for the entry.
void note_undone(Database& db, const std::string& id,
                 const std::optional<std::string>& form,
                 const std::string& made_at) {
  Statement(db, "INSERT INTO changes(what, made_at) VALUES(?, ?)")
      .bind(kUndone)
      .bind(made_at)
      .run();
  const std::int64_t number = db.last_row();
  Statement insert(db, "INSERT INTO changed_entries VALUES(?, ?, ?)");
  insert.bind(number).bind(id);
  if (form) {
    insert.bind(*form);
  } else {
    insert.bind_null();
  }
  insert.run();
}

/// \param is_there  whether the diary has the entry in some form
bool was_undone(Database& db, const DiaryEntry& entry, bool is_there) {
  Statement select(db,
                   "SELECT before FROM changes CROSS JOIN changed_entries "
                   "ON change = number WHERE what = ? AND entry = ?");
  select.bind(kUndone).bind(entry.id);
  while (select.step()) {
    // An entry that has come back since, by hand, is no longer gone.
    if (select.is_null(0) ? !is_there : select.text(0) == form_digest(entry)) {
      return true;
    }
  }
  return false;
}

void forget_undone(Database& db, const std::string& id) {
  Statement(db,
            "DELETE FROM changes WHERE what = ? AND EXISTS "
            "(SELECT 1 FROM changed_entries WHERE change = number "
            "AND entry = ?)")
      .bind(kUndone)
      .bind(id)
      .run();
}
/// @}

bool same_form(const DiaryEntry& one, const DiaryEntry& other) {
  // Who has read it without UTC, or on another machine, has the same form.
  DiaryEntry a = one;
  DiaryEntry b = other;
  if (a.changed == b.changed || a.changed_utc == b.changed_utc) {
    a.changed = b.changed;
    a.changed_utc = b.changed_utc;
  }
  return a == b;
}

constexpr std::string_view kTakenBack = "taken_back";

/// Whether `entry` was edited after `ours`.
bool is_later(const DiaryEntry& entry, const DiaryEntry& ours) {
  const bool both = !entry.changed_utc.empty() && !ours.changed_utc.empty();
  return both ? entry.changed_utc > ours.changed_utc
              : entry.changed > ours.changed;
}

bool is_taken_back(const DiaryEntry& entry) {
  const auto* record = std::get_if<TriageRecord>(&entry.what);
  return record && record->origin == kTakenBack;
}

/// Of two forms of one entry the later edit stays, but never what would tell
/// less: a decision is what it was, and what is taken back stays so.
DiaryEntry merge_of(const DiaryEntry& ours, const DiaryEntry& theirs) {
  const auto* a = std::get_if<TriageRecord>(&ours.what);
  const auto* b = std::get_if<TriageRecord>(&theirs.what);
  const bool later = is_later(theirs, ours);
  if (!a || !b) return later && !a && !b ? theirs : ours;
  if (is_taken_back(ours) && !is_taken_back(theirs)) {
    return later ? theirs : ours;
  }
  // The same sitting, further on.
  const bool milder = is_referral(*a) && !is_referral(*b);
  if (!a->whole && b->whole && !milder && !is_taken_back(theirs)) {
    return theirs;
  }
  DiaryEntry out = ours;
  if (is_taken_back(theirs) && !is_taken_back(ours) &&
      !is_later(ours, theirs)) {
    return leaves_a_trace(ours) ? taken_back(ours, theirs.changed) : ours;
  }
  if (later) {
    out.note = theirs.note;
    out.date = theirs.date;
    out.changed = theirs.changed;
    out.changed_utc = theirs.changed_utc;
  }
  return out;
}

/// One change that can be taken back.
class Change {
 public:
  Change(Database& db, const std::string& what, const std::string& now)
      : db_(db) {
    Statement(db, "INSERT INTO changes(what, made_at) VALUES(?, ?)")
        .bind(what)
        .bind(now)
        .run();
    number_ = db.last_row();
    Statement(db, "DELETE FROM changes WHERE number <= ? AND what <> ?")
        .bind(number_ - kChangesKept)
        .bind(kUndone)
        .run();
  }
  void note(const std::string& id, const std::optional<DiaryEntry>& before) {
    Statement insert(db_,
                     "INSERT OR IGNORE INTO changed_entries VALUES(?,?,?)");
    insert.bind(number_).bind(id);
    if (before) {
      insert.bind(render::entry_line(*before));
    } else {
      insert.bind_null();
    }
    insert.run();
  }

 private:
  Database& db_;
  std::int64_t number_ = 0;
};

/// What a person is told of each kind of failure.
struct Told {
  const char* code;
  const char* message;  ///< what SQLite says is added where it ends in a space
  const char* help;     ///< the command to rescue it is added likewise
};

Told told(Failure::Kind kind) {
  const char* const kKept = "what was in the diary is still there";
  switch (kind) {
    case Failure::Kind::damaged:
      return {"diary-damaged", "the diary is damaged: ",
              "it is left as it is. Move it aside and bring back an export: "
              "backcoach import ndjson FILE. To read what is left in it: "
              "sqlite3 "};
    case Failure::Kind::full:
      return {"cannot-write", "cannot write this: no space is left on the disk",
              kKept};
    case Failure::Kind::read_only:
      return {"cannot-write", "cannot write this: it is read-only", kKept};
    case Failure::Kind::busy:
      return {"diary-busy", "another program is using the diary",
              "try again in a moment"};
    case Failure::Kind::cannot_open:
      return {"cannot-read",
              "the diary, or the folder it is in, cannot be opened",
              "look at its permissions: backcoach doctor"};
    case Failure::Kind::other:
      break;
  }
  return {"cannot-write", "the diary cannot be used: ", ""};
}

Issue issue_of(const std::string& path, const Failure& failure) {
  const Told words = told(failure.kind);
  Issue issue;
  issue.where.file = path;
  issue.code = words.code;
  issue.message = words.message;
  issue.help = words.help;
  if (issue.message.ends_with(' ')) issue.message += failure.message;
  if (issue.help.ends_with(' ')) issue.help += path + " .recover";
  return issue;
}

class SqliteStore : public Store, public Checkpoints {
 public:
  SqliteStore(std::string path, Database db)
      : path_(std::move(path)), db_(std::move(db)) {}

  Checked<std::vector<DiaryEntry>> entries() override {
    return guarded<std::vector<DiaryEntry>>([&] { return all_entries(db_); });
  }

  Checked<std::vector<std::string>> add(std::vector<DiaryEntry> entries,
                                        const std::string& what,
                                        const std::string& now) override {
    return guarded<std::vector<std::string>>([&] {
      std::vector<std::string> ids;
      Transaction transaction(db_);
      Change change(db_, what, now);
      for (DiaryEntry& entry : entries) {
        if (entry.id.empty()) entry.id = new_id(db_, entry);
        change.note(entry.id, std::nullopt);
        put(db_, entry);
        ids.push_back(entry.id);
      }
      transaction.commit();
      return ids;
    });
  }

  std::vector<Issue> replace(const DiaryEntry& entry,
                             std::vector<DiaryEntry> with,
                             const std::vector<std::string>& dropped,
                             const std::string& now) override {
    return changing([&] {
      Change change(db_, "edit", now);
      change.note(entry.id, find(db_, entry.id));
      put(db_, entry);
      for (const std::string& id : dropped) {
        const auto ours = find(db_, id);
        if (!ours || leaves_a_trace(*ours)) continue;
        change.note(id, ours);
        remove(db_, id);
      }
      for (DiaryEntry& one : with) {
        if (one.id.empty()) one.id = new_id(db_, one);
        change.note(one.id, std::nullopt);
        put(db_, one);
      }
    });
  }

  std::vector<Issue> go_on(const DiaryEntry& entry) override {
    return changing([&] { put(db_, entry); });
  }

  Checked<Merged> merge(std::vector<DiaryEntry> entries, const std::string& now,
                        bool again) override {
    return guarded<Merged>([&] {
      Merged merged;
      Transaction transaction(db_);
      std::optional<Change> change;
      for (DiaryEntry& entry : entries) {
        if (again) forget_undone(db_, entry.id);
        const auto ours = find(db_, entry.id);
        if (was_undone(db_, entry, ours.has_value())) {
          merged.undone.push_back(entry);
          continue;
        }
        const bool back = again && ours && is_taken_back(*ours);
        std::optional<DiaryEntry> made;
        if (ours && !back) made = merge_of(*ours, entry);
        DiaryEntry& wanted = made ? *made : entry;
        const bool keep = ours && same_form(wanted, *ours);
        if (ours && !same_form(*ours, entry)) {
          merged.differing.push_back({*ours, entry, keep});
        }
        if (keep) {
          ++merged.known;
          continue;
        }
        if (!change) change.emplace(db_, "import", now);
        change->note(entry.id, ours);
        wanted.imported = true;
        put(db_, wanted);
        ++(ours ? merged.replaced : merged.added);
        const bool judged = !std::holds_alternative<TriageRecord>(wanted.what);
        if (ours && judged) merged.changed.push_back(entry.id);
      }
      transaction.commit();
      return merged;
    });
  }

  Checked<std::optional<Undone>> undo(const std::string& now) override {
    return guarded<std::optional<Undone>>([&] { return undo_last(now); });
  }

  std::vector<Issue> erase() override {
    std::vector<Issue> issues = changing([&] {
      db_.execute(
          "DELETE FROM entries; DELETE FROM changes; "
          "DELETE FROM checkpoints; "
          "UPDATE counter SET last = 0; "
          "DELETE FROM sqlite_sequence;");
    });
    if (!issues.empty()) return issues;
    // Every byte has been overwritten by now (secure_delete). This only makes
    // the file small, so it is no harm when it fails.
    (void)guarded_issues([&] { db_.execute("VACUUM"); });
    return {};
  }

  Checked<std::optional<Recent>> recent() override {
    return guarded<std::optional<Recent>>([&]() -> std::optional<Recent> {
      Statement select(db_, "SELECT day, entry, state FROM checkpoints");
      if (!select.step()) return std::nullopt;
      // The statement stays open, so that all of this is one moment.
      Recent out{{select.text(0), select.text(1), select.text(2)}, {}, {}};
      out.earlier =
          telling_before(db_, out.checkpoint.day, out.checkpoint.entry);
      out.since = entries_since(db_, out.checkpoint.day);
      return out;
    });
  }

  Checked<LastDays> last_days(int days) override {
    return guarded<LastDays>([&]() -> LastDays {
      Statement first(db_, "SELECT date(max(date), ?), min(date) FROM entries");
      first.bind("-" + std::to_string(days - 1) + " days");
      if (!first.step()) return {};
      return {entries_since(db_, first.text(0)), first.text(1) < first.text(0)};
    });
  }

  Checked<std::string> version() override {
    return guarded<std::string>([&] { return version_now(); });
  }

  std::vector<Issue> keep(const Checkpoint& checkpoint,
                          const std::string& version) override {
    return changing([&] {
      if (version_now() != version) return;
      db_.execute("DELETE FROM checkpoints");
      Statement(db_, "INSERT INTO checkpoints VALUES(?, ?, ?)")
          .bind(checkpoint.day)
          .bind(checkpoint.entry)
          .bind_bytes(checkpoint.state)
          .run();
    });
  }

  std::vector<Issue> check() override {
    return guarded_issues([&] {
      Statement select(db_, "PRAGMA quick_check(1)");
      if (select.step() && select.text(0) != "ok") {
        throw Failure{Failure::Kind::damaged, select.text(0)};
      }
      Statement keys(db_, "PRAGMA foreign_key_check");
      if (keys.step()) {
        throw Failure{Failure::Kind::damaged, "a part has lost its entry"};
      }
    });
  }

 private:
  /// What is written down counts up one number, what is taken back the other.
  std::string version_now() {
    Statement select(db_,
                     "SELECT last, coalesce((SELECT seq FROM sqlite_sequence "
                     "WHERE name = 'changes'), 0) FROM counter");
    if (!select.step()) return {};
    return select.text(0) + "/" + select.text(1);
  }

  std::optional<Undone> undo_last(const std::string& now) {
    Transaction transaction(db_);
    Statement last(db_,
                   "SELECT number, what, made_at FROM changes "
                   "WHERE what <> ? ORDER BY number DESC LIMIT 1");
    last.bind(kUndone);
    if (!last.step()) return std::nullopt;
    Undone undone{last.text(1), last.text(2), 0, 0};
    const std::int64_t number = last.big(0);
    last.reset();
    std::vector<std::pair<std::string, std::optional<std::string>>> befores;
    {
      Statement changed(
          db_, "SELECT entry, before FROM changed_entries WHERE change = ?");
      changed.bind(number);
      while (changed.step()) {
        std::optional<std::string> before;
        if (!changed.is_null(1)) before = changed.text(1);
        befores.emplace_back(changed.text(0), std::move(before));
      }
    }
    for (const auto& [id, line] : befores) {
      const auto ours = find(db_, id);
      const bool told = ours && leaves_a_trace(*ours);
      if (!line) {
        // What was told stands; only what it ended comes back.
        if (told) {
          put(db_, taken_back(*ours, now));
          ++undone.kept;
        } else {
          note_undone(db_, id, std::nullopt, undone.made_at);
          remove(db_, id);
        }
        continue;
      }
      if (ours) {
        note_undone(db_, id, form_digest(*ours), undone.made_at);
      }
      const Checked<DiaryEntry> before = load::read_entry(path_, *line, 0);
      if (!before.value) {
        throw Failure{Failure::Kind::damaged, "an earlier form cannot be read"};
      }
      if (told && !leaves_a_trace(*before.value)) {
        put(db_, taken_back(*ours, now));
        ++undone.kept;
        continue;
      }
      put(db_, *before.value);
    }
    Statement(db_, "DELETE FROM changes WHERE number = ?").bind(number).run();
    transaction.commit();
    undone.entries = static_cast<int>(befores.size());
    return undone;
  }

  template <class Body>
  std::vector<Issue> guarded_issues(Body body) {
    try {
      body();
      return {};
    } catch (const Failure& failure) {
      return {issue_of(path_, failure)};
    }
  }

  template <class Body>
  std::vector<Issue> changing(Body body) {
    return guarded_issues([&] {
      Transaction transaction(db_);
      body();
      transaction.commit();
    });
  }

  template <class T, class Body>
  Checked<T> guarded(Body body) {
    try {
      return {body(), {}};
    } catch (const Failure& failure) {
      return {std::nullopt, {issue_of(path_, failure)}};
    }
  }

  std::string path_;
  Database db_;
};

Issue newer_issue(const std::string& path, int version) {
  Issue issue;
  issue.where.file = path;
  issue.code = "diary-newer";
  issue.message = "this diary was made by a newer version of backcoach (form " +
                  std::to_string(version) + "; this one knows up to " +
                  std::to_string(kNewest) + ")";
  issue.help =
      "it is left as it is. Use the newer version, or --home DIR for "
      "a diary of its own";
  return issue;
}

/// What an earlier form left to the order of decisions is written down once.
void upgrade_entries(Database& db) {
  std::vector<DiaryEntry> entries = all_entries(db);
  std::stable_sort(entries.begin(), entries.end(),
                   [](const DiaryEntry& a, const DiaryEntry& b) {
                     return a.number < b.number;
                   });
  std::vector<DiaryEntry*> order;
  order.reserve(entries.size());
  for (DiaryEntry& entry : entries) order.push_back(&entry);
  upgrade_old_form(order);
  for (const DiaryEntry& entry : entries) {
    if (std::holds_alternative<TriageRecord>(entry.what)) put(db, entry);
  }
}

/// Brings the diary to the newest form, one step after another.
void migrate(Database& db) {
  Transaction transaction(db);
  // Looked at again: another process may have been first.
  const int version = db.number("PRAGMA user_version");
  for (int step = version; step < kNewest; ++step) {
    db.execute(kMigrations[static_cast<std::size_t>(step)]);
  }
  constexpr int kInOnePiece = 5;
  if (version < kInOnePiece) {
    gather_values(db);
    db.execute("DROP TABLE entry_values");
  }
  constexpr int kStanding = 3;  // since then entries say what they end
  if (version > 0 && version < kStanding) upgrade_entries(db);
  if (version < kNewest) {
    db.execute(("PRAGMA application_id = " + std::to_string(kApplication) +
                "; PRAGMA user_version = " + std::to_string(kNewest))
                   .c_str());
  }
  transaction.commit();
}

}  // namespace

Checkpoints* checkpoints_of(Store& store) {
  return dynamic_cast<Checkpoints*>(&store);
}

Checked<std::shared_ptr<Store>> open_sqlite(const std::string& path,
                                            Access access) {
  try {
    Database db(path, access != Access::read_now);
    const int version = db.number("PRAGMA user_version");
    const bool empty = db.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!empty && db.number("PRAGMA application_id") != kApplication) {
      throw Failure{Failure::Kind::damaged,
                    "it is the file of another program"};
    }
    if (version > kNewest) return {std::nullopt, {newer_issue(path, version)}};
    if (version < kNewest) {
      // Reading alone does not change the file, not even its form.
      if (access != Access::write) db = db.copy();
      migrate(db);
    }
    return {std::make_shared<SqliteStore>(path, std::move(db)), {}};
  } catch (const Failure& failure) {
    return {std::nullopt, {issue_of(path, failure)}};
  }
}

}  // namespace backcoach::store
