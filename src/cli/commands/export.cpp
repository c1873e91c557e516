#include <algorithm>
#include <array>

#include "../../text/edit_distance.hpp"
#include "../context.hpp"
#include "../day_plan.hpp"
#include "../diary_export.hpp"
#include "../plan_output.hpp"
#include "all.hpp"
#include "backcoach/render_calendar.hpp"

namespace backcoach::cli {
namespace {

/// A form that something of backcoach can be taken away in.
struct ExportFormat {
  std::string_view name;
  std::string_view summary;
  ExitCode (*run)(const Arguments&, Context&, const KnowledgeBase&);
};

/// Writes the plan of a day with `render`; a referral gives no reminders.
template <class Render>
ExitCode export_plan(const Arguments& arguments, Context& context,
                     const KnowledgeBase& kb, Render render) {
  const auto made = make_day_plan(arguments, context, kb, Refusal::to_stderr);
  if (const auto* code = std::get_if<ExitCode>(&made)) return *code;
  return context.write(render(std::get<DayPlan>(made).plan()), ExitCode::done);
}

ExitCode export_ics(const Arguments& arguments, Context& context,
                    const KnowledgeBase& kb) {
  const auto made = make_day_plan(arguments, context, kb, Refusal::to_stderr);
  if (const auto* code = std::get_if<ExitCode>(&made)) {
    // What was handed out is taken back.
    const bool as_ics = context.settings().format == Format::ics;
    const std::string calendar = *code >= ExitCode::answers_missing && !as_ics
                                     ? withdrawal_of(context, kb)
                                     : std::string();
    return calendar.empty() ? *code : context.write(calendar, *code);
  }
  return context.write(
      calendar_of(context, kb, {std::get<DayPlan>(made).plan()}),
      ExitCode::done);
}

ExitCode export_cron(const Arguments& arguments, Context& context,
                     const KnowledgeBase& kb) {
  return export_plan(arguments, context, kb, [&](const Plan& plan) {
    return plan_crontab(kb, plan, timer_options(context, kb, plan));
  });
}

ExitCode export_systemd(const Arguments& arguments, Context& context,
                        const KnowledgeBase& kb) {
  return export_plan(arguments, context, kb, [&](const Plan& plan) {
    return plan_systemd(kb, plan, timer_options(context, kb, plan));
  });
}

constexpr std::array kExports = {
    ExportFormat{"ics", "The plan of a day for a calendar", export_ics},
    ExportFormat{"ndjson", "The diary, to bring back with import",
                 export_ndjson},
    ExportFormat{"csv", "The diary as a table", export_csv},
    ExportFormat{"cron", "The plan of a day as crontab lines", export_cron},
    ExportFormat{"systemd", "The plan of a day as a script that sets timers",
                 export_systemd},
};

ExitCode list(Context& context) {
  Block table{Block::Kind::table, {}, {}, {{"Format", "What"}}, false};
  for (const ExportFormat& format : kExports) {
    table.rows.push_back(
        {std::string(format.name), std::string(format.summary)});
  }
  return context.write(render_text({table}, context.style()), ExitCode::done);
}

ExitCode refuse(Context& context, const std::string& wanted) {
  std::vector<std::string> names;
  std::string all;
  for (const ExportFormat& format : kExports) {
    names.emplace_back(format.name);
    all += (all.empty() ? "" : ", ") + names.back();
  }
  const std::string near = text::nearest(wanted, names);
  context.complain("error: there is no export \"" + wanted + "\"" +
                   (near.empty() ? ". There are: " + all
                                 : "; did you mean \"" + near + "\"?"));
  return ExitCode::usage;
}

ExitCode run(const Arguments& arguments, Context& context) {
  if (arguments.words().empty()) return list(context);
  const std::string& wanted = arguments.words()[0];
  const auto found =
      std::find_if(kExports.begin(), kExports.end(),
                   [&](const ExportFormat& one) { return one.name == wanted; });
  if (found == kExports.end()) return refuse(context, wanted);
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  return found->run(arguments, context, *kb);
}

}  // namespace

Command export_command() {
  return {.name = "export",
          .summary = "Take plan or diary elsewhere: calendar, reminders, table",
          .words = "[FORMAT]",
          .most_words = 1,
          .example =
              "backcoach export ics --output today.ics\n"
              "  backcoach export ndjson --output diary.ndjson\n"
              "  backcoach export systemd | sh",
          .flags = kDayPlanFlags,
          .run = run,
          .formats = Formats::calendar};
}

}  // namespace backcoach::cli
