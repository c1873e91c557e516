#include <array>
#include <istream>
#include <ostream>

#include "../answers_input.hpp"
#include "../checkin_session.hpp"
#include "../context.hpp"
#include "../interview_screen.hpp"
#include "../latest.hpp"
#include "../plan_output.hpp"
#include "../result_screen.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Decide from this file without asking"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"trace", 0, {}, "With --json: every rule and how it came out"},
    Flag{"save", 0, {}, "With --json: keep the result, as text does"},
    Flag{"no-save", 0, {}, "Do not keep the result for plan"},
    Flag{"no-plan", 0, {}, "Show the decision without the day plan"},
};

ExitCode show_json(const Arguments& arguments, Context& context,
                   const KnowledgeBase& kb, const Answers& answers,
                   const Decision& decision) {
  const std::string json =
      triage_json(kb, answers, decision, context.setting(kb),
                  {.trace = arguments.has("trace")});
  const bool decided = decision.status == Status::decided;
  return context.write(json, decided ? context.outcome(decision.urgency)
                                     : ExitCode::answers_missing);
}

/// Says what is missing, when there is nobody to ask.
ExitCode report_missing(Context& context, const KnowledgeBase& kb,
                        const Decision& decision) {
  std::string ids;
  for (const FindingIndex finding : decision.missing) {
    ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
  }
  context.say("Answers are missing, and there is nobody to ask.");
  context.complain("Missing, most dangerous first: " + ids);
  context.say("Help: backcoach questions template > answers.json");
  if (decision.urgency == Urgency::self_care) {
    return ExitCode::answers_missing;
  }
  // What already holds is not kept back.
  Document page = compose_triage(kb, Answers(kb.findings.size()), decision,
                                 context.setting(kb));
  return context.write_page(page, ExitCode::answers_missing);
}

/// The plan of today as a page; empty where there is none to show.
Document day_page(const Arguments& arguments, Context& context,
                  const KnowledgeBase& kb, const Answers& answers,
                  const Decision& decision) {
  if (arguments.has("no-plan")) return {};
  // What is kept counts with the days before it.
  return arguments.has("no-save")
             ? plan_page(context, kb, answers, decision)
             : plan_page_after(context, kb, answers, decision);
}

Document whole_page(const Arguments& arguments, Context& context,
                    const KnowledgeBase& kb, const Answers& answers,
                    const Decision& decision) {
  return result_page(context, kb, answers, decision,
                     day_page(arguments, context, kb, answers, decision));
}

ExitCode show(const Arguments& arguments, Context& context,
              const KnowledgeBase& kb, const Answers& answers,
              const Decision& decision) {
  const Document page = whole_page(arguments, context, kb, answers, decision);
  return context.write_page(page, context.outcome(decision.urgency));
}

/// After an emergency page: the one thing a person may still want here.
bool wants_change(Context& context, const KnowledgeBase& kb,
                  const Arguments& arguments, const Answers& answers,
                  const Decision& decision) {
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  while (true) {
    const auto line =
        prompt.read_line("1 change an answer   2 save this page   q close:");
    if (!line || *line == "q" || *line == "Q" || line->empty()) return false;
    if (*line == "1") return true;
    if (*line != "2") continue;
    const std::string path = "backcoach-emergency.txt";
    Style style = context.style();
    style.color = false;
    const auto issues = context.files().write(
        path, render_text(whole_page(arguments, context, kb, answers, decision),
                          style));
    if (issues.empty()) {
      prompt.show(
          {{Block::Kind::paragraph, "Saved as " + path, {}, {}, false}});
    } else {
      context.report(issues, ExitCode::done);
    }
  }
}

ExitCode interview(const Arguments& arguments, Context& context,
                   const KnowledgeBase& kb, const Answers& start) {
  InterviewEnd ended = run_interview(context, kb, start);
  // Stopped is not decided: `triage && session` must not go on.
  if (ended.kind == InterviewEnd::Kind::stopped) {
    return ExitCode::answers_missing;
  }
  if (ended.kind == InterviewEnd::Kind::end_of_input) {
    context.say("The input ended. Your answers are saved for 24 hours.");
    return ExitCode::answers_missing;
  }
  while (true) {
    const Answers known = with_history(context, kb, ended.answers);
    const Decision decision = triage(kb, known);
    context.io().out << '\n';
    const bool emergency = decision.urgency == Urgency::emergency;
    ResultScreen screen(
        context, kb, known, decision,
        emergency ? Document{}
                  : day_page(arguments, context, kb, known, decision));
    const bool one_screen = !emergency && context.settings().output == "-" &&
                            context.settings().format == Format::text;
    ExitCode code = context.outcome(decision.urgency);
    if (one_screen) {
      screen.show();
    } else {
      code = show(arguments, context, kb, known, decision);
    }
    if (!arguments.has("no-save")) {
      save_latest(context, kb, known, decision);
      // An emergency page says one thing only.
      if (!emergency) warn_of_repeats(context, kb);
    }
    remove_draft(context);
    if (one_screen) screen.answer_keys();
    if (!emergency ||
        !wants_change(context, kb, arguments, ended.answers, decision)) {
      return code;
    }
    if (auto changed = change_answer(context, kb, ended.answers)) {
      ended.answers = std::move(*changed);
    }
  }
}

/// Decides from answers alone, with nobody to ask.
ExitCode decide_only(const Arguments& arguments, Context& context,
                     const KnowledgeBase& kb, const Answers& answers,
                     const Decision& decision) {
  if (context.settings().format == Format::json) {
    if (decision.status == Status::needs_answers) {
      std::string ids;
      for (const FindingIndex finding : decision.missing) {
        ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
      }
      context.complain("missing: " + ids);
    }
    return show_json(arguments, context, kb, answers, decision);
  }
  if (decision.status == Status::needs_answers) {
    return report_missing(context, kb, decision);
  }
  return show(arguments, context, kb, answers, decision);
}

ExitCode run(const Arguments& arguments, Context& context) {
  // JSON shows the decision alone, so the exercises stay packed.
  const bool decision_only = context.settings().format == Format::json;
  const KnowledgeBase* kb =
      context.knowledge(decision_only ? Parts::decision : Parts::everything);
  if (!kb) return context.knowledge_error();
  Checked<Answers> given = read_answers_input(arguments, context, *kb);
  if (!given.value) {
    return context.report(given.issues, input_failure(given.issues));
  }
  const bool complete = arguments.has("answers");
  if (!complete && context.may_prompt()) {
    return interview(arguments, context, *kb, *given.value);
  }
  const Decision decision = triage(*kb, *given.value);
  const ExitCode code =
      decide_only(arguments, context, *kb, *given.value, decision);
  // The words come first; keeping them may fail. JSON is for programs, which
  // keep what they need themselves.
  const bool keep = context.settings().format == Format::json
                        ? arguments.has("save")
                        : !arguments.has("no-save");
  if (decision.status == Status::decided && keep) {
    save_latest(context, *kb, *given.value, decision);
    if (!decision_only && decision.urgency != Urgency::emergency) {
      warn_of_repeats(context, *kb);
    }
  }
  return code;
}

}  // namespace

Command triage_command() {
  return {.name = "triage",
          .summary = "Answer questions, find out what to do today",
          .words = {},
          .most_words = 0,
          .example =
              "backcoach triage\n"
              "  backcoach triage --answers today.json --json | jq "
              ".decision",
          .flags = kFlags,
          .run = run,
          .formats = Formats::page};
}

}  // namespace backcoach::cli
