#include "time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "../text/number.hpp"
#include "backcoach/render.hpp"

namespace backcoach::cli {

std::string iso_time(std::chrono::local_seconds time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::hh_mm_ss clock(time - day);
  return fmt::format("{}T{:02}:{:02}:{:02}",
                     iso_date(std::chrono::year_month_day(
                         std::chrono::sys_days(day.time_since_epoch()))),
                     clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

namespace {

/// A number at the start of `text`, in figures or as a word; cut off it.
std::optional<double> take_number(std::string& text) {
  constexpr std::array<std::string_view, 13> kWords = {
      "zero",  "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  const std::size_t end =
      std::min(text.find_first_not_of("0123456789"), text.size());
  if (end > 0) {
    const auto whole = text::count(std::string_view(text).substr(0, end));
    if (!whole) return std::nullopt;
    double number = *whole;
    text.erase(0, end);
    // One place after the point: "1.5 weeks".
    constexpr double kTenth = 0.1;
    const bool point = text.size() > 1 && (text[0] == '.' || text[0] == ',') &&
                       text[1] >= '0' && text[1] <= '9';
    if (point) {
      number += kTenth * (text[1] - '0');
      text.erase(0, 2);
    }
    return number;
  }
  const std::size_t space = text.find(' ');
  if (space == std::string::npos) return std::nullopt;
  const std::string word = text.substr(0, space);
  const auto* const known = std::find(kWords.begin(), kWords.end(), word);
  const bool article = word == "a" || word == "an";
  if (known == kWords.end() && !article) return std::nullopt;
  text.erase(0, space);
  return article ? 1.0 : static_cast<double>(known - kWords.begin());
}

}  // namespace

std::optional<double> parse_days(
    std::string_view text, std::optional<std::chrono::year_month_day> today) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (lower == "today") return 0;
  if (lower == "yesterday") return 1;
  if (const auto date = parse_date(lower)) {
    if (!today) return std::nullopt;
    const auto since =
        std::chrono::sys_days(*today) - std::chrono::sys_days(*date);
    if (since.count() < 0) return std::nullopt;
    return static_cast<double>(since.count());
  }
  std::string unit = lower;
  const auto count = take_number(unit);
  if (!count) return std::nullopt;
  if (unit.empty()) {
    return *count == std::floor(*count) ? count : std::nullopt;
  }
  unit.erase(0, unit.find_first_not_of(' '));
  if (unit.ends_with(" ago")) unit.resize(unit.size() - 4);
  struct Unit {
    std::string_view name;
    double days;
  };
  constexpr double kHour = 1.0 / 24;
  // A calendar month counts as 30 days and a year as 365: good enough for
  // thresholds in weeks.
  constexpr std::array<Unit, 21> kUnits = {
      {{"h", kHour},     {"hr", kHour}, {"hrs", kHour}, {"hour", kHour},
       {"hours", kHour}, {"d", 1},      {"day", 1},     {"days", 1},
       {"w", 7},         {"wk", 7},     {"wks", 7},     {"week", 7},
       {"weeks", 7},     {"m", 30},     {"mo", 30},     {"month", 30},
       {"months", 30},   {"y", 365},    {"yr", 365},    {"year", 365},
       {"years", 365}}};
  for (const Unit& known : kUnits) {
    if (unit != known.name) continue;
    // A hair more, so that 24 hours are a day and not a little less.
    constexpr double kHair = 1e-6;
    return std::floor(*count * known.days + kHair);
  }
  return std::nullopt;
}

}  // namespace backcoach::cli
