// What a session contains, and what may take the place of what. Only cards that
// the plan of this person could hold ever get in.
#include <algorithm>
#include <map>
#include <utility>

#include "../plan/choose.hpp"
#include "../plan/dose.hpp"
#include "../plan/eligible.hpp"
#include "../plan/first_aid.hpp"
#include "session.hpp"

namespace backcoach {
namespace {

using plan::contains;
using plan::Person;

class Script {
 public:
  Script(const KnowledgeBase& kb, const Answers& answers, const Plan& day)
      : kb_(kb),
        person_(kb, answers),
        adapted_(person_, day.stage, day.day),
        plan_(day) {
    const DayRules& times = kb_.plan.day;
    const SessionRules& rules = kb_.plan.session;
    out_.times = {rules.get_ready,
                  times.seconds_between_holds,
                  times.seconds_between_sets,
                  rules.switch_sides,
                  times.seconds_per_rep,
                  rules.uncounted_set,
                  rules.more};
  }

  /// One card, with nothing that could take its place.
  SessionScript build(const DirectionTest& test, std::size_t step) {
    const DirectionRules& rules = kb_.plan.direction;
    const bool rests = step >= test.steps.size();
    const DirectionStep& at = rests ? test.steps.back() : test.steps[step];
    SessionCard card = plain(at.exercise);
    if (rests) {
      card.title = plan::word_of(rules, "rest_title");
      card.steps = rules.rest_steps;
      card.dose.minutes = rules.rest_minutes;
      card.care.clear();
    } else {
      card.dose.minutes = at.minutes;
      card.dose.reps = at.reps;
      card.dose.sets = at.reps > 0 ? 1 : 0;
      card.steps.insert(card.steps.begin(), at.text);
    }
    out_.order.push_back(add(std::move(card)));
    return std::move(out_);
  }

  SessionScript build(const std::vector<const PlanItem*>& items) {
    for (const PlanItem* item : items) {
      if (item->exercise) planned_.push_back(*item->exercise);
    }
    for (const PlanItem* item : items) {
      if (!item->exercise) continue;
      const std::size_t card = card_of(*item);
      out_.order.push_back(card);
      add_swaps(card);
      add_easier(card);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] bool allowed(ExerciseIndex index) const {
    return plan::exclusion(person_, index).because.empty();
  }

  std::size_t add(SessionCard card) {
    out_.cards.push_back(std::move(card));
    return out_.cards.size() - 1;
  }

  [[nodiscard]] SessionCard plain(ExerciseIndex index) const {
    const Exercise& exercise = kb_.exercises[index];
    SessionCard card;
    card.exercise = index;
    card.id = exercise.id;
    card.title = exercise.name;
    card.steps = exercise.steps;
    for (const Gate& care : exercise.care) {
      if (person_.closed(care) && !contains(card.care, care.text)) {
        card.care.push_back(care.text);
      }
    }
    return card;
  }

  std::size_t card_of(const PlanItem& item) {
    SessionCard card = plain(*item.exercise);
    card.title = item.title;
    card.dose = item.dose;
    card.care = item.care;
    card.steps = item.steps;
    return add(std::move(card));
  }

  /// A slot of the day that this exercise could fill.
  [[nodiscard]] std::vector<const Slot*> slots_of(const StagePlan& stage,
                                                  ExerciseIndex index) const {
    std::vector<const Slot*> found;
    for (const Slot& slot : stage.slots) {
      if (contains(plan::candidates(person_, adapted_, stage, slot), index)) {
        found.push_back(&slot);
      }
    }
    return found;
  }

  void add_swaps(std::size_t card) {
    const ExerciseIndex index = out_.cards[card].exercise;
    const Exercise& original = kb_.exercises[index];
    std::vector<ExerciseIndex> seen = planned_;
    for (const StagePlan& stage : kb_.plan.stages) {
      if (stage.id != plan_.stage) continue;
      for (const Slot* slot : slots_of(stage, index)) {
        for (const ExerciseIndex other :
             plan::candidates(person_, adapted_, stage, *slot)) {
          if (contains(seen, other) || !fits(original, other)) continue;
          seen.push_back(other);
          SessionCard swap = plain(other);
          swap.dose = plan::dose_of(person_, other, *slot);
          const std::size_t added = add(std::move(swap));
          out_.cards[card].swaps.push_back(added);
          add_easier(added);
        }
      }
    }
  }

  /// A stretch takes no other place than that of a stretch, and a bend only
  /// that of the same bend: limits of the day count them.
  [[nodiscard]] bool fits(const Exercise& original, ExerciseIndex other) const {
    const Exercise& card = kb_.exercises[other];
    return keeps_limits(original, card) && card.kind == original.kind &&
           !contains(kb_.plan.never_by_default, other) &&
           !adapted_.drops(other) && allowed(other);
  }

  [[nodiscard]] static bool keeps_limits(const Exercise& original,
                                         const Exercise& card) {
    const bool bends = card.bends != "none" && card.bends != original.bends;
    const bool stretches = card.static_stretch && !original.static_stretch;
    return !bends && !stretches;
  }

  void add_easier(std::size_t card) {
    const SessionCard from = out_.cards[card];
    const Exercise& exercise = kb_.exercises[from.exercise];
    if (exercise.easier_text.empty()) return;
    SessionCard easier = from;
    easier.swaps.clear();
    easier.easier.reset();
    easier.easier_words = exercise.easier_text;
    const Exercise* other = kb_.exercise(exercise.easier_exercise);
    if (other && !exercise.easier_exercise.empty()) {
      const auto index =
          static_cast<ExerciseIndex>(other - kb_.exercises.data());
      if (!keeps_limits(exercise, *other) || !allowed(index)) return;
      SessionCard instead = plain(index);
      // What this person would have to change about it is not easier: then it
      // is the same exercise, and less of it.
      const bool fits_as_it_is = std::all_of(
          instead.care.begin(), instead.care.end(),
          [&](const std::string& care) { return contains(from.care, care); });
      if (fits_as_it_is) {
        easier = std::move(instead);
        easier.easier_words = exercise.easier_text;
        easier.dose = plan::dose_of(person_, index, Slot{});
      } else {
        easier.easier_words = std::string(kb_.notice("easier_less"));
      }
    }
    ease(easier);
    out_.cards[card].easier = add(std::move(easier));
  }

  /// The low end of what the card gives.
  void ease(SessionCard& card) const {
    const Dose& dose = kb_.exercises[card.exercise].dose;
    const auto at_most = [](int& value, int low) {
      if (low > 0) value = std::min(value, low);
    };
    at_most(card.dose.sets, dose.sets.low);
    at_most(card.dose.reps, dose.reps.low);
    at_most(card.dose.hold_seconds, dose.hold_seconds.low);
    at_most(card.dose.minutes, dose.minutes.low);
  }

  const KnowledgeBase& kb_;
  Person person_;
  plan::Adapted adapted_;
  const Plan plan_;
  SessionScript out_;
  std::vector<ExerciseIndex> planned_;
};

/// The goes around `minute`, or the next, or the last ones of the day.
std::vector<const PlanItem*> block_of(const KnowledgeBase& kb, const Plan& plan,
                                      int minute) {
  std::vector<std::vector<const PlanItem*>> blocks;
  int ends = 0;
  for (const PlanItem& item : plan.items) {
    const bool guided = item.exercise && contains(kb.plan.session.kinds,
                                                  std::string(name(item.kind)));
    // What explains has nothing to count.
    const bool counted = item.dose.reps > 0 || item.dose.minutes > 0 ||
                         item.dose.hold_seconds > 0 || item.dose.sets > 0;
    // The first-aid movement is done again and again over the day.
    if (!guided || !counted || item.first_aid) continue;
    if (blocks.empty() || item.at > ends + kb.plan.day.gap) {
      blocks.emplace_back();
    }
    blocks.back().push_back(&item);
    ends = item.at + item.lasts_minutes;
  }
  for (const auto& block : blocks) {
    if (block.back()->at + block.back()->lasts_minutes > minute) return block;
  }
  return blocks.empty() ? std::vector<const PlanItem*>() : blocks.back();
}

}  // namespace

SessionScript session_of(const KnowledgeBase& kb, const Answers& answers,
                         const PlanPermission&, const Plan& plan, int minute,
                         const std::string& only) {
  std::vector<const PlanItem*> items;
  if (only.empty()) {
    items = block_of(kb, plan, minute);
  } else {
    for (const PlanItem& item : plan.items) {
      if (item.exercise && kb.exercises[*item.exercise].id == only) {
        items = {&item};
        break;
      }
    }
  }
  return Script(kb, answers, plan).build(items);
}

SessionScript session_of_step(const KnowledgeBase& kb, const Answers& answers,
                              const DirectionTest& test, std::size_t step) {
  return Script(kb, answers, Plan()).build(test, step);
}

}  // namespace backcoach
