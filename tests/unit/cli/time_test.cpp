#include "../../../src/cli/time.hpp"

#include "../../support/catch.hpp"

namespace backcoach::cli {
namespace {

TEST_CASE("times", "[cli]") {
  const auto read = [](std::string_view text) {
    const auto time = parse_time(text);
    return time ? iso_time(*time) : std::string("none");
  };
  CHECK(read("2026-11-21") == "2026-11-21T00:00:00");
  CHECK(read("2026-11-21T08:30") == "2026-11-21T08:30:00");
  CHECK(read("2026-11-21 08:30") == "2026-11-21T08:30:00");
  CHECK(read("2026-11-21T08:30:15") == "2026-11-21T08:30:15");
  CHECK(read("2026-11-21T08:30:15Z") == "2026-11-21T08:30:15");
  CHECK(read("2026-11-21T08:30:15+01:00") == "2026-11-21T08:30:15");
  CHECK(read("2028-02-29T23:59:59") == "2028-02-29T23:59:59");
  for (const char* wrong :
       {"", "x", "2026", "2026-11", "2026-13-01", "2026-02-30", "2026-11-21T",
        "2026-11-21T8:30", "2026-11-21T24:00", "2026-11-21T08:60",
        "2026-11-21x08:30", "2026/11/21", "1969-12-31", "-026-11-21",
        "2026-11-21T08:30:61", "2026-11-21T08.30", "2026-11-21T08:30:1"}) {
    INFO(wrong);
    CHECK(read(wrong) == "none");
  }
}

TEST_CASE("how long ago", "[cli]") {
  CHECK(parse_days("today") == 0);
  CHECK(parse_days("Yesterday") == 1);
  CHECK(parse_days("0") == 0);
  CHECK(parse_days("3") == 3);
  CHECK(parse_days("3 days") == 3);
  CHECK(parse_days("1 day ago") == 1);
  CHECK(parse_days("3d") == 3);
  CHECK(parse_days("2 weeks") == 14);
  CHECK(parse_days("2w") == 14);
  CHECK(parse_days("6 Months") == 180);
  CHECK(parse_days("1 year ago") == 365);
  CHECK(parse_days("three days") == 3);
  CHECK(parse_days("Two weeks ago") == 14);
  CHECK(parse_days("2 wks") == 14);
  CHECK(parse_days("a week") == 7);
  CHECK(parse_days("1.5 weeks") == 10);
  CHECK(parse_days("2.5 weeks") == 17);
  CHECK(parse_days("24 hours") == 1);
  CHECK(parse_days("36 hours") == 1);
  CHECK(parse_days("12 hrs ago") == 0);
  using namespace std::chrono;
  CHECK(parse_days("2026-11-10", 2026y / 11 / 21) == 11);
  CHECK(parse_days("2026-11-21", 2026y / 11 / 21) == 0);
  CHECK_FALSE(parse_days("2026-11-22", 2026y / 11 / 21));
  for (const char* wrong :
       {"", "weeks", "-3", "3 fortnights", "thirty days", "2.55 weeks", "1 2",
        "99999999999 days", "3 days x", "ago", "3 ago", "2026-11-10", "2.5",
        "half a day", "a", "aweek"}) {
    INFO(wrong);
    CHECK_FALSE(parse_days(wrong));
  }
}

}  // namespace
}  // namespace backcoach::cli
