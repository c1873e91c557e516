#include "plan_output.hpp"

#include "backcoach/render_plan.hpp"

namespace backcoach::cli {

int configured_minutes(const Context& context, std::string_view key) {
  const auto it = context.config().find(key);
  if (it == context.config().end()) return -1;
  return minutes_of(it->second).value_or(-1);
}

PlanRequest plan_request(const Context& context,
                         std::chrono::year_month_day date, int day) {
  PlanRequest request;
  request.date = date;
  request.day = day;
  request.wake_minutes = configured_minutes(context, "wake");
  request.bed_minutes = configured_minutes(context, "bed");
  return request;
}

Document plan_page(Context& context, const KnowledgeBase& kb,
                   const Answers& answers, const Decision& decision) {
  const auto permission = decision.plan_permission();
  if (!permission) return {};
  const Plan plan = build_plan(kb, answers, *permission,
                               plan_request(context, context.today(), 1));
  return compose_plan(kb, plan, context.setting(kb));
}

}  // namespace backcoach::cli
