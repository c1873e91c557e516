#include "diary_course.hpp"

#include <algorithm>
#include <map>

#include "../kb/diary_answers.hpp"
#include "direction_test.hpp"
#include "fold.hpp"
#include "history.hpp"
#include "latest.hpp"

namespace backcoach {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

using Days = std::map<sys_days, DiaryDay>;

/// How the plan of the day before went, as far as it is known on `today`. What
/// was done without a word on how is never called good; without a word on
/// anything, the day was missed.
DayLight light_of(const Days& diary, sys_days today) {
  const auto it = diary.find(today);
  const auto before = diary.find(today - days(1));
  if (it != diary.end()) {
    if (const auto light = day_light_named(it->second.light)) return *light;
    if (it->second.told_moved) return DayLight::amber;
  }
  if (before == diary.end()) return DayLight::missed;
  if (const auto light = day_light_named(before->second.plan_light)) {
    return *light;
  }
  return before->second.plan_done ? DayLight::amber : DayLight::missed;
}

/// What of the session of the day before made `light`; empty when it was told
/// in the check-in, or is good.
std::string session_reason(const KnowledgeBase& kb, const Days& diary,
                           sys_days today, DayLight light) {
  const auto before = diary.find(today - days(1));
  if (before == diary.end() || !before->second.session ||
      light == DayLight::green || before->second.plan_light != name(light)) {
    return {};
  }
  return session_words(kb.checkin.light, *before->second.session);
}

/// Adds to what has changed why it has. \param unseen  changes of the day
/// before, if nobody has seen them
void explain(const KnowledgeBase& kb, const Days& diary, sys_days today,
             DayLight light, std::vector<std::string> unseen, Course& course) {
  const std::string why = session_reason(kb, diary, today, light);
  if (!why.empty()) course.changes.insert(course.changes.begin(), why);
  if (course.changes.empty()) course.changes = std::move(unseen);
  if (course.changes.empty() && light == DayLight::green) {
    course.changes.push_back(kb.plan.progress.words.same);
  }
}

/// Today's session was too much: said at once, whatever tomorrow brings.
void stop_today(const KnowledgeBase& kb, const Days& diary, sys_days today,
                Course& course) {
  const auto it = diary.find(today);
  if (it == diary.end() || it->second.plan_light != name(DayLight::red)) {
    return;
  }
  course.changes.insert(course.changes.begin(), kb.checkin.light.red_text);
}

/// Everything that the diary tells of the day before `today`.
PassedDay passed_day(const KnowledgeBase& kb, const Days& diary, sys_days today,
                     DayLight light) {
  PassedDay passed;
  passed.light = light;
  const LightRules& rules = kb.checkin.light;
  std::optional<ExercisePain> pain;
  const auto index_of = [&](const std::string& id) {
    const Exercise* found = kb.exercise(id);
    return found ? std::optional(
                       static_cast<ExerciseIndex>(found - kb.exercises.data()))
                 : std::nullopt;
  };
  if (const auto before = diary.find(today - days(1)); before != diary.end()) {
    pain = before->second.session;
    for (const auto& [id, word] : before->second.ratings) {
      const auto index = index_of(id);
      const auto rating = rating_named(word);
      if (index && rating) passed.ratings.emplace_back(*index, *rating);
    }
  }
  if (const auto it = diary.find(today); it != diary.end()) {
    const DiaryDay& now = it->second;
    if (now.told_pain) pain = now.told_pain;
    passed.pain = now.pain;
    if (now.walked_minutes) {
      passed.walked_minutes = static_cast<int>(*now.walked_minutes);
    }
    for (const std::string& id : now.hurt) {
      if (const auto index = index_of(id)) passed.hurt.push_back(*index);
    }
  }
  if (pain && light == DayLight::amber) {
    passed.settled = is_settled(rules, *pain);
    passed.mild = is_mild_ache(rules, *pain);
  }
  return passed;
}

/// What the diary adds to the answers of a decision.
DiaryValues measured(const KnowledgeBase& kb, const Answers& answers) {
  DiaryValues out;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto* number =
        std::get_if<double>(&answers[static_cast<FindingIndex>(i)]);
    if (kb.findings[i].history && number) out[kb.findings[i].id] = *number;
  }
  const FindingIndex direction = kb.plan.direction.finding;
  if (const auto* word = std::get_if<Choice>(&answers[direction])) {
    const Finding& about = kb.findings[direction];
    out[about.id] = about.values[word->index];
  }
  return out;
}

/// The decisions of a diary, one day after the other.
class Decisions {
 public:
  Decisions(const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
            const History& history, progress::Fold& sums,
            progress::Directions& directions)
      : kb_(kb),
        entries_(progress::from_past(entries)),
        history_(history),
        sums_(sums),
        directions_(directions),
        seen_(seen_in(standing_of(entries))) {}

  /// Goes on to the end of `day`.
  void go_to(sys_days day) {
    made_today = false;
    const DiaryEntry* last = nullptr;
    for (; next_ < entries_.size(); ++next_) {
      const auto date = day_of(entries_[next_].date);
      if (date && *date > day) break;
      const auto* record = std::get_if<TriageRecord>(&entries_[next_].what);
      // A sitting that was left decided nothing.
      if (!record || (!record->whole && !is_referral(*record))) continue;
      last = &entries_[next_];
      made_today = date == day;
    }
    if (last) take(*last, day_of(last->date).value_or(day));
  }

  /// Goes on from what was kept of the walk.
  void resume(const progress::CoursePast& past, const DiaryEntry& entry) {
    const auto& record = std::get<TriageRecord>(entry.what);
    answers = with_private_no(kb_, answers_from(kb_, record.answers));
    DiaryValues values;
    for (const auto& [name, value] : past.measured) values[name] = value;
    const Answers added = answers_from(kb_, values);
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      const auto finding = static_cast<FindingIndex>(i);
      if (kb_.findings[i].history) answers.clear(finding);
      if (added.answered(finding)) answers.set(finding, added[finding]);
    }
    const auto decision = decided_again(kb_, record, answers, seen_);
    permission = decision ? decision->plan_permission() : std::nullopt;
    allowed = past.allowed;
    decided = entry.id;
  }

  /// \name After the last decision that allowed a plan, if there was one
  /// @{
  std::optional<PlanPermission> permission;
  Answers answers;
  std::string decided;  ///< its entry
  /// @}
  bool allowed = false;     ///< whether the last decision was one of those
  bool made_today = false;  ///< whether it was made on this day

 private:
  void take(const DiaryEntry& entry, sys_days date) {
    const auto& record = std::get<TriageRecord>(entry.what);
    // No exercise or dose hangs on what is private.
    Answers known = with_private_no(kb_, answers_from(kb_, record.answers));
    progress::set_history(kb_, history_, sums_, directions_, date, known);
    const auto decision = decided_again(kb_, record, known, seen_);
    const auto now = decision ? decision->plan_permission() : std::nullopt;
    allowed = now.has_value();
    if (!now) return;
    permission = now;
    answers = std::move(known);
    decided = entry.id;
  }

  const KnowledgeBase& kb_;
  std::span<const DiaryEntry> entries_;
  const History& history_;
  progress::Fold& sums_;
  progress::Directions& directions_;
  SeenInput seen_;
  std::size_t next_ = 0;
};

/// What was kept of the walk, if it is about the same plan.
const DiaryEntry* kept_walk(std::span<const DiaryEntry> entries,
                            const std::optional<progress::Past>& past,
                            sys_days plan_start) {
  if (!past || !past->course || past->course->plan_start != plan_start) {
    return nullptr;
  }
  const auto it =
      std::find_if(entries.begin(), entries.end(), [&](const auto& entry) {
        return entry.id == past->course->decided &&
               std::holds_alternative<TriageRecord>(entry.what);
      });
  return it == entries.end() ? nullptr : &*it;
}

/// The course of a day, the plan of the day before, and where the walk is.
struct Walked {
  std::optional<Course> course;
  std::optional<Plan> before;
  std::optional<progress::CoursePast> end = std::nullopt;
};

Walked walk_to(const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
               std::chrono::year_month_day plan_start,
               std::chrono::year_month_day today, const PlanRequest& usual) {
  const History history(kb.checkin, entries);
  const HistoryRules& rules = kb.checkin.history;
  Days diary;
  for (const DiaryDay& day : history.days_until(today)) diary[day.date] = day;
  progress::Fold sums(rules, history);
  progress::Directions directions(kb, history);
  progress::Directions of_plan(kb, history);
  Decisions decisions(kb, entries, history, sums, directions);
  std::optional<Course> course;
  std::optional<Plan> plan;
  bool seen = true;  // whether a plan of the day before was there to be seen
  PlanRequest request = usual;
  const auto plan_of = [&](sys_days day) {
    request.date = day;
    request.day = static_cast<int>((day - sys_days(plan_start)).count()) + 1;
    request.course = &*course;
    return build_plan(kb, decisions.answers, *decisions.permission, request);
  };
  sys_days day = plan_start;
  const auto past = progress::past_of(history);
  if (const DiaryEntry* kept = kept_walk(entries, past, day)) {
    decisions.resume(*past->course, *kept);
    seen = past->course->seen;
    if (decisions.permission) {
      course = past->course->course;
      plan = plan_of(past->until - days(1));
    }
    day = past->until;
  }
  for (; day <= sys_days(today); day += days(1)) {
    decisions.go_to(day);
    if (!decisions.permission) continue;
    if (!course) {
      course = first_course(
          kb, decisions.answers, *decisions.permission,
          static_cast<int>((day - sys_days(plan_start)).count()) + 1);
    } else {
      const DayLight light = light_of(diary, day);
      PassedDay passed = passed_day(kb, diary, day, light);
      const auto& flares = sums.at(day).flares;
      passed.flare =
          std::find(flares.begin(), flares.end(), day) != flares.end() ||
          pain_says_flare(
              kb, progress::lately(rules, history.days_until(day), day), day);
      // What nobody has seen yet is still news.
      std::vector<std::string> unseen;
      if (!seen) unseen = course->changes;
      course = next_course(kb, *course, *plan, passed, decisions.answers,
                           *decisions.permission);
      explain(kb, diary, day, light, std::move(unseen), *course);
    }
    const auto& told = of_plan.at(plan_start, day);
    if (!told.empty()) course->directions = told;
    seen = decisions.allowed && decisions.made_today;
    if (day == sys_days(today)) break;
    plan = plan_of(day);
  }
  Walked out{std::nullopt, std::move(plan)};
  if (course) {
    out.end = progress::CoursePast{plan_start,        *course,           seen,
                                   decisions.allowed, decisions.decided, {}};
    for (auto& one : measured(kb, decisions.answers)) {
      out.end->measured.push_back(one);
    }
  }
  // Days of a referral count as days without a plan; there is none on them.
  if (!decisions.allowed) return out;
  if (course) stop_today(kb, diary, today, *course);
  out.course = std::move(course);
  return out;
}

}  // namespace

std::optional<Course> course_of(const KnowledgeBase& kb,
                                std::span<const DiaryEntry> entries,
                                std::chrono::year_month_day plan_start,
                                std::chrono::year_month_day today,
                                const PlanRequest& usual) {
  return walk_to(kb, entries, plan_start, today, usual).course;
}

std::vector<ExerciseIndex> planned_before(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
    std::chrono::year_month_day plan_start, std::chrono::year_month_day today) {
  std::vector<ExerciseIndex> planned;
  const auto plan =
      walk_to(kb, entries, plan_start, today, PlanRequest{}).before;
  if (!plan) return planned;
  for (const PlanItem& item : plan->items) {
    const bool done =
        item.kind == ItemKind::walk || item.kind == ItemKind::exercise;
    if (!done || !item.exercise) continue;
    if (std::find(planned.begin(), planned.end(), *item.exercise) ==
        planned.end()) {
      planned.push_back(*item.exercise);
    }
  }
  return planned;
}

std::optional<progress::CoursePast> progress::course_past(
    const KnowledgeBase& kb, std::span<const DiaryEntry> entries,
    std::chrono::year_month_day plan_start, sys_days last,
    const PlanRequest& usual) {
  return walk_to(kb, entries, plan_start, last, usual).end;
}

}  // namespace backcoach
