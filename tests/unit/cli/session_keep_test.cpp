#include "../../../src/cli/session_keep.hpp"

#include "../../support/catch.hpp"

namespace backcoach::cli {

TEST_CASE("the diary keeps what was done and the pain", "[cli]") {
  SessionReport report;
  report.end = SessionEnd::wrong;
  report.pain_before = 4;
  report.entries = {
      {"bridge", SessionEntry::Result::part, true, 0, 3, 20, 0, 0, 0, ""},
      {"clam", SessionEntry::Result::done, false, 1, 8, 40, 0, 0, 0, ""}};
  const SessionRecord record = session_record(report);
  CHECK(record.end == "something_wrong");
  REQUIRE(record.exercises.size() == 2);
  CHECK(record.exercises[0].stopped == "part");
  CHECK(record.exercises[0].done_reps == 3);
  CHECK(record.exercises[0].before == 4);
  CHECK(record.exercises[0].during == -1);
  CHECK(record.exercises[1].stopped.empty());
}

}  // namespace backcoach::cli
