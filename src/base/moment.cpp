#include "moment.hpp"

#include <algorithm>

#include "number.hpp"

namespace backcoach::text {
namespace {

/// A time of day and the zone behind it; either may be wrong.
struct TimeText {
  std::string_view time;
  std::string_view zone;  ///< empty, "Z", "+01:00", "-0500", "+01"
};

/// Splits what stands behind the `T`.
TimeText split_zone(std::string_view time) {
  const std::size_t at = time.find_first_of("Zz+-");
  if (at == std::string_view::npos) return {time, {}};
  return {time.substr(0, at), time.substr(at)};
}

std::optional<std::chrono::seconds> read_zone(std::string_view zone) {
  if (zone == "Z" || zone == "z") return std::chrono::seconds(0);
  if (zone.empty()) return std::nullopt;
  std::string_view rest = zone.substr(1);
  const auto hours = count(rest.substr(0, 2));
  rest.remove_prefix(std::min<std::size_t>(2, rest.size()));
  if (rest.starts_with(':')) rest.remove_prefix(1);
  const auto minutes = rest.empty() ? std::optional<int>(0) : count(rest);
  const bool whole = zone.size() == 3 || zone.size() == 5 || zone.size() == 6;
  constexpr int kFurthest = 15;  // clocks are at most 14 hours ahead
  if (!whole || !hours || !minutes || *hours > kFurthest || *minutes > 59) {
    return std::nullopt;
  }
  const auto offset =
      std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return zone.front() == '-' ? -offset : offset;
}

/// `time` without `.250` or `,250` behind its seconds.
std::string_view without_fraction(std::string_view time) {
  constexpr std::size_t kSeconds = 8;
  if (time.size() <= kSeconds + 1) return time;
  const std::string_view fraction = time.substr(kSeconds);
  const bool fits =
      (fraction[0] == '.' || fraction[0] == ',') &&
      fraction.find_first_not_of("0123456789", 1) == std::string_view::npos;
  return fits ? time.substr(0, kSeconds) : time;
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
  const TimeText parts = split_zone(text.substr(11));
  if (!parts.zone.empty() && !read_zone(parts.zone)) return std::nullopt;
  const std::string_view time = without_fraction(parts.time);
  if (time.size() != 2 && time.size() != 5 && time.size() != 8) {
    return std::nullopt;
  }
  const auto hour = count(time.substr(0, 2));
  const auto minute = time.size() >= 5 ? count(time.substr(3, 2)) : 0;
  const auto second = time.size() == 8 ? count(time.substr(6, 2)) : 0;
  const bool separated = (time.size() < 5 || time[2] == ':') &&
                         (time.size() < 8 || time[5] == ':');
  if (!separated || !hour || !minute || !second || *hour > 23 || *minute > 59 ||
      *second > 59) {
    return std::nullopt;
  }
  return day + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(*second);
}

std::optional<std::chrono::seconds> parse_offset(std::string_view text) {
  if (text.size() <= 11 || !parse_time(text)) return std::nullopt;
  return read_zone(split_zone(text.substr(11)).zone);
}

std::optional<std::chrono::year_month_day> parse_day(
    std::string_view text, std::chrono::year_month_day today) {
  using std::chrono::days;
  const std::chrono::sys_days here(today);
  if (text == "today") return today;
  if (text == "yesterday") return here - days(1);
  if (text == "tomorrow") return here + days(1);
  return parse_date(text);
}

}  // namespace backcoach::text
