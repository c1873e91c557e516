#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backcoach/knowledge.hpp"
#include "backcoach/plan_rules.hpp"

namespace backcoach::load {

/// What one number of a dose may be. Wide: only what nobody means is outside.
struct DoseLimit {
  std::string_view name;
  int ItemDose::*field;
  int most;
};
inline constexpr DoseLimit kDoseLimits[] = {
    {"sets", &ItemDose::sets, 20},
    {"reps", &ItemDose::reps, 200},
    {"hold_seconds", &ItemDose::hold_seconds, 600},
    {"minutes", &ItemDose::minutes, 240},
    {"times_per_day", &ItemDose::times_per_day, 24}};
inline constexpr int kEveryDaysMost = 31;
inline constexpr std::string_view kWeekdays[] = {"mon", "tue", "wed", "thu",
                                                 "fri", "sat", "sun"};
inline constexpr std::size_t kLongestName = 120;
inline constexpr std::size_t kMostItems = 50;

/// A part of a line that cannot be read.
struct LineFault {
  std::size_t at = 0;  ///< octets from the start of the line
  std::size_t width = 1;
  std::string code;
  std::string message;
  std::string help;
};

/// Reads one line without comment, list mark and line end, as `as_typed` gives
/// it.
/// \return the item (its `exercise` still empty); with a fault it is useless.
[[nodiscard]] PrescribedItem read_prescription_line(
    std::string_view line, std::vector<LineFault>& faults);

/// `name` with nothing in it that drives a terminal or a page.
[[nodiscard]] std::string clean_name(std::string_view name);

/// The card that `name` means: its id, its name, or its name without what
/// stands in brackets, however written.
[[nodiscard]] std::optional<ExerciseIndex> card_named(const KnowledgeBase& kb,
                                                      std::string_view name);

/// The card that `name` may mean although it is not its name: spelt like it,
/// with all of its words among others, or with some of its words alone. Whoever
/// was told not to do that card is not to get it under such a name.
[[nodiscard]] std::optional<ExerciseIndex> card_near(const KnowledgeBase& kb,
                                                     std::string_view name);

}  // namespace backcoach::load
