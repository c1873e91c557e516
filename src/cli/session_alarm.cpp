#include "session_alarm.hpp"

#include <ostream>

#include "backcoach/checkin_decision.hpp"
#include "latest.hpp"
#include "plan_output.hpp"
#include "prompt.hpp"

namespace backcoach::cli {
namespace {

constexpr std::string_view kAlarm = "alarm_during_exercise";

/// \return false when the person does not go on answering.
bool ask(Prompt& prompt, const NextQuestion& next, Answers& answers) {
  while (true) {
    const Reply reply = prompt.ask(next, answers);
    switch (reply.kind) {
      case Reply::Kind::stop:
      case Reply::Kind::end_of_input:
        return false;
      case Reply::Kind::back:
        break;
      case Reply::Kind::answer:
        for (const auto& [finding, answer] : reply.answers) {
          answers.set(finding, answer);
        }
        if (reply.declined) {
          for (const FindingIndex f : next.findings) answers.decline(f);
        }
        return true;
    }
  }
}

bool ask_all(Prompt& prompt, const KnowledgeBase& kb, Answers& answers) {
  const auto alarm = kb.finding(kAlarm);
  for (std::size_t q = 0; alarm && q < kb.questions.size(); ++q) {
    const auto& sets = kb.questions[q].sets;
    if (sets.size() == 1 && sets[0] == *alarm &&
        !ask(prompt, {static_cast<std::uint16_t>(q), sets}, answers)) {
      return false;
    }
  }
  while (const auto next = next_question(kb, answers)) {
    if (!ask(prompt, *next, answers)) return false;
  }
  return true;
}

}  // namespace

ExitCode ask_danger_signs(Context& context, const KnowledgeBase& kb,
                          const Answers& known) {
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  prompt.set_today(context.today());
  prompt.show(
      {block(Block::Kind::notice, std::string(kb.notice("emergency_always")))});
  Answers answers = with_signs_open(kb, known);
  const bool whole = ask_all(prompt, kb, answers);
  const Decision decision = triage(kb, answers);
  if (!whole && !holds_unfinished(decision)) {
    // A plan made before this no longer stands.
    forget_latest(context);
    prompt.show(
        {block(Block::Kind::notice, std::string(kb.notice("unsure_ask"))),
         block(Block::Kind::paragraph, std::string(kb.notice("check_first"))),
         block(Block::Kind::paragraph, "Type: backcoach triage")});
    return ExitCode::answers_missing;
  }
  Document page = compose_triage(kb, answers, decision, context.setting(kb));
  const Document plan = plan_page(context, kb, answers, decision);
  page.insert(page.end(), plan.begin(), plan.end());
  save_latest(context, kb, answers, decision);
  return context.write(render_text(page, context.style()),
                       context.outcome(decision.urgency));
}

}  // namespace backcoach::cli
