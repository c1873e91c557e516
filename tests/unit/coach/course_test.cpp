#include "backcoach/course.hpp"

#include <numeric>

#include "../../../src/plan/dose.hpp"
#include "../../../src/plan/ladder.hpp"
#include "../../../src/plan/walking.hpp"
#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"
#include "../plan/plan_support.hpp"

namespace backcoach::test {
namespace {

using enum DayLight;
using Walks = std::vector<int>;

const KnowledgeBase& kb() { return shipped_knowledge_base(); }
const PlanRules& rules() { return kb().plan; }

std::set<std::string> movements(const Plan& plan) {
  std::set<std::string> ids;
  for (const PlanItem& item : plan.items) {
    const Exercise* card = card_of(item);
    if (card && card->kind == "exercise") ids.insert(card->id);
  }
  return ids;
}

bool begins_at_once(const Plan& plan, const std::string& id) {
  return std::any_of(
      plan.adapted.begin(), plan.adapted.end(), [&](const AdaptedBy& by) {
        const Adaptation& one = rules().adaptations[by.adaptation];
        return one.add_at_once &&
               std::any_of(one.add.begin(), one.add.end(),
                           [&](ExerciseIndex index) {
                             return kb().exercises[index].id == id;
                           });
      });
}

std::vector<AheadDay> ahead(const Answers& answers, int days,
                            const std::vector<DayLight>& lights) {
  return look_ahead(kb(), answers, triage(kb(), answers), request_for(1), days,
                    lights);
}

std::vector<DayLight> random_lights(Random& random, std::size_t days) {
  std::vector<DayLight> lights;
  for (std::size_t day = 0; day < days; ++day) {
    // Mostly good days, as an upper bound is what may be broken.
    lights.push_back(random.once_in(4) ? static_cast<DayLight>(random.below(4))
                                       : green);
  }
  return lights;
}

/// A permission is not put together by hand: the rules of a base in which every
/// row leads to this stage give it.
PlanPermission permission(Stage stage) {
  KnowledgeBase base = kb();
  for (Row& row : base.rows) {
    row.stage = stage;
    row.focus = base.stage(stage).focus;
  }
  return *triage(base, full_answers()).plan_permission();
}

ExerciseIndex exercise(const char* id) {
  return static_cast<ExerciseIndex>(kb().exercise(id) - kb().exercises.data());
}

/// A plan of one exercise, and of walks.
Plan plan_with(const char* id, const Walks& walks = {}) {
  Plan plan;
  PlanItem item;
  item.exercise = exercise(id);
  plan.items.push_back(item);
  for (const int minutes : walks) {
    PlanItem walk;
    walk.kind = ItemKind::walk;
    walk.exercise = exercise("walk");
    walk.dose.minutes = minutes;
    plan.items.push_back(walk);
  }
  return plan;
}

/// Somebody in the middle of the way back, with one exercise.
Course at(Stage stage, int rung = 2) {
  Course course;
  course.day = 10;
  course.stage = stage;
  course.walking.walks = {5, 5, 5};
  course.cards.push_back({exercise("bridge"), rung, 0, 0, 0, false});
  return course;
}

Answers pain_since(int days) {
  return full_answers({{"onset_days", days},
                       {"nprs_now", 3},
                       {"provoke_effort", "moderate"},
                       {"settle_time", "30m_2h"},
                       {"walk_minutes", 5}});
}

constexpr int kNew = 20;
constexpr int kLong = 200;

Course next(const Course& before, const PassedDay& passed, int since = kNew,
            Stage allowed = Stage::mobility) {
  return next_course(kb(), before, plan_with("bridge", {5, 5, 5}), passed,
                     pain_since(since), permission(allowed));
}

Course next(const Course& before, DayLight light, int since = kNew,
            Stage allowed = Stage::mobility) {
  PassedDay passed;
  passed.light = light;
  passed.settled = light == amber;
  return next(before, passed, since, allowed);
}

Walks first(int able, int since, Stage stage) {
  Answers answers = pain_since(since);
  answers.clear(finding("walk_minutes"));
  if (able >= 0) {
    answers.set(finding("walk_minutes"), static_cast<double>(able));
  }
  return first_course(kb(), answers, permission(stage), 1).walking.walks;
}

}  // namespace

TEST_CASE("the first walks are half of what somebody can", "[course]") {
  CHECK(first(60, kLong, Stage::mobility) == Walks{15, 15});
  CHECK(first(60, kLong, Stage::strength) == Walks{30});
  CHECK(first(59, kLong, Stage::strength) == Walks{15, 15});
  CHECK(first(29, kLong, Stage::mobility) == Walks{10, 10, 10});
  CHECK(first(19, kLong, Stage::mobility) == Walks{7, 7, 7});
  CHECK(first(14, kLong, Stage::mobility) == Walks{5, 5, 5});
  CHECK(first(9, kLong, Stage::mobility) == Walks{3, 3, 3, 3});
  CHECK(first(5, kLong, Stage::mobility) == Walks{2, 2, 2, 2});
  CHECK(first(1, kLong, Stage::mobility) == Walks{1, 1, 1, 1});
  CHECK(first(0, kLong, Stage::mobility) == Walks{1, 1, 1, 1});
  CHECK(first(-1, kLong, Stage::mobility) == Walks{5, 5, 5});
  // New pain that starts at walking begins one row lower, never under 4 x 1.
  CHECK(first(60, kNew, Stage::walk) == Walks{15, 15});
  CHECK(first(59, kNew, Stage::walk) == Walks{10, 10, 10});
  CHECK(first(29, kNew, Stage::walk) == Walks{7, 7, 7});
  CHECK(first(5, kNew, Stage::walk) == Walks{1, 1, 1, 1});
  CHECK(first(1, kNew, Stage::walk) == Walks{1, 1, 1, 1});
}

TEST_CASE("walks grow by a fifth, then become fewer and longer", "[course]") {
  const WalkingRules& walking = rules().walking;
  WalkingDose dose{{1, 1, 1, 1}};
  std::vector<int> totals;
  std::vector<Walks> shapes;
  while (!plan::is_top(walking, dose)) {
    dose = plan::grown(walking, dose);
    if (totals.empty() || totals.back() < 30) {
      totals.push_back(dose.total());
    } else {
      shapes.push_back(dose.walks);
    }
  }
  CHECK(totals == std::vector{6, 8, 10, 12, 15, 18, 22, 27, 30});
  CHECK(shapes == std::vector<Walks>{{10, 10, 10}, {15, 15}, {20, 10}, {30}});
  CHECK(plan::grown(walking, dose) == dose);
}

TEST_CASE("good days count, and are not lost by others", "[course]") {
  Course course = at(Stage::mobility);
  // New pain: two good days for a step.
  course = next(course, green);
  course = next(course, amber);
  course = next(course, missed);
  CHECK(course.walking.walks == Walks{5, 5, 5});
  course = next(course, green);
  CHECK(course.walking.walks == Walks{6, 6, 6});
  // Long-lasting pain: three, and one step in seven days.
  Course slow = at(Stage::mobility);
  for (int day = 0; day < 3; ++day) slow = next(slow, green, kLong);
  CHECK(slow.walking.total() == 18);
  for (int day = 0; day < 6; ++day) slow = next(slow, green, kLong);
  CHECK(slow.walking.total() == 18);
  slow = next(slow, green, kLong);
  CHECK(slow.walking.total() == 22);
}

TEST_CASE("one red day costs one day", "[course]") {
  const Course before = at(Stage::mobility);
  const Course red_day = next(before, red);
  CHECK(red_day.stage == Stage::mobility);
  CHECK(red_day.walking == before.walking);
  CHECK(plan::walks_today(rules(), red_day, Stage::mobility, false) ==
        Walks{3, 3, 3});
  CHECK(plan::rung_today(rules(), red_day, red_day.cards[0]) == 1);
  const Course back = next(red_day, green);
  CHECK(back.walk_percent == 100);
  CHECK(plan::rung_today(rules(), back, back.cards[0]) >= 2);
  CHECK(back.cards[0].greens == 1);
}

TEST_CASE("only what hurt becomes less, and the lowest rung is left out once",
          "[course]") {
  PassedDay passed;
  passed.light = red;
  passed.hurt = {exercise("cat_camel")};
  CHECK(next(at(Stage::mobility), passed).cards[0].down == 0);
  passed.hurt = {exercise("bridge")};
  CHECK(next(at(Stage::mobility), passed).cards[0].down == 1);
  const Course lowest = next(at(Stage::mobility, 0), red);
  CHECK(lowest.cards[0].left_out);
  CHECK(lowest.cards[0].down == 0);
  Plan without;
  without.left_out = {exercise("bridge")};
  PassedDay amber_day;
  amber_day.light = amber;
  CHECK_FALSE(next_course(kb(), lowest, without, amber_day, pain_since(kNew),
                          permission(Stage::mobility))
                  .cards[0]
                  .left_out);
}

TEST_CASE("so-so days hold in long-lasting pain", "[course]") {
  Course course = at(Stage::mobility);
  for (int day = 0; day < 21; ++day) {
    const Course before = course;
    course = next(course, amber, kLong);
    CHECK_FALSE(plan::is_more(before.walking, course.walking));
    CHECK(course.walk_percent == 100);
    CHECK(course.cards[0].rung >= before.cards[0].rung);
    CHECK(course.cards[0].down == 0);
  }
  // Three of them count as one good day.
  CHECK(course.cards[0].rung > 2);
}

TEST_CASE("in newer pain the second so-so day takes one rung, once",
          "[course]") {
  Course course = next(at(Stage::mobility), amber);
  CHECK(course.cards[0].down == 0);
  course = next(course, amber);
  CHECK(course.cards[0].down == 1);
  for (int day = 0; day < 5; ++day) course = next(course, amber);
  CHECK(course.cards[0].down == 1);
  CHECK(next(course, green).cards[0].down == 0);
}

TEST_CASE("two red days in three begin a flare, which good days end",
          "[course]") {
  Course course = next(next(at(Stage::strength), red), red);
  CHECK(course.stage == Stage::flare);
  CHECK(course.flare_day == 1);
  const Walks small = plan::walks_today(rules(), course, Stage::flare, false);
  CHECK(small.size() >= 3);
  CHECK(std::accumulate(small.begin(), small.end(), 0) <= 8);
  // The small days pass by themselves, the ramp by good days.
  course = next(course, missed);
  CHECK(course.flare_day == 2);
  course = next(course, missed);
  CHECK(course.flare_step == 1);
  CHECK(course.stage == Stage::walk);
  course = next(course, missed);
  CHECK(course.flare_step == 1);
  course = next(course, green);
  CHECK(course.flare_step == 2);
  // A red day takes it one step back.
  CHECK(next(course, red).flare_step == 1);
  course = next(course, green, kNew, Stage::strength);
  CHECK(course.flare_day == 0);
  CHECK(course.stage == Stage::strength);
  CHECK(course.walk_percent == 100);
  CHECK(course.cards[0].rung == 2);
}

TEST_CASE("days off make one session smaller and take nothing", "[course]") {
  Course course = at(Stage::strength);
  for (int day = 1; day <= 2; ++day) course = next(course, missed);
  CHECK(course.walk_percent == 100);
  course = next(course, missed);
  CHECK(course.walk_percent == 60);
  CHECK(course.cards[0].down == 1);
  CHECK(course.stage == Stage::strength);
  for (int day = 4; day <= 7; ++day) course = next(course, missed);
  CHECK(course.stage == Stage::mobility);
  CHECK(course.cards[0].down == 1);
  course = next(course, green, kNew, Stage::strength);
  CHECK(course.walk_percent == 100);
  CHECK(course.cards[0].down == 0);
  CHECK(course.cards[0].rung >= 2);
}

TEST_CASE("a stage once reached is kept", "[course]") {
  // Today's answers would only open walking; the stage stays.
  for (const DayLight light : {green, amber, red, missed}) {
    INFO(name(light));
    CHECK(next(at(Stage::strength), light, kNew, Stage::walk).stage ==
          Stage::strength);
    CHECK(next(at(Stage::strength), light, kNew, Stage::rest).stage ==
          Stage::rest);
    CHECK(next(at(Stage::rest), light, kNew, Stage::mobility).stage ==
          Stage::walk);
  }
  // In pain under 12 weeks two days running with much pain end that.
  PassedDay painful;
  painful.light = amber;
  painful.pain = 5;
  Course once = next(at(Stage::strength), painful, kNew, Stage::walk);
  CHECK(once.stage == Stage::strength);
  CHECK(next(once, painful, kNew, Stage::walk).stage == Stage::walk);
  once = next(at(Stage::strength), painful, kLong, Stage::walk);
  CHECK(next(once, painful, kLong, Stage::walk).stage == Stage::strength);
}

TEST_CASE("a stage goes up by one, and the last one needs its level",
          "[course]") {
  CHECK(next(at(Stage::walk), green, kNew, Stage::strength).stage ==
        Stage::mobility);
  CHECK(next(at(Stage::walk), red, kNew, Stage::strength).stage == Stage::walk);
  CHECK(next(at(Stage::strength), green, kNew, Stage::maintain).stage ==
        Stage::strength);
  Course strong = at(Stage::strength, 4);
  strong.cards.push_back({exercise("sit_to_stand"), 6, 0, 0, 0, false});
  strong.strength_days = rules().progress.level_sessions;
  CHECK(next(strong, green, kNew, Stage::maintain).stage == Stage::maintain);
  strong.strength_days -= 1;
  CHECK(next(strong, green, kNew, Stage::maintain).stage == Stage::strength);
}

TEST_CASE("leg signs cap the stage by name", "[course]") {
  const Answers leg = full_answers({{"onset_days", 10},
                                    {"leg_pain", "yes"},
                                    {"leg_pain_below_knee", "yes"},
                                    {"nprs_now", 3}});
  const Course after =
      next_course(kb(), at(Stage::strength), plan_with("bridge"), {}, leg,
                  permission(Stage::walk));
  CHECK(after.stage == Stage::walk);
  const auto& caps = rules().progress.caps;
  CHECK(std::count(after.changes.begin(), after.changes.end(),
                   caps.front().when.text) == 1);
}

TEST_CASE("what was walked lifts the plan", "[course]") {
  PassedDay passed;
  passed.walked_minutes = 30;
  Course course = at(Stage::mobility);
  for (int day = 0; day < rules().walking.more_days; ++day) {
    course = next(course, passed, kLong);
  }
  CHECK(course.walking.total() >= 24);
  // Told less than planned: no reason for anything.
  passed.walked_minutes = 5;
  Course less = at(Stage::mobility);
  for (int day = 0; day < 2; ++day) less = next(less, passed, kLong);
  CHECK(less.walking.total() == 15);
}

TEST_CASE("what somebody can walk raises the dose and never lowers it",
          "[course]") {
  Course course = at(Stage::mobility);
  course.able_minutes = 5;
  Answers answers = pain_since(kLong);
  answers.set(finding("walk_minutes"), 30.0);
  const Course more = next_course(kb(), course, plan_with("bridge"), {},
                                  answers, permission(Stage::mobility));
  CHECK(more.walking.walks == Walks{15, 15});
  answers.set(finding("walk_minutes"), 6.0);
  const Course same = next_course(kb(), more, plan_with("bridge"), {}, answers,
                                  permission(Stage::mobility));
  CHECK(same.walking.walks == Walks{15, 15});
}

TEST_CASE("too light twice skips a rung, too much drops one", "[course]") {
  PassedDay passed;
  passed.light = amber;
  passed.ratings = {{exercise("bridge"), Rating::too_easy}};
  Course course = next(at(Stage::mobility), passed, kLong);
  CHECK(course.cards[0].rung == 2);
  course = next(course, passed, kLong);
  CHECK(course.cards[0].rung == 4);
  passed.ratings = {{exercise("bridge"), Rating::too_much}};
  CHECK(next(at(Stage::mobility), passed, kLong).cards[0].rung == 1);
  CHECK(next(at(Stage::mobility, 0), passed, kLong).cards[0].rung == 0);
}

TEST_CASE("a card's ladder goes from its least to its most", "[course]") {
  for (const Exercise& card : kb().exercises) {
    if (card.kind != "exercise") continue;
    INFO(card.id);
    const auto ladder = plan::ladder_of(rules().progress.ladders, card);
    REQUIRE_FALSE(ladder.empty());
    CHECK(ladder.front().sets == card.dose.sets.low);
    CHECK(ladder.back().reps == card.dose.reps.high);
    CHECK(ladder.back().sets == card.dose.sets.high);
    CHECK(ladder.back().minutes == card.dose.minutes.high);
    for (std::size_t i = 1; i < ladder.size(); ++i) {
      CHECK_FALSE(ladder[i] == ladder[i - 1]);
    }
  }
}

TEST_CASE("equal days make equal courses", "[course]") {
  CHECK(next(at(Stage::walk), green) == next(at(Stage::walk), green));
  CHECK_FALSE(next(at(Stage::walk), green) == next(at(Stage::walk), red));
}

TEST_CASE("days ahead keep every cap, whatever the days are like",
          "[progress]") {
  Random random(20261122);
  int days_seen = 0;
  int stages_up = 0;
  for (int person = 0; person < 800; ++person) {
    const Answers answers = random_complete(kb(), random, 60);
    const auto lights = random_lights(random, 28);
    const auto days = ahead(answers, 28, lights);
    std::set<std::string> known;
    double rested = 0;
    for (std::size_t d = 0; d < days.size(); ++d) {
      INFO("person " << person << ", day " << d + 1);
      if (!days[d].plan) {
        REQUIRE_FALSE(days[d].decision.plan_permission().has_value());
        REQUIRE(d + 1 == days.size());
        break;
      }
      const Plan& plan = *days[d].plan;
      ++days_seen;
      REQUIRE(plan.day == static_cast<int>(d) + 1);
      if (plan.stage == Stage::rest) rested += 24;
      if (d > 0) {
        const Plan& before = *days[d - 1].plan;
        const bool up =
            plan.stage != Stage::flare && before.stage != Stage::flare &&
            days[d - 1].course.flare_day == 0 && plan.stage > before.stage;
        if (up) {
          ++stages_up;
          REQUIRE(static_cast<int>(plan.stage) ==
                  static_cast<int>(before.stage) + 1);
          if (before.stage != Stage::rest) REQUIRE(days[d].went != red);
        }
        int fresh = 0;
        for (const std::string& id : movements(plan)) {
          fresh += known.contains(id) ? 0 : 1;
        }
        const int allowed =
            std::max(rules().new_each_day, rules().new_strength_day);
        if (fresh > allowed) {
          // Only a first set in place of stretches, in its stage.
          REQUIRE(plan.stage == Stage::mobility);
          REQUIRE(fresh <= rules().exercises_at_most);
          int others = 0;
          for (const std::string& id : movements(plan)) {
            others += known.contains(id) || begins_at_once(plan, id) ? 0 : 1;
          }
          REQUIRE(others <= allowed);
        }
        // Nothing is made up for after a day off.
        if (days[d].went == missed) {
          REQUIRE_FALSE(plan::is_more(days[d].course.walking,
                                      days[d - 1].course.walking));
        }
      }
      known.merge(movements(plan));
    }
    const double used = [&] {
      const auto* hours =
          std::get_if<double>(&answers[finding("rest_hours_used")]);
      return hours ? *hours : 0.0;
    }();
    if (rested > 0) REQUIRE(used + rested < rules().rest.max_hours + 24);
  }
  CHECK(days_seen > 500);
  CHECK(stages_up > 10);
}

TEST_CASE("the first of the days ahead is the plan of today", "[progress]") {
  Random random(5);
  int seen = 0;
  for (int person = 0; person < 2000; ++person) {
    const Answers answers = random_complete(kb(), random, 60);
    const auto today = plan_of(answers);
    if (!today) continue;
    ++seen;
    REQUIRE(ahead(answers, 3, {green}).front().plan->plan_id == today->plan_id);
    // The diary hands over the course of the first day; it changes nothing.
    const auto permission = triage(kb(), answers).plan_permission();
    PlanRequest request = request_for(1);
    const Course course = first_course(kb(), answers, *permission, request.day);
    request.course = &course;
    REQUIRE(build_plan(kb(), answers, *permission, request).plan_id ==
            today->plan_id);
  }
  CHECK(seen > 20);
}

}  // namespace backcoach::test
