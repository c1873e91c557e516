#pragma once

#include <string>
#include <vector>

#include "backcoach/diary.hpp"
#include "backcoach/issue.hpp"

namespace backcoach::load {

/// Reads one line that `render::entry_line` wrote.
/// \param line  counted from 1, for issues; 0 = leave it out.
[[nodiscard]] Checked<DiaryEntry> read_entry(const std::string& file,
                                             std::string text, int line);

/// Reads a whole export, every line of it. Empty lines are passed over.
[[nodiscard]] Checked<std::vector<DiaryEntry>> read_entries(
    const std::string& file, const std::string& text);

}  // namespace backcoach::load
