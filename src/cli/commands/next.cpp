#include <algorithm>
#include <array>

#include "../../base/width.hpp"
#include "../day_plan.hpp"
#include "../next_lines.hpp"
#include "../page_json.hpp"
#include "all.hpp"
#include "backcoach/render.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"short", 0, {}, "Time and title alone, for status bars"},
};

ExitCode show(const Arguments& arguments, Context& context,
              const std::vector<NextItem>& items) {
  const int now = context.minute_of_today();
  for (const NextItem& item : items) {
    if (item.at < now) continue;
    if (context.settings().format == Format::json) {
      return context.write(next_json(&item), ExitCode::done);
    }
    std::string line = clock_time(item.at) + " " + text::safe(item.title);
    if (!arguments.has("short") && item.minutes > 0) {
      line += " (" + std::to_string(item.minutes) + " min)";
    }
    return context.write(line + "\n", ExitCode::done);
  }
  if (context.settings().format == Format::json) {
    return context.write(next_json(nullptr), ExitCode::done);
  }
  return context.write("Nothing more today.\n", ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto manifest = context.manifest();
  if (!manifest) return context.knowledge_error();
  NextLines lines(context, *manifest);
  // A prompt does not wait, and is not told what another program may be taking
  // back at this moment.
  if (lines.locked()) return ExitCode::cannot_read_or_write;
  if (const auto kept = lines.kept()) return show(arguments, context, *kept);
  const KnowledgeBase* kb = context.knowledge(Parts::day);
  if (!kb) return context.knowledge_error();
  const auto day = make_day_plan(
      arguments, context, *kb,
      arguments.has("short") ? Refusal::next_silent : Refusal::next);
  if (const auto* code = std::get_if<ExitCode>(&day)) return *code;
  std::vector<NextItem> items;
  for (const PlanItem& item : std::get<DayPlan>(day).plan().items) {
    items.push_back({item.at, item.lasts_minutes, item.title});
  }
  lines.keep(items);
  return show(arguments, context, items);
}

}  // namespace

Command next_command() {
  return {.name = "next",
          .summary = "The next thing of today's plan, on one line",
          .words = {},
          .most_words = 0,
          .example = "backcoach next --short",
          .flags = kFlags,
          .run = run,
          .formats = Formats::lines};
}

}  // namespace backcoach::cli
