#pragma once

#include <optional>
#include <string>
#include <vector>

#include "backcoach/diary.hpp"

namespace backcoach::store {

class Database;

/// \name Entries as rows. They throw `Failure`.
/// @{
/// Adds the entry, or replaces the one with its id.
void put(Database& db, const DiaryEntry& entry);
void remove(Database& db, const std::string& id);
/// Puts what entries told into the form that a diary has since the fifth.
void gather_values(Database& db);
[[nodiscard]] std::optional<DiaryEntry> find(Database& db,
                                             const std::string& id);
[[nodiscard]] std::vector<DiaryEntry> all_entries(Database& db);
/// Those from `day` on.
[[nodiscard]] std::vector<DiaryEntry> entries_since(Database& db,
                                                    const std::string& day);
/// Those before `day` that tell or end anything, and the one with `id`.
[[nodiscard]] std::vector<DiaryEntry> telling_before(Database& db,
                                                     const std::string& day,
                                                     const std::string& id);
/// @}

}  // namespace backcoach::store
