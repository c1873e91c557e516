#include <array>

#include "../latest.hpp"
#include "../plan_output.hpp"
#include "all.hpp"
#include "backcoach/render_plan.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"short", 0, {}, "Time and title alone, for status bars"},
};

ExitCode none(Context& context, std::string_view why) {
  context.say(why);
  return ExitCode::no_plan;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto latest = load_latest(context, *kb);
  if (!latest) {
    return none(context, "There is no plan yet. Start with: backcoach triage");
  }
  const auto permission = latest->decision.plan_permission();
  if (!permission) return refuse_exercises(context, *kb);
  const std::chrono::sys_days today(context.today());
  const auto made = std::chrono::floor<std::chrono::days>(latest->at);
  if (made.time_since_epoch() != today.time_since_epoch()) {
    context.say(kb->notice("plan_expired"));
    return none(context, "Start with: backcoach checkin");
  }
  const int day = static_cast<int>(
      (today - std::chrono::sys_days(latest->plan_start)).count());
  const Plan plan = build_plan(*kb, latest->answers, *permission,
                               plan_request(context, context.today(), day + 1));
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
