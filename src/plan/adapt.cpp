#include "adapt.hpp"

#include <algorithm>
#include <limits>

namespace backcoach::plan {
namespace {

bool in_days(Range days, int day) {
  return days.empty() || (day >= days.low && day <= days.high);
}

template <class List>
std::size_t place(const List& list, ExerciseIndex index) {
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), index) -
                                  list.begin());
}

/// The smaller of two limits, of which 0 is none.
void tighten(int& limit, int other) {
  if (other > 0) limit = limit > 0 ? std::min(limit, other) : other;
}

/// Whether a menu names `index` only for somebody else.
bool held_back(const Person& person, const Menu& menu, ExerciseIndex index) {
  return std::any_of(
      menu.use_if.begin(), menu.use_if.end(), [&](const auto& only) {
        return only.first == index && !person.plainly(only.second);
      });
}

}  // namespace

Adapted::Adapted(const Person& person, Stage stage, int day) : person_(person) {
  for (const Adaptation& one : person.kb().plan.adaptations) {
    if (!one.stages.empty() && !contains(one.stages, stage)) continue;
    if (!in_days(one.days, day) || !person.plainly(one.when)) continue;
    all_.push_back(&one);
    tighten(limit_.exercises, one.limit.exercises);
    tighten(limit_.blocks, one.limit.blocks);
    tighten(limit_.walk_minutes, one.limit.walk_minutes);
    tighten(limit_.break_minutes, one.limit.break_minutes);
    tighten(limit_.hold_seconds, one.limit.hold_seconds);
  }
  for (const Adaptation* one : all_) {
    for (const ExerciseIndex index : one->add) {
      if (!contains(added_, index) && !drops(index)) added_.push_back(index);
    }
  }
}

bool Adapted::drops(ExerciseIndex index) const {
  const Exercise& card = person_.kb().exercises[index];
  return std::any_of(all_.begin(), all_.end(), [&](const Adaptation* one) {
    return contains(one->drop, index) ||
           (one->drop_static && card.static_stretch);
  });
}

bool Adapted::at_once(ExerciseIndex index) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Adaptation* one) {
    return one->add_at_once && contains(one->add, index);
  });
}

const std::vector<ExerciseIndex>& Adapted::instead_of(
    ExerciseIndex index) const {
  static const std::vector<ExerciseIndex> kNone;
  for (const Adaptation* one : all_) {
    for (const auto& [from, with] : one->replace) {
      if (from == index) return with;
    }
  }
  return kNone;
}

std::pair<int, std::size_t> Adapted::preference(ExerciseIndex index) const {
  std::pair<int, std::size_t> best{std::numeric_limits<int>::max(), 0};
  for (const Menu* menu : person_.menus()) {
    if (!contains(menu->use, index) || held_back(person_, *menu, index)) {
      continue;
    }
    best = std::min(best, {menu->rank, place(menu->use, index)});
  }
  for (const Adaptation* one : all_) {
    if (!contains(one->prefer, index)) continue;
    best = std::min(best, {one->rank, place(one->prefer, index)});
  }
  return best;
}

bool Adapted::is_wanted(ExerciseIndex index) const {
  return preference(index).first < std::numeric_limits<int>::max();
}

bool Adapted::prefers(ExerciseIndex index) const {
  return std::any_of(all_.begin(), all_.end(), [&](const Adaptation* one) {
    return contains(one->prefer, index);
  });
}

const AdaptedDose* Adapted::dose(ExerciseIndex index) const {
  for (const Adaptation* one : all_) {
    for (const AdaptedDose& dose : one->dose) {
      if (dose.exercise == index) return &dose;
    }
  }
  return nullptr;
}

std::vector<std::string> Adapted::words(ExerciseIndex index) const {
  std::vector<std::string> lines;
  for (const Adaptation* one : all_) {
    for (const auto& [exercise, text] : one->words) {
      if (exercise == index && !contains(lines, text)) lines.push_back(text);
    }
  }
  return lines;
}

bool Adapted::few_left_out() const {
  return std::any_of(all_.begin(), all_.end(),
                     [](const Adaptation* one) { return one->few_left_out; });
}

bool Adapted::acts(const Adaptation& one,
                   const std::vector<ExerciseIndex>& day) const {
  const auto here = [&](ExerciseIndex index) { return contains(day, index); };
  const auto any = [&](const std::vector<ExerciseIndex>& list) {
    return std::any_of(list.begin(), list.end(), here);
  };
  const AdaptedLimits& limit = one.limit;
  if (limit.exercises > 0 || limit.blocks > 0 || !one.notes.empty() ||
      one.drop_static || !one.drop.empty()) {
    return true;
  }
  if (any(one.prefer) || any(one.add)) return true;
  for (const auto& [from, with] : one.replace) {
    if (any(with)) return true;
  }
  for (const AdaptedDose& dose : one.dose) {
    if (here(dose.exercise)) return true;
  }
  for (const AdaptedRow& row : one.rows) {
    if (here(row.exercise)) return true;
  }
  for (const auto& [exercise, text] : one.words) {
    if (here(exercise)) return true;
  }
  const auto of_kind = [&](std::string_view kind, bool stretch) {
    return std::any_of(day.begin(), day.end(), [&](ExerciseIndex index) {
      const Exercise& card = person_.kb().exercises[index];
      return stretch ? card.static_stretch : card.kind == kind;
    });
  };
  return (limit.walk_minutes > 0 && of_kind("walk", false)) ||
         (limit.break_minutes > 0 && here(person_.kb().plan.breaks.exercise)) ||
         (limit.hold_seconds > 0 && of_kind({}, true));
}

std::optional<LessonIndex> lesson_of(
    const Person& person, const Adapted& adapted, Stage stage, int day,
    const std::vector<std::pair<LessonIndex, int>>& given) {
  const LessonRules& rules = person.kb().plan.lesson_rules;
  const auto& lessons = person.kb().plan.lessons;
  const bool late = day > rules.daily_until_day;
  if (late && rules.then_every_days > 0 &&
      (day - rules.daily_until_day) % rules.then_every_days != 0) {
    return std::nullopt;
  }
  const auto is_due = [&](LessonIndex index) {
    int times = 0;
    for (const auto& [lesson, on] : given) {
      if (lesson != index) continue;
      if (day - on < rules.again_after_days) return false;
      ++times;
    }
    return times < rules.times_at_most;
  };
  const auto fits = [&](const Lesson& one) {
    return person.plainly(one.when) &&
           (one.stages.empty() || contains(one.stages, stage));
  };
  std::vector<LessonIndex> wanted;
  for (const Adaptation* one : adapted.all()) {
    for (const std::string& id : one->lessons) {
      for (std::size_t i = 0; i < lessons.size(); ++i) {
        const bool meant = lessons[i].id == id && fits(lessons[i]);
        if (meant) wanted.push_back(static_cast<LessonIndex>(i));
      }
    }
  }
  for (const bool for_all : {false, true}) {
    for (std::size_t i = 0; i < lessons.size(); ++i) {
      const bool now = lessons[i].for_all == for_all && fits(lessons[i]);
      if (now) wanted.push_back(static_cast<LessonIndex>(i));
    }
  }
  for (const LessonIndex index : wanted) {
    if (is_due(index)) return index;
  }
  return std::nullopt;
}

}  // namespace backcoach::plan
