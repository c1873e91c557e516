#include "checkin_session.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "backcoach/history.hpp"
#include "diary_values.hpp"
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

/// The decision that holds: a referral without a plan is not taken back here.
Decision stands(const Decision& before, Decision now) {
  const bool lifted = now.status == Status::decided &&
                      !before.plan_permission() && now.plan_permission();
  if (!lifted) return now;
  Decision out = before;
  out.not_sure = std::move(now.not_sure);
  return out;
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

}  // namespace

std::optional<CheckinStart> start_checkin(Context& context,
                                          const KnowledgeBase& kb,
                                          std::chrono::year_month_day date,
                                          ExitCode& code) {
  auto entries = read_diary(context);
  if (!entries) {
    code = ExitCode::cannot_read_or_write;
    return std::nullopt;
  }
  auto latest = latest_of(kb, *entries);
  if (!latest) {
    context.say("The first time takes a few more questions.");
    context.say("Start with: backcoach triage");
    code = ExitCode::no_plan;
    return std::nullopt;
  }
  CheckinStart start{std::move(*entries), std::move(*latest), {}, date};
  const auto made = std::chrono::floor<days>(start.latest.at);
  const auto today = std::chrono::floor<days>(context.now());
  start.basis.answers = start.latest.answers;
  start.basis.days = std::max(0, static_cast<int>((today - made).count()));
  start.basis.usual_pain =
      mean_pain(diary_days(start.entries), sys_days(date) - days(1),
                kb.checkin.history.week_days);
  if (!start.basis.usual_pain) {
    // On the first days the triage is all there is to compare with.
    const auto pain = kb.finding("nprs_now");
    const double* before =
        pain ? std::get_if<double>(&start.latest.answers[*pain]) : nullptr;
    if (before) start.basis.usual_pain = *before;
  }
  return start;
}

CheckinResult evaluate_checkin(const Context& context, const KnowledgeBase& kb,
                               const CheckinStart& start, const Answers& now,
                               bool asking, const std::string& note) {
  CheckinResult result;
  result.now = now;
  result.light = checkin_light(kb, now);
  result.entry = new_entry(context);
  result.entry.date = iso_date(start.date);
  result.entry.note = note;
  CheckinRecord record;
  if (result.light) record.light = name(*result.light);
  record.values = kept_values(kb, now);
  result.entry.what = std::move(record);
  result.checked = apply_checkin(kb, start.basis, now, asking);
  std::vector<DiaryEntry> with = start.entries;
  with.push_back(result.entry);
  std::stable_sort(
      with.begin(), with.end(),
      [](const DiaryEntry& a, const DiaryEntry& b) { return a.date < b.date; });
  set_history(kb, with, sys_days(context.today()), result.checked.answers);
  result.decision =
      stands(start.latest.decision, triage(kb, result.checked.answers));
  return result;
}

Answers with_history(Context& context, const KnowledgeBase& kb,
                     const Answers& answers) {
  auto entries = read_diary(context);
  if (!entries || entries->empty()) return answers;
  // This triage itself says whether the episode is a new one.
  DiaryEntry now = new_entry(context);
  TriageRecord record;
  record.origin = "triage";
  record.plan_allowed = true;
  record.answers = kept_values(kb, answers);
  now.what = std::move(record);
  entries->push_back(std::move(now));
  Answers known = answers;
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
