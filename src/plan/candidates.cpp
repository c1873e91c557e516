#include <algorithm>
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

/// How early a menu names `index`; the size of everything when none does.
std::size_t menu_rank(const Person& person, ExerciseIndex index) {
  std::size_t best = person.kb().exercises.size();
  for (const Menu* menu : person.menus()) {
    if (!contains(menu->use, index)) continue;
    const bool held_back = std::any_of(
        menu->use_if.begin(), menu->use_if.end(), [&](const auto& only) {
          return only.first == index && !person.plainly(only.second);
        });
    if (!held_back) best = std::min(best, rank(menu->use, index));
  }
  return best;
}

}  // namespace

bool in_stage(const Exercise& card, Stage stage) {
  return contains(card.stages, stage);
}

std::vector<ExerciseIndex> candidates(const Person& person,
                                      const StagePlan& stage,
                                      const Slot& slot) {
  const PlanRules& rules = person.kb().plan;
  for (const Gate& instead : slot.instead_when) {
    if (person.plainly(instead)) return slot.instead;
  }
  const auto& order = preference(rules, stage.id);
  const auto& cards = person.kb().exercises;
  using Key =
      std::tuple<bool, std::size_t, std::size_t, std::size_t, ExerciseIndex>;
  std::vector<Key> found;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    const auto index = static_cast<ExerciseIndex>(i);
    const bool listed = contains(slot.exercises, index);
    const bool direction = in_found_direction(person, index);
    const std::size_t on_menu = menu_rank(person, index);
    const bool menu = on_menu < cards.size();
    const bool fits_kind =
        contains(slot.kinds, cards[i].kind) &&
        (slot.goals.empty() || contains(slot.goals, cards[i].goal));
    const bool fits = slot.exercises.empty() ? fits_kind : listed;
    const bool by_itself =
        contains(order, index) && !contains(rules.never_by_default, index);
    const bool wanted = listed || direction || menu || by_itself;
    const bool special = index == rules.heat.cold || index == rules.sleep;
    if (!fits || !wanted || special || !in_stage(cards[i], stage.id)) continue;
    found.emplace_back(!direction, on_menu, rank(slot.prefer, index),
                       rank(order, index), index);
  }
  std::sort(found.begin(), found.end());
  std::vector<ExerciseIndex> list;
  for (const Key& key : found) list.push_back(std::get<4>(key));
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
