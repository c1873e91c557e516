#include "first_aid.hpp"

#include <algorithm>

#include "../base/replace.hpp"
#include "dose.hpp"
#include "eligible.hpp"

namespace backcoach {

std::string_view name(DirectionResult result) {
  switch (result) {
    case DirectionResult::centralised:
      return "centralised";
    case DirectionResult::eased:
      return "eased";
    case DirectionResult::no_change:
      return "no_change";
    case DirectionResult::peripheralised:
      return "peripheralised";
  }
  return {};
}

std::optional<DirectionResult> direction_result_named(std::string_view text) {
  for (const DirectionResult result :
       {DirectionResult::centralised, DirectionResult::eased,
        DirectionResult::no_change, DirectionResult::peripheralised}) {
    if (name(result) == text) return result;
  }
  return std::nullopt;
}

std::string_view name(FirstAidPhase phase) {
  switch (phase) {
    case FirstAidPhase::none:
      return "none";
    case FirstAidPhase::find:
      return "find";
    case FirstAidPhase::treat:
      return "treat";
    case FirstAidPhase::fade:
      return "fade";
    case FirstAidPhase::pause:
      return "pause";
  }
  return {};
}

namespace plan {
namespace {

bool is_good(DirectionResult result) {
  return result == DirectionResult::centralised ||
         result == DirectionResult::eased;
}

/// What was told of all directions, up to a day.
class Story {
 public:
  Story(const DirectionRules& rules, const std::vector<DirectionTold>& told,
        int today)
      : rules_(rules) {
    for (const DirectionTold& one : told) {
      if (one.day <= today) hear(one);
    }
  }

  std::optional<std::size_t> found;
  int found_day = 0;
  int fade_from = 0;  ///< 0 = not yet
  int last_test = 0;
  int tests_made = 0;
  int pause_until = 0;             ///< the first day on which tests go on
  bool sides_done = false;         ///< gliding was tried, or no side hurts more
  std::vector<std::size_t> tried;  ///< without a direction, since it was begun

  /// Whether a direction has to be left alone on `day`.
  [[nodiscard]] bool is_stopped(std::size_t test, int day) const {
    return std::any_of(stopped_.begin(), stopped_.end(), [&](const auto& one) {
      return one.first == test && day < one.second + rules_.stop_days;
    });
  }

 private:
  void hear(const DirectionTold& one) {
    if (one.tested) {
      last_test = one.day;
      ++tests_made;
      // One way of gliding a round: away from the side that hurts.
      sides_done = one.middle || (sides_done && !tried.empty()) ||
                   !rules_.tests[one.test].side.empty();
    }
    const bool same = found == one.test;
    if (is_good(one.result)) {
      if (!same) {
        found = one.test;
        found_day = one.day;
        fade_from = 0;
      }
      // Once the leg is clear there is nothing left to draw in.
      const bool long_enough = one.day >= found_day + rules_.days.low;
      if (same && long_enough && one.leg_clear && fade_from == 0) {
        fade_from = one.day;
      }
      tried.clear();
      return;
    }
    if (one.result == DirectionResult::peripheralised) {
      stopped_.emplace_back(one.test, one.day);
      if (same) found.reset();
    } else if (same) {
      if (fade_from == 0) fade_from = one.day;
      return;
    }
    if (!one.tested) return;
    tried.push_back(one.test);
    if (static_cast<int>(tried.size()) >= rules_.tests_at_most) {
      pause_until = one.day + rules_.pause_days;
      tried.clear();
    }
  }

  const DirectionRules& rules_;
  std::vector<std::pair<std::size_t, int>> stopped_;
};

/// How often today, counted from the day the full dose ends; 0 = no more.
int faded(const DirectionRules& rules, int days_since) {
  for (const DirectionPhase& phase : rules.fade) {
    if (days_since < phase.days) return phase.times_per_day;
    days_since -= phase.days;
  }
  return 0;
}

int full_dose(const DirectionRules& rules, int waking_minutes, bool works) {
  if (works && rules.working_day_times > 0) return rules.working_day_times;
  const int times =
      rules.every_minutes > 0 ? waking_minutes / rules.every_minutes : 0;
  return std::clamp(times, rules.times_per_day.low, rules.times_per_day.high);
}

}  // namespace

bool may_test(const Person& person, const DirectionTest& test) {
  if (!test.never_when.empty() && person.closed(test.never_when.front())) {
    return false;
  }
  const Person asked = person.as_if(test.as_if);
  const auto allowed = [&](ExerciseIndex index) {
    return exclusion(asked, index).because.empty() &&
           asked.has_equipment(person.kb().exercises[index]);
  };
  return allowed(test.use) && std::all_of(test.steps.begin(), test.steps.end(),
                                          [&](const DirectionStep& step) {
                                            return allowed(step.exercise);
                                          });
}

std::vector<std::size_t> tests_for(const Person& person) {
  const DirectionRules& rules = person.kb().plan.direction;
  std::vector<std::size_t> list;
  if (person.closed(rules.not_for)) return list;
  for (std::size_t i = 0; i < rules.tests.size(); ++i) list.push_back(i);
  const auto rank = [&](std::size_t i) {
    const DirectionTest& test = rules.tests[i];
    const auto holds = [&](const std::vector<Gate>& gates) {
      return !gates.empty() && person.plainly(gates.front());
    };
    if (holds(test.first_when)) return 0;
    return holds(test.last_when) ? 2 : 1;
  };
  std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
    return rank(a) < rank(b);
  });
  std::erase_if(
      list, [&](std::size_t i) { return !may_test(person, rules.tests[i]); });
  return list;
}

FirstAid first_aid(const Person& person, const Course& course, Stage stage,
                   int waking_minutes, bool works) {
  const DirectionRules& rules = person.kb().plan.direction;
  FirstAid out;
  if (stage == Stage::rest || rules.tests.empty()) return out;
  const int today = course.day;
  const Story story(rules, course.directions, today);
  out.tests_made = story.tests_made;
  if (story.found) {
    const DirectionTest& test = rules.tests[*story.found];
    if (!may_test(person, test)) return out;
    out.test = *story.found;
    out.found_day = story.found_day;
    const int full_until = story.found_day + rules.days.high;
    const int fade_from = story.fade_from > 0
                              ? std::min(story.fade_from, full_until)
                              : full_until;
    if (today < fade_from || course.flare_day > 0) {
      out.phase = FirstAidPhase::treat;
      out.times_per_day = full_dose(rules, waking_minutes, works);
      const int last = std::max(story.last_test, story.found_day);
      out.test_day = std::max(today, last + rules.retest_every_days);
      if (out.test_day >= fade_from && course.flare_day == 0) out.test_day = 0;
      return out;
    }
    out.times_per_day = faded(rules, today - fade_from);
    if (out.times_per_day > 0) out.phase = FirstAidPhase::fade;
    return out;
  }
  if (!contains(rules.stages, stage)) return out;
  if (today < story.pause_until) {
    out.phase = FirstAidPhase::pause;
    out.test_day = story.pause_until;
    return out;
  }
  const int since =
      story.last_test > 0 ? std::max(story.last_test, story.pause_until) : 1;
  if (today >= since + rules.offered_days) return out;
  const std::vector<std::size_t> allowed = tests_for(person);
  if (allowed.empty()) return out;
  for (const std::size_t test : allowed) {
    if (contains(story.tried, test) || story.is_stopped(test, today)) continue;
    if (story.sides_done && !rules.tests[test].side.empty()) continue;
    out.phase = FirstAidPhase::find;
    out.test = test;
    // One direction a day.
    out.test_day = story.last_test == today ? today + 1 : today;
    return out;
  }
  out.phase = FirstAidPhase::pause;
  out.test_day = story.last_test + rules.pause_days;
  return out;
}

std::string_view word_of(const DirectionRules& rules, std::string_view key) {
  for (const auto& [id, text] : rules.words) {
    if (id == key) return text;
  }
  return {};
}

std::optional<PlanItem> first_aid_item(const Person& person,
                                       const FirstAid& state, int at) {
  const PlanRules& all = person.kb().plan;
  const DirectionRules& rules = all.direction;
  const DirectionTest& test = rules.tests[state.test];
  PlanItem item;
  if (state.phase == FirstAidPhase::find) {
    item.title = word_of(rules, "find_title");
    item.steps = rules.baseline;
    item.why = rules.honesty;
    item.lasts_minutes = rules.lasts_minutes;
    item.dose.minutes = rules.lasts_minutes;
    item.dose.times_per_day = 1;
  } else if (state.times_per_day > 0) {
    item = item_of(person.as_if(test.as_if), {test.use, nullptr, {}, 0});
    item.title = text::replaced(std::string(word_of(rules, "use_title")),
                                "{movement}", item.title);
    item.easier.clear();
    item.dose.reps = rules.reps;
    item.dose.times_per_day = state.times_per_day;
    item.lasts_minutes = minutes_of(all.day, item.dose);
    item.why = word_of(rules, "use_why");
    if (person.kb().exercises[test.use].not_before_minutes_after_waking > 0) {
      item.care.emplace_back(word_of(rules, "not_early"));
    }
  } else {
    return std::nullopt;
  }
  item.kind = ItemKind::exercise;
  // Its own signs first; those of every exercise stop it, too.
  std::vector<std::string> stops = rules.stop_if;
  for (const std::string& line :
       item.stop_if.empty() ? all.stop_if : item.stop_if) {
    if (!contains(stops, line)) stops.push_back(line);
  }
  item.stop_if = std::move(stops);
  item.at = at;
  item.counted = false;
  item.first_aid = true;
  return item;
}

std::vector<std::string> first_aid_notes(const PlanRules& plan,
                                         const FirstAid& state, int day) {
  const DirectionRules& rules = plan.direction;
  const auto say = [&](std::string_view key) {
    return text::replaced(
        text::replaced(std::string(word_of(rules, key)), "{days}",
                       std::to_string(std::max(0, state.test_day - day))),
        "{direction}", rules.tests[state.test].title);
  };
  std::vector<std::string> notes;
  switch (state.phase) {
    case FirstAidPhase::none:
      break;
    case FirstAidPhase::find:
      notes.push_back(say(state.test_day > day ? "find_tomorrow" : "find_how"));
      break;
    case FirstAidPhase::treat:
      notes.push_back(say("treat"));
      if (state.test_day > 0) {
        notes.push_back(say(state.test_day <= day       ? "retest"
                            : state.test_day == day + 1 ? "retest_tomorrow"
                                                        : "retest_later"));
      }
      break;
    case FirstAidPhase::fade:
      notes.push_back(say("fade"));
      break;
    case FirstAidPhase::pause:
      notes.push_back(say("pause"));
      break;
  }
  return notes;
}

}  // namespace plan

std::optional<std::size_t> found_direction(
    const std::vector<DirectionTold>& told) {
  std::optional<std::size_t> found;
  for (const DirectionTold& one : told) {
    if (plan::is_good(one.result)) found = one.test;
    const bool worse = one.result == DirectionResult::peripheralised;
    if (worse && found == one.test) found.reset();
  }
  return found;
}

}  // namespace backcoach
