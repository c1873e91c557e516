#include <algorithm>
#include <limits>
#include <tuple>

#include "choose.hpp"

namespace backcoach::plan {
namespace {

template <class List>
std::size_t rank(const List& list, ExerciseIndex index) {
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), index) -
                                  list.begin());
}

const std::vector<ExerciseIndex>& preference(const PlanRules& rules,
                                             Stage stage) {
  static const std::vector<ExerciseIndex> kNone;
  for (const auto& [id, order] : rules.preference) {
    if (id == stage) return order;
  }
  return kNone;
}

bool in_found_direction(const Person& person, ExerciseIndex index) {
  for (const DirectionTest& test : person.kb().plan.direction.tests) {
    if (person.plainly(test.found) && contains(test.exercises, index)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool in_stage(const Exercise& card, Stage stage) {
  return contains(card.stages, stage);
}

std::vector<ExerciseIndex> candidates(const Person& person,
                                      const Adapted& adapted,
                                      const StagePlan& stage,
                                      const Slot& slot) {
  const PlanRules& rules = person.kb().plan;
  for (const Gate& instead : slot.instead_when) {
    if (person.plainly(instead)) return slot.instead;
  }
  const auto& order = preference(rules, stage.id);
  const auto& cards = person.kb().exercises;
  using Key = std::tuple<bool, std::pair<int, std::size_t>, std::size_t,
                         std::size_t, ExerciseIndex>;
  constexpr auto kNobody = std::numeric_limits<int>::max();
  std::vector<Key> found;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const auto index = static_cast<ExerciseIndex>(i);
    const bool listed = contains(slot.exercises, index);
    const bool fits_kind =
        contains(slot.kinds, cards[i].kind) &&
        (slot.goals.empty() || contains(slot.goals, cards[i].goal));
    const bool special = index == rules.heat.cold || index == rules.sleep;
    const bool fits = slot.exercises.empty() ? fits_kind : listed;
    if (!fits || special || !in_stage(cards[i], stage.id)) continue;
    const bool direction = in_found_direction(person, index);
    const auto preference = adapted.preference(index);
    const bool menu = preference.first < kNobody;
    const bool by_itself =
        contains(order, index) && !contains(rules.never_by_default, index);
    const bool wanted = listed || direction || menu || by_itself;
    if (!wanted) continue;
    found.emplace_back(!direction, preference, rank(slot.prefer, index),
                       rank(order, index), index);
  }
  std::sort(found.begin(), found.end());
  std::vector<ExerciseIndex> list;
  const auto add = [&](ExerciseIndex index) {
    if (!contains(list, index)) list.push_back(index);
  };
  for (const Key& key : found) {
    const ExerciseIndex index = std::get<4>(key);
    const auto& instead = adapted.instead_of(index);
    for (const ExerciseIndex other : instead) {
      if (in_stage(cards[other], stage.id)) add(other);
    }
    if (instead.empty()) add(index);
  }
  // Where walking troubles the legs, something else moves them.
  const WalkingRules& walking = rules.walking;
  const bool walks = !list.empty() && cards[list.front()].kind == "walk";
  if (walks && person.plainly(walking.instead_when) &&
      in_stage(cards[walking.instead], stage.id)) {
    list.insert(list.begin(), walking.instead);
  }
  return list;
}

}  // namespace backcoach::plan
