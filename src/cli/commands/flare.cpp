#include <algorithm>
#include <array>
#include <ostream>

#include "../../coach/checkin_question.hpp"
#include "../../coach/letting_go.hpp"
#include "../../kb/answer_words.hpp"
#include "../../kb/diary_answers.hpp"
#include "../../show/render_ease.hpp"
#include "../../show/render_question.hpp"
#include "../../term/prompt.hpp"
#include "../../term/time.hpp"
#include "../checkin_session.hpp"
#include "../day_screen.hpp"
#include "../plan_output.hpp"
#include "all.hpp"
#include "backcoach/plan.hpp"
#include "backcoach/render.hpp"

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
                                   const CheckinStart& start,
                                   const CheckinResult& result) {
  DiaryEntry flare = new_entry(context);
  flare.what = FlareRecord{kept_values(kb, result.now)};
  std::vector<DiaryEntry> entries = {std::move(flare)};
  auto decision = decision_entry(context, kb, start, result, Origin::checkin);
  if (decision) entries.push_back(std::move(*decision));
  return entries;
}

/// The diary as it is with this bad day, whether it could be kept or not.
std::vector<DiaryEntry> diary_with(const Context& context,
                                   const KnowledgeBase& kb,
                                   const CheckinStart& start,
                                   const CheckinResult& result) {
  std::vector<DiaryEntry> diary = start.entries;
  for (DiaryEntry& entry : entries_of(context, kb, start, result)) {
    diary.push_back(std::move(entry));
  }
  return diary;
}

/// What the person wrote down for such a day while well.
void add_own_plan(const KnowledgeBase& kb,
                  const std::vector<DiaryEntry>& entries, Document& page) {
  std::vector<std::string> lines = flare_plan_lines(kb, entries);
  if (lines.empty()) return;
  page.push_back({Block::Kind::paragraph, kb.plan.letting_go.flare_plan});
  page.push_back({Block::Kind::bullets, {}, std::move(lines)});
}

ExitCode show(Context& context, const KnowledgeBase& kb,
              const CheckinStart& start, const CheckinResult& result,
              const Standing& standing, bool asking, ExitCode code) {
  const Answers& answers = result.checked.answers;
  const Setting setting = context.setting(kb);
  const auto permission = plan_permission(result.decision, standing);
  std::optional<Plan> plan;
  if (permission) {
    plan = plan_of_today(context, kb, diary_with(context, kb, start, result),
                         answers, result.seen, *permission);
  }
  const bool stands = standing.urgency() > result.decision.urgency;
  // While a plan is held back a bad day still gets what eases it.
  const bool only_holds = standing.forbids() && !standing.unreadable &&
                          standing.referrals.empty() && standing.open.empty() &&
                          result.decision.urgency < Urgency::soon;
  if (context.settings().format == Format::json) {
    if (plan) {
      return context.write(plan_json(kb, answers, *plan, setting), code);
    }
    if (stands)
      return context.write(standing_json(kb, standing, setting), code);
    return context.write(
        with_standing(kb,
                      triage_json(kb, answers, under(standing, result.decision),
                                  setting, {.ask = false, .seen = result.seen}),
                      standing),
        code);
  }
  Document page;
  const std::string headline =
      day_headline(kb, context.region(kb), result.decision, std::nullopt);
  const bool small = permission && !stands;
  if (small && result.decision.urgency == Urgency::self_care) {
    page = {Block{Block::Kind::title, headline},
            Block{Block::Kind::paragraph, std::string(kb.notice("flare_day"))}};
    add_own_plan(kb, start.entries, page);
  } else if (stands) {
    page = compose_standing(kb, standing, setting);
  } else {
    page =
        compose_triage(kb, answers, under(standing, result.decision), setting);
  }
  if (plan) {
    const Document day = compose_day(kb, *plan, context.minute_of_today());
    page.insert(page.end(), day.begin(), day.end());
    page.push_back(
        Block{Block::Kind::paragraph, std::string(kb.notice("stop_rules"))});
    const Document closing =
        day_closing(context, kb, headline, "backcoach session");
    page.insert(page.end(), closing.begin(), closing.end());
  } else if (only_holds) {
    // The last words of the page stay the last ones.
    const std::size_t last =
        stands ? 1
               : compose_closing(kb, result.decision, setting, std::string())
                     .size();
    const Document ease = compose_ease(kb, answers);
    const auto at =
        page.end() - static_cast<std::ptrdiff_t>(std::min(last, page.size()));
    page.insert(at, ease.begin(), ease.end());
  }
  code = context.write_page(page, code);
  const bool stays = asking && plan && context.settings().output == "-";
  if (!stays) return code;
  Today today{&answers, &result.decision, plan, headline,
              diary_with(context, kb, start, result)};
  const DayStep step = ask_day(context, kb, today, /*more=*/false);
  return step == DayStep::close ? code : go_on(context, step);
}

ExitCode finish(Context& context, const KnowledgeBase& kb,
                const CheckinStart& start, const Answers& now, bool asking,
                Sitting& sitting) {
  CheckinResult result = evaluate_checkin(context, kb, start, now, asking, "");
  const bool refers = !standing_of(start.entries).referrals.empty();
  const bool open = result.decision.status == Status::needs_answers &&
                    (!refers || !result.open.empty());
  result.decision = decision_of_bad_day(kb, std::move(result.decision));
  std::vector<DiaryEntry> entries = entries_of(context, kb, start, result);
  // Without a decision the bad day itself is not told either.
  if (open) entries.erase(entries.begin());
  const std::vector<Issue> issues = context.settings().no_diary
                                        ? std::vector<Issue>{}
                                        : sitting.finish(entries, "flare");
  if (!issues.empty()) {
    context.report(issues, ExitCode::cannot_read_or_write);
    context.say("This bad day is not in the diary.");
  }
  const Known all = known(context, kb);
  ExitCode code = open ? ExitCode::answers_missing
                       : context.outcome(result.decision.urgency);
  code = worse(code, standing_code(context, all.standing));
  if (!issues.empty()) code = worse(code, ExitCode::cannot_read_or_write);
  // A plan that is given is no refusal, also beside a routine visit.
  if (plan_permission(result.decision, all.standing) && issues.empty()) {
    code = ExitCode::done;
  }
  if (open) {
    context.complain("missing: " + ids_of(kb, result.decision.missing));
    if (context.settings().format != Format::json) return code;
    const auto next =
        checkin_question_object(kb, start, kb.checkin.flare_steps, result);
    return context.write(
        needs_answers_json(kb, "backcoach/flare/1", result.decision.missing,
                           next, context.setting(kb).region),
        code);
  }
  return show(context, kb, start, result, all.standing, asking, code);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  auto begun = begin_checkin(arguments, context, *kb, context.today(),
                             kb->checkin.flare_steps);
  if (const auto* code = std::get_if<ExitCode>(&begun)) return *code;
  auto& [start, now, asking] = std::get<CheckinBegun>(begun);
  start.is_flare = true;
  Sitting sitting(context, *kb, Origin::checkin, !context.diary_path().empty());
  if (asking) {
    const CheckinEnd end =
        ask_checkin(context, *kb, start, kb->checkin.flare_steps, now, sitting);
    if (end != CheckinEnd::finished) return sitting.leave();
    context.io().out << '\n';
    remove_checkin_draft(context);
  }
  return finish(context, *kb, start, now, asking, sitting);
}

}  // namespace

Command flare_command() {
  return {.name = "flare",
          .summary =
              "A bad day: 3 questions or a few more, the smallest useful day",
          .words = {},
          .most_words = 0,
          .example = "backcoach flare",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
