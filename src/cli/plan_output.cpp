#include "plan_output.hpp"

#include "backcoach/diary_course.hpp"
#include "backcoach/history.hpp"
#include "backcoach/render_calendar.hpp"
#include "backcoach/render_plan.hpp"
#include "latest.hpp"
#include "own_prescription.hpp"
#include "version.hpp"

namespace backcoach::cli {

int configured_minutes(const Context& context, std::string_view key) {
  const auto it = context.config().find(key);
  if (it == context.config().end()) return -1;
  return minutes_of(it->second).value_or(-1);
}

int minute_of_day(std::chrono::local_seconds now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  return static_cast<int>(
      std::chrono::floor<std::chrono::minutes>(now - day).count());
}

PlanRequest plan_request(const Context& context,
                         std::chrono::year_month_day date, int day) {
  PlanRequest request;
  request.date = date;
  request.day = day;
  request.wake_minutes = configured_minutes(context, "wake");
  request.bed_minutes = configured_minutes(context, "bed");
  if (const auto work = context.config().find("work");
      work != context.config().end()) {
    const std::string_view hours = work->second;
    const std::size_t dash = hours.find('-');
    request.work_from_minutes = minutes_of(hours.substr(0, dash)).value_or(-1);
    request.work_until_minutes =
        dash == std::string_view::npos
            ? -1
            : minutes_of(hours.substr(dash + 1)).value_or(-1);
  }
  return request;
}

Document plan_page(Context& context, const KnowledgeBase& kb,
                   const Answers& answers, const Decision& decision) {
  const auto permission = decision.plan_permission();
  if (!permission) return {};
  PlanRequest request = plan_request(context, context.today(), 1);
  request.made_at_minutes = minute_of_day(context.now());
  const auto prescription = own_prescription(context, kb);
  request.prescription = prescription ? &*prescription : nullptr;
  return page_of(context, kb, build_plan(kb, answers, *permission, request));
}

Plan plan_of_today(Context& context, const KnowledgeBase& kb,
                   const std::vector<DiaryEntry>& diary, const Answers& answers,
                   const PlanPermission& permission) {
  const std::chrono::sys_days today(context.today());
  const auto first = plan_start(kb.checkin, diary, today).value_or(today);
  PlanRequest request = plan_request(
      context, today, static_cast<int>((today - first).count()) + 1);
  const auto prescription = own_prescription(context, kb);
  request.prescription = prescription ? &*prescription : nullptr;
  const auto course = course_of(kb, diary, first, today, request);
  if (first == today) request.made_at_minutes = minute_of_day(context.now());
  request.course = course ? &*course : nullptr;
  Answers known = answers;
  set_history(kb, diary, today, known);
  return build_plan(kb, known, permission, request);
}

Document plan_page_after(Context& context, const KnowledgeBase& kb,
                         const Answers& answers, const Decision& decision) {
  const auto permission = decision.plan_permission();
  if (!permission) return {};
  std::vector<DiaryEntry> diary = diary_or_none(context);
  diary.push_back(triage_entry(context, kb, answers, decision, Origin::triage));
  return page_of(context, kb,
                 plan_of_today(context, kb, diary, answers, *permission));
}

Document page_of(Context& context, const KnowledgeBase& kb, const Plan& plan) {
  Document page = compose_plan(kb, plan, context.setting(kb));
  if (context.settings().format != Format::html) return page;
  const Document cards = compose_cards(kb, plan);
  page.insert(page.end(), cards.begin(), cards.end());
  return page;
}

std::string calendar_of(Context& context, const KnowledgeBase& kb,
                        const std::vector<Plan>& plans) {
  const auto now = context.now();
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const auto minutes =
      std::chrono::floor<std::chrono::minutes>(now - day).count();
  const LocalTime made{std::chrono::year_month_day(day),
                       static_cast<int>(minutes)};
  return plan_calendar(kb, plans, {made, kVersion});
}

}  // namespace backcoach::cli
