#include "../../../src/term/time.hpp"

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

}  // namespace
}  // namespace backcoach::cli
