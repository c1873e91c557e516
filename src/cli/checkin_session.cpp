#include "checkin_session.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "answers_input.hpp"
#include "backcoach/diary_answers.hpp"
#include "backcoach/history.hpp"
#include "time.hpp"

namespace backcoach::cli {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::days;
using std::chrono::sys_days;

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text), {}, {}, false};
}

std::string light_text(const KnowledgeBase& kb, Light light) {
  switch (light) {
    case Light::green:
      return kb.checkin.light.green_text;
    case Light::amber:
      return kb.checkin.light.amber_text;
    case Light::red:
      return kb.checkin.light.red_text;
  }
  return {};
}

/// The decision that holds: a referral without a plan is not taken back here,
/// nor made to sound less urgent while answers are open.
Decision stands(const Decision& before, Decision now) {
  const bool open = now.status == Status::needs_answers;
  const bool lifted =
      !before.plan_permission() &&
      (open ? now.urgency < before.urgency : now.plan_permission().has_value());
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

/// The worse of what was told and what the sessions of the day before say.
void set_light(const KnowledgeBase& kb, const std::vector<DiaryEntry>& with,
               std::optional<Light> told, CheckinResult& result) {
  result.light = told;
  const auto date = day_of(result.entry.date);
  for (const DiaryDay& day : diary_days(kb.checkin.light, with)) {
    const auto light = light_named(day.plan_light);
    if (!date || day.date + days(1) != *date || !light) continue;
    if (told && *told >= *light) continue;
    result.light = light;
    if (*light != Light::green && day.session) {
      result.light_because = session_words(kb.checkin.light, *day.session);
    }
  }
}

/// Whether the decision says something that was not said before.
bool is_news(const Latest& latest, const Decision& decision) {
  const auto same = [](const Reason& a, const Reason& b) {
    return a.rule == b.rule && a.outcome == b.outcome;
  };
  return decision.urgency != latest.decision.urgency ||
         !std::equal(decision.because.begin(), decision.because.end(),
                     latest.decision.because.begin(),
                     latest.decision.because.end(), same);
}

/// Hours since a decision for rest: nobody is sure how many of them were spent
/// lying down, so all of them count.
double rest_hours_since(const Latest& latest, std::chrono::local_seconds now) {
  if (latest.decision.stage != Stage::rest || now <= latest.at) return 0;
  return std::chrono::duration<double, std::ratio<3600>>(now - latest.at)
      .count();
}

/// Rest of this episode that the diary knows of counts, whatever is answered.
/// \param before  the diary up to now. \param with  and with this triage
void count_rest(const Context& context, const KnowledgeBase& kb,
                const std::vector<DiaryEntry>& before,
                const std::vector<DiaryEntry>& with, Answers& answers) {
  const auto latest = latest_of(kb, before);
  if (!latest) return;
  const auto start = plan_start(kb.checkin, with, sys_days(context.today()));
  if (!start || sys_days(latest->plan_start) < *start) return;
  const FindingIndex finding = kb.plan.rest.hours_finding;
  const auto hours = [&](const Answers& from) {
    const double* value = std::get_if<double>(&from[finding]);
    return value ? *value : 0;
  };
  const double known =
      hours(latest->answers) + rest_hours_since(*latest, context.now());
  if (known <= hours(answers)) return;
  answers.set(finding, std::min(known, kb.findings[finding].max));
}

/// \return the exit code, after saying why, when there is nothing to start
///         from.
std::variant<CheckinStart, ExitCode> start_checkin(
    Context& context, const KnowledgeBase& kb,
    std::chrono::year_month_day date) {
  auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  auto latest = latest_of(kb, *entries);
  if (!latest) {
    context.say("The first time takes a few more questions.");
    context.say("Start with: backcoach triage");
    return ExitCode::no_plan;
  }
  CheckinStart start{std::move(*entries), std::move(*latest), {}, date};
  const auto made = std::chrono::floor<days>(start.latest.at);
  const auto today = std::chrono::floor<days>(context.now());
  start.basis.answers = start.latest.answers;
  start.basis.days = std::max(0, static_cast<int>((today - made).count()));
  start.basis.rest_hours = rest_hours_since(start.latest, context.now());
  start.basis.usual_pain =
      mean_pain(diary_days(kb.checkin.light, start.entries),
                sys_days(date) - days(1), kb.checkin.history.week_days);
  if (!start.basis.usual_pain) {
    // On the first days the triage is all there is to compare with.
    const auto pain = kb.finding("nprs_now");
    const double* before =
        pain ? std::get_if<double>(&start.latest.answers[*pain]) : nullptr;
    if (before) start.basis.usual_pain = *before;
  }
  return start;
}

/// What a script has to say, as far as it has not.
std::string missing(const KnowledgeBase& kb,
                    const std::vector<CheckinStep>& steps, const Answers& now) {
  std::string ids;
  for (const CheckinStep& step : steps) {
    if (!step.required) continue;
    for (const FindingIndex finding : question_of(kb, step).sets) {
      if (now.answered(finding)) continue;
      ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
    }
  }
  return ids;
}

}  // namespace

namespace {

/// Whether what was told sends the person for help, whatever was left out: a
/// danger sign is not lost for want of a number.
bool is_alarm(const Context& context, const KnowledgeBase& kb,
              const CheckinStart& start, const Answers& given) {
  const CheckinResult result =
      evaluate_checkin(context, kb, start, given, /*asking=*/false, "");
  const bool told = !result.checked.signs.empty() ||
                    result.decision.urgency > start.latest.decision.urgency;
  return told && result.decision.urgency >= Urgency::soon;
}

}  // namespace

std::variant<CheckinBegun, ExitCode> begin_checkin(
    const Arguments& arguments, Context& context, const KnowledgeBase& kb,
    std::chrono::year_month_day date, const std::vector<CheckinStep>& steps) {
  Checked<Answers> given =
      read_answers_input(arguments, context, kb, InputOf::checkin);
  if (!given.value) {
    return context.report(given.issues, input_failure(given.issues));
  }
  auto start = start_checkin(context, kb, date);
  if (const auto* code = std::get_if<ExitCode>(&start)) return *code;
  const bool asking = !arguments.has("answers") && context.may_prompt();
  if (!asking) {
    const std::string ids = missing(kb, steps, *given.value);
    if (!ids.empty() &&
        !is_alarm(context, kb, std::get<CheckinStart>(start), *given.value)) {
      context.say("Answers are missing, and there is nobody to ask.");
      context.complain("Missing: " + ids);
      context.say("Nothing was written down.");
      return ExitCode::answers_missing;
    }
  }
  return CheckinBegun{std::move(std::get<CheckinStart>(start)),
                      std::move(*given.value), asking};
}

CheckinResult evaluate_checkin(const Context& context, const KnowledgeBase& kb,
                               const CheckinStart& start, const Answers& now,
                               bool asking, const std::string& note) {
  CheckinResult result;
  result.now = now;
  const std::optional<Light> told = checkin_light(kb, now);
  result.entry = new_entry(context);
  result.entry.date = iso_date(start.date);
  result.entry.note = note;
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
  set_light(kb, with, told, result);
  set_history(kb, with, sys_days(context.today()), result.checked.answers);
  result.decision =
      stands(start.latest.decision, triage(kb, result.checked.answers));
  return result;
}

Answers with_history(Context& context, const KnowledgeBase& kb,
                     const Answers& answers) {
  auto entries = read_diary(context);
  if (!entries || entries->empty()) return answers;
  const std::vector<DiaryEntry> before = *entries;
  // This triage itself says whether the episode is a new one.
  DiaryEntry now = new_entry(context);
  TriageRecord record;
  record.origin = "triage";
  record.plan_allowed = true;
  record.answers = kept_values(kb, answers);
  now.what = std::move(record);
  entries->push_back(std::move(now));
  Answers known = answers;
  count_rest(context, kb, before, *entries, known);
  set_history(kb, *entries, sys_days(context.today()), known);
  return triage(kb, known).status == Status::decided ? known : answers;
}

std::vector<Issue> keep_checkin(Context& context, const KnowledgeBase& kb,
                                const CheckinStart& start,
                                CheckinResult& result) {
  auto diary = context.diary(store::Access::write);
  if (!diary.value) return std::move(diary.issues);
  std::vector<DiaryEntry> entries = {result.entry};
  const bool decided = result.decision.status == Status::decided;
  // A note on an earlier day does not make today's plan, but it can stop it.
  const bool counts = start.date == context.today() ||
                      result.decision.urgency > start.latest.decision.urgency;
  if (decided && counts) {
    entries.push_back(triage_entry(context, kb, result.checked.answers,
                                   result.decision, Origin::checkin));
  }
  auto ids = (*diary.value)
                 ->add(std::move(entries), "checkin", iso_time(context.now()));
  if (ids.value) result.entry.id = ids.value->front();
  return std::move(ids.issues);
}

std::string checkin_json(const Context& context, const KnowledgeBase& kb,
                         const CheckinResult& result) {
  Json values = Json::object();
  for (const auto& [name, value] :
       std::get<CheckinRecord>(result.entry.what).values) {
    std::visit([&, &key = name](const auto& one) { values[key] = one; }, value);
  }
  Json signs = Json::array();
  for (const FindingIndex sign : result.checked.signs) {
    signs.push_back(kb.findings[sign].id);
  }
  Json out = {
      {"schema", "backcoach/checkin/1"},
      {"id", result.entry.id.empty() ? Json(nullptr) : Json(result.entry.id)},
      {"date", result.entry.date},
      {"at", result.entry.at},
      {"light", result.light ? Json(name(*result.light)) : Json(nullptr)},
      {"light_text",
       result.light ? Json(light_text(kb, *result.light)) : Json(nullptr)},
      {"signs", std::move(signs)},
      {"worse", result.checked.worse},
      {"values", std::move(values)}};
  out["decision"] = Json::parse(triage_json(
      kb, result.checked.answers, result.decision, context.setting(kb), {}));
  return out.dump(2) + "\n";
}

Document checkin_page(const Context& context, const KnowledgeBase& kb,
                      const CheckinStart& start, const CheckinResult& result) {
  Document page;
  const Decision& decision = result.decision;
  const bool refers = decision.urgency >= Urgency::soon ||
                      !decision.plan_permission().has_value();
  if (refers || (decision.urgency > Urgency::self_care &&
                 is_news(start.latest, decision))) {
    page = compose_triage(kb, result.checked.answers, decision,
                          context.setting(kb));
  }
  const std::string day =
      start.date == context.today() ? "today" : long_date(start.date);
  if (!result.entry.id.empty()) {
    page.push_back(paragraph("Written down for " + day + "."));
  }
  if (result.light && !refers) {
    if (!result.light_because.empty()) {
      page.push_back(paragraph(result.light_because));
    }
    page.push_back(paragraph(light_text(kb, *result.light)));
  }
  if (refers) return page;
  if (decision.stage) {
    page.push_back(paragraph(kb.stage(*decision.stage).headline));
  }
  if (start.date == context.today()) {
    page.push_back(paragraph("Today's plan: backcoach plan"));
  }
  page.push_back(
      paragraph(fill(kb, context.region(kb), kb.notice("emergency_always"))));
  return page;
}

std::optional<std::chrono::year_month_day> read_checkin_date(
    const Arguments& arguments, Context& context) {
  if (!arguments.has("date")) return context.today();
  const std::string text = arguments.value("date");
  const sys_days today(context.today());
  std::optional<std::chrono::year_month_day> date;
  if (text == "today") date = context.today();
  if (text == "yesterday") date = today - days(1);
  if (!date) date = parse_date(text);
  if (!date || sys_days(*date) > today) {
    context.complain(
        "error: --date takes today, yesterday or a day that is "
        "over, such as " +
        iso_date(std::chrono::year_month_day(today - days(1))));
    return std::nullopt;
  }
  return date;
}

}  // namespace backcoach::cli
