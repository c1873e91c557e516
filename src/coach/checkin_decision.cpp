#include "checkin_decision.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

#include "../kb/answer_words.hpp"
#include "../kb/diary_answers.hpp"
#include "../plan/person.hpp"
#include "diary_course.hpp"
#include "diary_days.hpp"
#include "past.hpp"

namespace backcoach {
namespace {

using std::chrono::days;
using std::chrono::local_seconds;
using std::chrono::sys_days;

double number(const Answers& answers, FindingIndex finding) {
  const double* value = std::get_if<double>(&answers[finding]);
  return value ? *value : 0;
}

/// Rest of this episode that the diary knows of counts, whatever is answered.
/// \param before  the diary up to now. \param with  and with this triage
void count_rest(const KnowledgeBase& kb, const std::vector<DiaryEntry>& before,
                const std::vector<DiaryEntry>& with, local_seconds now,
                Answers& answers) {
  const auto latest = latest_of(kb, before);
  if (!latest) return;
  const sys_days today(std::chrono::floor<days>(now).time_since_epoch());
  const auto start = plan_start(kb.checkin, with, today);
  if (!start || sys_days(latest->plan_start) < *start) return;
  const FindingIndex finding = kb.plan.rest.hours_finding;
  const double known = number(latest->answers, finding) +
                       rest_hours_since(latest->decision, latest->at, now);
  if (known <= number(answers, finding)) return;
  answers.set(finding, std::min(known, kb.findings[finding].max));
}

/// The mean pain of the days before `date`. On the first days the last decision
/// is all there is to compare with.
std::optional<double> usual_pain(const KnowledgeBase& kb,
                                 std::span<const DiaryEntry> entries,
                                 const Answers& answers, sys_days date) {
  const auto mean = mean_pain(diary_days(kb.checkin.light, entries),
                              date - days(1), kb.checkin.history.week_days);
  if (mean) return mean;
  const auto pain = kb.finding("nprs_now");
  const double* before = pain ? std::get_if<double>(&answers[*pain]) : nullptr;
  return before ? std::optional(*before) : std::nullopt;
}

/// When something was last told in a check-in or a triage.
struct LastTold {
  int days = 0;                ///< ago
  std::optional<double> pain;  ///< told with it
};

std::optional<LastTold> last_told(const CheckinStart& start,
                                  const std::string& id) {
  const auto told = progress::last_told(start.entries, id);
  if (told.empty()) return std::nullopt;
  const auto ago = sys_days(start.date) - told.front().date;
  return LastTold{static_cast<int>(ago.count()), told.front().pain};
}

/// Whether a step of the check comes today.
bool comes(const KnowledgeBase& kb, const CheckinStart& start,
           const CheckinStep& step, const Answers& now,
           const Answers& known_of) {
  if (step.every_days <= 1) return is_due(step, now, known_of, std::nullopt);
  const std::string& id = kb.findings[question_of(kb, step).sets.front()].id;
  const auto last = last_told(start, id);
  const auto pain = kb.finding("nprs_now");
  const double* felt = pain ? std::get_if<double>(&now[*pain]) : nullptr;
  if (last && last->pain && felt && step.after_fall > 0 &&
      *last->pain - *felt >= step.after_fall) {
    return is_due(step, now, known_of, std::nullopt);
  }
  // What was never asked waits for a week.
  const auto& first = start.latest.plan_start;
  if (!last && first.ok() &&
      sys_days(start.date) - sys_days(first) <
          days(kb.checkin.history.week_days)) {
    return false;
  }
  return is_due(step, now, known_of,
                last ? std::optional(last->days) : std::nullopt);
}

/// For each rule: the check-ins in a row with its answer, to the last one.
std::vector<int> runs_of(const KnowledgeBase& kb,
                         const std::vector<DiaryEntry>& entries,
                         sys_days today) {
  std::vector<int> runs;
  for (const SettledRule& rule : kb.checkin.settled) {
    runs.push_back(
        progress::run_of(rule, kb.findings[rule.measure].id, entries, today));
  }
  return runs;
}

/// Well enough, and for long enough, to write down what helps on a bad day.
bool is_well(const KnowledgeBase& kb, const Answers& answers) {
  return plan::Person(kb, answers).plainly(kb.plan.letting_go.flare_plan_when);
}

/// What the decision still needs.
std::optional<CheckinQuestion> open_question(const KnowledgeBase& kb,
                                             const Answers& answers) {
  // The danger list of the check-in has asked for them in few lines already.
  auto open = next_question(kb, one_by_one(kb, answers));
  if (!open) return std::nullopt;
  return CheckinQuestion{&kb.questions[open->question], std::move(*open),
                         answers};
}

/// What was told by this check-in itself.
std::vector<bool> told_today(const KnowledgeBase& kb, const Answers& now,
                             const CheckedIn& checked) {
  std::vector<bool> told(kb.findings.size());
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    told[i] = now.answered(static_cast<FindingIndex>(i));
  }
  for (const CheckinSign& sign : kb.checkin.signs) {
    const auto& signs = checked.signs;
    if (std::find(signs.begin(), signs.end(), sign.measure) == signs.end()) {
      continue;
    }
    for (const FindingIndex finding : sign.findings) told[finding] = true;
  }
  return told;
}

/// The part of a decision that rests on what was told today.
Decision of_today(const KnowledgeBase& kb, const Decision& whole,
                  const std::vector<bool>& told, const Answers& answers) {
  Decision out;
  out.status = whole.status;
  out.missing = whole.missing;
  out.not_sure = whole.not_sure;
  for (const Reason& reason : whole.because) {
    const bool today = std::any_of(
        reason.answers.begin(), reason.answers.end(), [&](FindingIndex f) {
          return told[f] && !says_no(kb, answers, f) &&
                 kb.findings[f].type != FindingType::number;
        });
    if (!today) continue;
    out.because.push_back(reason);
    out.urgency = std::max(out.urgency, reason.urgency);
  }
  return out;
}

bool is_asked_daily(const KnowledgeBase& kb, const std::string& id) {
  const auto finding = kb.finding(id);
  const auto& daily = kb.checkin.ask_again;
  return finding &&
         std::find(daily.begin(), daily.end(), *finding) != daily.end();
}

/// Holds whose questions a check-in may answer.
bool is_daily(const KnowledgeBase& kb, const Hold& hold,
              const std::string& date) {
  const auto& questions = hold.record->rests_on;
  return !questions.empty() && date >= hold.date &&
         std::all_of(
             questions.begin(), questions.end(),
             [&](const std::string& id) { return is_asked_daily(kb, id); });
}

/// Ends what this check-in answers by itself, never by a gate's no.
void end_tellings(const KnowledgeBase& kb, const Standing& standing,
                  CheckinResult& result) {
  for (const Hold& hold : standing.holds) {
    if (is_daily(kb, hold, result.entry.date) &&
        hold_ends(kb, hold, result.now, result.decision, result.entry.date)) {
      result.ends.push_back({hold.id, "hold"});
    }
  }
  for (const OpenQuestions& one : standing.open) {
    for (std::string& id : still_open(kb, one.questions, result.now)) {
      if (std::find(result.open.begin(), result.open.end(), id) ==
          result.open.end()) {
        result.open.push_back(std::move(id));
      }
    }
  }
  // What is still open is told anew by this entry.
  for (const OpenQuestions& one : standing.open) {
    result.ends.push_back({one.id, "open"});
  }
}

/// The question that sets `finding`, asked for it alone.
std::optional<CheckinQuestion> question_for(const KnowledgeBase& kb,
                                            FindingIndex finding,
                                            const Answers& before) {
  for (std::size_t q = 0; q < kb.questions.size(); ++q) {
    const auto& sets = kb.questions[q].sets;
    if (std::find(sets.begin(), sets.end(), finding) == sets.end()) continue;
    const auto place = static_cast<std::uint16_t>(q);
    return CheckinQuestion{&kb.questions[q], {place, {finding}}, before};
  }
  return std::nullopt;
}

/// Of a list of all exercises those that were planned: nothing else hurt.
void offer_planned(const KnowledgeBase& kb, const CheckinStart& start,
                   CheckinQuestion& asked) {
  const auto planned =
      planned_before(kb, start.entries, start.latest.plan_start, start.date);
  auto own = std::make_shared<Question>(*asked.question);
  const Finding& about = kb.findings[own->sets.front()];
  std::erase_if(own->options, [&](const Option& option) {
    return std::none_of(
        planned.begin(), planned.end(), [&](ExerciseIndex index) {
          const auto& chosen = std::get<Choices>(option.sets.front().second);
          return about.values[static_cast<std::size_t>(
                     std::countr_zero(chosen.bits))] == kb.exercises[index].id;
        });
  });
  if (own->options.empty()) return;
  asked.own = own;
  asked.question = own.get();
}

/// What the decision rests on and has not been told for some time.
std::optional<CheckinQuestion> reason_again(const KnowledgeBase& kb,
                                            const CheckinStart& start,
                                            const CheckinResult& so_far) {
  for (const FindingIndex finding : kb.checkin.reasons_again) {
    const auto& reasons = so_far.decision.because;
    const bool rests =
        std::any_of(reasons.begin(), reasons.end(), [&](const Reason& one) {
          return std::find(one.answers.begin(), one.answers.end(), finding) !=
                 one.answers.end();
        });
    const bool told =
        so_far.now.answered(finding) || so_far.now.declined(finding);
    if (!rests || told) continue;
    const auto last = last_told(start, kb.findings[finding].id);
    if (last && last->days < kb.checkin.reasons_again_days) continue;
    if (auto asked = question_for(kb, finding, so_far.now)) return asked;
  }
  return std::nullopt;
}

/// The findings that are open, by name, as positions.
std::vector<FindingIndex> findings_of(const KnowledgeBase& kb,
                                      const std::vector<std::string>& open) {
  std::vector<FindingIndex> out;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const Finding& finding = kb.findings[i];
    const auto has = [&](std::string_view id) {
      return std::find(open.begin(), open.end(), id) != open.end();
    };
    const bool core = finding.core && !finding.history;
    if (has(finding.id) || (core && has(kDangerList)) ||
        (core && finding.sensitive && has(kPrivate))) {
      out.push_back(static_cast<FindingIndex>(i));
    }
  }
  return out;
}

/// The first list of danger signs that is due and not answered; nullptr when
/// there is none.
const CheckinStep* danger_list_to_ask(const KnowledgeBase& kb,
                                      const std::vector<CheckinStep>& steps,
                                      const Answers& now) {
  const auto it =
      std::find_if(steps.begin(), steps.end(), [&](const CheckinStep& step) {
        return step.required &&
               question_of(kb, step).kind == QuestionKind::list &&
               is_due(step, now, now, std::nullopt) &&
               !is_answered(asked_by(kb, steps, step), now);
      });
  return it == steps.end() ? nullptr : &*it;
}

/// Whether what holds is over, as far as a check-in may ask.
std::optional<CheckinQuestion> about_holds(const KnowledgeBase& kb,
                                           const Standing& standing,
                                           const CheckinResult& so_far) {
  for (const Hold& hold : standing.holds) {
    if (!is_daily(kb, hold, so_far.entry.date)) continue;
    for (const std::string& id : hold.record->rests_on) {
      const auto finding = kb.finding(id);
      if (!finding || so_far.now.answered(*finding)) continue;
      if (auto asked = question_for(kb, *finding, so_far.now)) return asked;
    }
  }
  return std::nullopt;
}

}  // namespace

LookedAt looked_at(const KnowledgeBase& kb, const Standing& standing,
                   const Answers& answers, const std::vector<bool>& told,
                   const std::vector<std::string>& about,
                   std::chrono::sys_days today) {
  LookedAt out{{}, answers, false};
  const auto worse = kb.finding("seen_worse");
  const auto exercise = kb.finding("seen_exercise");
  const bool same = worse && answers[*worse] == Answer(YesNo::no);
  const bool asked = worse && answers.answered(*worse);
  if (standing.seen.empty() && about.empty()) return out;
  const Decision full = triage(kb, answers);
  const SeenInput before = seen_as_before(kb, standing, answers, full);
  std::set<std::string> groups(before.groups.begin(), before.groups.end());
  for (const Referral& one : standing.referrals) {
    const bool named =
        std::find(about.begin(), about.end(), one.id) != about.end();
    if (!named) continue;
    for (const std::string& group : one.record->groups) groups.insert(group);
  }
  for (const Reason& reason : full.because) {
    if (reason.urgency < Urgency::soon) continue;
    const std::string group = seen_group(kb, reason.rule);
    const bool news =
        told.empty() ||
        std::any_of(reason.answers.begin(), reason.answers.end(),
                    [&](FindingIndex f) {
                      return told[f] && !says_no(kb, answers, f) &&
                             kb.findings[f].type != FindingType::number;
                    });
    if (!news || same || !groups.contains(group)) continue;
    out.ask = out.ask || !asked;
    groups.erase(group);
  }
  if (!same && !about.empty()) {
    // Whether it is the same was not told, so nothing of it is milder yet.
    for (const Referral& one : standing.referrals) {
      for (const std::string& group : one.record->groups) groups.erase(group);
    }
  }
  out.seen.groups.assign(groups.begin(), groups.end());
  const std::string advice = exercise_advice(kb, standing, today);
  if (exercise && !advice.empty() && !answers.answered(*exercise)) {
    const auto& values = kb.findings[*exercise].values;
    const auto it = std::find(values.begin(), values.end(), advice);
    if (it != values.end()) {
      out.answers.set(*exercise,
                      Choice{static_cast<std::uint8_t>(it - values.begin())});
    }
  }
  return out;
}

std::vector<std::string> left_open(const KnowledgeBase& kb,
                                   const Answers& answers) {
  return left_open(kb, triage(kb, answers));
}

std::vector<std::string> left_open(const KnowledgeBase& kb,
                                   const Decision& decision) {
  std::vector<std::string> open;
  for (const FindingIndex finding : decision.missing) {
    const Finding& about = kb.findings[finding];
    if (!about.core) continue;
    std::string id = about.sensitive ? std::string(kPrivate) : about.id;
    if (std::find(open.begin(), open.end(), id) == open.end()) {
      open.push_back(std::move(id));
    }
  }
  return open;
}

std::vector<std::string> under_open_gate(const KnowledgeBase& kb,
                                         const std::vector<CheckinStep>& steps,
                                         const Answers& now) {
  std::vector<std::string> open;
  const CheckinStep* list = danger_list_to_ask(kb, steps, now);
  if (!list || list->only_after.empty()) return open;
  const auto asked = asked_by(kb, steps, *list);
  for (const CheckinSign& sign : kb.checkin.signs) {
    if (std::find(asked.begin(), asked.end(), sign.measure) == asked.end()) {
      continue;
    }
    for (const FindingIndex finding : sign.findings) {
      const Finding& about = kb.findings[finding];
      if (about.core && !now.answered(finding)) open.push_back(about.id);
    }
  }
  return open;
}

Decision decision_of_bad_day(const KnowledgeBase& kb, Decision decision) {
  if (!decision.plan_permission()) return decision;
  decision.make_smaller(kb, Stage::flare);
  return decision;
}

bool is_news(const Decision& before, const Decision& now) {
  const auto same = [](const Reason& a, const Reason& b) {
    return a.rule == b.rule && a.outcome == b.outcome;
  };
  return now.urgency != before.urgency ||
         !std::equal(now.because.begin(), now.because.end(),
                     before.because.begin(), before.because.end(), same);
}

double rest_hours_since(const Decision& decision, local_seconds made,
                        local_seconds now) {
  if (decision.stage != Stage::rest || now <= made) return 0;
  return std::chrono::duration<double, std::ratio<3600>>(now - made).count();
}

LightOfYesterday light_of_yesterday(const LightRules& rules,
                                    std::span<const DiaryDay> known_days,
                                    sys_days date, std::optional<Light> told) {
  LightOfYesterday out{told, {}};
  for (const DiaryDay& day : known_days) {
    const auto light = light_named(day.plan_light);
    if (day.date + days(1) != date || !light) continue;
    if (told && *told >= *light) continue;
    out.light = light;
    if (*light != Light::green && day.session) {
      out.because = session_words(rules, *day.session);
    }
  }
  return out;
}

CheckinStart checkin_start(const KnowledgeBase& kb,
                           std::vector<DiaryEntry> entries, Latest latest,
                           std::chrono::year_month_day date, local_seconds now,
                           std::optional<std::chrono::year_month_day> today) {
  CheckinStart start{std::move(entries), std::move(latest), {}, date};
  const sys_days made(start.latest.made_on());
  const sys_days here(today.value_or(
      std::chrono::year_month_day(std::chrono::floor<days>(now))));
  // Before the first decision nothing is known.
  if (start.latest.answers.size() == 0) {
    start.latest.answers = Answers(kb.findings.size());
  }
  start.basis.answers = start.latest.answers;
  // What became of a referral was told then; it is not told again.
  for (const char* id : {"seen_since", "seen_worse", "seen_exercise"}) {
    if (const auto finding = kb.finding(id)) {
      start.basis.answers.clear(*finding);
    }
  }
  start.basis.days = std::max(0, static_cast<int>((here - made).count()));
  start.basis.rest_hours =
      rest_hours_since(start.latest.decision, start.latest.at, now);
  start.basis.run = runs_of(kb, start.entries, sys_days(date));
  start.basis.usual_pain =
      usual_pain(kb, start.entries, start.latest.answers, sys_days(date));
  return start;
}

CheckinResult evaluate_checkin(const KnowledgeBase& kb,
                               const CheckinStart& start, const Answers& given,
                               bool asking, DiaryEntry entry,
                               std::chrono::year_month_day today) {
  const Answers now = with_follow_ups(kb, given);
  const Standing standing = standing_of(start.entries);
  const bool refers = !standing.referrals.empty();
  CheckinResult result;
  result.now = now;
  result.entry = std::move(entry);
  const std::optional<Light> told =
      refers ? std::nullopt : checkin_light(kb, now);
  CheckinRecord record;
  if (told) record.light = name(*told);
  record.values = kept_values(kb, now);
  if (start.is_flare) {
    result.entry.what = FlareRecord{std::move(record.values)};
  } else {
    result.entry.what = std::move(record);
  }
  result.checked = apply_checkin(kb, start.basis, now, asking);
  std::vector<DiaryEntry> with = start.entries;
  with.push_back(result.entry);
  std::stable_sort(
      with.begin(), with.end(),
      [](const DiaryEntry& a, const DiaryEntry& b) { return a.date < b.date; });
  if (!refers) {
    auto [light, because] =
        light_of_yesterday(kb.checkin.light, diary_days(kb.checkin.light, with),
                           sys_days(start.date), told);
    result.light = light;
    result.light_because = std::move(because);
  }
  set_history(kb, with, sys_days(today), result.checked.answers);
  const auto today_told = told_today(kb, now, result.checked);
  LookedAt looked = looked_at(kb, standing, result.checked.answers, today_told,
                              {}, sys_days(today));
  result.seen = std::move(looked.seen);
  result.checked.answers = std::move(looked.answers);
  const Decision decision = triage(kb, result.checked.answers, result.seen);
  result.decision =
      refers ? of_today(kb, decision, today_told, result.checked.answers)
             : decision;
  end_tellings(kb, standing, result);
  if (refers) {
    // Only danger questions that this check-in itself has opened are open: what
    // else the diary does not know is asked when the referral is over.
    const bool opened = !result.checked.signs.empty() || result.checked.worse;
    std::erase_if(result.decision.missing, [&](FindingIndex finding) {
      return !opened || !kb.findings[finding].core;
    });
    result.decision.status = result.decision.missing.empty()
                                 ? Status::decided
                                 : Status::needs_answers;
  }
  if (result.decision.status == Status::needs_answers) {
    for (std::string& id : left_open(kb, result.decision)) {
      if (std::find(result.open.begin(), result.open.end(), id) ==
          result.open.end()) {
        result.open.push_back(std::move(id));
      }
    }
  }
  return result;
}

bool is_alarm(const CheckinStart& start, const CheckinResult& result) {
  const bool told = !result.checked.signs.empty() ||
                    result.decision.urgency > start.latest.decision.urgency;
  return told && result.decision.urgency >= Urgency::soon;
}

bool decides_today(const CheckinStart& start, const CheckinResult& result,
                   std::chrono::year_month_day today) {
  const Standing standing = standing_of(start.entries);
  if (!standing.referrals.empty()) {
    return result.decision.urgency >= Urgency::soon;
  }
  return result.decision.status == Status::decided &&
         (start.date == today ||
          result.decision.urgency > start.latest.decision.urgency);
}

std::optional<CheckinQuestion> next_checkin_question(
    const KnowledgeBase& kb, const CheckinStart& start,
    const std::vector<CheckinStep>& steps, const CheckinResult& so_far,
    bool more) {
  const Answers& now = so_far.now;
  const Standing standing = standing_of(start.entries);
  // The page comes first; what grades a sign comes after it.
  const bool told = !so_far.checked.signs.empty() || so_far.checked.worse;
  if (told && so_far.decision.urgency == Urgency::emergency) {
    return std::nullopt;
  }
  for (const FindingIndex finding :
       findings_of(kb, standing.open_questions())) {
    if (now.answered(finding)) continue;
    if (auto asked = question_for(kb, finding, now)) return asked;
  }
  const auto list = danger_list_to_ask(kb, steps, now);
  const auto of_list = [&]() -> std::optional<CheckinQuestion> {
    if (!list) return std::nullopt;
    return CheckinQuestion{&question_of(kb, *list),
                           {list->question, asked_by(kb, steps, *list)},
                           now};
  };
  if (!standing.referrals.empty()) {
    // The danger list only, and what a yes in it opens.
    if (!so_far.checked.signs.empty() &&
        so_far.decision.urgency < Urgency::same_day) {
      return open_question(kb, so_far.checked.answers);
    }
    return of_list();
  }
  if (so_far.decision.urgency >= Urgency::soon) {
    const auto worse = kb.finding("seen_worse");
    const LookedAt looked = looked_at(kb, standing, so_far.checked.answers,
                                      told_today(kb, now, so_far.checked), {},
                                      sys_days(start.date));
    if (looked.ask && worse && !now.answered(*worse)) {
      if (auto asked = question_for(kb, *worse, now)) return asked;
    }
  }
  if (!so_far.checked.signs.empty() || so_far.checked.worse) {
    if (auto opened = open_question(kb, so_far.checked.answers)) return opened;
    if (so_far.decision.urgency >= Urgency::soon) return std::nullopt;
  }
  const Answers& known = so_far.checked.answers;
  const auto of_steps = [&](bool extra) -> std::optional<CheckinQuestion> {
    for (const CheckinStep& step : steps) {
      if ((step.every_days == 0) != extra) continue;
      auto findings = asked_by(kb, steps, step);
      if (is_answered(findings, now)) continue;
      if (!comes(kb, start, step, now, known)) continue;
      if (step.when_well && !is_well(kb, known)) continue;
      const Question& question = question_of(kb, step);
      CheckinQuestion asked{
          &question, {step.question, std::move(findings)}, now};
      if (question.sets.front() == kb.finding("hurt_exercises")) {
        offer_planned(kb, start, asked);
      }
      return asked;
    }
    return std::nullopt;
  };
  // Whoever stops after any answer has answered the danger list.
  if (auto asked = of_list()) return asked;
  if (auto asked = about_holds(kb, standing, so_far)) return asked;
  if (auto asked = of_steps(false)) return asked;
  if (auto again = reason_again(kb, start, so_far)) return again;
  if (auto asked = open_question(kb, so_far.checked.answers)) return asked;
  if (!more || !so_far.decision.plan_permission()) return std::nullopt;
  if (auto asked = of_steps(true)) return asked;
  // What fits the plan to the person, as after a triage.
  auto fits = next_plan_question(kb, known, so_far.decision);
  if (!fits) return std::nullopt;
  return CheckinQuestion{&kb.questions[fits->question], std::move(*fits),
                         known};
}

Answers with_diary(const KnowledgeBase& kb,
                   const std::vector<DiaryEntry>& diary, const Answers& answers,
                   DiaryEntry now_entry, local_seconds now) {
  if (diary.empty()) return answers;
  // This triage itself says whether the episode is a new one.
  TriageRecord record;
  record.origin = "triage";
  record.plan_allowed = true;
  record.answers = kept_values(kb, answers);
  now_entry.what = std::move(record);
  std::vector<DiaryEntry> with = diary;
  with.push_back(std::move(now_entry));
  Answers known = answers;
  count_rest(kb, diary, with, now, known);
  const sys_days today(std::chrono::floor<days>(now).time_since_epoch());
  set_history(kb, with, today, known);
  return triage(kb, known).status == Status::decided ? known : answers;
}

Answers with_signs_open(const KnowledgeBase& kb, const Answers& known) {
  Answers answers = known;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    if (kb.findings[i].core) answers.clear(static_cast<FindingIndex>(i));
  }
  return answers;
}

bool holds_unfinished(const Decision& decision) {
  return decision.urgency >= Urgency::same_day;
}

}  // namespace backcoach
