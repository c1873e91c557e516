#include "../../../src/diary/store.hpp"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>
#include <sstream>

#include "../../../src/diary/checkpoint.hpp"
#include "../../../src/kb/diary_entry.hpp"
#include "../../../src/kb/diary_json.hpp"
#include "../../../src/show/render_diary.hpp"
#include "../../support/catch.hpp"
#include "../../support/folder.hpp"

namespace backcoach {
namespace {

constexpr const char* kNow = "2026-11-21T08:30:00";

DiaryEntry checkin(double pain, const std::string& at = kNow) {
  DiaryEntry entry;
  entry.date = at.substr(0, 10);
  entry.at = at;
  entry.changed = at;
  entry.note = "lifted a box \"carefully\"\n\xC3\xA9";
  entry.what = CheckinRecord{
      "green", {{"nprs_now", pain}, {"legs", std::string("none")}}};
  return entry;
}

DiaryEntry triage_entry() {
  DiaryEntry entry = checkin(0, "2026-11-20T07:00:00");
  entry.note.clear();
  TriageRecord triage;
  triage.origin = "triage";
  triage.knowledge = "abc";
  triage.decision_id = "0123";
  triage.urgency = "routine";
  triage.plan_allowed = true;
  triage.rules = {{"b", "one"}, {"a", "two"}};
  triage.answers = {{"equipment", std::vector<std::string>{"mat", "chair"}},
                    {"nothing", std::vector<std::string>{}},
                    {"age", 41.5}};
  entry.what = triage;
  return entry;
}

DiaryEntry session_entry() {
  DiaryEntry entry = checkin(0, "2026-11-21T09:00:00");
  SessionRecord session;
  session.end = "finished";
  session.exercises = {{"bridge", 2, 8, 0, 1, 8, 0, 3, 4.5, -1, "pain"}};
  entry.what = session;
  return entry;
}

std::shared_ptr<store::Store> open(const std::string& path) {
  auto opened = store::open_sqlite(path, store::Access::write);
  for (const Issue& issue : opened.issues) UNSCOPED_INFO(to_string(issue));
  REQUIRE(opened.value);
  return *opened.value;
}

std::vector<DiaryEntry> all(store::Store& diary) {
  auto entries = diary.entries();
  REQUIRE(entries.value);
  return *entries.value;
}

std::string exported(store::Store& diary) {
  std::string text;
  for (const DiaryEntry& entry : all(diary)) text += render::entry_line(entry);
  return text;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

TEST_CASE("every kind of entry comes back as it went in", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4), triage_entry(), session_entry()}, "x", kNow)
              .issues.empty());
  const std::vector<DiaryEntry> entries = all(*diary);
  REQUIRE(entries.size() == 3);
  const std::vector<DiaryEntry> wanted = {triage_entry(), checkin(4),
                                          session_entry()};
  for (std::size_t i = 0; i < 3; ++i) {
    DiaryEntry got = entries[i];
    CHECK(got.id.size() == 12);
    got.id.clear();
    CHECK(got == wanted[i]);
  }
}

TEST_CASE("two equal entries of one second are both kept", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  const auto entries = all(*diary);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].id != entries[1].id);
}

TEST_CASE("entries of one second keep the order they were written in",
          "[store]") {
  const auto diary = open(":memory:");
  for (int pain = 0; pain < 8; ++pain) {
    REQUIRE(diary->add({checkin(pain)}, "x", kNow).issues.empty());
  }
  DiaryEntry edited = all(*diary)[2];
  edited.note = "edited";
  REQUIRE(diary->replace(edited, {}, {}, kNow).empty());
  const auto entries = all(*diary);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(number_in(values(entries[i]), "nprs_now", -1) ==
          static_cast<double>(i));
  }
  CHECK(entries[2].note == "edited");
}

TEST_CASE("an export comes back byte for byte and never doubles", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4), triage_entry(), session_entry()}, "x", kNow)
              .issues.empty());
  const std::string before = exported(*diary);
  const auto entries = load::read_entries("export", before);
  for (const Issue& issue : entries.issues) UNSCOPED_INFO(to_string(issue));
  REQUIRE(entries.value);
  const auto other = open(":memory:");
  const auto first = other->merge(*entries.value, kNow);
  REQUIRE(first.value);
  CHECK(first.value->added == 3);
  CHECK(exported(*other) == before);
  const auto second = other->merge(*entries.value, kNow);
  REQUIRE(second.value);
  CHECK(second.value->known == 3);
  CHECK(exported(*other) == before);
}

TEST_CASE("of two forms of an entry the later edit stays", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  DiaryEntry edited = all(*diary)[0];
  edited.changed = "2026-11-22T08:00:00";
  edited.note = "later";
  REQUIRE(diary->merge({edited}, kNow).value->replaced == 1);
  CHECK(all(*diary)[0].note == "later");
  edited.changed = "2026-11-21T09:00:00";
  edited.note = "older";
  REQUIRE(diary->merge({edited}, kNow).value->known == 1);
  CHECK(all(*diary)[0].note == "later");
}

TEST_CASE("changes are taken back one by one, the latest first", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(
      diary->add({checkin(4), triage_entry()}, "checkin", kNow).issues.empty());
  const std::string first = exported(*diary);
  DiaryEntry edited = all(*diary)[1];
  edited.note = "changed";
  REQUIRE(diary->replace(edited, {}, {}, kNow).empty());
  REQUIRE(diary->merge({session_entry()}, kNow).value);

  auto undone = diary->undo(kNow);
  REQUIRE(undone.value);
  REQUIRE(*undone.value);
  CHECK((*undone.value)->what == "import");
  CHECK((*diary->undo(kNow).value)->what == "edit");
  CHECK(exported(*diary) == first);
  CHECK((*diary->undo(kNow).value)->entries == 2);
  CHECK(all(*diary).empty());
  CHECK_FALSE(*diary->undo(kNow).value);
}

TEST_CASE("merging says what differed and which form stayed", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4)}, "checkin", kNow).value);
  DiaryEntry ours = all(*diary)[0];
  ours.changed = "2026-11-21T12:00:00";
  ours.changed_utc = "2026-11-21T11:00:00Z";
  ours.note = "ours";
  REQUIRE(diary->replace(ours, {}, {}, kNow).empty());
  DiaryEntry theirs = ours;
  theirs.note = "theirs";
  SECTION("an earlier edit loses") {
    theirs.changed = "2026-11-21T11:30:00";
    theirs.changed_utc = "2026-11-21T10:30:00Z";
    const auto merged = diary->merge({theirs}, kNow);
    REQUIRE(merged.value->differing.size() == 1);
    CHECK(merged.value->differing[0].kept_ours);
    CHECK(merged.value->differing[0].theirs == theirs);
    CHECK(all(*diary)[0].note == "ours");
  }
  SECTION("UTC decides, whatever the clocks on the walls say") {
    theirs.changed = "2026-11-21T09:00:00";
    theirs.changed_utc = "2026-11-21T14:00:00Z";
    const auto merged = diary->merge({theirs}, kNow);
    CHECK(merged.value->replaced == 1);
    REQUIRE(merged.value->differing.size() == 1);
    CHECK_FALSE(merged.value->differing[0].kept_ours);
    CHECK(all(*diary)[0].note == "theirs");
  }
  SECTION("without UTC the clock on the wall does") {
    theirs.changed = "2026-11-21T12:30:00";
    theirs.changed_utc.clear();
    CHECK(diary->merge({theirs}, kNow).value->replaced == 1);
  }
  SECTION("of two edits of one moment ours stays, and it is said") {
    const auto merged = diary->merge({theirs}, kNow);
    REQUIRE(merged.value->differing.size() == 1);
    CHECK(merged.value->differing[0].kept_ours);
  }
  SECTION("the same form is no difference") {
    theirs = ours;
    theirs.changed_utc.clear();
    const auto merged = diary->merge({ours, theirs}, kNow);
    CHECK(merged.value->known == 2);
    CHECK(merged.value->differing.empty());
  }
}

TEST_CASE("what was taken back stays so when a copy comes", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({triage_entry()}, "triage", kNow).value);
  REQUIRE(diary->add({checkin(4)}, "checkin", kNow).value);
  const std::vector<DiaryEntry> before = all(*diary);
  REQUIRE(*diary->undo(kNow).value);
  const auto merged = diary->merge(before, kNow);
  REQUIRE(merged.value->undone.size() == 1);
  CHECK(all(*diary).size() == 1);
  // Also after many changes, and it cannot be taken back itself.
  for (int i = 0; i < 250; ++i) {
    DiaryEntry edited = all(*diary)[0];
    edited.note = std::to_string(i);
    REQUIRE(diary->replace(edited, {}, {}, kNow).empty());
  }
  CHECK(diary->merge({before[1]}, kNow).value->undone.size() == 1);
  CHECK((*diary->undo(kNow).value)->what == "edit");
  CHECK(diary->merge({before[1]}, kNow, /*again=*/true).value->added == 1);
  CHECK(diary->merge({before[1]}, kNow).value->known == 1);
}

TEST_CASE("an edit that was taken back stays so, a later one counts",
          "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4)}, "checkin", kNow).value);
  DiaryEntry edited = all(*diary)[0];
  edited.changed = "2026-11-21T12:00:00";
  edited.note = "wrong";
  REQUIRE(diary->replace(edited, {}, {}, kNow).empty());
  REQUIRE(*diary->undo(kNow).value);
  CHECK(diary->merge({edited}, kNow).value->undone.size() == 1);
  CHECK(all(*diary)[0].note != "wrong");
  edited.changed = "2026-11-21T13:00:00";
  edited.note = "right";
  CHECK(diary->merge({edited}, kNow).value->replaced == 1);
  CHECK(all(*diary)[0].note == "right");
}

TEST_CASE("an entry that goes on is one change", "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({triage_entry()}, "triage", kNow).value);
  const std::string before = exported(*diary);
  DiaryEntry entry = session_entry();
  const auto added = diary->add({entry}, "session", kNow);
  REQUIRE(added.value);
  entry.id = added.value->front();
  std::get<SessionRecord>(entry.what).end = "stopped";
  REQUIRE(diary->go_on(entry).empty());
  REQUIRE(all(*diary).size() == 2);
  CHECK(all(*diary)[1] == entry);
  CHECK((*diary->undo(kNow).value)->what == "session");
  CHECK(exported(*diary) == before);
}

TEST_CASE("erased bytes are gone from the file", "[store]") {
  const test::Folder folder;
  const std::string path = folder.empty_file("diary.db");
  const auto diary = open(path);
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  REQUIRE(bytes_of(path).find("lifted a box") != std::string::npos);
  REQUIRE(diary->erase().empty());
  CHECK(bytes_of(path).find("lifted a box") == std::string::npos);
  CHECK(all(*diary).empty());
  CHECK_FALSE(*diary->undo(kNow).value);
}

TEST_CASE("a diary of another kind, a newer or a damaged one is left as it is",
          "[store]") {
  const test::Folder folder;
  const std::string path = folder.empty_file("diary.db");
  { REQUIRE(open(path)->add({checkin(4)}, "x", kNow).issues.empty()); }
  const std::string good = bytes_of(path);
  const auto refused = [&](std::string bytes, const std::string& code) {
    std::ofstream(path, std::ios::binary) << bytes;
    for (const auto access : {store::Access::read, store::Access::write}) {
      const auto opened = store::open_sqlite(path, access);
      if (opened.value) {
        // A damaged page shows when it is read.
        const auto entries = (*opened.value)->entries();
        REQUIRE_FALSE(entries.value);
        CHECK(entries.issues[0].code == code);
      } else {
        REQUIRE(opened.issues.size() == 1);
        CHECK(opened.issues[0].code == code);
        CHECK_FALSE(opened.issues[0].help.empty());
      }
    }
    CHECK(bytes_of(path) == bytes);
  };
  std::string newer = good;
  newer[63] = 99;  // the last byte of user_version
  refused(newer, "diary-newer");
  std::string other = good;
  other[68] = 1;  // the application id
  refused(other, "diary-damaged");
  refused("this is not a diary at all, but a text of some length. " +
              std::string(200, 'x'),
          "diary-damaged");
  std::string torn = good;
  for (std::size_t i = 4096; i < torn.size(); ++i) torn[i] = '\x5A';
  refused(torn, "diary-damaged");
}

TEST_CASE("a missing diary is an issue, not a crash", "[store]") {
  const test::Folder folder;
  const auto opened =
      store::open_sqlite(folder.path() + "/none.db", store::Access::write);
  REQUIRE_FALSE(opened.value);
  CHECK(opened.issues[0].code == "cannot-read");
}

TEST_CASE("a light of an unknown colour is refused before it is kept",
          "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  DiaryEntry entry = all(*diary)[0];
  std::get<CheckinRecord>(entry.what).light = "\x1b[31mred";
  const auto read = load::read_entries("x", render::entry_line(entry));
  CHECK_FALSE(read.value);
  REQUIRE(read.issues.size() == 1);
  CHECK(read.issues[0].code == "unknown-value");
}

TEST_CASE("a note comes back as it was, and shows nothing but letters",
          "[store]") {
  const auto diary = open(":memory:");
  DiaryEntry entry = checkin(4);
  entry.note = std::string("a\0b\x1b[2J\x7f\xC2\x9B\xE2\x80\xAE", 13);
  REQUIRE(diary->add({entry}, "x", kNow).issues.empty());
  const std::string line = exported(*diary);
  for (const char* raw : {"\x1b", "\x7f", "\xC2\x9B", "\xE2\x80\xAE"}) {
    CHECK(line.find(raw) == std::string::npos);
  }
  const auto read = load::read_entries("x", line);
  REQUIRE(read.value);
  CHECK((*read.value)[0].note == entry.note);
  CHECK(diary_csv(all(*diary)).find("a?b?[2J???") != std::string::npos);
}

}  // namespace backcoach

namespace backcoach {
namespace {

store::Checkpoints& points(store::Store& diary) {
  auto* found = store::checkpoints_of(diary);
  REQUIRE(found);
  return *found;
}

std::string version_of(store::Store& diary) {
  auto version = points(diary).version();
  REQUIRE(version.value);
  return *version.value;
}

bool stands(store::Store& diary) {
  auto recent = points(diary).recent();
  REQUIRE(recent.issues.empty());
  return recent.value && recent.value->has_value();
}

const store::Checkpoint kPoint{"2026-11-20", "", std::string("a\0b", 3)};

void keep(store::Store& diary) {
  REQUIRE(points(diary).keep(kPoint, version_of(diary)).empty());
  REQUIRE(stands(diary));
}

}  // namespace

TEST_CASE("a checkpoint goes when anything of its days changes", "[store]") {
  const auto diary = open(":memory:");
  const auto add = [&](const std::string& at) {
    auto ids = diary->add({checkin(4, at)}, "x", kNow);
    REQUIRE(ids.value);
    return ids.value->front();
  };
  CHECK_FALSE(stands(*diary));
  const std::string old = add("2026-11-18T08:00:00");
  const std::string later = add("2026-11-21T08:00:00");
  keep(*diary);
  // What comes after it leaves it.
  add("2026-11-22T08:00:00");
  CHECK(stands(*diary));
  // The first day that is not in it: the day before still hangs on that.
  add("2026-11-20T08:00:00");
  CHECK_FALSE(stands(*diary));
  keep(*diary);
  add("2026-11-01T08:00:00");
  CHECK_FALSE(stands(*diary));
  keep(*diary);
  REQUIRE(diary->undo(kNow).value);
  CHECK_FALSE(stands(*diary));
  keep(*diary);
  DiaryEntry edited = checkin(5, "2026-11-18T08:00:00");
  edited.id = old;
  REQUIRE(diary->replace(edited, {}, {}, kNow).empty());
  CHECK_FALSE(stands(*diary));
  keep(*diary);
  // An entry that is moved to one of its days.
  DiaryEntry moved = checkin(5, "2026-11-21T08:00:00");
  moved.id = later;
  moved.date = "2026-11-19";
  REQUIRE(diary->replace(moved, {}, {}, kNow).empty());
  CHECK_FALSE(stands(*diary));
  keep(*diary);
  DiaryEntry brought = checkin(6, "2026-11-02T08:00:00");
  brought.id = "0123456789ab";
  REQUIRE(diary->merge({brought}, kNow).value);
  CHECK_FALSE(stands(*diary));
  keep(*diary);
  REQUIRE(diary->erase().empty());
  CHECK_FALSE(stands(*diary));
}

TEST_CASE("a checkpoint of a diary that has changed since is not kept",
          "[store]") {
  const auto diary = open(":memory:");
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  std::string version = version_of(*diary);
  REQUIRE(diary->add({checkin(5)}, "x", kNow).issues.empty());
  CHECK(version_of(*diary) != version);
  CHECK(points(*diary).keep(kPoint, version).empty());
  CHECK_FALSE(stands(*diary));
  version = version_of(*diary);
  REQUIRE(diary->undo(kNow).value);
  CHECK(version_of(*diary) != version);
  CHECK(points(*diary).keep(kPoint, version).empty());
  CHECK_FALSE(stands(*diary));
}

TEST_CASE("a checkpoint brings what older days told", "[store]") {
  const auto diary = open(":memory:");
  const auto add = [&](const auto& change) {
    DiaryEntry entry = triage_entry();
    entry.date = "2026-11-10";
    change(std::get<TriageRecord>(entry.what));
    auto ids = diary->add({entry}, "x", kNow);
    REQUIRE(ids.value);
    return ids.value->front();
  };
  const std::string plain = add([](TriageRecord&) {});
  std::vector<std::string> wanted = {
      add([](TriageRecord& one) { one.urgency = "soon"; }),
      add([](TriageRecord& one) { one.plan_allowed = false; }),
      add([](TriageRecord& one) { one.open = {"fever"}; }),
      add([](TriageRecord& one) {
        one.ends = {{"x", "open"}};
      }),
      add([](TriageRecord& one) {
        one.seen = {{"cord", "gently", {}}};
      })};
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  keep(*diary);
  const auto ids_of = [](const std::vector<DiaryEntry>& entries) {
    std::vector<std::string> ids;
    for (const DiaryEntry& one : entries) ids.push_back(one.id);
    return ids;
  };
  auto recent = points(*diary).recent();
  REQUIRE((recent.value && *recent.value));
  CHECK(ids_of((*recent.value)->earlier) == wanted);
  CHECK((*recent.value)->since.size() == 1);
  CHECK((*recent.value)->checkpoint.state == kPoint.state);
  // And the one that it names.
  store::Checkpoint named = kPoint;
  named.entry = plain;
  REQUIRE(points(*diary).keep(named, version_of(*diary)).empty());
  recent = points(*diary).recent();
  REQUIRE((recent.value && *recent.value));
  wanted.insert(wanted.begin(), plain);
  CHECK(ids_of((*recent.value)->earlier) == wanted);
}

TEST_CASE("the last days of a diary", "[store]") {
  const auto diary = open(":memory:");
  CHECK(points(*diary).last_days(3).value->entries.empty());
  for (const char* at :
       {"2026-11-18T08:00:00", "2026-11-19T08:00:00", "2026-11-21T08:00:00"}) {
    REQUIRE(diary->add({checkin(4, at)}, "x", kNow).issues.empty());
  }
  const auto three = points(*diary).last_days(3);
  REQUIRE(three.value);
  CHECK(three.value->entries.size() == 2);
  CHECK(three.value->earlier);
  const auto four = points(*diary).last_days(4);
  REQUIRE(four.value);
  CHECK(four.value->entries.size() == 3);
  CHECK_FALSE(four.value->earlier);
}

TEST_CASE("each old triage that leaves a trace is read beside a checkpoint",
          "[store]") {
  const auto diary = open(":memory:");
  std::set<std::string> wanted;
  for (const Urgency urgency :
       {Urgency::self_care, Urgency::routine, Urgency::soon, Urgency::same_day,
        Urgency::emergency}) {
    for (unsigned bits = 0; bits < 32; ++bits) {
      DiaryEntry entry = triage_entry();
      auto& one = std::get<TriageRecord>(entry.what);
      one.urgency = name(urgency);
      one.plan_allowed = (bits & 1U) == 0;
      one.whole = (bits & 2U) == 0;
      if (bits & 4U) one.open = {"fever"};
      if (bits & 8U) one.ends = {{"x", "open"}};
      if (bits & 16U) one.seen = {{"cord", "gently", {}}};
      auto ids = diary->add({entry}, "x", kNow);
      REQUIRE(ids.value);
      if (leaves_a_trace(entry)) wanted.insert(ids.value->front());
    }
  }
  REQUIRE(diary->add({checkin(4)}, "x", kNow).issues.empty());
  store::Checkpoint later = kPoint;
  later.day = "2026-11-21";
  REQUIRE(points(*diary).keep(later, version_of(*diary)).empty());
  const auto recent = points(*diary).recent();
  REQUIRE((recent.value && *recent.value));
  std::set<std::string> read;
  for (const DiaryEntry& one : (*recent.value)->earlier) read.insert(one.id);
  CHECK(wanted.size() > 100);
  CHECK(std::includes(read.begin(), read.end(), wanted.begin(), wanted.end()));
}

}  // namespace backcoach
