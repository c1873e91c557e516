#include <array>
#include <ostream>

#include "../checkin_session.hpp"
#include "../day_screen.hpp"
#include "../plan_output.hpp"
#include "../recent.hpp"
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

/// The plan of today after this check-in, where it leads to one.
std::optional<Plan> plan_after(Context& context, const KnowledgeBase& kb,
                               const CheckinStart& start,
                               const CheckinResult& result, const Known& now) {
  if (start.date != context.today() ||
      result.decision.status != Status::decided) {
    return std::nullopt;
  }
  const auto permission = plan_permission(result.decision, now.standing);
  if (!permission) return std::nullopt;
  return plan_of_today(context, kb, now.entries, result.checked.answers,
                       result.seen, *permission);
}

/// A check-in that was kept, as its pages need it.
struct Finished {
  ExitCode code = ExitCode::done;
  Today today;
};

Finished finish(Context& context, const KnowledgeBase& kb,
                const CheckinStart& start, CheckinResult& result,
                Sitting& sitting) {
  const bool refers = !standing_of(start.entries).referrals.empty();
  const bool decided = result.decision.status == Status::decided ||
                       (refers && result.open.empty());
  const std::vector<Issue> issues =
      keep_checkin(context, kb, start, result, sitting);
  Finished out;
  out.code = context.outcome(result.decision.urgency);
  if (!decided) out.code = worse(out.code, ExitCode::answers_missing);
  if (!issues.empty()) {
    context.report(issues, ExitCode::cannot_read_or_write);
    context.say("This check-in is not in the diary.");
    out.code = worse(out.code, ExitCode::cannot_read_or_write);
  }
  const std::string version = diary_version(context);
  Known now = known_lately(context, kb, start.date);
  out.code = worse(out.code, standing_code(context, now.standing));
  if (context.settings().format == Format::json) {
    out.code = context.write(
        checkin_json(context, kb, start, result, now.standing), out.code);
  } else {
    // What could not be kept makes no plan of today.
    if (issues.empty()) {
      out.today.plan = plan_after(context, kb, start, result, now);
    }
    out.code = context.write_page(
        checkin_page(context, kb, start, result, now.standing, out.today.plan),
        out.code);
  }
  if (!decided) {
    std::string ids;
    for (const FindingIndex finding : result.decision.missing) {
      ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
    }
    context.complain("missing: " + ids);
  }
  // The page is there; what the next command need not read comes after it.
  if (issues.empty()) keep_checkpoint(context, kb, now, version);
  out.today.made = std::move(now.entries);
  return out;
}

/// After the page of today: what is next, with one key. Saying more writes the
/// check-in down once more, with what was said before.
ExitCode go_on_with(const Arguments& arguments, Context& context,
                    const KnowledgeBase& kb, const CheckinStart& start,
                    CheckinResult result, Finished done) {
  while (done.today.plan) {
    done.today.answers = &result.checked.answers;
    done.today.decision = &result.decision;
    const bool more =
        next_checkin_question(kb, start, kb.checkin.steps, result, true)
            .has_value();
    const DayStep step = ask_day(context, kb, done.today, more);
    if (step == DayStep::close) return done.code;
    if (step != DayStep::more) return go_on(context, step);
    Answers now = result.now;
    Sitting sitting(context, kb, Origin::checkin,
                    !context.diary_path().empty());
    const CheckinEnd end = ask_checkin(context, kb, start, kb.checkin.steps,
                                       now, sitting, /*more=*/true);
    remove_checkin_draft(context);
    if (end != CheckinEnd::finished && sitting.urgent()) return sitting.leave();
    if (now == result.now) {
      if (end == CheckinEnd::end_of_input) return done.code;
      continue;
    }
    context.io().out << '\n';
    result = evaluate_checkin(context, kb, start, now, /*asking=*/true,
                              arguments.value("note"));
    done = finish(context, kb, start, result, sitting);
    if (end != CheckinEnd::finished) return done.code;
  }
  return done.code;
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
  CheckinResult result = evaluate_checkin(
      context, kb, start, now, /*asking=*/true, arguments.value("note"));
  Finished done = finish(context, kb, start, result, sitting);
  if (done.code != ExitCode::cannot_read_or_write) {
    remove_checkin_draft(context);
  }
  if (!standing_of(start.entries).referrals.empty()) return done.code;
  if (done.today.plan && context.settings().output == "-") {
    return go_on_with(arguments, context, kb, start, std::move(result),
                      std::move(done));
  }
  return offer_more(context, kb, result.checked.answers, sitting, done.code);
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
  CheckinResult result = evaluate_checkin(
      context, *kb, start, given, /*asking=*/false, arguments.value("note"));
  return finish(context, *kb, start, result, sitting).code;
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
