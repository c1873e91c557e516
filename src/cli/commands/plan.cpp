#include "backcoach/plan.hpp"

#include "../context.hpp"
#include "../day_plan.hpp"
#include "../plan_output.hpp"
#include "all.hpp"
#include "backcoach/render_plan.hpp"

namespace backcoach::cli {
namespace {

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto made = make_day_plan(arguments, context, *kb);
  if (const auto* code = std::get_if<ExitCode>(&made)) return *code;
  const auto& [answers, plan] = std::get<DayPlan>(made);
  switch (context.settings().format) {
    case Format::json:
      return context.write(plan_json(*kb, answers, plan, context.setting(*kb)),
                           ExitCode::done);
    case Format::ics:
      return context.write(calendar_of(context, *kb, plan), ExitCode::done);
    case Format::text:
    case Format::markdown:
    case Format::html:
      break;
  }
  return context.write_page(page_of(context, *kb, plan), ExitCode::done);
}

}  // namespace

Command plan_command() {
  return {.name = "plan",
          .summary = "See the plan of a day",
          .words = {},
          .most_words = 0,
          .example =
              "backcoach plan\n"
              "  backcoach plan --output plan.html\n"
              "  backcoach plan --answers today.json --json | jq -r "
              "'.items[].title'",
          .flags = kDayPlanFlags,
          .run = run,
          .formats = Formats::calendar};
}

}  // namespace backcoach::cli
