#include "backcoach/plan.hpp"

#include <array>
#include <charconv>

#include "../answers_input.hpp"
#include "../context.hpp"
#include "../latest.hpp"
#include "../plan_output.hpp"
#include "../time.hpp"
#include "all.hpp"
#include "backcoach/render_plan.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Plan straight from these answers"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"date", 0, "DATE", "Plan for this day, such as 2026-11-22"},
    Flag{"day", 0, "N", "Plan for day N; day 1 is the day of the triage"},
};

/// What a plan is made from.
struct Basis {
  Answers answers;
  Decision decision;
  std::chrono::year_month_day first_day;
};

/// The day that is asked for, or a message.
struct Day {
  std::chrono::year_month_day date;
  int number = 1;
};

std::optional<Day> read_day(const Arguments& arguments, Context& context,
                            std::chrono::year_month_day first_day) {
  constexpr int kFurthest = 366;
  Day day{context.today(), 1};
  const std::chrono::sys_days first(first_day);
  if (arguments.has("date")) {
    const auto date = parse_date(arguments.value("date"));
    if (!date) {
      context.complain("error: --date \"" + arguments.value("date") +
                       "\" is not a day. Write, for example, 2026-11-22.");
      return std::nullopt;
    }
    day.date = *date;
  }
  if (arguments.has("day")) {
    const std::string text = arguments.value("day");
    int number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() ||
        number < 1 || number > kFurthest) {
      context.complain("error: --day takes a number from 1 to 366.");
      return std::nullopt;
    }
    day.date = first + std::chrono::days(number - 1);
  }
  const auto after = (std::chrono::sys_days(day.date) - first).count();
  if (after < 0 || after >= kFurthest) {
    context.complain("error: plans are for the day of the triage (" +
                     iso_date(first_day) + ") and up to a year after it.");
    return std::nullopt;
  }
  day.number = static_cast<int>(after) + 1;
  return day;
}

/// Says why there is no plan, without naming any exercise.
ExitCode refuse(Context& context, const KnowledgeBase& kb, const Basis& basis) {
  const Setting setting = context.setting(kb);
  const ExitCode code = context.outcome(basis.decision.urgency);
  if (context.settings().format == Format::json) {
    return context.write(
        triage_json(kb, basis.answers, basis.decision, setting, {}), code);
  }
  const Document page =
      compose_triage(kb, basis.answers, basis.decision, setting);
  return context.write(context.settings().format == Format::markdown
                           ? render_markdown(page)
                           : render_text(page, context.style()),
                       code);
}

ExitCode show_plan(const Arguments& arguments, Context& context,
                   const KnowledgeBase& kb, const Basis& basis) {
  const auto permission = basis.decision.plan_permission();
  if (!permission) return refuse(context, kb, basis);
  const auto day = read_day(arguments, context, basis.first_day);
  if (!day) return ExitCode::usage;
  const PlanRequest request = plan_request(context, day->date, day->number);
  const Plan plan = build_plan(kb, basis.answers, *permission, request);
  const Setting setting = context.setting(kb);
  switch (context.settings().format) {
    case Format::json:
      return context.write(plan_json(kb, basis.answers, plan, setting),
                           ExitCode::done);
    case Format::markdown:
      return context.write(render_markdown(compose_plan(kb, plan, setting)),
                           ExitCode::done);
    case Format::text:
      break;
  }
  return context.write(
      render_text(compose_plan(kb, plan, setting), context.style()),
      ExitCode::done);
}

ExitCode from_answers(const Arguments& arguments, Context& context,
                      const KnowledgeBase& kb) {
  Checked<Answers> given = read_answers_input(arguments, context, kb);
  if (!given.value) {
    return context.report(given.issues, input_failure(given.issues));
  }
  Basis basis{std::move(*given.value), {}, context.today()};
  basis.decision = triage(kb, basis.answers);
  if (basis.decision.status == Status::needs_answers) {
    std::string ids;
    for (const FindingIndex finding : basis.decision.missing) {
      ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
    }
    context.complain("There is no plan while answers are missing: " + ids);
    if (context.settings().format == Format::json) {
      return context.write(triage_json(kb, basis.answers, basis.decision,
                                       context.setting(kb), {}),
                           ExitCode::answers_missing);
    }
    return ExitCode::answers_missing;
  }
  return show_plan(arguments, context, kb, basis);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  if (arguments.has("answers") || arguments.has("set")) {
    return from_answers(arguments, context, *kb);
  }
  const auto latest = load_latest(context, *kb);
  if (!latest) {
    context.say("There is no plan yet. Start with: backcoach triage");
    return ExitCode::no_plan;
  }
  const std::chrono::year_month_day made(
      std::chrono::floor<std::chrono::days>(latest->at));
  const Basis basis{latest->answers, latest->decision, latest->plan_start};
  // What was true two days ago is not known to be true today.
  const bool expired = !arguments.has("date") && !arguments.has("day") &&
                       context.today() != made &&
                       basis.decision.plan_permission().has_value();
  if (expired) {
    context.say(std::string(kb->notice("plan_expired")));
    context.say("Start with: backcoach checkin");
    return ExitCode::no_plan;
  }
  return show_plan(arguments, context, *kb, basis);
}

}  // namespace

Command plan_command() {
  return {.name = "plan",
          .summary = "See the plan of a day",
          .words = {},
          .most_words = 0,
          .example =
              "backcoach plan\n"
              "  backcoach plan --answers today.json --json | jq -r "
              "'.items[].title'",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
