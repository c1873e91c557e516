#include "backcoach/traffic_light.hpp"

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
      {5, 6, 5, Light::red},   {6, 8, 6, Light::red},   {2, 2, 4, Light::red},
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
  for (auto sign : {&ExercisePain::sharp, &ExercisePain::leg_further_down,
                    &ExercisePain::new_numbness, &ExercisePain::new_weakness,
                    &ExercisePain::sleep_broken}) {
    ExercisePain pain = quiet();
    pain.*sign = true;
    CHECK(light(pain) == Light::red);
  }
  ExercisePain slow = quiet();
  slow.settled_in_a_day = false;
  CHECK(light(slow) == Light::red);
  slow = quiet();
  slow.settled_in_an_hour = false;
  CHECK(light(slow) == Light::amber);
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
