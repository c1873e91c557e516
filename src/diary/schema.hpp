#pragma once

#include <array>

namespace backcoach::store {

/// What makes each version of the diary from the one before. A step that has
/// been released is never edited: people have diaries that were made by it.
inline constexpr std::array kMigrations = {
    // 1: what was written down
    R"sql(
CREATE TABLE entries(
  id TEXT PRIMARY KEY, kind TEXT NOT NULL
    CHECK(kind IN ('triage', 'checkin', 'session', 'flare')),
  date TEXT NOT NULL, at TEXT NOT NULL, changed TEXT NOT NULL,
  note TEXT NOT NULL,
  position INTEGER NOT NULL  -- in the order they were written down
  ) STRICT, WITHOUT ROWID;
CREATE INDEX entries_by_time ON entries(date, at, position);
CREATE TABLE entry_values(
  entry TEXT NOT NULL REFERENCES entries(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  type TEXT NOT NULL CHECK(type IN ('number', 'word', 'list')),
  number REAL, words TEXT,
  PRIMARY KEY(entry, name)) STRICT, WITHOUT ROWID;
CREATE TABLE triages(
  entry TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  origin TEXT NOT NULL, knowledge TEXT NOT NULL, decision_id TEXT NOT NULL,
  urgency TEXT NOT NULL, focus TEXT NOT NULL, stage TEXT NOT NULL,
  decision_row TEXT NOT NULL, plan_allowed INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE triage_rules(
  entry TEXT NOT NULL REFERENCES triages(entry) ON DELETE CASCADE,
  position INTEGER NOT NULL, rule TEXT NOT NULL, outcome TEXT NOT NULL,
  PRIMARY KEY(entry, position)) STRICT, WITHOUT ROWID;
CREATE TABLE checkins(
  entry TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  light TEXT NOT NULL CHECK(light IN ('', 'green', 'amber', 'red'))
  ) STRICT, WITHOUT ROWID;
CREATE TABLE sessions(
  entry TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  how_ended TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session_exercises(
  entry TEXT NOT NULL REFERENCES sessions(entry) ON DELETE CASCADE,
  position INTEGER NOT NULL, exercise TEXT NOT NULL,
  planned_sets INTEGER NOT NULL, planned_reps INTEGER NOT NULL,
  planned_seconds INTEGER NOT NULL, done_sets INTEGER NOT NULL,
  done_reps INTEGER NOT NULL, done_seconds INTEGER NOT NULL,
  before REAL NOT NULL, during REAL NOT NULL, after REAL NOT NULL,
  stopped TEXT NOT NULL, PRIMARY KEY(entry, position)) STRICT, WITHOUT ROWID;
)sql",
    // 2: what was changed, so that it can be taken back
    R"sql(
CREATE TABLE changes(
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  what TEXT NOT NULL, made_at TEXT NOT NULL) STRICT;
CREATE TABLE changed_entries(
  change INTEGER NOT NULL REFERENCES changes(number) ON DELETE CASCADE,
  entry TEXT NOT NULL,
  before TEXT,  -- the line of the entry as it was; NULL = it was not there
  PRIMARY KEY(change, entry)) STRICT, WITHOUT ROWID;
)sql",
    // 3: what stands. `position` is the counter of the diary; the store goes
    // through the entries once more after this (sqlite_store.cpp).
    R"sql(
ALTER TABLE entries ADD COLUMN imported INTEGER NOT NULL DEFAULT 0;
CREATE TABLE triage_notes(
  entry TEXT NOT NULL REFERENCES triages(entry) ON DELETE CASCADE,
  what TEXT NOT NULL CHECK(what IN ('ends', 'seen', 'seen_rule', 'open',
    'rests_on', 'group', 'continues', 'of', 'left')),
  position INTEGER NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL,
  PRIMARY KEY(entry, what, position)) STRICT, WITHOUT ROWID;
CREATE TABLE counter(last INTEGER NOT NULL) STRICT;
INSERT INTO counter SELECT coalesce(max(position), 0) FROM entries;
)sql",
    // 4: when it was last changed, by a clock that all devices share
    R"sql(
ALTER TABLE entries ADD COLUMN changed_utc TEXT NOT NULL DEFAULT '';
)sql",
    // 5: what an entry told in one piece (sqlite_store.cpp moves it there), and
    // what is derived from the days before one, until one of them changes
    R"sql(
CREATE TABLE told(
  entry TEXT PRIMARY KEY REFERENCES entries(id) ON DELETE CASCADE,
  words TEXT NOT NULL  -- a JSON object: numbers, words, lists of words
  ) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints(
  day TEXT NOT NULL, entry TEXT NOT NULL, state BLOB NOT NULL) STRICT;
CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
  DELETE FROM checkpoints WHERE day >= NEW.date; END;
CREATE TRIGGER entry_changed AFTER UPDATE ON entries BEGIN
  DELETE FROM checkpoints WHERE day >= min(OLD.date, NEW.date); END;
CREATE TRIGGER entry_removed AFTER DELETE ON entries BEGIN
  DELETE FROM checkpoints WHERE day >= OLD.date; END;
CREATE INDEX triages_that_tell ON triages(entry) WHERE plan_allowed = 0
  OR urgency NOT IN ('self_care', 'routine');
CREATE INDEX notes_that_tell ON triage_notes(entry)
  WHERE what IN ('ends', 'seen', 'open');
)sql"};

}  // namespace backcoach::store
