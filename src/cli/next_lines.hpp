#pragma once

#include <optional>
#include <string>
#include <vector>

#include "context.hpp"

namespace backcoach::cli {

/// What `next` has to know of one item of the day.
struct NextItem {
  int at = 0;       ///< minute of the day
  int minutes = 0;  ///< how long it takes; 0 = not said
  std::string title;
};

/// Today's items in a small file of the state folder, so that a prompt does not
/// work out the day every few seconds. It holds for one version of the diary,
/// the day, the settings, the rules and the program; whatever else is
/// found there counts as nothing.
class NextLines {
 public:
  /// \param knowledge  of the base that today's plan comes from.
  NextLines(Context& context, const Manifest& knowledge);

  /// \return empty when nothing was kept that holds now.
  [[nodiscard]] std::optional<std::vector<NextItem>> kept() const;
  /// Keeps what was worked out since this object was made, unless the diary has
  /// changed meanwhile. A failure is no matter: it is worked out again.
  void keep(const std::vector<NextItem>& items);

  /// Whether another program was writing to the diary.
  [[nodiscard]] bool locked() const { return locked_; }

 private:
  /// Empty when the version of the diary cannot be told.
  [[nodiscard]] std::string state();

  Context& context_;
  std::string knowledge_;  ///< digest of the base
  bool locked_ = false;
  std::string state_;  ///< when this object was made
};

void remove_next_lines(Context& context);

}  // namespace backcoach::cli
