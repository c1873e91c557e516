#include "checkin_session.hpp"

#include <nlohmann/json.hpp>

#include "answers_input.hpp"
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
  return checkin_start(kb, std::move(*entries), std::move(*latest), date,
                       context.now(), context.today());
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
  const auto& begun = std::get<CheckinStart>(start);
  const bool asking = !arguments.has("answers") && context.may_prompt();
  if (!asking) {
    const std::string ids = missing(kb, steps, *given.value);
    if (!ids.empty() &&
        !is_alarm(begun, evaluate_checkin(context, kb, begun, *given.value,
                                          /*asking=*/false, ""))) {
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
  DiaryEntry entry = new_entry(context);
  entry.date = iso_date(start.date);
  entry.note = note;
  return backcoach::evaluate_checkin(kb, start, now, asking, std::move(entry),
                                     context.today());
}

Answers with_history(Context& context, const KnowledgeBase& kb,
                     const Answers& answers) {
  const auto entries = read_diary(context);
  if (!entries) return answers;
  return with_diary(kb, *entries, answers, new_entry(context), context.now());
}

std::vector<Issue> keep_checkin(Context& context, const KnowledgeBase& kb,
                                const CheckinStart& start,
                                CheckinResult& result) {
  auto diary = context.diary(store::Access::write);
  if (!diary.value) return std::move(diary.issues);
  std::vector<DiaryEntry> entries = {result.entry};
  if (decides_today(start, result, context.today())) {
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
                 is_news(start.latest.decision, decision))) {
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
  const auto date = parse_day(text, context.today());
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
