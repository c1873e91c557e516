#include "../../../src/base/moment.hpp"

#include "../../support/catch.hpp"

namespace backcoach::text {
namespace {

TEST_CASE("dates", "[text]") {
  CHECK(parse_date("2026-11-21"));
  CHECK_FALSE(parse_date("2026-11-31"));
  CHECK_FALSE(parse_date("2026-11-21T08:30"));
  CHECK_FALSE(parse_date("21.11.2026"));
}

TEST_CASE("days by name", "[text]") {
  using namespace std::chrono;
  const year_month_day today = 2026y / 3 / 1;
  CHECK(parse_day("today", today) == today);
  CHECK(parse_day("yesterday", today) == 2026y / 2 / 28);
  CHECK(parse_day("tomorrow", today) == 2026y / 3 / 2);
  CHECK(parse_day("2026-11-21", today) == 2026y / 11 / 21);
  CHECK_FALSE(parse_day("soon", today));
  CHECK_FALSE(parse_day("", today));
}

TEST_CASE("moments as people and programs write them", "[text]") {
  using namespace std::chrono_literals;
  const auto half_past = parse_time("2026-11-21T08:30");
  REQUIRE(half_past);
  for (const char* same : {"2026-11-21 08:30", "2026-11-21T08:30:00",
                           "2026-11-21T08:30:00.999", "2026-11-21T08:30:00,5",
                           "2026-11-21T08:30Z", "2026-11-21T08:30:00.25+01:00",
                           "2026-11-21T08:30-0500", "2026-11-21T08:30+01"}) {
    INFO(same);
    CHECK(parse_time(same) == half_past);
  }
  CHECK(parse_time("2026-11-21T08") == *half_past - 30min);
  for (const char* wrong :
       {"2026-11-21T8", "2026-11-21T08:30:00.", "2026-11-21T08:30:00.5x",
        "2026-11-21T08:30+", "2026-11-21T08:30+99", "2026-11-21T08:30+01:75",
        "2026-11-21T08:30 EST", "2026-11-21T24", "2026-11-21T08.5", "08:30"}) {
    INFO(wrong);
    CHECK_FALSE(parse_time(wrong));
  }
}

TEST_CASE("the zone of a moment", "[text]") {
  using namespace std::chrono_literals;
  CHECK(parse_offset("2026-11-21T08:30Z") == 0s);
  CHECK(parse_offset("2026-11-21T08:30:00.5+09:00") == 9h);
  CHECK(parse_offset("2026-11-21T08:30-0330") == -(3h + 30min));
  CHECK(parse_offset("2026-11-21T08:30-05") == -5h);
  CHECK_FALSE(parse_offset("2026-11-21T08:30"));
  CHECK_FALSE(parse_offset("2026-11-21"));
  CHECK_FALSE(parse_offset("Z"));
}

}  // namespace
}  // namespace backcoach::text
