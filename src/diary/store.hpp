/// \file
/// The diary. One narrow interface; SQLite stands behind it in one file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "backcoach/diary.hpp"
#include "backcoach/issue.hpp"

namespace backcoach::store {

/// Two forms of one entry, of which one was kept.
struct Difference {
  DiaryEntry ours;
  DiaryEntry theirs;
  bool kept_ours = false;
};

/// What came of an import.
struct Merged {
  int added = 0;
  int replaced = 0;  ///< the file had a newer form of the entry
  int known = 0;     ///< already there in the same form, or in a later one
  std::vector<Difference> differing;  ///< replaced, or kept against the file
  std::vector<DiaryEntry> undone;     ///< taken back here, so left out
  /// Check-ins whose answers have changed: they are to be judged again.
  std::vector<std::string> changed;
};

/// What was taken back.
struct Undone {
  std::string what;  ///< "checkin", "edit", "import", …
  std::string made_at;
  int entries = 0;
  int kept = 0;  ///< of them, what told or ended something: that stands
};

/// Every change is one transaction and lands whole or not at all, whatever
/// happens to the program or the disk meanwhile (tests/cli/kill_nine.py). Each
/// can be taken back once, the latest first.
class Store {
 public:
  virtual ~Store() = default;

  /// Every entry, by date, then as they were written down.
  [[nodiscard]] virtual Checked<std::vector<DiaryEntry>> entries() = 0;

  /// Keeps new entries as one change. An empty id is made here, from the
  /// content, so that two of the same kind are never mixed up.
  /// \return the ids, in the order of `entries`.
  [[nodiscard]] virtual Checked<std::vector<std::string>> add(
      std::vector<DiaryEntry> entries, const std::string& what,
      const std::string& now) = 0;

  /// Replaces the entry with the same id, with what follows from it, as one
  /// change. Of `dropped` goes what told nothing.
  [[nodiscard]] virtual std::vector<Issue> replace(
      const DiaryEntry& entry, std::vector<DiaryEntry> with,
      const std::vector<std::string>& dropped, const std::string& now) = 0;

  /// Writes down more of an entry that is still going on. Belongs to the change
  /// that added it, so that taking that back takes all of it.
  [[nodiscard]] virtual std::vector<Issue> go_on(const DiaryEntry& entry) = 0;

  /// Adds what is not there; of two forms of one entry the later edit stays, by
  /// UTC where both know it. What was taken back here stays so: an entry in any
  /// form, an edit in the form that was taken back.
  /// \param again  brings in what was taken back, too
  [[nodiscard]] virtual Checked<Merged> merge(std::vector<DiaryEntry> entries,
                                              const std::string& now,
                                              bool again = false) = 0;

  /// Takes the last change back. What it told stands on, and what it ended
  /// stands again. \return empty when there is none.
  [[nodiscard]] virtual Checked<std::optional<Undone>> undo(
      const std::string& now) = 0;

  /// Removes every entry and overwrites the bytes.
  [[nodiscard]] virtual std::vector<Issue> erase() = 0;

  /// Looks at every page. \return what is damaged.
  [[nodiscard]] virtual std::vector<Issue> check() = 0;
};

enum class Access {
  read,      ///< changes nothing, not even the form of an older diary
  read_now,  ///< the same, and never waits for another program
  write
};

/// Opens the diary at `path`; the file must be there, and may be empty.
/// \return an issue when it is damaged, from a newer version, or no diary. The
///         file is then left as it is.
[[nodiscard]] Checked<std::shared_ptr<Store>> open_sqlite(
    const std::string& path, Access access);

}  // namespace backcoach::store
