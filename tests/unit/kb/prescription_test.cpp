#include "../../../src/kb/load_prescription.hpp"
#include "../../support/catch.hpp"
#include "../plan/plan_support.hpp"

namespace backcoach {
namespace {

Checked<Prescription> read(const std::string& text, bool skip_bad = false) {
  return load_prescription(test::shipped_knowledge_base(), "mine.txt", text,
                           {.skip_bad = skip_bad});
}

TEST_CASE("a line of a prescription", "[load]") {
  const auto found = read("# mine\nbird dog 3x8 hold 10s each side 2x/day\n");
  REQUIRE(found.value);
  REQUIRE(found.value->items.size() == 1);
  const PrescribedItem& item = found.value->items[0];
  const Exercise* card = test::shipped_knowledge_base().exercise("bird_dog");
  REQUIRE(item.exercise);
  CHECK(&test::shipped_knowledge_base().exercises[*item.exercise] == card);
  CHECK(item.dose == ItemDose{3, 8, 10, true, 0, 2, 0});
  CHECK(item.every_days == 1);
  CHECK(found.issues.empty());
}

TEST_CASE("every problem of a prescription has its place", "[load]") {
  const std::string text = "bridge 3x8\n  bridge 8 repz\n3x8\nmine 1 rep\n";
  const auto found = read(text);
  CHECK_FALSE(found.value);
  REQUIRE(found.issues.size() == 3);
  CHECK(found.issues[0].where.line == 2);
  CHECK(found.issues[0].where.column == 12);
  CHECK(found.issues[1].where.line == 3);
  CHECK(found.issues[2].severity == Severity::warning);
  const auto rest = read(text, /*skip_bad=*/true);
  REQUIRE(rest.value);
  CHECK(rest.value->items.size() == 2);
  CHECK(rest.issues.size() == 3);
}

TEST_CASE("marks leave a name before it is looked up", "[load]") {
  for (const char* line :
       {"\u2022 bird dog 3x8", "\u2610 Bird\u2011dog 3x8",
        "1) bird\u00a0dog 3x8", "\u201cbird dog\u201d 3x8", "[x] bird dog 3x8",
        "bird\u200b dog 3x8", "Exercise 2: bird dog \u2013 3x8",
        "\uf0b7\tbird dog 3x8"}) {
    INFO(line);
    const auto found = read(std::string(line) + "\n");
    REQUIRE(found.value);
    REQUIRE(found.value->items[0].exercise);
    CHECK(found.value->items[0].dose.sets == 3);
    CHECK(found.issues.empty());
  }
}

TEST_CASE("a name near a card waits, unless it is said to be another",
          "[load][plan]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  for (const char* line :
       {"bird dogs", "the bird dog on the bed", "bird dig", "dog bird"}) {
    INFO(line);
    const auto found = read(std::string(line) + " 3x8\n");
    REQUIRE(found.value);
    REQUIRE(found.value->items[0].near);
    CHECK(kb.exercises[*found.value->items[0].near].id == "bird_dog");
    CHECK(found.issues.size() == 1);
    PlanRequest request = test::request_for(1);
    request.prescription = &*found.value;
    const auto plan =
        test::plan_of(test::full_answers({{"nprs_now", 3}}), request);
    REQUIRE(plan);
    REQUIRE(plan->paused.size() == 1);
    CHECK(test::contains(plan->paused[0].because.front(), "Bird-dog"));
  }
  const auto other = read("other: bird dogs 3x8\n");
  REQUIRE(other.value);
  CHECK(other.value->items[0].other);
  CHECK_FALSE(other.value->items[0].near);
  const auto again =
      load_prescription(kb, "x.json", prescription_json(kb, *other.value));
  REQUIRE(again.value);
  CHECK(again.value->items == other.value->items);
}

TEST_CASE("days of the week", "[load][plan]") {
  const auto found = read("My thing 5 min mon-wed sat\n");
  REQUIRE(found.value);
  CHECK(found.value->items[0].weekdays == 0b0100111U);
  CHECK(read("Sun salutation 5 min\n").value->items[0].words ==
        "Sun salutation");
}

TEST_CASE("a prescription comes back as it was written", "[load]") {
  const KnowledgeBase& kb = test::shipped_knowledge_base();
  const auto first = read(
      "bird dog 3x8 hold 10s each side\nMy \"own\" \\ thing 5 min every other "
      "day\nwalk\n");
  REQUIRE(first.value);
  const auto again =
      load_prescription(kb, "x.json", prescription_json(kb, *first.value));
  REQUIRE(again.value);
  CHECK(again.value->items == first.value->items);
}

TEST_CASE("own exercises come first and are paused with a reason", "[plan]") {
  const auto mine = read("bird dog 3x8\nMy thing 5 min\nchilds_pose 2x5\n");
  REQUIRE(mine.value);
  PlanRequest request = test::request_for(1);
  request.prescription = &*mine.value;
  const auto plan =
      test::plan_of(test::full_answers({{"nprs_now", 3}}), request);
  REQUIRE(plan);
  int own = 0;
  for (const PlanItem& item : plan->items) own += item.prescribed ? 1 : 0;
  CHECK(own == 2);
  REQUIRE(plan->paused.size() == 1);
  CHECK_FALSE(plan->paused[0].because.empty());
  CHECK_FALSE(test::planned(*plan, "childs_pose"));
}

TEST_CASE("a line of a megabyte is refused in time", "[load]") {
  std::string line;
  for (int i = 0; i < 200000; ++i) line += "x \xE2\x80\xAE";
  CHECK_FALSE(read(line + "\n").value);  // each word split anew: many minutes
}

}  // namespace
}  // namespace backcoach
