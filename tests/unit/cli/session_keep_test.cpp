
#include "../../../src/cli/session_keep.hpp"
#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach::cli {
namespace {

TEST_CASE("a record is written whole", "[cli]") {
  SessionRecord record;
  record.end = SessionEnd::wrong;
  record.seconds = 75;
  record.pain_before = 4;
  record.entries = {{"bridge", SessionEntry::Result::part, true, 0, 3, 20}};
  const auto at = std::chrono::local_days(std::chrono::year(2026) /
                                          std::chrono::November / 21) +
                  std::chrono::hours(9);
  CHECK(session_json(record, at) ==
        R"({"schema":"backcoach/session/1","at":"2026-11-21T09:00:00",)"
        R"("end":"something_wrong","seconds":75,"pain_before":4,)"
        R"("pain_during":null,"entries":[{"exercise":"bridge",)"
        R"("result":"part","easier":true,"sets":0,"reps":3,"seconds":20}]})");
}

}  // namespace
}  // namespace backcoach::cli
