#pragma once

#include <string>

#include "backcoach/diary.hpp"

namespace backcoach::render {

/// The entry as one line of `backcoach/diary_entry/1`, with its end of line.
/// `load::read_entry` reads it back; the bytes come out the same.
[[nodiscard]] std::string entry_line(const DiaryEntry& entry);

}  // namespace backcoach::render
