#include <filesystem>

#include "../../../src/rules/evaluate.hpp"
#include "../../support/catch.hpp"
#include "../../support/random_answers.hpp"
#include "backcoach/render.hpp"
#include "plan_support.hpp"

namespace backcoach::test {
namespace {

/// Reads gates straight from the network, not through the plan's own code.
class Gates {
 public:
  explicit Gates(const Answers& answers)
      : kb_(shipped_knowledge_base()),
        truth_(kb_, engine::Grading::worst_case) {
    truth_.decide(with_implied(kb_, answers));
  }
  bool closed(const Gate& gate) const {
    const Truth truth = truth_[kb_.network.plan[gate.node]];
    return truth == Truth::yes ||
           (truth == Truth::unknown && gate.unknown_counts_as_yes);
  }

 private:
  const KnowledgeBase& kb_;
  engine::Evaluation truth_;
};

template <class List, class Value>
bool has(const List& list, const Value& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

void check_safe(const Plan& plan, const Gates& gates) {
  const PlanRules& rules = shipped_knowledge_base().plan;
  for (const PlanItem& item : plan.items) {
    const Exercise* card = card_of(item);
    if (!card) continue;
    INFO(card->id);
    for (const Gate& avoid : card->avoid) REQUIRE_FALSE(gates.closed(avoid));
    for (const NeedRule& need : rules.needs) {
      const bool may_change = need.care_is_enough && !item.care.empty();
      if (has(card->needs, need.need) && !may_change) {
        REQUIRE_FALSE(gates.closed(need.when));
      }
    }
    for (const Menu& menu : rules.menus) {
      if (!gates.closed(menu.when) || !menu.avoid_unless.empty()) continue;
      REQUIRE_FALSE(has(menu.avoid, *item.exercise));
    }
    REQUIRE(excluded_because(plan, card->id).empty());
  }
}

bool about(const StretchGate& gate, const PlanItem& item) {
  const Exercise& card = *card_of(item);
  return (gate.exercises.empty() || has(gate.exercises, *item.exercise)) &&
         (!gate.static_stretch || card.static_stretch) &&
         (gate.bends.empty() || has(gate.bends, card.bends)) &&
         (gate.muscles.empty() || has(gate.muscles, card.muscle));
}

void check_stretches(const Plan& plan, const Gates& gates) {
  const PlanRules& rules = shipped_knowledge_base().plan;
  std::set<ExerciseIndex> different;
  for (const PlanItem& item : plan.items) {
    if (!card_of(item)) continue;
    INFO(card_of(item)->id << " at " << item.at);
    for (const StretchGate& gate : rules.stretch_gates) {
      if (!about(gate, item)) continue;
      INFO("stretch gate " << gate.id);
      for (const Gate& closed : gate.closed) {
        REQUIRE_FALSE(gates.closed(closed));
      }
      REQUIRE(item.at >= rules.day.wake + gate.not_within_minutes_of_waking);
      for (const Gate& longer : gate.longer_when) {
        if (!gates.closed(longer)) continue;
        REQUIRE(item.at >= rules.day.wake + gate.longer_minutes);
      }
      if (gate.max_hold_seconds > 0) {
        REQUIRE(item.dose.hold_seconds <= gate.max_hold_seconds);
      }
      if (gate.max_times_per_day > 0) {
        REQUIRE(item.dose.times_per_day <= gate.max_times_per_day);
      }
      if (gate.max_different_per_day > 0) different.insert(*item.exercise);
    }
  }
  REQUIRE(different.size() <= static_cast<std::size_t>(plan.limits.stretches));
}

/// A stretch of need, what stands in its place, or what an adaptation adds.
bool is_of_need(const Plan& plan, ExerciseIndex index) {
  const PlanRules& rules = shipped_knowledge_base().plan;
  const auto stretch = [&](ExerciseIndex one) {
    return std::any_of(
        rules.stretch_needs.needs.begin(), rules.stretch_needs.needs.end(),
        [&](const StretchNeed& need) { return has(need.stretches, one); });
  };
  const auto adds = [&](const AdaptedBy& by) {
    const Adaptation& one = rules.adaptations[by.adaptation];
    return has(one.add, index) ||
           std::any_of(one.replace.begin(), one.replace.end(),
                       [&](const auto& instead) {
                         return stretch(instead.first) &&
                                has(instead.second, index);
                       });
  };
  return stretch(index) ||
         std::any_of(plan.adapted.begin(), plan.adapted.end(), adds);
}

void check_limits(const Plan& plan, double rest_hours_used) {
  const PlanRules& rules = shipped_knowledge_base().plan;
  const StagePlan& stage = stage_of(plan);
  std::set<ExerciseIndex> counted;
  int minutes = 0;
  int rest_minutes = 0;
  int last_end = 0;
  for (const PlanItem& item : plan.items) {
    if (item.counted) counted.insert(*item.exercise);
    if (item.kind == ItemKind::exercise) minutes += item.lasts_minutes;
    if (item.kind == ItemKind::rest) rest_minutes += item.dose.minutes;
    if (item.counted) {
      REQUIRE(item.at >= last_end);
      last_end = item.at + item.lasts_minutes;
    }
  }
  // Beside the stage's own number only what this person needs, so many.
  const auto of_need = std::count_if(
      counted.begin(), counted.end(),
      [&](ExerciseIndex index) { return is_of_need(plan, index); });
  REQUIRE(static_cast<int>(counted.size()) <=
          stage.item_limit +
              std::min(static_cast<int>(of_need), rules.exercises_of_need));
  REQUIRE(minutes <= stage.minutes_limit);
  for (const Block& block : compose_plan(shipped_knowledge_base(), plan, {})) {
    if (block.kind != Block::Kind::table) continue;
    REQUIRE(block.rows.size() <=
            static_cast<std::size_t>(rules.day.rows_at_most) + 1);
  }
  REQUIRE(rest_hours_used + rest_minutes / 60.0 <=
          std::max<double>(rest_hours_used, rules.rest.max_hours));
  REQUIRE(std::is_sorted(
      plan.items.begin(), plan.items.end(),
      [](const PlanItem& a, const PlanItem& b) { return a.at < b.at; }));
}

double rest_hours(const Answers& answers) {
  const auto* hours = std::get_if<double>(&answers[finding("rest_hours_used")]);
  return hours ? *hours : 0;
}

Answers some_person(Random& random) {
  const KnowledgeBase& kb = shipped_knowledge_base();
  const std::size_t signs = 20 + random.below(40);
  return random.once_in(2) ? random_complete(kb, random, signs)
                           : random_partial(kb, random, signs, 30);
}

}  // namespace

TEST_CASE("no plan holds anything that the answers rule out", "[plan]") {
  Random random(20261121);
  constexpr int kPeople = 100000;
  int plans = 0;
  for (int person = 0; person < kPeople; ++person) {
    const Answers answers = some_person(random);
    const int day = 1 + static_cast<int>(random.below(14));
    const auto plan = plan_of(answers, request_for(day));
    if (!plan) continue;
    ++plans;
    INFO("person " << person << ", day " << day << ", stage "
                   << name(plan->stage));
    const Gates gates(answers);
    check_safe(*plan, gates);
    check_stretches(*plan, gates);
    check_limits(*plan, rest_hours(answers));
  }
  CHECK(plans > kPeople / 50);
}

TEST_CASE("no plan of a told story holds what its answers rule out", "[plan]") {
  namespace fs = std::filesystem;
  int plans = 0;
  for (const std::string& folder :
       {std::string(BACKCOACH_TESTS_DIR) + "/cases/published",
        std::string(BACKCOACH_DATA_DIR) + "/cases/people"}) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      INFO(entry.path().string());
      const Json story = Json::parse(read_text(entry.path().string()));
      // What a story does not tell is answered as by an untroubled person.
      Json told = story["answers"];
      for (const char* other : {"nprs_worst24", "nprs_best24"}) {
        if (!told.contains(other) && told.contains("nprs_now")) {
          told[other] = told["nprs_now"];
        }
      }
      if (told.value("cannot_stand_walk", "no") != "no" &&
          !told.contains("walk_minutes")) {
        told["walk_minutes"] = 0;
      }
      const Answers answers = full_answers(told);
      for (int day = 1; day <= 14; ++day) {
        const auto plan = plan_of(answers, request_for(day));
        if (!plan) continue;
        ++plans;
        const Gates gates(answers);
        check_safe(*plan, gates);
        check_stretches(*plan, gates);
        check_limits(*plan, rest_hours(answers));
      }
    }
  }
  CHECK(plans > 100);
}

TEST_CASE("every exercise of the stage is planned, possible or explained",
          "[plan]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(7);
  for (int person = 0; person < 3000; ++person) {
    const Answers answers = some_person(random);
    const auto plan = plan_of(answers);
    if (!plan) continue;
    const Gates gates(answers);
    for (const Exercise& card : kb.exercises) {
      if (!has(card.stages, plan->stage)) continue;
      const bool avoided =
          std::any_of(card.avoid.begin(), card.avoid.end(),
                      [&](const Gate& gate) { return gates.closed(gate); });
      INFO(card.id);
      if (avoided) REQUIRE_FALSE(excluded_because(*plan, card.id).empty());
    }
  }
}

TEST_CASE("the same input gives the same bytes", "[plan]") {
  const KnowledgeBase& kb = shipped_knowledge_base();
  Random random(99);
  Setting setting;
  setting.program_version = "test";
  for (int person = 0; person < 500; ++person) {
    const Answers answers = some_person(random);
    const auto first = plan_of(answers);
    if (!first) continue;
    const auto second = plan_of(answers);
    REQUIRE(plan_json(kb, answers, *first, setting) ==
            plan_json(kb, answers, *second, setting));
  }
}

TEST_CASE("from day to day a plan grows by one exercise at most", "[plan]") {
  Random random(3);
  for (int person = 0; person < 4000; ++person) {
    const Answers answers = some_person(random);
    int most = 0;
    Stage before = Stage::rest;
    for (int day = 1; day <= 14; ++day) {
      const auto plan = plan_of(answers, request_for(day));
      if (!plan || plan->stage == Stage::strength ||
          plan->stage == Stage::maintain) {
        break;
      }
      int exercises = 0;
      for (const auto& [id, count] : goes(*plan)) {
        const Exercise* card = shipped_knowledge_base().exercise(id);
        exercises += card->kind == "exercise" ? 1 : 0;
      }
      INFO("person " << person << " day " << day);
      // A new stage starts with its own least.
      if (day > 1 && plan->stage == before) REQUIRE(exercises <= most + 1);
      before = plan->stage;
      most = std::max(most, exercises);
    }
  }
}

}  // namespace backcoach::test
