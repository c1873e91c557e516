#include "time.hpp"

#include <fmt/format.h>

#include <string>

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

}  // namespace backcoach::cli
