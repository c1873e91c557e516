/// \file
/// The diary as a page, as JSON and as comma-separated values.
#pragma once

#include <string>
#include <vector>

#include "../coach/trends.hpp"
#include "backcoach/diary.hpp"
#include "backcoach/render.hpp"

namespace backcoach {

/// What an entry says, in a few words: "pain 5, green". May be empty.
[[nodiscard]] std::string short_words(const DiaryEntry& entry);

/// One row for each entry. What may be long comes last, so that nothing is
/// padded to the longest note.
[[nodiscard]] Document compose_diary(const std::vector<DiaryEntry>& entries);

/// `backcoach/diary/1`: the entries as a list.
[[nodiscard]] std::string diary_json(const std::vector<DiaryEntry>& entries);

/// RFC 4180: one row for each value of each entry, so that nothing is lost and
/// a spreadsheet can turn it round.
[[nodiscard]] std::string diary_csv(const std::vector<DiaryEntry>& entries);

/// \name Progress
/// @{
/// Sentences first, then a table of weeks and one of days; gaps stay blank.
[[nodiscard]] Document compose_trends(const Trends& trends);
/// `backcoach/progress/1`.
[[nodiscard]] std::string trends_json(const Trends& trends);
/// One row for each day from the first with an entry to the last; a day
/// without one has empty fields.
[[nodiscard]] std::string trends_csv(const Trends& trends);
/// The pain of the last days as a small drawing in plain ASCII that fits into
/// `columns`; a day without a number is left blank. Empty when there are too
/// few days to draw.
[[nodiscard]] std::string trends_plot(const Trends& trends, int columns);
/// @}

/// One field of such a file; a text that a spreadsheet would run as a formula
/// begins with a quote.
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace backcoach
