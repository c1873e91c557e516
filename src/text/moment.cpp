#include "moment.hpp"

#include "number.hpp"

namespace backcoach::text {
namespace {

/// Cuts an offset such as Z, +01:00 or -0500 off a time.
std::string_view without_offset(std::string_view time) {
  if (time.ends_with('Z') || time.ends_with('z')) {
    return time.substr(0, time.size() - 1);
  }
  return time.substr(0, time.find_first_of("+-"));
}

}  // namespace

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = count(text.substr(0, 4));
  const auto month = count(text.substr(5, 2));
  const auto day = count(text.substr(8, 2));
  if (!year || !month || !day || *year < 1970) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(*year),
      std::chrono::month(static_cast<unsigned>(*month)),
      std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return date;
}

std::optional<std::chrono::local_seconds> parse_time(std::string_view text) {
  const auto date = parse_date(text.substr(0, 10));
  if (!date) return std::nullopt;
  const std::chrono::local_seconds day{std::chrono::local_days(*date)};
  if (text.size() == 10) return day;
  if (text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const std::string_view time = without_offset(text.substr(11));
  if (time.size() != 5 && time.size() != 8) return std::nullopt;
  const auto hour = count(time.substr(0, 2));
  const auto minute = count(time.substr(3, 2));
  const auto second = time.size() == 8 ? count(time.substr(6, 2)) : 0;
  const bool separated = time[2] == ':' && (time.size() == 5 || time[5] == ':');
  if (!separated || !hour || !minute || !second || *hour > 23 || *minute > 59 ||
      *second > 59) {
    return std::nullopt;
  }
  return day + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

}  // namespace backcoach::text
