#include "plan_output.hpp"

#include "backcoach/render_calendar.hpp"
#include "backcoach/render_plan.hpp"
#include "own_prescription.hpp"
#include "version.hpp"

namespace backcoach::cli {

Document plan_page(Context& context, const KnowledgeBase& kb,
                   const Answers& answers, const Decision& decision) {
  const auto permission = decision.plan_permission();
  if (!permission) return {};
  PlanRequest request;
  request.date = context.today();
  const auto prescription = own_prescription(context, kb);
  request.prescription = prescription ? &*prescription : nullptr;
  return page_of(context, kb, build_plan(kb, answers, *permission, request));
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
