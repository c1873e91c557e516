#include <array>

#include "../day_plan.hpp"
#include "all.hpp"
#include "backcoach/render_plan.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"short", 0, {}, "Time and title alone, for status bars"},
};

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto day = make_day_plan(arguments, context, *kb, Refusal::notice);
  if (const auto* code = std::get_if<ExitCode>(&day)) return *code;
  const Plan& plan = std::get<DayPlan>(day).plan();
  const auto midnight = std::chrono::floor<std::chrono::days>(context.now());
  const auto now =
      std::chrono::floor<std::chrono::minutes>(context.now() - midnight);
  for (const PlanItem& item : plan.items) {
    if (item.at < now.count()) continue;
    std::string line = clock_time(item.at) + " " + item.title;
    if (!arguments.has("short") && item.lasts_minutes > 0) {
      line += " (" + std::to_string(item.lasts_minutes) + " min)";
    }
    return context.write(line + "\n", ExitCode::done);
  }
  return context.write("Nothing more today.\n", ExitCode::done);
}

}  // namespace

Command next_command() {
  return {.name = "next",
          .summary = "The next thing of today's plan, on one line",
          .words = {},
          .most_words = 0,
          .example = "backcoach next --short",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
