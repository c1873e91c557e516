#include "../../../src/text/moment.hpp"

#include "../../support/catch.hpp"

namespace backcoach::text {
namespace {

TEST_CASE("dates", "[text]") {
  CHECK(parse_date("2026-11-21"));
  CHECK_FALSE(parse_date("2026-11-31"));
  CHECK_FALSE(parse_date("2026-11-21T08:30"));
  CHECK_FALSE(parse_date("21.11.2026"));
}

}  // namespace
}  // namespace backcoach::text
