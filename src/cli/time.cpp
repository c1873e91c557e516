#include "time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

std::optional<double> parse_days(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (lower == "today") return 0;
  if (lower == "yesterday") return 1;
  const std::size_t end = lower.find_first_not_of("0123456789");
  const auto count = text::count(std::string_view(lower).substr(0, end));
  if (!count) return std::nullopt;
  if (end == std::string::npos) return *count;
  std::string unit = lower.substr(end);
  unit.erase(0, unit.find_first_not_of(' '));
  if (unit.ends_with(" ago")) unit.resize(unit.size() - 4);
  struct Unit {
    std::string_view name;
    double days;
  };
  // A calendar month counts as 30 days and a year as 365: good enough for
  // thresholds in weeks.
  constexpr std::array<Unit, 15> kUnits = {{{"d", 1},
                                            {"day", 1},
                                            {"days", 1},
                                            {"w", 7},
                                            {"wk", 7},
                                            {"week", 7},
                                            {"weeks", 7},
                                            {"m", 30},
                                            {"mo", 30},
                                            {"month", 30},
                                            {"months", 30},
                                            {"y", 365},
                                            {"yr", 365},
                                            {"year", 365},
                                            {"years", 365}}};
  for (const Unit& known : kUnits) {
    if (unit == known.name) return *count * known.days;
  }
  return std::nullopt;
}

}  // namespace backcoach::cli
