// The only file that knows SQLite.
#include "database.hpp"

#include <sqlite3.h>

namespace backcoach::store {
namespace {

constexpr int kBusyMilliseconds = 10000;

Failure::Kind kind_of(int code) {
  constexpr int kPrimary = 0xFF;
  switch (code & kPrimary) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return Failure::Kind::damaged;
    case SQLITE_FULL:
      return Failure::Kind::full;
    case SQLITE_READONLY:
      return Failure::Kind::read_only;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Failure::Kind::busy;
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return Failure::Kind::cannot_open;
    default:
      return Failure::Kind::other;
  }
}

[[noreturn]] void fail(sqlite3* db) {
  const int code = db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM;
  throw Failure{kind_of(code), db ? sqlite3_errmsg(db) : "out of memory"};
}

}  // namespace

void Database::Closer::operator()(sqlite3* db) const { sqlite3_close_v2(db); }

Database::Database(const std::string& path, bool waits) {
  int flags = SQLITE_OPEN_READWRITE;
  if (path == ":memory:") flags |= SQLITE_OPEN_CREATE;
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, flags, nullptr);
  db_.reset(raw);
  if (code != SQLITE_OK) fail(raw);
  set_up(waits);
}

void Database::set_up(bool waits) {
  sqlite3_extended_result_codes(raw(), 1);
  sqlite3_busy_timeout(raw(), waits ? kBusyMilliseconds : 0);
  // A damaged or hostile file is to have as little effect as possible.
  sqlite3_db_config(raw(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(raw(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // FULL: what was said to be kept is on the disk. Deleted bytes are
  // overwritten.
  execute(
      "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; "
      "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; "
      // An import of years would write its journal again for each part of it
      // that does not fit.
      "PRAGMA cache_spill = OFF;");
}

void Database::execute(const char* sql) {
  if (sqlite3_exec(raw(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(raw());
  }
}

int Database::number(const char* sql) {
  Statement statement(*this, sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(raw());
}

Database Database::copy() {
  Database other(":memory:");
  sqlite3_backup* backup =
      sqlite3_backup_init(other.raw(), "main", raw(), "main");
  if (!backup) fail(other.raw());
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) fail(other.raw());
  return other;
}

Database::Idle::~Idle() {
  for (const auto& [text, statement] : statements) {
    sqlite3_finalize(statement);
  }
}

Statement::Statement(const Database& database, const char* sql)
    : db_(database.raw()), idle_(database.idle_), text_(sql) {
  auto& idle = database.idle_->statements;
  if (const auto it = idle.find(text_); it != idle.end()) {
    statement_ = it->second;
    idle.erase(it);
    return;
  }
  if (sqlite3_prepare_v2(db_, sql, -1, &statement_, nullptr) != SQLITE_OK) {
    fail(db_);
  }
}

Statement::~Statement() {
  const auto idle = idle_.lock();
  if (idle && !idle->statements.contains(text_)) {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    idle->statements.emplace(std::move(text_), statement_);
    return;
  }
  sqlite3_finalize(statement_);
}

void Statement::check(int code) {
  if (code != SQLITE_OK) fail(db_);
}

Statement& Statement::bind(std::string_view text) {
  check(sqlite3_bind_text(
      statement_, ++bound_, text.data(), static_cast<int>(text.size()),
      SQLITE_TRANSIENT));  // NOLINT(performance-no-int-to-ptr)
  return *this;
}

Statement& Statement::bind(double number) {
  check(sqlite3_bind_double(statement_, ++bound_, number));
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  check(sqlite3_bind_int64(statement_, ++bound_, number));
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  check(sqlite3_bind_blob(
      statement_, ++bound_, bytes.data(), static_cast<int>(bytes.size()),
      SQLITE_TRANSIENT));  // NOLINT(performance-no-int-to-ptr)
  return *this;
}

Statement& Statement::bind_null() {
  check(sqlite3_bind_null(statement_, ++bound_));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(db_);
  return false;
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

void Statement::reset() {
  sqlite3_reset(statement_);
  bound_ = 0;
}

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_type(statement_, column) == SQLITE_BLOB
                          ? static_cast<const unsigned char*>(
                                sqlite3_column_blob(statement_, column))
                          : sqlite3_column_text(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  if (!bytes) return {};
  return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

double Statement::real(int column) const {
  return sqlite3_column_double(statement_, column);
}

int Statement::integer(int column) const {
  return sqlite3_column_int(statement_, column);
}

std::int64_t Statement::big(int column) const {
  return sqlite3_column_int64(statement_, column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Transaction::Transaction(Database& database) : database_(database) {
  database_.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
  if (!open_) return;
  sqlite3_exec(database_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace backcoach::store
