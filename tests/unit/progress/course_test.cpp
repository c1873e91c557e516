#include "backcoach/course.hpp"

#include <numeric>

#include "../../../src/progress/walking.hpp"
#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"
#include "../plan/plan_support.hpp"

namespace backcoach::test {
namespace {

using enum DayLight;

const PlanRules& rules() { return shipped_knowledge_base().plan; }

int walking_minutes(const Plan& plan) {
  int minutes = 0;
  for (const PlanItem& item : plan.items) {
    const Exercise* card = card_of(item);
    if (card && card->kind == "walk") minutes += item.dose.minutes;
  }
  return minutes;
}

std::set<std::string> movements(const Plan& plan) {
  std::set<std::string> ids;
  for (const PlanItem& item : plan.items) {
    const Exercise* card = card_of(item);
    if (card && card->kind == "exercise") ids.insert(card->id);
  }
  return ids;
}

std::vector<AheadDay> ahead(const Answers& answers, int days,
                            const std::vector<DayLight>& lights) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  return look_ahead(kb, answers, triage(kb, answers), request_for(1), days,
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

/// The minutes of any 7 days against the 7 days before them; days before the
/// first are like the first.
bool within_weekly_cap(const std::vector<int>& minutes, int percent) {
  std::vector<int> all(14, minutes.front());
  all.insert(all.end(), minutes.begin(), minutes.end());
  for (std::size_t end = 14; end <= all.size(); ++end) {
    const auto last = all.begin() + static_cast<std::ptrdiff_t>(end);
    const int week = std::accumulate(last - 7, last, 0);
    const int before = std::accumulate(last - 14, last - 7, 0);
    if (week * 100 > before * (100 + percent)) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("walking is held to its share a week", "[progress]") {
  const int percent = rules().progress.walking_percent_per_week;
  CHECK(progress::most_minutes({10}, percent) == 12);
  CHECK(progress::most_minutes({10, 10, 10, 10, 10, 10, 10}, percent) == 12);
  // A rise today leaves no room for another tomorrow.
  CHECK(progress::most_minutes({10, 10, 10, 10, 10, 10, 12}, percent) == 12);
  CHECK(progress::most_minutes({}, percent) == 0);
}

TEST_CASE("walks grow by a step, by minutes, or by one walk", "[progress]") {
  const WalkingDose w1{1, 3, 3, 0};
  CHECK(progress::more(rules(), w1, 3, 10) == WalkingDose{1, 3, 3, 1});
  CHECK(progress::more(rules(), w1, 3, 15).step == 2);
  CHECK(progress::more(rules(), w1, 1, 15).minutes == 5);
  CHECK(progress::more(rules(), w1, 3, 9) == w1);
  // The next step is more than a week allows: the walks grow towards it.
  const WalkingDose w2{2, 3, 8, 0};
  CHECK(progress::more(rules(), w2, 3, 28) == WalkingDose{2, 3, 9, 0});
  CHECK(progress::more(rules(), w2, 3, 30).step == 3);
  CHECK(progress::more(rules(), w2, 2, 28) == w2);
}

TEST_CASE("without a share a week walking never grows", "[progress]") {
  CHECK(progress::most_minutes({10}, 0) == 10);
  CHECK(progress::most_minutes({10, 10, 10, 10, 10, 10, 10}, 0) == 10);
}

TEST_CASE("where no minutes are added at once, one walk grows by one",
          "[progress]") {
  PlanRules changed = rules();
  changed.progress.minutes_more = {0, 0};
  const WalkingDose dose{1, 3, 3, 0};
  CHECK(progress::more(changed, dose, 1, 15) == WalkingDose{1, 3, 3, 1});
}

TEST_CASE("a step that may have no walk still gives the most there is",
          "[progress]") {
  WalkingRules changed = rules().walking;
  changed.ladder[1].walks = {0, 2};
  changed.ladder[1].minutes = {2, 5};
  const auto dose = progress::dose_of_step(changed, 1, 0, 8);
  REQUIRE(dose);
  CHECK(dose->walks == 2);
  CHECK(dose->minutes == 4);
  changed.ladder[1].walks = {0, 0};
  changed.ladder[1].instead_walks = {};
  CHECK_FALSE(progress::dose_of_step(changed, 1, 0, 8));
}

TEST_CASE("a step down is never more", "[progress]") {
  for (std::size_t step = 0; step < rules().walking.ladder.size(); ++step) {
    const Range walks = rules().walking.ladder[step].walks;
    const Range minutes = rules().walking.ladder[step].minutes;
    for (int w = walks.low; w <= walks.high; ++w) {
      for (int m = minutes.low; m <= minutes.high; ++m) {
        const WalkingDose dose{step, w, m, 0};
        const WalkingDose down = progress::step_down(rules().walking, dose);
        INFO("step " << step << ", " << w << " x " << m);
        CHECK(down.total() <= dose.total());
        CHECK(down.total() > 0);
        CHECK(down.step <= step);
      }
    }
  }
}

TEST_CASE("days ahead keep every cap, whatever the days are like",
          "[progress]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(20261122);
  int days_seen = 0;
  int stages_up = 0;
  for (int person = 0; person < 800; ++person) {
    const Answers answers = random_complete(kb, random, 60);
    const auto lights = random_lights(random, 28);
    const auto days = ahead(answers, 28, lights);
    std::vector<int> minutes;
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
      minutes.push_back(walking_minutes(plan));
      if (plan.stage == Stage::rest) rested += 24;
      if (d > 0) {
        const Plan& before = *days[d - 1].plan;
        const bool up = plan.stage != Stage::flare &&
                        before.stage != Stage::flare &&
                        plan.stage > before.stage;
        if (up) {
          ++stages_up;
          REQUIRE(static_cast<int>(plan.stage) ==
                  static_cast<int>(before.stage) + 1);
          if (before.stage != Stage::rest) REQUIRE(days[d].went == green);
        }
        int fresh = 0;
        for (const std::string& id : movements(plan)) {
          fresh += known.contains(id) ? 0 : 1;
        }
        REQUIRE(fresh <= rules().new_exercises_per_day);
        // Nothing is made up for after a day off.
        if (days[d].went == missed || days[d].went == amber) {
          REQUIRE(days[d].course.walking.total() <=
                  days[d - 1].course.walking.total());
          REQUIRE(days[d].course.volume_percent <=
                  days[d - 1].course.volume_percent);
        }
      }
      known.merge(movements(plan));
    }
    // Strength days have no walk, so there the weeks are uneven; after a flare
    // the way back to the last good day is its own.
    const bool even = std::all_of(days.begin(), days.end(), [](const auto& d) {
      return !d.plan ||
             (d.plan->stage != Stage::strength &&
              d.plan->stage != Stage::maintain && d.course.flare_day == 0);
    });
    if (minutes.empty()) continue;
    if (even) {
      std::string list;
      for (const int m : minutes) list += std::to_string(m) + " ";
      INFO(list);
      REQUIRE(within_weekly_cap(minutes,
                                rules().progress.walking_percent_per_week));
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
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(5);
  int seen = 0;
  for (int person = 0; person < 2000; ++person) {
    const Answers answers = random_complete(kb, random, 60);
    const auto today = plan_of(answers);
    if (!today) continue;
    ++seen;
    REQUIRE(ahead(answers, 3, {green}).front().plan->plan_id == today->plan_id);
    // The diary hands over the course of the first day; it changes nothing.
    const auto permission = triage(kb, answers).plan_permission();
    PlanRequest request = request_for(1);
    const Course course = first_course(kb, answers, *permission, request);
    request.course = &course;
    REQUIRE(build_plan(kb, answers, *permission, request).plan_id ==
            today->plan_id);
  }
  CHECK(seen > 20);
}

TEST_CASE("two bad days in three begin a flare", "[progress]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Answers answers(kb.findings.size());
  Random random(11);
  // Somebody with mild pain, so that bad days do not lead to rest.
  for (int tries = 0; tries < 4000; ++tries) {
    answers = random_complete(kb, random, 200);
    answers.set(finding("nprs_now"), 2.0);
    const Decision decision = triage(kb, answers);
    if (decision.stage == Stage::mobility) break;
  }
  REQUIRE(triage(kb, answers).stage == Stage::mobility);
  const auto days = ahead(answers, 12, {red, red, green});
  REQUIRE(days.size() >= 9);
  CHECK(days[1].plan->stage == Stage::walk);
  CHECK(days[2].plan->stage == Stage::flare);
  CHECK(days[2].course.flare_day == 1);
  CHECK(days[3].plan->stage == Stage::flare);
  CHECK(days[4].plan->stage == Stage::walk);
  CHECK(days[4].course.volume_percent < days[7].course.volume_percent);
  CHECK(days[2].course.walking.walks >= rules().stages.back().walks_at_least);
}

}  // namespace backcoach::test
