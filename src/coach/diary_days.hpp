#pragma once

#include "history.hpp"

namespace backcoach::progress {

/// The number under `name`, if it is one that can be.
[[nodiscard]] std::optional<double> known(const DiaryValues& values,
                                          std::string_view name);

/// A day as the diary writes it, such as 2026-11-21.
[[nodiscard]] std::string date_text(std::chrono::sys_days date);

void keep_most(std::optional<double>& most, std::optional<double> value);

/// What has a date, in the order of the diary.
[[nodiscard]] std::vector<DatedEntry> dated(
    std::span<const DiaryEntry> entries);

/// Those up to the end of `today`. \pre in the order of the diary
[[nodiscard]] std::span<const DiaryEntry> until(
    std::span<const DiaryEntry> entries, std::chrono::sys_days today);

[[nodiscard]] std::vector<DiaryDay> days_of(
    const LightRules& light, std::span<const DatedEntry> entries);

}  // namespace backcoach::progress
