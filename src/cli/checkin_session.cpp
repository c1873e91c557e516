#include "checkin_session.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "../coach/checkin_question.hpp"
#include "../coach/direction_test.hpp"
#include "../show/render_question.hpp"
#include "../term/prompt.hpp"
#include "../term/time.hpp"
#include "answers_input.hpp"
#include "backcoach/render.hpp"
#include "day_screen.hpp"
#include "recent.hpp"
#include "seen_screen.hpp"

namespace backcoach::cli {
namespace {

using Json = nlohmann::ordered_json;
using std::chrono::days;
using std::chrono::sys_days;

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text)};
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

ExitCode first_time(Context& context) {
  context.say("The first time takes a few more questions.");
  context.say("Start with: backcoach triage");
  return ExitCode::no_plan;
}

/// Whether there is no decision yet that a check-in could follow.
bool is_first(const CheckinStart& start) {
  return start.latest.at == std::chrono::local_seconds{} &&
         standing_of(start.entries).referrals.empty();
}

/// The diary as a check-in starts from it.
/// \return the exit code, after saying why, when there is nothing to start
///         from.
std::variant<CheckinStart, ExitCode> start_checkin(
    Context& context, const KnowledgeBase& kb, bool asking,
    std::chrono::year_month_day date) {
  Known all = known_lately(context, kb, date);
  const Standing& standing = all.standing;
  if (standing.unreadable) {
    return refuse(context, kb, standing, Refusal::to_stderr)
        .value_or(ExitCode::cannot_read_or_write);
  }
  const bool refers = !standing.referrals.empty();
  if (refers && asking) {
    const SeenReply reply =
        ask_seen_since(context, kb, standing, Answers(kb.findings.size()));
    if (reply.kind == SeenReply::Kind::answered) {
      return triage_after(context, kb, standing, reply.answers);
    }
    if (reply.kind == SeenReply::Kind::left ||
        standing.urgency() == Urgency::emergency) {
      return refuse(context, kb, standing, Refusal::to_result)
          .value_or(ExitCode::done);
    }
  }
  if (!refers && !all.latest) {
    if (!standing.open.empty()) {
      return refuse(context, kb, standing, Refusal::to_stderr)
          .value_or(ExitCode::answers_missing);
    }
    if (asking) return first_time(context);
    // A script may tell a danger sign all the same.
  }
  if (!refers && all.latest && all.latest->other_rules) {
    context.complain(std::string(kb.notice("other_rules")));
    return ExitCode::no_plan;
  }
  Latest latest = all.latest ? std::move(*all.latest) : Latest{};
  return checkin_start(kb, std::move(all.entries), std::move(latest), date,
                       context.now(), context.today());
}

/// What a script has to say, as far as it has not.
std::vector<FindingIndex> missing(const KnowledgeBase& kb,
                                  const std::vector<CheckinStep>& steps,
                                  const Answers& given) {
  const Answers now = with_follow_ups(kb, given);
  std::vector<FindingIndex> all;
  for (const CheckinStep& step : steps) {
    if (!step.required || !is_due(step, now, now, std::nullopt)) continue;
    for (const FindingIndex finding : asked_by(kb, steps, step)) {
      if (!now.answered(finding)) all.push_back(finding);
    }
  }
  return all;
}

/// Says what is missing; in JSON with the next question. Nothing is written
/// down.
ExitCode report_missing(Context& context, const KnowledgeBase& kb,
                        const CheckinStart& start,
                        const std::vector<CheckinStep>& steps,
                        const Answers& now,
                        const std::vector<FindingIndex>& open) {
  std::string ids;
  for (const FindingIndex finding : open) ids += " " + kb.findings[finding].id;
  context.say("Answers are missing, and there is nobody to ask.");
  context.complain("Missing:" + ids);
  context.say("Nothing was written down.");
  const ExitCode code =
      worse(ExitCode::answers_missing,
            standing_code(context, standing_of(start.entries)));
  if (context.settings().format != Format::json) return code;
  const auto next = checkin_question_object(
      kb, start, steps,
      evaluate_checkin(context, kb, start, now, /*asking=*/true, ""));
  const bool flare = &steps == &kb.checkin.flare_steps;
  return context.write(
      needs_answers_json(kb,
                         flare ? "backcoach/flare/1" : "backcoach/checkin/1",
                         open, next, context.setting(kb).region),
      code);
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
  const bool asking = !arguments.has("answers") && context.may_prompt();
  auto start = start_checkin(context, kb, asking, date);
  if (const auto* code = std::get_if<ExitCode>(&start)) return *code;
  const auto& begun = std::get<CheckinStart>(start);
  if (is_first(begun) &&
      !is_alarm(begun, evaluate_checkin(context, kb, begun, *given.value,
                                        /*asking=*/false, ""))) {
    return first_time(context);
  }
  if (!asking) {
    const auto open = missing(kb, steps, *given.value);
    if (!open.empty() &&
        !is_alarm(begun, evaluate_checkin(context, kb, begun, *given.value,
                                          /*asking=*/false, ""))) {
      return report_missing(context, kb, begun, steps, *given.value, open);
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

std::optional<DiaryEntry> decision_entry(const Context& context,
                                         const KnowledgeBase& kb,
                                         const CheckinStart& start,
                                         const CheckinResult& result,
                                         Origin origin) {
  // What sends for help is told, whatever else is still open.
  const bool decides = (is_alarm(start, result) ||
                        decides_today(start, result, context.today())) &&
                       may_be_kept(kb, result.decision);
  const bool says = !result.open.empty() || !result.ends.empty();
  if (!decides && !says) return std::nullopt;
  const bool refers = !standing_of(start.entries).referrals.empty();
  Decision decision = result.decision;
  if (!decides) {
    decision = Decision{};
    decision.status = Status::needs_answers;
  }
  DiaryEntry entry = triage_entry(context, kb, result.checked.answers, decision,
                                  origin, result.seen);
  // Danger signs of another day make no plan for today.
  if (decision.plan_permission()) entry.date = iso_date(start.date);
  auto& record = std::get<TriageRecord>(entry.what);
  // While a referral stands, a check-in decides nothing but that it is worse.
  record.whole = record.whole && decides && !refers;
  record.ends = result.ends;
  record.open = result.open;
  return entry;
}

std::vector<Issue> keep_checkin(Context& context, const KnowledgeBase& kb,
                                const CheckinStart& start,
                                CheckinResult& result, Sitting& sitting) {
  if (context.settings().no_diary) return {};
  std::vector<DiaryEntry> entries = {result.entry};
  auto decision = decision_entry(context, kb, start, result, Origin::checkin);
  if (decision) entries.push_back(std::move(*decision));
  auto issues = sitting.finish(entries, "checkin");
  if (issues.empty()) result.entry.id = entries.front().id;
  return issues;
}

std::string checkin_json(const Context& context, const KnowledgeBase& kb,
                         const CheckinStart& start, const CheckinResult& result,
                         const Standing& standing) {
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
  out["status"] =
      result.decision.status == Status::decided ? "decided" : "needs_answers";
  const auto next =
      checkin_question_object(kb, start, kb.checkin.steps, result);
  out["next"] = Json::parse(next_json(kb, next, context.region(kb)));
  const std::string done = done_the_day_before(kb, start);
  if (next && !done.empty() && next->findings.front() == kb.finding("went")) {
    out["next"]["frame"] = done;
  }
  const Setting setting = context.setting(kb);
  const bool says_what_stands = result.decision.status == Status::decided &&
                                !standing.referrals.empty() &&
                                standing.urgency() > result.decision.urgency;
  out["decision"] = Json::parse(
      says_what_stands
          ? standing_json(kb, standing, setting)
          : with_standing(kb,
                          triage_json(kb, result.checked.answers,
                                      under(standing, result.decision), setting,
                                      {.ask = false, .seen = result.seen}),
                          standing));
  return out.dump(2) + "\n";
}

namespace {

/// Whether leg pain draws in toward the spine.
bool tells_good_news(const KnowledgeBase& kb, const CheckinStart& start,
                     const CheckinResult& result) {
  std::vector<DiaryEntry> with = start.entries;
  with.push_back(result.entry);
  std::stable_sort(
      with.begin(), with.end(),
      [](const DiaryEntry& a, const DiaryEntry& b) { return a.date < b.date; });
  const History history(kb.checkin, with);
  return legs_drew_in(kb, history.entries(), sys_days(start.date));
}

}  // namespace

Document checkin_page(const Context& context, const KnowledgeBase& kb,
                      const CheckinStart& start, const CheckinResult& result,
                      const Standing& standing,
                      const std::optional<Plan>& plan) {
  Document page;
  const bool stands =
      (!standing.referrals.empty() || !standing.holds.empty()) &&
      (standing.urgency() > result.decision.urgency ||
       result.decision.urgency < Urgency::soon);
  if (stands) page = compose_standing(kb, standing, context.setting(kb));
  const Decision decision = under(standing, result.decision);
  const bool refers = decision.urgency >= Urgency::soon ||
                      !decision.plan_permission().has_value();
  // Nothing is decided while a danger sign is open, so no headline says it is.
  const bool open = result.decision.status == Status::needs_answers &&
                    decision.urgency < Urgency::soon;
  const bool is_today = start.date == context.today();
  if (!stands && !open &&
      (refers || (decision.urgency > Urgency::self_care &&
                  is_news(start.latest.decision, decision)))) {
    Decision shown = decision;
    // What is told of another day makes no plan for this one.
    if (!is_today) shown.forbid_plan();
    page =
        compose_triage(kb, result.checked.answers, shown, context.setting(kb));
  }
  const bool goes_on =
      !refers && !stands && !open && !standing.forbids() && is_today;
  const std::string headline =
      goes_on ? day_headline(kb, context.region(kb), decision, result.light)
              : std::string();
  if (goes_on && page.empty()) {
    page.push_back(Block{Block::Kind::title, headline});
  }
  if (result.light && !refers) {
    if (!result.light_because.empty()) {
      page.push_back(paragraph(result.light_because));
    }
    const std::string light = light_text(kb, *result.light);
    if (light != headline) page.push_back(paragraph(light));
  }
  if (goes_on && tells_good_news(kb, start, result)) {
    page.push_back(paragraph(std::string(direction_words(kb, "good_news"))));
  }
  if (goes_on && decision.urgency > Urgency::self_care) {
    page.push_back(
        paragraph("Still to do: " + fill(kb, context.region(kb),
                                         kb.level(decision.urgency).headline)));
  }
  if (goes_on && plan) {
    const Document day = compose_day(kb, *plan, context.minute_of_today());
    page.insert(page.end(), day.begin(), day.end());
  }
  if (!result.entry.id.empty()) {
    page.push_back(paragraph(
        is_today ? std::string(goes_on ? "Saved. Tomorrow, type: backcoach "
                                         "checkin"
                                       : "Saved.")
                 : "Saved for " + long_date(start.date) + "."));
  }
  if (!standing.open.empty()) {
    page.push_back(paragraph(std::string(kb.notice("open_first"))));
  }
  if (goes_on) {
    const Document closing = day_closing(
        context, kb, headline, plan ? "backcoach session" : "backcoach plan");
    page.insert(page.end(), closing.begin(), closing.end());
    return page;
  }
  // A quiet day under a referral says when not to wait for it.
  if (open || (stands && !standing.referrals.empty()) ||
      (!refers && !stands && !standing.forbids())) {
    page.push_back(
        paragraph(fill(kb, context.region(kb), kb.notice("emergency_always"))));
  }
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
