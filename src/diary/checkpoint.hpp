/// \file
/// What is kept of the diary beside its entries, so that a command need not
/// read all of them. Never believed: a change to an entry of its days throws it
/// away (the triggers of schema.hpp), and who reads it looks whether it fits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store.hpp"

namespace backcoach::store {

struct Checkpoint {
  std::string day;    ///< the first day that is not in it, 2026-11-21
  std::string entry;  ///< an entry of its days that is needed all the same
  std::string state;  ///< bytes that only their maker understands
};

/// The diary as far as it has to be read.
struct Recent {
  Checkpoint checkpoint;
  /// Of the days before: every triage that tells or ends anything, and the
  /// entry that the checkpoint names.
  std::vector<DiaryEntry> earlier;
  std::vector<DiaryEntry> since;  ///< all from `checkpoint.day` on
};

/// The end of a diary.
struct LastDays {
  std::vector<DiaryEntry> entries;
  bool earlier = false;  ///< whether there are entries before them
};

class Checkpoints {
 public:
  virtual ~Checkpoints() = default;

  /// \return empty when no checkpoint stands
  [[nodiscard]] virtual Checked<std::optional<Recent>> recent() = 0;

  /// The entries of so many days, to the newest that has one.
  [[nodiscard]] virtual Checked<LastDays> last_days(int days) = 0;

  /// Counts up with everything that is written down or taken away.
  [[nodiscard]] virtual Checked<std::string> version() = 0;

  /// Puts it in the place of the last one, unless the diary has changed since
  /// it had `version`.
  [[nodiscard]] virtual std::vector<Issue> keep(const Checkpoint& checkpoint,
                                                const std::string& version) = 0;
};

/// \return nullptr when this kind of diary has none.
[[nodiscard]] Checkpoints* checkpoints_of(Store& store);

}  // namespace backcoach::store
