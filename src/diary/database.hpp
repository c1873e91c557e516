#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace backcoach::store {

/// What went wrong, in terms of the diary. Thrown and caught in this folder.
struct Failure {
  enum class Kind { damaged, full, read_only, busy, cannot_open, other };
  Kind kind = Kind::other;
  std::string message;
};

/// A connection to one SQLite file. database.cpp alone knows SQLite.
class Database {
 public:
  /// Opens a file that is there, for writing where the system allows it.
  /// \param waits  for another program that holds it; else that is a failure
  explicit Database(const std::string& path, bool waits = true);

  void execute(const char* sql);
  [[nodiscard]] int number(const char* sql);
  [[nodiscard]] std::int64_t last_row() const;
  /// A copy in memory, so that the file itself stays as it is.
  [[nodiscard]] Database copy();

  [[nodiscard]] sqlite3* raw() const { return db_.get(); }

 private:
  friend class Statement;
  /// Compiled statements that nobody uses at this moment, by their text.
  struct Idle {
    Idle() = default;
    Idle(const Idle&) = delete;
    Idle& operator=(const Idle&) = delete;
    ~Idle();
    std::map<std::string, sqlite3_stmt*, std::less<>> statements;
  };
  struct Closer {
    void operator()(sqlite3* db) const;
  };
  void set_up(bool waits);
  std::unique_ptr<sqlite3, Closer> db_;
  std::shared_ptr<Idle> idle_ = std::make_shared<Idle>();
};

/// A prepared statement; values are bound in order. Its database keeps it for
/// the next that has the same text.
class Statement {
 public:
  Statement(const Database& database, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(std::string_view text);
  Statement& bind(double number);
  Statement& bind(std::int64_t number);
  Statement& bind_null();
  Statement& bind_bytes(std::string_view bytes);

  /// \return whether there is a row to read.
  bool step();
  /// Runs to the end; then it can be bound anew.
  void run();
  void reset();

  [[nodiscard]] std::string text(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] int integer(int column) const;
  [[nodiscard]] std::int64_t big(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  void check(int code);
  sqlite3* db_;
  std::weak_ptr<Database::Idle> idle_;
  std::string text_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

/// Everything in it lands together, or nothing does.
class Transaction {
 public:
  /// Waits for another writer here, not in the middle.
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace backcoach::store
