#include <algorithm>
#include <array>
#include <span>

#include "../../base/edit_distance.hpp"
#include "../../show/render_calendar.hpp"
#include "../context.hpp"
#include "../day_plan.hpp"
#include "../diary_export.hpp"
#include "../letter_export.hpp"
#include "../plan_output.hpp"
#include "all.hpp"
#include "forms.hpp"

namespace backcoach::cli {
namespace {

/// The flags of a day's plan go with the forms of a plan alone; answers go with
/// what is about a person, too.
constexpr auto kFlags = [] {
  std::array<Flag, kDayPlanFlags.size() + 1> flags;
  std::copy(kDayPlanFlags.begin(), kDayPlanFlags.end(), flags.begin());
  for (Flag& flag : flags) {
    const bool answers = flag.name == "answers" || flag.name == "set";
    flag.of = answers ? "ics|cron|systemd|letter|fhir" : "ics|cron|systemd";
  }
  flags.back() = {.name = "private",
                  .help =
                      "Put in private answers that --answers gives, and "
                      "what follows from them",
                  .of = "letter|fhir"};
  return flags;
}();

/// A form that something of backcoach can be taken away in.
struct ExportFormat {
  std::string_view name;
  std::string_view summary;
  ExitCode (*run)(const Arguments&, Context&, const KnowledgeBase&);
  std::span<const Format> formats;  ///< what --format may ask for
};

constexpr std::array kAsItIs = {Format::text};
constexpr std::array kCalendar = {Format::text, Format::ics};
constexpr std::array kPages = {Format::text, Format::markdown, Format::html};
constexpr std::array kLines = {Format::text, Format::json};

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
    ExportFormat{"ics", "The plan of a day for a calendar", export_ics,
                 kCalendar},
    ExportFormat{"ndjson", "The diary, to bring back with import",
                 export_ndjson, kLines},
    ExportFormat{"csv", "The diary as a table", export_csv, kAsItIs},
    ExportFormat{"cron", "The plan of a day as crontab lines", export_cron,
                 kAsItIs},
    ExportFormat{"systemd", "The plan of a day as a script that sets timers",
                 export_systemd, kAsItIs},
    ExportFormat{"letter", "One page for those who treat you", export_letter,
                 kPages},
    ExportFormat{"questionnaire", "The questions as a FHIR Questionnaire",
                 export_questionnaire, kLines},
    ExportFormat{"fhir", "Answers, pain and decision as a FHIR Bundle",
                 export_fhir, kLines},
};

ExitCode list(Context& context) {
  Block table{Block::Kind::table, {}, {}, {{"Format", "What"}}};
  for (const ExportFormat& format : kExports) {
    table.rows.push_back(
        {std::string(format.name), std::string(format.summary)});
  }
  return context.write_page({table}, ExitCode::done);
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
  const Format format = context.settings().format;
  if (std::find(found->formats.begin(), found->formats.end(), format) ==
      found->formats.end()) {
    context.complain("error: " + wanted +
                     " is a form of its own and cannot be "
                     "written as " +
                     std::string(format_names(formats_with(format)).back()));
    return ExitCode::usage;
  }
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  return found->run(arguments, context, *kb);
}

}  // namespace

std::vector<Form> export_forms() {
  std::vector<Form> forms;
  for (const ExportFormat& one : kExports) {
    forms.push_back({one.name, one.summary});
  }
  return forms;
}

Command export_command() {
  return {
      .name = "export",
      .summary = "Take it elsewhere: calendar, reminders, table, letter, FHIR",
      .words = "[FORMAT]",
      .most_words = 1,
      .example =
          "backcoach export ics --output today.ics\n"
          "  backcoach export ndjson --output diary.ndjson\n"
          "  backcoach export systemd | sh\n"
          "  backcoach export letter -o letter.html",
      .flags = kFlags,
      .run = run,
      .formats = Formats::calendar};
}

}  // namespace backcoach::cli
