#include "direction_test.hpp"

#include <algorithm>

#include "../kb/diary_answers.hpp"
#include "../plan/first_aid.hpp"
#include "fold.hpp"

namespace backcoach {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

std::string_view word(const KnowledgeBase& kb, const Answers& answers,
                      FindingIndex finding) {
  const Choice* choice = std::get_if<Choice>(&answers[finding]);
  return choice ? std::string_view(kb.findings[finding].values[choice->index])
                : std::string_view();
}

std::optional<int> place(const Answers& answers, FindingIndex finding) {
  const Choice* choice = std::get_if<Choice>(&answers[finding]);
  return choice ? std::optional<int>(choice->index) : std::nullopt;
}

std::optional<double> number(const Answers& answers, FindingIndex finding) {
  const double* value = std::get_if<double>(&answers[finding]);
  return value ? std::optional<double>(*value) : std::nullopt;
}

const Question* question_for(const KnowledgeBase& kb, FindingIndex finding) {
  for (const Question& question : kb.checkin.questions) {
    if (question.sets.size() == 1 && question.sets.front() == finding) {
      return &question;
    }
  }
  return nullptr;
}

/// The answer that ends a test at once; empty for one that goes on.
bool ends_test(std::string_view after_step) {
  return after_step == "further" || after_step == "numb" ||
         after_step == "weak";
}

std::optional<std::size_t> test_named(const DirectionRules& rules,
                                      std::string_view id) {
  for (std::size_t i = 0; i < rules.tests.size(); ++i) {
    if (rules.tests[i].id == id) return i;
  }
  return std::nullopt;
}

void set_word(const KnowledgeBase& kb, Answers& answers, FindingIndex finding,
              std::string_view value) {
  const auto& values = kb.findings[finding].values;
  const auto it = std::find(values.begin(), values.end(), value);
  if (it == values.end()) return;
  answers.set(finding, Choice{static_cast<std::uint8_t>(it - values.begin())});
}

/// Works out where a test has come to.
class Run {
 public:
  Run(const KnowledgeBase& kb, const Answers& answers, const Plan& plan,
      const Course& course, const Answers& told)
      : kb_(kb),
        rules_(kb.plan.direction),
        plan_(plan),
        course_(course),
        told_(told),
        person_(kb, with_pain(answers)) {}

  DirectionTestNow now() {
    const FirstAid& state = plan_.first_aid;
    if (plan_.stage == Stage::rest) return no(NoTest::not_for_you);
    if (state.phase == FirstAidPhase::pause) return no(NoTest::pause);
    const bool found = state.found_day > 0;
    if (made_today()) return no(NoTest::tomorrow);
    std::vector<std::size_t> tests = plan::tests_for(person_);
    if (found) tests = {state.test};
    if (found && !plan::may_test(person_, rules_.tests[state.test])) tests = {};
    if (tests.empty() ||
        (!found && state.phase == FirstAidPhase::none && !still_offered())) {
      return no(told_.answered(rules_.pain_before) &&
                        person_.closed(rules_.not_for)
                    ? NoTest::much_pain
                    : NoTest::not_for_you);
    }
    if (told_.answered(rules_.point_before) &&
        word(kb_, told_, rules_.point_before) == "none") {
      return no(NoTest::no_pain);
    }
    if (!found) std::erase_if(tests, [&](auto t) { return is_spent(t); });
    return choose(tests);
  }

 private:
  /// More pain than when the day began counts.
  [[nodiscard]] Answers with_pain(const Answers& answers) const {
    Answers out = answers;
    const FindingIndex finding = kb_.plan.ahead.pain_finding;
    const auto now = number(told_, rules_.pain_before);
    if (now) out.set(finding, *now);
    return out;
  }

  static DirectionTestNow no(NoTest reason) {
    DirectionTestNow out;
    out.none = reason;
    return out;
  }

  [[nodiscard]] bool made_today() const {
    return std::any_of(course_.directions.begin(), course_.directions.end(),
                       [&](const DirectionTold& one) {
                         return one.tested && one.day == course_.day;
                       });
  }

  /// Whoever asks for a test gets one, also when it is not offered any more.
  [[nodiscard]] bool still_offered() const {
    return plan::contains(rules_.stages, plan_.stage);
  }

  /// Told before, in this round, that it does not help or makes worse.
  [[nodiscard]] bool is_spent(std::size_t test) const {
    return std::any_of(course_.directions.begin(), course_.directions.end(),
                       [&](const DirectionTold& one) {
                         if (one.test != test) return false;
                         const int age = course_.day - one.day;
                         return one.result == DirectionResult::peripheralised
                                    ? age < rules_.stop_days
                                    : age < rules_.pause_days;
                       });
  }

  /// Gliding was tried in this round, or no side hurts more.
  [[nodiscard]] bool sides_done() const {
    for (std::size_t i = 0; i < rules_.tests.size(); ++i) {
      if (!rules_.tests[i].side.empty() && is_spent(i)) return true;
    }
    return std::any_of(course_.directions.begin(), course_.directions.end(),
                       [&](const DirectionTold& one) {
                         return one.middle &&
                                course_.day - one.day < rules_.pause_days;
                       });
  }

  DirectionTestNow choose(const std::vector<std::size_t>& tests) {
    DirectionTestNow out;
    const std::string_view side = word(kb_, told_, rules_.side);
    for (const std::size_t i : tests) {
      const std::string& wanted = rules_.tests[i].side;
      const bool retest = plan_.first_aid.found_day > 0;
      if (!wanted.empty() && !retest && sides_done()) continue;
      if (!wanted.empty() && !retest && side.empty()) {
        return ask(out, rules_.side, std::nullopt);
      }
      if (!wanted.empty() && !retest && side != wanted) continue;
      out.test = i;
      return follow(out);
    }
    return no(NoTest::pause);
  }

  DirectionTestNow follow(DirectionTestNow out) {
    const DirectionTest& test = rules_.tests[*out.test];
    for (const FindingIndex finding :
         {rules_.point_before, rules_.pain_before}) {
      if (!told_.answered(finding)) return ask(out, finding, std::nullopt);
    }
    for (std::size_t s = 0; s < test.steps.size(); ++s) {
      const FindingIndex finding = rules_.after_step[s];
      if (!told_.answered(finding)) return ask(out, finding, s);
      if (ends_test(word(kb_, told_, finding))) return out;
    }
    for (const FindingIndex finding : {rules_.point_after, rules_.pain_after}) {
      if (told_.answered(finding)) continue;
      const bool first = finding == rules_.point_after;
      return ask(out, finding,
                 first ? std::optional(test.steps.size()) : std::nullopt);
    }
    return out;
  }

  DirectionTestNow ask(DirectionTestNow out, FindingIndex finding,
                       std::optional<std::size_t> before) {
    out.question = question_for(kb_, finding);
    out.before_question = before;
    std::vector<FindingIndex> all = {rules_.point_before, rules_.pain_before};
    if (finding == rules_.side) all.insert(all.begin(), rules_.side);
    const std::size_t steps =
        out.test ? rules_.tests[*out.test].steps.size() : 0;
    for (std::size_t s = 0; s < steps; ++s) {
      all.push_back(rules_.after_step[s]);
    }
    all.push_back(rules_.point_after);
    all.push_back(rules_.pain_after);
    for (const FindingIndex one : all) {
      if (!told_.answered(one)) out.missing.push_back(one);
    }
    return out;
  }

  const KnowledgeBase& kb_;
  const DirectionRules& rules_;
  const Plan& plan_;
  const Course& course_;
  const Answers& told_;
  plan::Person person_;
};

/// What one session or check-in tells of a direction.
class Teller {
 public:
  Teller(const KnowledgeBase& kb, sys_days start,
         std::vector<DirectionTold>& told)
      : rules_(kb.plan.direction), kb_(kb), start_(start), told_(told) {}

  void hear(const DatedEntry& dated) {
    const int day = static_cast<int>((dated.date - start_).count()) + 1;
    if (const auto* one = std::get_if<TriageRecord>(&dated.entry->what)) {
      hear(day, *one);
    }
    if (const auto* one = std::get_if<SessionRecord>(&dated.entry->what)) {
      hear(day, *one);
    }
    if (const auto* one = std::get_if<CheckinRecord>(&dated.entry->what)) {
      hear(day, *one);
    }
  }

 private:
  /// A direction that somebody answered, before any test was kept.
  void hear(int day, const TriageRecord& triage) {
    if (triage.origin != "triage" || !told_.empty()) return;
    const auto test = test_named(
        rules_, word_in(triage.answers, kb_.findings[rules_.finding].id));
    if (test) {
      told_.push_back(
          {day, *test, DirectionResult::centralised, false, false, false});
    }
  }

  void hear(int day, const SessionRecord& session) {
    const auto test =
        test_named(rules_, word_in(session.values, "direction_test"));
    const auto result =
        direction_result_named(word_in(session.values, "direction_result"));
    if (!test || !result) return;
    const std::string point =
        word_in(session.values, kb_.findings[rules_.point_after].id);
    const std::string side =
        word_in(session.values, kb_.findings[rules_.side].id);
    told_.push_back(
        {day, *test, *result, true, is_clear(point), side == "both"});
  }

  void hear(int day, const CheckinRecord& checkin) {
    const auto found = found_direction(told_);
    if (!found || word_in(checkin.values, "leg_pain_further_down") != "yes") {
      return;
    }
    told_.push_back(
        {day, *found, DirectionResult::peripheralised, false, false, false});
  }

  static bool is_clear(std::string_view point) {
    return point == "none" || point == "back";
  }

  const DirectionRules& rules_;
  const KnowledgeBase& kb_;
  sys_days start_;
  std::vector<DirectionTold>& told_;
};

}  // namespace

std::string_view name(NoTest reason) {
  switch (reason) {
    case NoTest::not_for_you:
      return "not_for_you";
    case NoTest::tomorrow:
      return "tomorrow";
    case NoTest::pause:
      return "pause";
    case NoTest::no_pain:
      return "no_pain";
    case NoTest::much_pain:
      return "much_pain";
  }
  return {};
}

DirectionTestNow direction_test_now(const KnowledgeBase& kb,
                                    const Answers& answers, const Plan& plan,
                                    const Course& course, const Answers& told) {
  return Run(kb, answers, plan, course, told).now();
}

DirectionOutcome direction_outcome(const KnowledgeBase& kb,
                                   const Answers& told) {
  const DirectionRules& rules = kb.plan.direction;
  DirectionOutcome out;
  for (const FindingIndex finding : rules.after_step) {
    const std::string_view said = word(kb, told, finding);
    out.further_down |= said == "further";
    out.new_numbness |= said == "numb";
    out.new_weakness |= said == "weak";
  }
  const auto before = place(told, rules.point_before);
  const auto after = place(told, rules.point_after);
  if (before && after) {
    out.further_down |= *after > *before;
    const std::string_view point = word(kb, told, rules.point_after);
    out.leg_clear = point == "none" || point == "back";
  }
  if (out.is_alarm()) {
    out.result = DirectionResult::peripheralised;
    return out;
  }
  if (!before || !after) return out;
  if (*after < *before) {
    out.result = DirectionResult::centralised;
    return out;
  }
  const auto pain_before = number(told, rules.pain_before);
  const auto pain_after = number(told, rules.pain_after);
  if (!pain_before || !pain_after) return out;
  if (*pain_before - *pain_after >= rules.change_points) {
    out.result = DirectionResult::eased;
  } else if (*pain_after - *pain_before >= rules.change_points) {
    out.result = DirectionResult::peripheralised;
  }
  return out;
}

std::string_view outcome_words(const KnowledgeBase& kb,
                               DirectionResult result) {
  return plan::word_of(kb.plan.direction, name(result));
}

std::string_view no_test_words(const KnowledgeBase& kb, NoTest reason) {
  return plan::word_of(kb.plan.direction, name(reason));
}

std::string_view direction_words(const KnowledgeBase& kb,
                                 std::string_view key) {
  return plan::word_of(kb.plan.direction, key);
}

DiaryValues direction_values(const KnowledgeBase& kb, std::size_t test,
                             const DirectionOutcome& outcome,
                             const Answers& told) {
  DiaryValues values = kept_values(kb, told);
  values["direction_test"] = kb.plan.direction.tests[test].id;
  values["direction_result"] = std::string(name(outcome.result));
  return values;
}

Answers checkin_of(const KnowledgeBase& kb, const DirectionOutcome& outcome) {
  Answers now(kb.findings.size());
  const auto yes = [&](bool holds, const char* id) {
    const auto finding = kb.finding(id);
    if (holds && finding) now.set(*finding, YesNo::yes);
  };
  yes(outcome.further_down, "leg_pain_further_down");
  yes(outcome.new_numbness, "new_numbness");
  yes(outcome.new_weakness, "new_weakness");
  return now;
}

std::vector<DirectionTold> directions_told(const KnowledgeBase& kb,
                                           std::span<const DatedEntry> entries,
                                           sys_days start, sys_days today) {
  std::vector<DirectionTold> told;
  for (const DatedEntry& dated : entries) {
    if (auto past = progress::past_in(*dated.entry)) {
      if (past->episode.start == start) told = std::move(past->directions);
      continue;
    }
    if (dated.date >= start && dated.date <= today) {
      progress::hear_direction(kb, start, dated, told);
    }
  }
  return told;
}

void progress::hear_direction(const KnowledgeBase& kb, sys_days start,
                              const DatedEntry& dated,
                              std::vector<DirectionTold>& told) {
  Teller(kb, start, told).hear(dated);
}

void set_direction(const KnowledgeBase& kb,
                   const std::vector<DirectionTold>& told, Answers& answers) {
  if (told.empty()) return;
  const DirectionRules& rules = kb.plan.direction;
  if (const auto found = found_direction(told)) {
    set_word(kb, answers, rules.finding, rules.tests[*found].id);
    return;
  }
  const auto tested =
      std::count_if(told.begin(), told.end(),
                    [](const DirectionTold& one) { return one.tested; });
  set_word(kb, answers, rules.finding,
           tested >= rules.tests_at_most ? "none" : "untested");
}

bool legs_drew_in(const KnowledgeBase& kb, std::span<const DatedEntry> entries,
                  sys_days today) {
  const auto finding = kb.finding("legs");
  if (!finding) return false;
  const auto& values = kb.findings[*finding].values;
  const auto rank = [&](const DiaryEntry& entry) -> std::ptrdiff_t {
    const auto* checkin = std::get_if<CheckinRecord>(&entry.what);
    std::string told;
    if (checkin) told = word_in(checkin->values, "legs");
    if (const auto past = progress::past_in(entry)) told = past->legs;
    const auto it = std::find(values.begin(), values.end(), told);
    return it == values.end() ? -1 : it - values.begin();
  };
  std::ptrdiff_t before = -1;
  std::ptrdiff_t now = -1;
  for (const DatedEntry& dated : entries) {
    if (dated.date > today) break;
    const std::ptrdiff_t one = rank(*dated.entry);
    if (one < 0) continue;
    (dated.date == today ? now : before) = one;
  }
  return now >= 0 && before > now;
}

}  // namespace backcoach
