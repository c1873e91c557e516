#include "plan_output.hpp"

#include "backcoach/plan.hpp"
#include "backcoach/render_plan.hpp"

namespace backcoach::cli {

Document plan_page(Context& context, const KnowledgeBase& kb,
                   const Answers& answers, const Decision& decision) {
  const auto permission = decision.plan_permission();
  if (!permission) return {};
  PlanRequest request;
  request.date = context.today();
  const Plan plan = build_plan(kb, answers, *permission, request);
  return compose_plan(kb, plan, context.setting(kb));
}

}  // namespace backcoach::cli
