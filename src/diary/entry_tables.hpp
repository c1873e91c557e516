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
[[nodiscard]] std::optional<DiaryEntry> find(Database& db,
                                             const std::string& id);
[[nodiscard]] std::vector<DiaryEntry> all_entries(Database& db);
/// @}

}  // namespace backcoach::store
