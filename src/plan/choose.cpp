#include "choose.hpp"

#include <algorithm>
#include <map>

#include "dose.hpp"
#include "ladder.hpp"

namespace backcoach::plan {
namespace {

constexpr int kPercent = 100;

class Chooser {
 public:
  Chooser(const Person& person, const std::vector<Exclusion>& excluded,
          const ChoiceInput& input)
      : person_(person),
        rules_(person.kb().plan),
        excluded_(excluded),
        input_(input),
        adapted_(*input.adapted),
        stage_(*input.stage) {
    budget_ = stage_.minutes_limit;
    if (input.minutes_available >= 0) {
      budget_ = std::clamp(input.minutes_available, 0, budget_);
    }
    whole_budget_ = budget_;
    const Course& course = *input.course;
    good_ = course.lights.empty() || course.settled > 0 ||
            course.lights.back() == DayLight::green;
    strength_day_ = std::any_of(
        stage_.slots.begin(), stage_.slots.end(), [&](const Slot& slot) {
          return slot.rest_days_between > 0 && is_strength_day(slot);
        });
    walks_ = walks_today(rules_, course, stage_.id, strength_day_);
    fresh_ = rules_.new_each_day;
    if (strength_day_) fresh_ = rules_.new_strength_day;
    if (course.cards.empty()) fresh_ = rules_.new_first_day;
    if (stage_.new_exercises_per_day >= 0) {
      fresh_ = stage_.new_exercises_per_day;
    }
    // Nothing new after a day that was neither good nor a settled ache.
    if (!good_) fresh_ = 0;
    take_first();
  }

  Choice run() {
    if (input_.minutes_available != 0) add_adapted();
    bool stretched = false;
    for (const Slot* slot : slots_in_order()) {
      // After the strength of the day: a stretch never comes before it.
      if (!stretched && slot->rest_days_between == 0) {
        if (input_.minutes_available != 0) add_stretches_of_need();
        stretched = true;
      }
      if (!today(*slot)) continue;
      while (count(*slot) < slot->count.low && add_next(*slot)) {
      }
    }
    if (input_.after_rest) add_after_rest();
    if (input_.minutes_available != 0) take_turns();
    drop_stretches_alone();
    const bool strength = has_strength_today();
    return {std::move(chosen_), strength, std::move(left_out_)};
  }

 private:
  // --- what this person needs beside the slots

  void add_adapted() {
    for (const ExerciseIndex index : adapted_.added()) {
      if (in_stage(card(index), stage_.id)) add(index, slot_for(index), true);
    }
  }

  /// The slot that an exercise would stand in, or one beside them all.
  [[nodiscard]] const Slot& slot_for(ExerciseIndex index) const {
    static const Slot kBeside;
    const Exercise& one = card(index);
    for (const Slot& slot : stage_.slots) {
      if (contains(slot.exercises, index)) return slot;
      const bool fits = contains(slot.kinds, one.kind) &&
                        (slot.goals.empty() || contains(slot.goals, one.goal));
      if (fits && slot.sets.empty()) return slot;
    }
    return kBeside;
  }

  /// The first need stays, the others take turns. A stretch that goes only
  /// with others has them put in before it.
  void add_stretches_of_need() {
    const StretchNeeds& rules = rules_.stretch_needs;
    if (!contains(rules.stages, stage_.id)) return;
    std::vector<const StretchNeed*> needs;
    for (const StretchNeed& need : rules.needs) {
      // Two reasons for the same stretches are one need.
      const bool there = std::any_of(
          needs.begin(), needs.end(), [&](const StretchNeed* other) {
            return other->stretches == need.stretches;
          });
      if (!there && person_.plainly(need.when)) needs.push_back(&need);
    }
    if (needs.empty()) return;
    const auto turn = static_cast<std::size_t>((input_.day - 1) /
                                               std::max(1, rules.rotates_days));
    const bool one_only = contains(rules.one_only, stage_.id);
    if (one_only) {
      stretch_for(*needs[turn % needs.size()]);
      return;
    }
    stretch_for(*needs.front());
    if (input_.day < rules.more_from_day) return;
    for (int n = 1; n < rules.at_a_time && needs.size() > 1; ++n) {
      const std::size_t others = needs.size() - 1;
      stretch_for(
          *needs[1 + (turn + static_cast<std::size_t>(n) - 1) % others]);
    }
  }

  /// The stretches of a need, each with what stands in its place.
  [[nodiscard]] std::vector<ExerciseIndex> possible_for(
      const StretchNeed& need) const {
    std::vector<ExerciseIndex> list;
    for (const ExerciseIndex index : need.stretches) {
      const auto& instead = adapted_.instead_of(index);
      list.insert(list.end(), instead.begin(), instead.end());
      if (instead.empty()) list.push_back(index);
    }
    std::erase_if(list, [&](ExerciseIndex index) {
      return !is_possible(index) || adapted_.drops(index);
    });
    return list;
  }

  void stretch_for(const StretchNeed& need) {
    for (const ExerciseIndex index : possible_for(need)) {
      const Slot& slot = slot_for(index);
      const BalanceRules& balance = rules_.balance;
      if (contains(balance.buttock_muscles, card(index).muscle)) {
        const auto first = first_stretch();
        add_pair();
        if (first && stretches(balance.first_muscle) == 0) {
          add(*first, slot, false);
        }
      }
      if (add(index, slot, true)) {
        chosen_.back().why = need.when.text;
        return;
      }
    }
  }

  /// The stretch that goes before one of the buttock, as a need has it.
  [[nodiscard]] std::optional<ExerciseIndex> first_stretch() const {
    for (const StretchNeed& need : rules_.stretch_needs.needs) {
      for (const ExerciseIndex index : possible_for(need)) {
        if (card(index).muscle == rules_.balance.first_muscle) return index;
      }
    }
    return std::nullopt;
  }

  /// Strength of the muscle that is stretched, if there is none yet.
  void add_pair() {
    const BalanceRules& balance = rules_.balance;
    const auto& cards = person_.kb().exercises;
    for (const std::string& goal : balance.pair_goals) {
      for (std::size_t i = 0; i < cards.size() && !has_pair(); ++i) {
        const auto index = static_cast<ExerciseIndex>(i);
        const bool fits = cards[i].muscle == balance.pair_muscle &&
                          cards[i].goal == goal && is_possible(index);
        if (fits) add(index, slot_for(index), false);
      }
    }
  }

  /// What others have set may go over every limit; what is added to it shrinks.
  void take_first() {
    chosen_ = input_.first;
    for (Chosen& item : chosen_) {
      if (card(item.exercise).kind == "walk") {
        if (item.dose.minutes == 0) fill_walk(item);
        continue;
      }
      budget_ -= item.dose.times_per_day * item.lasts_minutes;
    }
    budget_ = std::max(budget_ - input_.free_minutes, 0);
  }

  /// A walk of which nobody said how long: as the plan's own would be.
  void fill_walk(Chosen& item) const {
    const auto most = static_cast<int>(walks_.size());
    const int times = item.dose.times_per_day;
    const int count = times > 0 ? times : most;
    for (int i = 0; i < count; ++i) {
      item.each.push_back(
          walks_[static_cast<std::size_t>(std::min(i, most - 1))]);
    }
    item.dose.times_per_day = count;
    item.dose.minutes = item.each.front();
    item.lasts_minutes = item.each.front();
  }

  [[nodiscard]] const Exercise& card(ExerciseIndex index) const {
    return person_.kb().exercises[index];
  }

  /// Strength first: other slots depend on whether today has any.
  std::vector<const Slot*> slots_in_order() const {
    std::vector<const Slot*> slots;
    for (const Slot& slot : stage_.slots) slots.push_back(&slot);
    std::stable_partition(slots.begin(), slots.end(), [](const Slot* slot) {
      return slot->rest_days_between > 0;
    });
    return slots;
  }

  [[nodiscard]] int days_of(const Slot& slot) const {
    const int days = slot.days_per_week.high;
    return input_.strength_days > 0 && slot.rest_days_between > 0
               ? std::min(days, input_.strength_days)
               : days;
  }

  /// The first of all comes on the first good day that none follows.
  [[nodiscard]] bool is_strength_day(const Slot& slot) const {
    const int days = days_of(slot);
    const int apart = slot.rest_days_between;
    return falls_on(input_.day, days, apart) ||
           (apart > 0 && good_ && !input_.course->lights.empty() &&
            input_.course->strength_days == 0 &&
            !falls_on(input_.day + 1, days, apart));
  }

  [[nodiscard]] bool today(const Slot& slot) const {
    if (!slot.only_when.empty() && !person_.plainly(slot.only_when.front())) {
      return false;
    }
    if (!slot.days_per_week.empty() && !is_strength_day(slot)) return false;
    return !slot.only_without_strength || !has_strength_today();
  }

  [[nodiscard]] bool has_strength_today() const {
    return std::any_of(chosen_.begin(), chosen_.end(), [](const Chosen& c) {
      return c.slot->rest_days_between > 0;
    });
  }

  [[nodiscard]] int count(const Slot& slot) const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(),
                      [&](const Chosen& c) { return c.slot == &slot; }));
  }

  void take_turns() {
    for (bool added = true; added;) {
      added = false;
      for (const Slot* slot : slots_in_order()) {
        if (!today(*slot) || count(*slot) >= slot->count.high) continue;
        added = add_next(*slot) || added;
      }
    }
  }

  bool add_next(const Slot& slot) {
    for (const ExerciseIndex index : rotated(slot)) {
      if (add(index, slot)) return true;
    }
    return false;
  }

  const std::vector<ExerciseIndex>& candidates_of(const Slot& slot) const {
    const auto [it, fresh] = candidates_.try_emplace(&slot);
    if (fresh) it->second = candidates(person_, adapted_, stage_, slot);
    return it->second;
  }

  /// Things to read change from day to day; the sets of strength take turns.
  std::vector<ExerciseIndex> rotated(const Slot& slot) const {
    std::vector<ExerciseIndex> list = candidates_of(slot);
    if (!slot.sets.empty()) list = in_turn(slot, list);
    // What somebody may like takes turns; what they want comes before it.
    if (slot.only_without_strength) {
      std::erase_if(list, [&](ExerciseIndex one) { return !is_possible(one); });
      const int days = std::max(1, rules_.stretch_needs.rotates_days);
      if (!list.empty()) list = turned(list, (input_.day - 1) / days);
    } else if (slot.sets.empty()) {
      make_room(list);
    }
    goal_first(slot, list);
    if (!slot.sets.empty() || slot.only_without_strength) return list;
    if (!contains(slot.kinds, "education") || list.empty()) return list;
    return turned(list, input_.day - 1);
  }

  /// What is at its top comes after what still grows, and takes turns, unless
  /// the answers ask for it. A stretch needs a reason of its own, and nobody
  /// goes back to an easier form.
  void make_room(std::vector<ExerciseIndex>& list) const {
    const auto at = [&](ExerciseIndex index) {
      return is_at_top(index) && !adapted_.is_wanted(index);
    };
    if (std::none_of(list.begin(), list.end(), at)) return;
    const auto done = std::stable_partition(
        list.begin(), list.end(), [&](ExerciseIndex index) {
          return !at(index) && !card(index).static_stretch &&
                 !is_step_back(index);
        });
    const auto last = std::stable_partition(done, list.end(), at);
    const std::vector<ExerciseIndex> at_top(done, last);
    const int days = std::max(1, rules_.stretch_needs.rotates_days);
    const auto in_turn = turned(at_top, (input_.day - 1) / days);
    std::copy(in_turn.begin(), in_turn.end(), done);
  }

  static std::vector<ExerciseIndex> turned(std::vector<ExerciseIndex> list,
                                           int by) {
    const auto shift =
        static_cast<std::ptrdiff_t>(static_cast<std::size_t>(by) % list.size());
    std::rotate(list.begin(), list.begin() + shift, list.end());
    return list;
  }

  /// What the person wants to get back to comes first, where the slot has it or
  /// takes its kind and goal.
  void goal_first(const Slot& slot, std::vector<ExerciseIndex>& list) const {
    if (!input_.goal) return;
    for (const ExerciseIndex activity : input_.goal->activity) {
      if (!slot.only_without_strength || !in_stage(card(activity), stage_.id)) {
        continue;
      }
      std::erase(list, activity);
      list.insert(list.begin(), activity);
    }
    for (const auto& [stage, cards] : input_.goal->prefer) {
      if (stage != stage_.id) continue;
      std::vector<ExerciseIndex> first;
      for (const ExerciseIndex index : cards) {
        const bool takes =
            contains(list, index) ||
            (contains(slot.kinds, card(index).kind) &&
             (slot.goals.empty() || contains(slot.goals, card(index).goal)));
        if (takes && in_stage(card(index), stage_.id)) first.push_back(index);
      }
      std::erase_if(
          list, [&](ExerciseIndex index) { return contains(first, index); });
      list.insert(list.begin(), first.begin(), first.end());
    }
  }

  /// One of each family of today's set, then what else there is. What belongs
  /// to another set waits for its turn.
  [[nodiscard]] std::vector<ExerciseIndex> in_turn(
      const Slot& slot, const std::vector<ExerciseIndex>& all) const {
    const auto turn = static_cast<std::size_t>(input_.course->strength_days) %
                      slot.sets.size();
    std::vector<ExerciseIndex> list;
    std::vector<ExerciseIndex> in_sets;
    for (const StrengthSet& set : slot.sets) {
      for (const auto& family : set.families) {
        in_sets.insert(in_sets.end(), family.begin(), family.end());
        if (&set != &slot.sets[turn]) continue;
        if (const auto wanted = for_goal(family)) {
          list.push_back(*wanted);
        } else if (const auto best = best_of(family)) {
          list.push_back(*best);
        }
      }
    }
    // What the person has things for comes among the first new ones.
    std::stable_partition(list.begin(), list.end(), [&](ExerciseIndex index) {
      return adapted_.prefers(index);
    });
    for (const ExerciseIndex index : all) {
      if (!contains(list, index) && !contains(in_sets, index)) {
        list.push_back(index);
      }
    }
    return list;
  }

  [[nodiscard]] bool is_possible(ExerciseIndex index) const {
    return excluded_[index].because.empty() &&
           person_.has_equipment(card(index)) &&
           in_stage(card(index), stage_.id);
  }

  /// What the goal puts in place of a family, where the person may do it.
  [[nodiscard]] std::optional<ExerciseIndex> for_goal(
      const std::vector<ExerciseIndex>& family) const {
    if (!input_.goal || family.empty()) return std::nullopt;
    for (const auto& [from, to] : input_.goal->replace) {
      if (from == family.front() && is_possible(to)) return to;
    }
    return std::nullopt;
  }

  /// The hardest of a family that is reached: the one before it is at its top.
  [[nodiscard]] std::optional<ExerciseIndex> best_of(
      const std::vector<ExerciseIndex>& family) const {
    std::optional<ExerciseIndex> best;
    for (const ExerciseIndex index : family) {
      if (is_possible(index) && adapted_.prefers(index) && !is_at_top(index)) {
        return index;
      }
    }
    for (const ExerciseIndex index : family) {
      if (!is_possible(index) || adapted_.drops(index)) continue;
      if (best && !is_known(index) && !is_at_top(*best)) break;
      best = index;
    }
    return best;
  }

  [[nodiscard]] bool is_step_back(ExerciseIndex index) const {
    const std::string& harder = card(index).harder_exercise;
    return !is_known(index) && !harder.empty() &&
           std::any_of(input_.course->cards.begin(), input_.course->cards.end(),
                       [&](const CardProgress& one) {
                         return card(one.exercise).id == harder;
                       });
  }

  [[nodiscard]] bool is_at_top(ExerciseIndex index) const {
    const LadderRules& ladders = rules_.progress.ladders;
    const auto* progress = progress_of(index);
    if (!progress) return false;
    const int plain = plain_top(ladder_of(ladders, card(index)));
    const int needed = ladder_rule(ladders, card(index)).green_sessions;
    return progress->rung > plain ||
           (progress->rung == plain && progress->greens >= needed);
  }

  [[nodiscard]] const CardProgress* progress_of(ExerciseIndex index) const {
    for (const CardProgress& one : input_.course->cards) {
      if (one.exercise == index) return &one;
    }
    return nullptr;
  }

  void add_after_rest() {
    for (const ExerciseIndex index : rules_.after_rest.add) {
      add(index, after_rest_slot());
    }
  }

  /// What is added after rest stands in the slot of gentle movement.
  [[nodiscard]] const Slot& after_rest_slot() const {
    for (const Slot& slot : stage_.slots) {
      if (slot.pain_free) return slot;
    }
    return stage_.slots.front();
  }

  bool add(ExerciseIndex index, const Slot& slot, bool of_need = false) {
    if (contains(input_.not_today, index)) return false;
    if (!excluded_[index].because.empty() || is_chosen(index)) return false;
    if (adapted_.drops(index)) return false;
    if (!slot.only_without_strength && is_form_of_chosen(index)) return false;
    if (!person_.has_equipment(card(index))) return false;
    const CardProgress* progress = progress_of(index);
    if (progress && progress->left_out && input_.course->flare_day == 0) {
      if (!contains(left_out_, index)) left_out_.push_back(index);
      return false;
    }
    Chosen item = wanted(index, slot, progress);
    item.of_need =
        of_need && card(index).kind == "exercise" && of_need_left() > 0;
    const bool fits = fits_new(item) && fits_items(item) && fits_week(item) &&
                      fits_stretches(item) && fits_rest(item);
    if (!fits || !fit_minutes(item)) return false;
    if (card(index).kind == "exercise") {
      budget_ -= item.dose.times_per_day * item.lasts_minutes;
    }
    chosen_.push_back(std::move(item));
    return true;
  }

  [[nodiscard]] Chosen wanted(ExerciseIndex index, const Slot& slot,
                              const CardProgress* progress) const {
    Chosen item{index, &slot, {}, 0};
    if (card(index).kind == "walk") {
      item.each =
          walks_today(rules_, *input_.course, stage_.id, has_strength_today());
      const int longest = adapted_.limit().walk_minutes;
      for (int& minutes : item.each) {
        if (longest > 0) minutes = std::min(minutes, longest);
      }
      item.dose.minutes = item.each.front();
      item.dose.times_per_day = static_cast<int>(item.each.size());
      item.rung = walking_rung(person_, *input_.course);
    } else {
      const int rung =
          progress ? rung_today(rules_, *input_.course, *progress) : 0;
      item.dose = dose_of(person_, index, slot, rung);
      adapt_dose(index, item.dose);
      if (card(index).kind == "exercise") {
        item.rung = card_rung(person_, *input_.course, index);
        const auto ladder = ladder_of(rules_.progress.ladders, card(index));
        item.harder = item.rung->now > plain_top(ladder) + 1;
      }
    }
    item.lasts_minutes = minutes_of(rules_.day, item.dose);
    if (card(index).kind == "rest") fit_rest(item);
    return item;
  }

  /// What this person needs stands over what the stage says.
  void adapt_dose(ExerciseIndex index, ItemDose& dose) const {
    const int hold = adapted_.limit().hold_seconds;
    if (hold > 0 && card(index).static_stretch) {
      dose.hold_seconds = std::min(dose.hold_seconds, hold);
    }
    const AdaptedDose* own = adapted_.dose(index);
    if (!own) return;
    if (!own->minutes.empty()) {
      dose.minutes =
          std::clamp(dose.minutes, own->minutes.low, own->minutes.high);
    }
    if (!own->times_per_day.empty()) {
      dose.times_per_day = std::clamp(
          dose.times_per_day, own->times_per_day.low, own->times_per_day.high);
    }
    if (!own->hold_seconds.empty()) {
      dose.hold_seconds = std::clamp(dose.hold_seconds, own->hold_seconds.low,
                                     own->hold_seconds.high);
    }
  }

  [[nodiscard]] bool is_chosen(ExerciseIndex index) const {
    return std::any_of(chosen_.begin(), chosen_.end(),
                       [&](const Chosen& c) { return c.exercise == index; });
  }

  /// The same movement in an easier or harder form is no second exercise.
  [[nodiscard]] bool is_form_of_chosen(ExerciseIndex index) const {
    const Exercise& one = card(index);
    const auto leads = [](const Exercise& from, const Exercise& to) {
      return from.easier_exercise == to.id || from.harder_exercise == to.id;
    };
    return std::any_of(chosen_.begin(), chosen_.end(),
                       [&](const Chosen& chosen) {
                         const Exercise& other = card(chosen.exercise);
                         return !chosen.prescribed && one.goal == other.goal &&
                                one.region == other.region &&
                                (leads(one, other) || leads(other, one));
                       });
  }

  /// Those of the stage's own number.
  [[nodiscard]] int exercises() const {
    return input_.free_items +
           static_cast<int>(std::count_if(
               chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
                 return card(c.exercise).kind == "exercise" && !c.of_need;
               }));
  }

  [[nodiscard]] int of_need_left() const {
    const auto taken = std::count_if(chosen_.begin(), chosen_.end(),
                                     [](const Chosen& c) { return c.of_need; });
    return rules_.exercises_of_need - static_cast<int>(taken);
  }

  [[nodiscard]] bool fits_items(const Chosen& item) const {
    if (item.slot->counted && !item.of_need) {
      const auto counted = std::count_if(
          chosen_.begin(), chosen_.end(),
          [](const Chosen& c) { return c.slot->counted && !c.of_need; });
      if (counted + input_.free_items >= stage_.item_limit) return false;
    }
    if (card(item.exercise).kind != "exercise") return true;
    const DoseBand& band = person_.band();
    const int all = exercises() + rules_.exercises_of_need - of_need_left();
    if (!band.exercises.empty() && all >= band.exercises.high) return false;
    const int limit = adapted_.limit().exercises;
    if (limit > 0 && all >= limit) return false;
    if (item.of_need) return true;
    // Walking in another way is no exercise of the day's few.
    const bool instead = item.exercise == rules_.walking.instead;
    return instead || exercises() < rules_.exercises_at_most;
  }

  /// Only so many movements are new on one day.
  [[nodiscard]] bool fits_new(const Chosen& item) const {
    if (card(item.exercise).kind != "exercise" || is_known(item.exercise)) {
      return true;
    }
    if (item.slot->known_only) return false;
    const auto added =
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          return !c.prescribed && card(c.exercise).kind == "exercise" &&
                 !is_known(c.exercise);
        });
    // A first set in place of stretches may begin at once.
    const bool at_once = fresh_ > 0 && stage_.id == Stage::mobility &&
                         adapted_.at_once(item.exercise);
    return added <
           (at_once ? std::max(fresh_, rules_.exercises_at_most) : fresh_);
  }

  [[nodiscard]] bool is_known(ExerciseIndex index) const {
    return knows(*input_.course, index);
  }

  /// A card's own days; a slot that has days decides for its cards.
  [[nodiscard]] bool fits_week(const Chosen& item) const {
    const AdaptedDose* own = adapted_.dose(item.exercise);
    if (own && !own->days_per_week.empty()) {
      return falls_on(input_.day, own->days_per_week.high, 0);
    }
    if (!item.slot->days_per_week.empty()) return true;
    // Beside the days of strength, which begin with the week.
    if (item.slot->only_without_strength) {
      return falls_on(input_.day + 1,
                      card(item.exercise).dose.days_per_week.high, 0);
    }
    return falls_on(input_.day, card(item.exercise).dose.days_per_week.high, 0);
  }

  [[nodiscard]] int stretches(std::string_view muscle) const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          const Exercise& other = card(c.exercise);
          return other.static_stretch &&
                 (muscle.empty() || other.muscle == muscle);
        }));
  }

  [[nodiscard]] bool has_pair() const {
    const BalanceRules& balance = rules_.balance;
    return std::any_of(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
      const Exercise& other = card(c.exercise);
      return other.muscle == balance.pair_muscle &&
             contains(balance.pair_goals, other.goal);
    });
  }

  [[nodiscard]] int strength_items() const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          return contains(rules_.balance.pair_goals, card(c.exercise).goal);
        }));
  }

  [[nodiscard]] bool fits_stretches(const Chosen& item) const {
    const Exercise& wanted = card(item.exercise);
    if (!wanted.static_stretch) return true;
    if (!stage_.stretching || stretches(wanted.muscle) > 0) return false;
    const BalanceRules& balance = rules_.balance;
    const bool buttock = contains(balance.buttock_muscles, wanted.muscle);
    if (buttock && (stretches(balance.first_muscle) == 0 || !has_pair())) {
      return false;
    }
    // One stretch may stand on a day without strength.
    const int asked = stretches({}) + (strength_day_ ? 1 : 0);
    if (stage_.id >= balance.strength_per_stretch_from &&
        stage_.id <= Stage::maintain &&
        strength_items() < asked * balance.strength_per_stretch) {
      return false;
    }
    for (const StretchGate& gate : rules_.stretch_gates) {
      if (!applies(gate, wanted, item.exercise)) continue;
      if (gate.max_different_per_day > 0 &&
          stretches({}) >= gate.max_different_per_day) {
        return false;
      }
      if (gate.max_per_day > 0 && used_under(gate) >= gate.max_per_day) {
        return false;
      }
    }
    return true;
  }

  [[nodiscard]] int used_under(const StretchGate& gate) const {
    return static_cast<int>(
        std::count_if(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          return applies(gate, card(c.exercise), c.exercise);
        }));
  }

  /// Fewer goes a day rather than none; fewer sets for the first exercises.
  [[nodiscard]] bool fit_minutes(Chosen& item) const {
    if (!contains(rules_.minutes_of_kinds, card(item.exercise).kind)) {
      return true;
    }
    const int least_sets = card(item.exercise).dose.sets.low;
    while (item.lasts_minutes > budget_ && item.dose.sets > least_sets &&
           exercises() < rules_.exercises_at_least) {
      --item.dose.sets;
      item.lasts_minutes = minutes_of(rules_.day, item.dose);
    }
    int room = budget_;
    if (item.of_need && card(item.exercise).static_stretch) {
      // A stretch leaves room for the exercises.
      const int share =
          whole_budget_ * rules_.stretch_needs.minutes_share_percent / kPercent;
      room = std::min(room, std::max(share, item.lasts_minutes));
    }
    const int most = item.lasts_minutes > 0 ? room / item.lasts_minutes : 0;
    item.dose.times_per_day = std::min(item.dose.times_per_day, most);
    return most > 0;
  }

  [[nodiscard]] bool fits_rest(const Chosen& item) const {
    return card(item.exercise).kind != "rest" || item.dose.times_per_day > 0;
  }

  void fit_rest(Chosen& item) const {
    constexpr double kMinutesPerHour = 60;
    const auto most = static_cast<int>(input_.rest_hours_left *
                                       kMinutesPerHour / item.lasts_minutes);
    item.dose.times_per_day = std::min(item.dose.times_per_day, most);
  }

  void drop_stretches_alone() {
    if (rules_.balance.stretch_only_plan) return;
    const bool other =
        std::any_of(chosen_.begin(), chosen_.end(), [&](const Chosen& c) {
          const Exercise& one = card(c.exercise);
          return one.kind == "walk" ||
                 (one.kind == "exercise" && !one.static_stretch);
        });
    if (other) return;
    std::erase_if(chosen_, [&](const Chosen& c) {
      return !c.prescribed && card(c.exercise).static_stretch;
    });
  }

  const Person& person_;
  const PlanRules& rules_;
  const std::vector<Exclusion>& excluded_;
  const ChoiceInput& input_;
  const Adapted& adapted_;
  const StagePlan& stage_;
  /// Of each slot, the same all day.
  mutable std::map<const Slot*, std::vector<ExerciseIndex>> candidates_;
  std::vector<int> walks_;
  bool strength_day_ = false;
  bool good_ = true;  ///< after a good day, a settled ache, or none at all
  int fresh_ = 0;
  int whole_budget_ = 0;  ///< minutes of exercise of the day
  int budget_ = 0;        ///< those that are left
  std::vector<Chosen> chosen_;
  std::vector<ExerciseIndex> left_out_;
};

}  // namespace

Choice choose(const Person& person, const std::vector<Exclusion>& excluded,
              const ChoiceInput& input) {
  return Chooser(person, excluded, input).run();
}

}  // namespace backcoach::plan
