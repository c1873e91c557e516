#include "backcoach/checkin_decision.hpp"

#include <algorithm>

#include "backcoach/diary_answers.hpp"

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

/// Days since the question was last answered in a check-in or a triage.
std::optional<int> days_since(const KnowledgeBase& kb,
                              const CheckinStart& start,
                              const CheckinStep& step) {
  if (step.every_days <= 1) return std::nullopt;
  const std::string& id = kb.findings[question_of(kb, step).sets.front()].id;
  std::optional<int> since;
  for (const DiaryEntry& entry : start.entries) {
    const auto* triage = std::get_if<TriageRecord>(&entry.what);
    const bool asked =
        values(entry).contains(id) && (!triage || triage->origin == "triage");
    const auto date = asked ? day_of(entry.date) : std::nullopt;
    if (!date) continue;
    since = static_cast<int>((sys_days(start.date) - *date).count());
  }
  return since;
}

/// What the decision still needs.
std::optional<CheckinQuestion> open_question(const KnowledgeBase& kb,
                                             const Answers& answers) {
  auto open = next_question(kb, answers);
  if (!open) return std::nullopt;
  return CheckinQuestion{&kb.questions[open->question], std::move(*open),
                         answers};
}

}  // namespace

Decision decision_that_stands(const Decision& before, Decision now) {
  const bool open = now.status == Status::needs_answers;
  const bool lifted = !before.plan_permission() &&
                      (now.urgency < before.urgency ||
                       (!open && now.plan_permission().has_value()));
  if (!lifted) return now;
  Decision out = before;
  out.not_sure = std::move(now.not_sure);
  // Nothing can be worse than an emergency; else what is open is asked.
  if (open && before.urgency < Urgency::emergency) {
    out.status = now.status;
    out.missing = std::move(now.missing);
  }
  return out;
}

Decision decision_of_bad_day(const KnowledgeBase& kb, Decision decision) {
  if (!decision.plan_permission()) return decision;
  if (decision.stage == Stage::rest) return decision;
  decision.stage = Stage::flare;
  decision.focus = kb.stage(Stage::flare).focus;
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
  start.basis.answers = start.latest.answers;
  start.basis.days = std::max(0, static_cast<int>((here - made).count()));
  start.basis.rest_hours =
      rest_hours_since(start.latest.decision, start.latest.at, now);
  start.basis.usual_pain =
      usual_pain(kb, start.entries, start.latest.answers, sys_days(date));
  return start;
}

CheckinResult evaluate_checkin(const KnowledgeBase& kb,
                               const CheckinStart& start, const Answers& now,
                               bool asking, DiaryEntry entry,
                               std::chrono::year_month_day today) {
  CheckinResult result;
  result.now = now;
  result.entry = std::move(entry);
  const std::optional<Light> told = checkin_light(kb, now);
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
  auto [light, because] =
      light_of_yesterday(kb.checkin.light, diary_days(kb.checkin.light, with),
                         sys_days(start.date), told);
  result.light = light;
  result.light_because = std::move(because);
  set_history(kb, with, sys_days(today), result.checked.answers);
  result.decision = decision_that_stands(start.latest.decision,
                                         triage(kb, result.checked.answers));
  return result;
}

bool is_alarm(const CheckinStart& start, const CheckinResult& result) {
  const bool told = !result.checked.signs.empty() ||
                    result.decision.urgency > start.latest.decision.urgency;
  return told && result.decision.urgency >= Urgency::soon;
}

bool decides_today(const CheckinStart& start, const CheckinResult& result,
                   std::chrono::year_month_day today) {
  return result.decision.status == Status::decided &&
         (start.date == today ||
          result.decision.urgency > start.latest.decision.urgency);
}

std::optional<CheckinQuestion> next_checkin_question(
    const KnowledgeBase& kb, const CheckinStart& start,
    const std::vector<CheckinStep>& steps, const CheckinResult& so_far) {
  const Answers& now = so_far.now;
  if (!so_far.checked.signs.empty() || so_far.checked.worse) {
    if (auto opened = open_question(kb, so_far.checked.answers)) return opened;
    if (so_far.decision.urgency >= Urgency::soon) return std::nullopt;
  }
  for (const CheckinStep& step : steps) {
    if (is_answered(kb, step, now)) continue;
    if (!is_due(step, now, days_since(kb, start, step))) continue;
    const Question& question = question_of(kb, step);
    return CheckinQuestion{&question, {step.question, question.sets}, now};
  }
  return open_question(kb, so_far.checked.answers);
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
