#include <array>
#include <ostream>

#include "../checkin_session.hpp"
#include "../triage_result.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Take the answers from this file"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"date", 0, "DAY", "For an earlier day: yesterday or 2026-11-20"},
    Flag{"note", 0, "TEXT", "A few words to keep with it"},
};

ExitCode show(Context& context, const KnowledgeBase& kb,
              const CheckinStart& start, const CheckinResult& result,
              const Standing& standing, ExitCode code) {
  if (context.settings().format == Format::json) {
    return context.write(checkin_json(context, kb, result, standing), code);
  }
  return context.write_page(checkin_page(context, kb, start, result, standing),
                            code);
}

ExitCode finish(Context& context, const KnowledgeBase& kb,
                const CheckinStart& start, CheckinResult result,
                Sitting& sitting) {
  const bool refers = !standing_of(start.entries).referrals.empty();
  const bool decided = result.decision.status == Status::decided ||
                       (refers && result.open.empty());
  const std::vector<Issue> issues =
      keep_checkin(context, kb, start, result, sitting);
  ExitCode code = context.outcome(result.decision.urgency);
  if (!decided) code = worse(code, ExitCode::answers_missing);
  if (!issues.empty()) {
    context.report(issues, ExitCode::cannot_read_or_write);
    context.say("This check-in is not in the diary.");
    code = worse(code, ExitCode::cannot_read_or_write);
  }
  const Known now = known(context, kb);
  code = worse(code, standing_code(context, now.standing));
  code = show(context, kb, start, result, now.standing, code);
  if (!decided) {
    std::string ids;
    for (const FindingIndex finding : result.decision.missing) {
      ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
    }
    context.complain("missing: " + ids);
  }
  return code;
}

ExitCode ask(const Arguments& arguments, Context& context,
             const KnowledgeBase& kb, const CheckinStart& start, Answers now) {
  Sitting sitting(context, kb, Origin::checkin, !context.diary_path().empty());
  switch (ask_checkin(context, kb, start, kb.checkin.steps, now, sitting)) {
    case CheckinEnd::stopped:
      return sitting.leave();
    case CheckinEnd::end_of_input:
      if (sitting.urgent()) return sitting.leave();
      context.say("The input ended. Your answers are saved for " +
                  std::to_string(kb.checkin.draft_hours) + " hours.");
      return ExitCode::answers_missing;
    case CheckinEnd::finished:
      break;
  }
  context.io().out << '\n';
  const CheckinResult result = evaluate_checkin(
      context, kb, start, now, /*asking=*/true, arguments.value("note"));
  const ExitCode code = finish(context, kb, start, result, sitting);
  if (code != ExitCode::cannot_read_or_write) remove_checkin_draft(context);
  if (!standing_of(start.entries).referrals.empty()) return code;
  return offer_more(context, kb, result.checked.answers, sitting, code);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto date = read_checkin_date(arguments, context);
  if (!date) return ExitCode::usage;
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto begun =
      begin_checkin(arguments, context, *kb, *date, kb->checkin.steps);
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  const auto& [start, given, asking] = std::get<CheckinBegun>(begun);
  if (asking) return ask(arguments, context, *kb, start, given);
  Sitting sitting(context, *kb, Origin::checkin, !context.diary_path().empty());
  return finish(context, *kb, start,
                evaluate_checkin(context, *kb, start, given,
                                 /*asking=*/false, arguments.value("note")),
                sitting);
}

}  // namespace

Command checkin_command() {
  return {.name = "checkin",
          .summary = "The daily check: danger signs, pain, how it went",
          .words = {},
          .most_words = 0,
          .example =
              "backcoach checkin\n"
              "  backcoach checkin --date yesterday\n"
              "  backcoach checkin --answers check.json --json",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
