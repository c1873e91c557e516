#include <algorithm>

#include "../../../src/coach/traffic_light.hpp"

#include "../../support/catch.hpp"
#include "../../support/knowledge.hpp"

namespace backcoach {
namespace {

struct Measured {
  double before;
  double during;
  double morning;
  Light wanted;
};

Light light(const ExercisePain& pain) {
  return traffic_light(test::shipped_knowledge_base().checkin.light, pain);
}

ExercisePain quiet() {
  ExercisePain pain;
  pain.before = pain.during = pain.morning = 2;
  return pain;
}

}  // namespace

TEST_CASE("the light follows the three numbers", "[progress]") {
  const std::vector<Measured> rows = {
      {2, 3, 2, Light::green}, {2, 2, 1, Light::green}, {0, 0, 0, Light::green},
      {4, 4, 4, Light::green}, {7, 6, 6, Light::green}, {2, 4, 2, Light::amber},
      {3, 4, 3, Light::amber}, {2, 3, 3, Light::amber}, {4, 5, 4, Light::amber},
      {6, 7, 6, Light::amber}, {2, 5, 2, Light::red},   {4, 6, 4, Light::red},
      {5, 6, 5, Light::amber}, {6, 8, 6, Light::red},   {2, 2, 4, Light::red},
      {7, 7, 9, Light::red}};
  for (const Measured& row : rows) {
    ExercisePain pain;
    pain.before = row.before;
    pain.during = row.during;
    pain.morning = row.morning;
    CAPTURE(row.before, row.during, row.morning);
    CHECK(name(light(pain)) == name(row.wanted));
  }
}

TEST_CASE("one bad sign is red, whatever the numbers say", "[progress]") {
  ExercisePain bad = quiet();
  bad.red_sign = true;
  CHECK(light(bad) == Light::red);
  ExercisePain slow = quiet();
  slow.never_green = true;
  CHECK(light(slow) == Light::amber);
}

TEST_CASE("what is red is in the data", "[progress]") {
  const LightRules& rules = test::shipped_knowledge_base().checkin.light;
  for (const char* id :
       {"sharp_pain", "leg_pain_further_down", "new_numbness", "new_weakness",
        "not_settled_in_a_day", "sleep_newly_broken"}) {
    INFO(id);
    CHECK(std::count(rules.red_signs.begin(), rules.red_signs.end(),
                     test::finding(id)) == 1);
  }
}

TEST_CASE("a mild ache that settles is told from others", "[progress]") {
  const LightRules& rules = test::shipped_knowledge_base().checkin.light;
  const auto pain = [](double before, double during, double morning) {
    ExercisePain one;
    one.before = before;
    one.during = during;
    one.morning = morning;
    return one;
  };
  CHECK(is_settled(rules, pain(2, 5, 2)));
  CHECK(is_settled(rules, pain(6, 7, 6)));
  CHECK_FALSE(is_settled(rules, pain(4, 6, 4)));
  CHECK_FALSE(is_settled(rules, pain(2, 4, 3)));
  CHECK(is_mild_ache(rules, pain(3, 5, 3)));
  CHECK_FALSE(is_mild_ache(rules, pain(2, 5, 2)));
  CHECK_FALSE(is_mild_ache(rules, pain(3, 4, 4)));
  ExercisePain slow = pain(3, 4, 3);
  slow.never_green = true;
  CHECK_FALSE(is_mild_ache(rules, slow));
}

TEST_CASE("what is not known is never green", "[progress]") {
  CHECK(light(quiet()) == Light::green);
  for (auto part :
       {&ExercisePain::before, &ExercisePain::during, &ExercisePain::morning}) {
    ExercisePain pain = quiet();
    (pain.*part).reset();
    CHECK(light(pain) == Light::amber);
  }
}

}  // namespace backcoach
