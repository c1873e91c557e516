#include <algorithm>

#include "backcoach/plan.hpp"

#include "../../show/render_ahead.hpp"
#include "../../term/prompt.hpp"
#include "../ahead_output.hpp"
#include "../context.hpp"
#include "../day_plan.hpp"
#include "../plan_output.hpp"
#include "all.hpp"
#include "backcoach/render.hpp"

namespace backcoach::cli {
namespace {

constexpr auto kFlags = [] {
  std::array<Flag, kDayPlanFlags.size() + 1> flags;
  flags.front() = {"days", 0, "N", "How the plan moves over N days"};
  std::copy(kDayPlanFlags.begin(), kDayPlanFlags.end(), flags.begin() + 1);
  return flags;
}();

std::vector<Plan> plans_of(const DayPlan& made) {
  std::vector<Plan> plans;
  for (const AheadDay& day : made.days) {
    if (!day.plan) break;
    if (made.several || &day == &made.days.back()) plans.push_back(*day.plan);
  }
  return plans;
}

/// What would fit a plan from a file better. A diary is asked by check-ins.
std::optional<QuestionObject> next_of(const Arguments& arguments,
                                      const KnowledgeBase& kb,
                                      const Answers& answers) {
  if (!arguments.has("answers") && !arguments.has("set")) return std::nullopt;
  const Assessment now(kb, answers);
  return question_object(now, now.decision());
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge(Parts::day);
  if (!kb) return context.knowledge_error();
  const auto made = make_day_plan(arguments, context, *kb);
  if (const auto* code = std::get_if<ExitCode>(&made)) return *code;
  const DayPlan& days = std::get<DayPlan>(made);
  const Setting setting = context.setting(*kb);
  switch (context.settings().format) {
    case Format::json:
      return context.write(
          days.several ? ahead_json(*kb, days.days, setting)
                       : plan_json(*kb, days.answers(), days.plan(), setting,
                                   next_of(arguments, *kb, days.answers())),
          ExitCode::done);
    case Format::ics:
      return context.write(calendar_of(context, *kb, plans_of(days)),
                           ExitCode::done);
    case Format::text:
    case Format::markdown:
    case Format::html:
      break;
  }
  if (days.several) {
    return context.write_page(compose_ahead(*kb, days.days, setting),
                              ExitCode::done);
  }
  Document page = page_of(context, *kb, days.plan());
  if (context.settings().format == Format::text &&
      days.plan().date == context.today()) {
    page.push_back(Block{Block::Kind::paragraph, "Next: backcoach session"});
  }
  return context.write_page(page, ExitCode::done);
}

}  // namespace

Command plan_command() {
  return {.name = "plan",
          .summary = "See the plan of a day",
          .words = {},
          .most_words = 0,
          .example =
              "backcoach plan\n"
              "  backcoach plan --days 14 --if gggarg\n"
              "  backcoach plan --output plan.html\n"
              "  backcoach plan --answers today.json --json | jq -r "
              "'.items[].title'",
          .flags = kFlags,
          .run = run,
          .formats = Formats::calendar};
}

}  // namespace backcoach::cli
