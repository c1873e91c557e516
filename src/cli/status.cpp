#include "status.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "../coach/history.hpp"
#include "../coach/letting_go.hpp"
#include "../show/say.hpp"
#include "../term/prompt.hpp"
#include "backcoach/render.hpp"
#include "day_plan.hpp"
#include "day_screen.hpp"
#include "latest.hpp"
#include "plan_output.hpp"
#include "recent.hpp"
#include "seen_screen.hpp"
#include "standing.hpp"

namespace backcoach::cli {
namespace {

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text)};
}

Document first_time(const KnowledgeBase& kb, const Region* region) {
  Document page;
  for (std::string& text :
       render::notices(kb, region,
                       {"intended_use", "first_run_emergency",
                        "clinical_review_pending"})) {
    page.push_back(paragraph(std::move(text)));
  }
  page.push_back(paragraph("Start with: backcoach triage"));
  page.push_back(paragraph("All commands: backcoach help"));
  return page;
}

/// What the diary has of one day: pain, walking, exercises.
std::string day_words(const DiaryDay& day) {
  std::string words;
  const auto add = [&](const std::string& part) {
    words += (words.empty() ? "" : ", ") + part;
  };
  if (day.pain) add(fmt::format("pain {:.0f} out of 10", *day.pain));
  if (day.walked_minutes && *day.walked_minutes > 0) {
    add(fmt::format("{:.0f} minutes walked", *day.walked_minutes));
  }
  if (day.plan_done) add("exercises done");
  return words;
}

/// Where the person is: the day of the plan and how the last days were.
std::string where_words(const Context& context, const Latest& latest,
                        const std::vector<DiaryDay>& known_days) {
  const std::chrono::sys_days today(context.today());
  std::string words = long_date(context.today());
  if (latest.plan_start.ok()) {
    const auto day = (today - std::chrono::sys_days(latest.plan_start)).count();
    words += ", day " + std::to_string(day + 1);
  }
  words += ".";
  const DiaryDay* before = nullptr;
  for (const DiaryDay& day : known_days) {
    if (day.date < today) before = &day;
  }
  if (!before) return words;
  const std::string told = day_words(*before);
  if (told.empty()) return words;
  const bool yesterday = before->date + std::chrono::days(1) == today;
  return words + " " +
         (yesterday ? "Yesterday"
                    : long_date(std::chrono::year_month_day(before->date))) +
         ": " + told + ".";
}

/// The light of yesterday's walks and exercises, as today tells it.
std::optional<Light> light_today(const std::vector<DiaryDay>& known_days,
                                 std::chrono::sys_days today) {
  for (const DiaryDay& day : known_days) {
    if (day.date == today) return light_named(day.light);
  }
  return std::nullopt;
}

/// The day of somebody whom nothing keeps from a plan.
ExitCode show_day(Context& context, const KnowledgeBase& kb, Known all) {
  const Region* region = context.region(kb);
  const Latest& latest = *all.latest;
  if (latest.other_rules) {
    const Document page = {
        paragraph(std::string(kb.notice("other_rules"))),
        paragraph(fill(kb, region, kb.notice("emergency_always")))};
    return context.write_page(page, ExitCode::done);
  }
  const auto known_days = diary_days(kb.checkin.light, all.entries);
  Today today;
  today.answers = &latest.answers;
  today.decision = &latest.decision;
  const auto permission = plan_permission(latest.decision, all.standing);
  const bool is_over = plan_is_over(latest, context.today());
  if (permission && !is_over) {
    today.plan = plan_of_today(context, kb, all.entries, latest.answers,
                               latest.seen, *permission);
    today.headline = day_headline(
        kb, region, latest.decision,
        light_today(known_days, std::chrono::sys_days(context.today())));
  }
  Document page = {paragraph(where_words(context, latest, known_days))};
  if (latest.decision.urgency > Urgency::self_care) {
    page.push_back(paragraph(
        "Still to do: " +
        fill(kb, region, kb.level(latest.decision.urgency).headline)));
  }
  std::string next = "backcoach checkin";
  if (today.plan) {
    const auto session =
        next_session(*today.plan, all.entries, context.minute_of_today());
    next = session ? "backcoach session" : "backcoach plan";
    const Document day =
        compose_day(kb, *today.plan, context.minute_of_today());
    page.insert(page.end(), day.begin(), day.end());
  } else if (const std::string words =
                 between_checkins(kb, latest, context.today());
             !words.empty()) {
    page.push_back(paragraph(words));
  } else {
    page.push_back(paragraph(fill(kb, region, kb.notice("plan_expired"))));
  }
  const Document closing = day_closing(context, kb, today.headline, next);
  page.insert(page.end(), closing.begin(), closing.end());
  const ExitCode code = context.write_page(page, ExitCode::done);
  if (!context.may_prompt()) return code;
  today.made = std::move(all.entries);
  return go_on(context, ask_day(context, kb, today, /*more=*/false));
}

/// The first time: what this is, and the way in.
ExitCode show_first(Context& context, const KnowledgeBase& kb) {
  const ExitCode code =
      context.write_page(first_time(kb, context.region(kb)), ExitCode::done);
  if (!context.may_prompt()) return code;
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  const std::string folder = context.state_folder();
  const bool half_way =
      !folder.empty() && context.files().exists(folder + "/draft.json");
  const auto line =
      prompt.read_line(half_way ? "You stopped half-way. Enter go on; q close:"
                                : "Enter start; q close:");
  if (!line || !line->empty()) return code;
  return go_on(context, DayStep::triage);
}

/// The page of what stands, and at a terminal three keys. It writes nothing:
/// what is chosen is asked by the triage that follows.
ExitCode show_referral(Context& context, const KnowledgeBase& kb,
                       const Standing& standing) {
  const ExitCode code = refuse(context, kb, standing, Refusal::to_result)
                            .value_or(ExitCode::done);
  if (!context.may_prompt() || standing.unreadable) return code;
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  if (standing.referrals.empty()) {
    // A question is open, or holds the plan back: it can be answered now.
    const auto line = prompt.read_line("Enter answer it now; q close:");
    if (!line || !line->empty()) return code;
    return go_on(context, standing.last ? DayStep::checkin : DayStep::triage);
  }
  if (all_withdrawn(kb, standing)) {
    const auto line =
        prompt.read_line("1 answer all questions once more   Enter not yet:");
    if (!line || *line != "1") return code;
    return go_on(context, DayStep::triage);
  }
  const auto line = prompt.read_line(
      "1 someone has looked at it; 2 it was a mistake; Enter not yet:");
  const auto since = kb.finding("seen_since");
  if (!line || !since || (*line != "1" && *line != "2")) return code;
  const std::string_view word = *line == "1" ? "yes" : "mistake";
  Answers answers(kb.findings.size());
  const auto& values = kb.findings[*since].values;
  const auto at = std::find(values.begin(), values.end(), word);
  if (at == values.end()) return code;
  answers.set(*since, Choice{static_cast<std::uint8_t>(at - values.begin())});
  return triage_after(context, kb, standing, answers);
}

}  // namespace

ExitCode show_status(Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  Known all = known_lately(context, *kb);
  if (all.standing.forbids()) return show_referral(context, *kb, all.standing);
  if (context.diary_path().empty() && !context.settings().no_diary) {
    context.say(
        "There is no home folder, so there is no diary to read: --home DIR");
  }
  if (!all.latest) return show_first(context, *kb);
  return show_day(context, *kb, std::move(all));
}

}  // namespace backcoach::cli
