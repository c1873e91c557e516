#include <algorithm>
#include <array>
#include <ostream>

#include "../checkin_session.hpp"
#include "../plan_output.hpp"
#include "../time.hpp"
#include "all.hpp"
#include "backcoach/checkin_question.hpp"
#include "backcoach/diary_answers.hpp"
#include "backcoach/plan.hpp"
#include "backcoach/render_plan.hpp"
#include "backcoach/render_question.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Take the answers from this file"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
};

/// What is written down of a bad day: its answers, and what was decided.
std::vector<DiaryEntry> entries_of(const Context& context,
                                   const KnowledgeBase& kb,
                                   const CheckinResult& result) {
  DiaryEntry flare = new_entry(context);
  flare.what = FlareRecord{kept_values(kb, result.now)};
  return {std::move(flare), triage_entry(context, kb, result.checked.answers,
                                         result.decision, Origin::checkin)};
}

std::vector<Issue> keep(Context& context, const KnowledgeBase& kb,
                        const CheckinResult& result) {
  auto diary = context.diary(store::Access::write);
  if (!diary.value) return std::move(diary.issues);
  return (*diary.value)
      ->add(entries_of(context, kb, result), "flare", iso_time(context.now()))
      .issues;
}

/// The diary as it is with this bad day, whether it could be kept or not.
std::vector<DiaryEntry> diary_with(const Context& context,
                                   const KnowledgeBase& kb,
                                   const CheckinStart& start,
                                   const CheckinResult& result) {
  std::vector<DiaryEntry> diary = start.entries;
  for (DiaryEntry& entry : entries_of(context, kb, result)) {
    diary.push_back(std::move(entry));
  }
  return diary;
}

ExitCode show(Context& context, const KnowledgeBase& kb,
              const CheckinStart& start, const CheckinResult& result) {
  const ExitCode code = context.outcome(result.decision.urgency);
  const Answers& answers = result.checked.answers;
  const Setting setting = context.setting(kb);
  const auto permission = result.decision.plan_permission();
  std::optional<Plan> plan;
  if (permission) {
    plan = plan_of_today(context, kb, diary_with(context, kb, start, result),
                         answers, *permission);
  }
  if (context.settings().format == Format::json) {
    if (!plan) {
      return context.write(
          triage_json(kb, answers, result.decision, setting, {.ask = false}),
          code);
    }
    return context.write(plan_json(kb, answers, *plan, setting), code);
  }
  Document page;
  if (permission && result.decision.urgency == Urgency::self_care) {
    page = {{Block::Kind::paragraph,
             std::string(kb.notice("flare_day")),
             {},
             {},
             false}};
  } else {
    page = compose_triage(kb, answers, result.decision, setting);
  }
  if (plan) {
    const Document day = page_of(context, kb, *plan);
    page.insert(page.end(), day.begin(), day.end());
  }
  return context.write(context.settings().format == Format::markdown
                           ? render_markdown(page)
                           : render_text(page, context.style()),
                       code);
}

ExitCode finish(Context& context, const KnowledgeBase& kb,
                const CheckinStart& start, const Answers& now, bool asking) {
  CheckinResult result = evaluate_checkin(context, kb, start, now, asking, "");
  if (result.decision.status == Status::needs_answers) {
    std::string ids;
    for (const FindingIndex finding : result.decision.missing) {
      ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
    }
    context.complain("missing: " + ids);
    if (context.settings().format != Format::json) {
      return ExitCode::answers_missing;
    }
    const auto next =
        checkin_question_object(kb, start, kb.checkin.flare_steps, result);
    return context.write(
        needs_answers_json(kb, "backcoach/flare/1", result.decision.missing,
                           next, context.setting(kb).region),
        ExitCode::answers_missing);
  }
  result.decision = decision_of_bad_day(kb, std::move(result.decision));
  const std::vector<Issue> issues = keep(context, kb, result);
  if (!issues.empty()) {
    context.report(issues, ExitCode::cannot_read_or_write);
    context.say("This bad day is not in the diary.");
  }
  const ExitCode code = show(context, kb, start, result);
  return issues.empty() || code >= ExitCode::same_day
             ? code
             : ExitCode::cannot_read_or_write;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  auto begun = begin_checkin(arguments, context, *kb, context.today(),
                             kb->checkin.flare_steps);
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& [start, now, asking] = std::get<CheckinBegun>(begun);
  start.is_flare = true;
  if (asking) {
    const CheckinEnd end =
        ask_checkin(context, *kb, start, kb->checkin.flare_steps, now);
    if (end != CheckinEnd::finished) return ExitCode::answers_missing;
    context.io().out << '\n';
    remove_checkin_draft(context);
  }
  return finish(context, *kb, start, now, asking);
}

}  // namespace

Command flare_command() {
  return {.name = "flare",
          .summary = "A bad day: 3 questions, the smallest useful day",
          .words = {},
          .most_words = 0,
          .example = "backcoach flare",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
