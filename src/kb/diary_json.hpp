#pragma once

#include <optional>
#include <string>

#include "backcoach/diary.hpp"

namespace backcoach::render {

/// The entry as one line of `backcoach/diary_entry/1`, with its end of line.
/// `load::read_entry` reads it back; the bytes come out the same.
[[nodiscard]] std::string entry_line(const DiaryEntry& entry);

/// Answers and measures as one JSON object, on one line.
[[nodiscard]] std::string values_text(const DiaryValues& values);
/// \return empty for anything else.
[[nodiscard]] std::optional<DiaryValues> values_from(const std::string& text);

}  // namespace backcoach::render
