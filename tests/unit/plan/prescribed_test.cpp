#include "../../support/catch.hpp"
#include "plan_support.hpp"

// What a physiotherapist has set, beside the choice of the plan.
namespace backcoach::test {
namespace {

const Json kSore = {{"nprs_now", 4},
                    {"nprs_worst24", 5},
                    {"onset_days", 20},
                    {"walk_minutes", 15}};
const Json kVerySore = {{"nprs_now", 8},
                        {"nprs_worst24", 8},
                        {"onset_days", 1},
                        {"rest_hours_used", 0}};

PrescribedItem line(const std::string& id, ItemDose dose = {},
                    int every_days = 1) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const Exercise* card = kb.exercise(id);
  PrescribedItem item;
  item.words = id;
  if (card) {
    item.exercise = static_cast<ExerciseIndex>(card - kb.exercises.data());
  }
  item.dose = dose;
  item.every_days = every_days;
  return item;
}

Plan plan_with(const Prescription& own, const Json& answers = kSore,
               int day = 1, int minutes_awake = -1) {
  PlanRequest request = request_for(day);
  request.prescription = &own;
  if (minutes_awake >= 0) {
    request.wake_minutes = 8 * 60;
    request.bed_minutes = request.wake_minutes + minutes_awake;
  }
  auto plan = plan_of(full_answers(answers), request);
  REQUIRE(plan.has_value());
  return *std::move(plan);
}

std::vector<PlanItem> own_items(const Plan& plan) {
  std::vector<PlanItem> own;
  for (const PlanItem& item : plan.items) {
    if (item.prescribed) own.push_back(item);
  }
  return own;
}

std::string paused_because(const Plan& plan, const std::string& title) {
  for (const Paused& paused : plan.paused) {
    if (paused.title == title) return paused.because.front();
  }
  return {};
}

std::string notice(const char* id) {
  return std::string(shipped_knowledge_base().notice(id));
}

std::string name_of(const char* id) {
  return shipped_knowledge_base().exercise(id)->name;
}

}  // namespace

TEST_CASE("the card says what a prescription left out", "[plan]") {
  const Exercise& card = *shipped_knowledge_base().exercise("bridge");
  SECTION("nothing was said of how much") {
    ItemDose dose;
    dose.times_per_day = 2;
    dose.per_side = true;
    const auto items = own_items(plan_with({{line("bridge", dose)}}));
    REQUIRE(items.size() == 2);
    CHECK(items[0].dose.reps >= card.dose.reps.low);
    CHECK(items[0].dose.reps > 0);
    CHECK(items[0].dose.per_side);
  }
  SECTION("one number is enough to take it as it stands") {
    ItemDose dose;
    dose.reps = 7;
    const auto items = own_items(plan_with({{line("bridge", dose)}}));
    REQUIRE(items.size() == 1);
    CHECK(items[0].dose.reps == 7);
    CHECK(items[0].dose.sets == 0);
    CHECK(items[0].dose.hold_seconds == 0);
  }
  SECTION("seconds alone are a number, too") {
    ItemDose dose;
    dose.hold_seconds = 20;
    const auto items = own_items(plan_with({{line("bridge", dose)}}));
    REQUIRE(items.size() == 1);
    CHECK(items[0].dose.hold_seconds == 20);
    CHECK(items[0].dose.reps == 0);
  }
  SECTION("sides and minutes are those of the card") {
    const auto items =
        own_items(plan_with({{line("clam"), line("heat_pack")}}));
    REQUIRE_FALSE(items.empty());
    for (const PlanItem& item : items) {
      const Exercise& own = *card_of(item);
      CHECK(item.dose.per_side == own.dose.per_side);
      CHECK((item.dose.minutes > 0) == !own.dose.minutes.empty());
    }
  }
  SECTION("a walk has minutes") {
    const auto items = own_items(plan_with({{line("walk")}}));
    const Plan without = plan_with({});
    REQUIRE_FALSE(items.empty());
    CHECK(static_cast<int>(items.size()) == goes(without)["walk"]);
    for (const PlanItem& item : without.items) {
      if (item.kind != ItemKind::walk) continue;
      CHECK(items.front().dose.minutes == item.dose.minutes);
    }
  }
  SECTION("a walk is as often as was set") {
    ItemDose dose;
    dose.times_per_day = 1;
    const auto items = own_items(plan_with({{line("walk", dose)}}));
    REQUIRE(items.size() == 1);
    CHECK(items[0].dose.minutes > 0);
  }
}

TEST_CASE("every other day is every other day", "[plan]") {
  const Prescription own{{line("bridge", {}, 2)}};
  for (int day = 1; day <= 6; ++day) {
    CAPTURE(day);
    const Plan plan = plan_with(own, kSore, day);
    CHECK(own_items(plan).empty() == (day % 2 == 0));
    CHECK(plan.paused.empty());
  }
}

TEST_CASE("what is set twice is done once", "[plan]") {
  ItemDose dose;
  dose.reps = 5;
  const Plan plan = plan_with({{line("bridge", dose), line("bridge", dose)}});
  CHECK(own_items(plan).size() == 1);
}

TEST_CASE("own exercises wait while somebody rests", "[plan]") {
  const Plan plan =
      plan_with({{line("bridge"), line("his own wheel")}}, kVerySore);
  REQUIRE(plan.stage == Stage::rest);
  CHECK(own_items(plan).empty());
  CHECK(paused_because(plan, name_of("bridge")) == notice("prescription_rest"));
  CHECK(paused_because(plan, "his own wheel") == notice("prescription_rest"));
}

TEST_CASE("more than fits a stage is done, and said", "[plan]") {
  Prescription own;
  int limit = 0;
  for (const char* id :
       {"bridge", "bird_dog", "cat_camel", "knee_rock", "curl_up",
        "side_plank_knees", "squat_wall", "his own wheel", "her own band"}) {
    ItemDose dose;
    dose.reps = 3;
    own.items.push_back(line(id, dose));
  }
  const Plan plan = plan_with(own);
  limit = stage_of(plan).item_limit;
  REQUIRE(static_cast<int>(own.items.size() - plan.paused.size()) > limit);
  CHECK(std::count(plan.notes.begin(), plan.notes.end(),
                   notice("prescription_over")) == 1);
  const Plan few = plan_with({{line("bridge")}});
  CHECK(std::count(few.notes.begin(), few.notes.end(),
                   notice("prescription_over")) == 0);
}

TEST_CASE("what finds no time of day is said", "[plan]") {
  ItemDose long_one;
  long_one.minutes = 80;
  const Plan plan =
      plan_with({{line("his own wheel", long_one), line("walk", long_one)}},
                kSore, 1, 90);
  CHECK(own_items(plan).size() < 2);
  CHECK(paused_because(plan, "his own wheel") ==
        notice("prescription_no_time"));
  // One of ours, in a day that is over before it begins.
  long_one.minutes = 130;
  const Plan short_day = plan_with({{line("bridge", long_one)}}, kSore, 1, 30);
  CHECK(own_items(short_day).empty());
  CHECK(paused_because(short_day, name_of("bridge")) ==
        notice("prescription_no_time"));
}

TEST_CASE("an exercise that is not ours stands between the others", "[plan]") {
  ItemDose dose;
  dose.minutes = 10;
  dose.times_per_day = 3;
  const Plan plan = plan_with({{line("his own wheel", dose)}});
  const auto items = own_items(plan);
  REQUIRE(items.size() == 3);
  for (const PlanItem& item : items) {
    CHECK_FALSE(item.exercise.has_value());
    CHECK(item.title == "his own wheel");
    CHECK(item.care ==
          std::vector<std::string>{notice("prescription_unchecked")});
    for (const PlanItem& other : plan.items) {
      const bool takes_no_time =
          other.kind == ItemKind::brk || other.kind == ItemKind::checkin;
      const bool same = other.at == item.at && other.title == item.title;
      if (takes_no_time || same) continue;
      INFO(item.at << " and " << other.title << " at " << other.at);
      CHECK((other.at >= item.at + item.lasts_minutes ||
             other.at + other.lasts_minutes <= item.at));
    }
  }
  CHECK(std::is_sorted(
      plan.items.begin(), plan.items.end(),
      [](const PlanItem& a, const PlanItem& b) { return a.at < b.at; }));
}

}  // namespace backcoach::test
