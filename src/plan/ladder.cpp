#include "ladder.hpp"

#include <algorithm>

namespace backcoach::plan {
namespace {

/// From `low` to `high` in steps; both ends are there.
std::vector<int> steps(int low, int high, int step) {
  std::vector<int> values{low};
  while (values.back() < high) {
    values.push_back(std::min(high, values.back() + std::max(1, step)));
  }
  return values;
}

}  // namespace

const LadderRule& ladder_rule(const LadderRules& rules, const Exercise& card) {
  const auto it = std::find_if(
      rules.rules.begin(), rules.rules.end(), [&](const LadderRule& rule) {
        return rule.goals.empty() || contains(rule.goals, card.goal);
      });
  return it == rules.rules.end() ? rules.rules.back() : *it;
}

std::vector<Rung> ladder_of(const LadderRules& rules, const Exercise& card) {
  const Dose& dose = card.dose;
  const Rung least{dose.sets.low, dose.reps.low, dose.hold_seconds.low,
                   dose.minutes.low};
  constexpr std::size_t kUsual = 16;  ///< rungs
  std::vector<Rung> ladder;
  ladder.reserve(kUsual);
  if (dose.reps.empty() && !dose.minutes.empty()) {
    const int first = std::clamp(rules.first_minutes_at_most, dose.minutes.low,
                                 dose.minutes.high);
    for (const int minutes :
         steps(first, dose.minutes.high, rules.minutes_more)) {
      Rung rung = least;
      rung.minutes = minutes;
      ladder.push_back(rung);
    }
    return ladder;
  }
  const int first_reps =
      std::clamp(rules.first_reps_at_most, dose.reps.low, dose.reps.high);
  const std::vector<int> reps =
      steps(first_reps, dose.reps.high, ladder_rule(rules, card).reps_more);
  for (const int sets : steps(dose.sets.low, dose.sets.high, 1)) {
    for (const int count : reps) {
      Rung rung = least;
      rung.sets = sets;
      rung.reps = count;
      ladder.push_back(rung);
    }
  }
  const std::vector<int> holds =
      dose.hold_steps.empty()
          ? steps(dose.hold_seconds.low, dose.hold_seconds.high,
                  rules.hold_seconds_more)
          : dose.hold_steps;
  for (std::size_t i = 1; i < holds.size(); ++i) {
    Rung rung = ladder.back();
    rung.hold_seconds = holds[i];
    ladder.push_back(rung);
  }
  const bool harder = !card.harder_text.empty() &&
                      card.harder_exercise.empty() &&
                      contains(rules.rules.front().goals, card.goal);
  if (!harder) return ladder;
  for (const int count : reps) {
    Rung rung = ladder.back();
    rung.reps = count;
    rung.harder = true;
    ladder.push_back(rung);
  }
  return ladder;
}

int plain_top(const std::vector<Rung>& ladder) {
  const auto first = std::find_if(ladder.begin(), ladder.end(),
                                  [](const Rung& rung) { return rung.harder; });
  return static_cast<int>(first - ladder.begin()) - 1;
}

int top_rung(const Person& person, ExerciseIndex index) {
  const Exercise& card = person.kb().exercises[index];
  return top_rung(person, card,
                  ladder_of(person.kb().plan.progress.ladders, card));
}

int top_rung(const Person& person, const Exercise& card,
             const std::vector<Rung>& ladder) {
  const bool care =
      !person.menus().empty() ||
      std::any_of(card.care.begin(), card.care.end(),
                  [&](const Gate& one) { return person.closed(one); });
  return care ? plain_top(ladder) : static_cast<int>(ladder.size()) - 1;
}

}  // namespace backcoach::plan
