#pragma once

#include <string>
#include <vector>

#include "../coach/session.hpp"
#include "../kb/figure.hpp"
#include "backcoach/render.hpp"

namespace backcoach::cli {

/// What a session screen is made from.
struct FrameInput {
  const Session* session = nullptr;
  const Figures* figures = nullptr;
  FigureStyle style = FigureStyle::quadrant;
  Style text;
  int columns = 80;
  int rows = 24;
  std::string note = {};  ///< said once in place of what comes next
  bool help = false;      ///< what the keys do, in place of the exercise
};

/// What a key of a session does: "Space or p", "pause, and go on again".
struct KeyHelp {
  std::string key;
  std::string does;
};

/// The keys that mean something now.
[[nodiscard]] std::vector<KeyHelp> session_keys(const SessionView& view);

/// One screen, at most `rows` lines of at most `columns`. No I/O.
[[nodiscard]] std::vector<std::string> session_frame(const FrameInput& input);

/// "2 of 5 times, set 1 of 3": where a session is.
[[nodiscard]] std::string count_words(const SessionView& view);

/// "5:00" or "20" in figures of five rows.
[[nodiscard]] std::vector<std::string> big_digits(int seconds, bool ascii);

/// "3 sets, 8 times, hold 5 seconds, each side".
[[nodiscard]] std::string dose_line(const ItemDose& dose);

}  // namespace backcoach::cli
