#include "session_alarm.hpp"

#include <ostream>

#include "../term/prompt.hpp"
#include "backcoach/checkin_decision.hpp"
#include "plan_output.hpp"
#include "triage_result.hpp"

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

bool ask_all(Prompt& prompt, const KnowledgeBase& kb, Answers& answers,
             Sitting& sitting) {
  const auto tell = [&] {
    sitting.tell(answers, triage(kb, answers), left_open(kb, answers));
  };
  // Open from the first moment: whatever happens now, they are to be answered.
  tell();
  const auto alarm = kb.finding(kAlarm);
  for (std::size_t q = 0; alarm && q < kb.questions.size(); ++q) {
    const auto& sets = kb.questions[q].sets;
    if (sets.size() != 1 || sets[0] != *alarm) continue;
    if (!ask(prompt, {static_cast<std::uint16_t>(q), sets}, answers)) {
      return false;
    }
    tell();
  }
  while (const auto next = next_question(kb, answers)) {
    if (triage(kb, answers).urgency == Urgency::emergency) break;
    if (!ask(prompt, *next, answers)) return false;
    tell();
  }
  return true;
}

}  // namespace

ExitCode ask_danger_signs(Context& context, const KnowledgeBase& kb,
                          const Answers& known_answers) {
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  prompt.set_today(context.today());
  prompt.show(
      {block(Block::Kind::notice, std::string(kb.notice("emergency_always")))});
  const bool keeps = !context.diary_path().empty();
  const Known before = known(context, kb);
  TriageInput input;
  input.answers = with_signs_open(kb, known_answers);
  Sitting sitting(context, kb, Origin::alarm,
                  keeps && !before.standing.unreadable);
  if (!ask_all(prompt, kb, input.answers, sitting)) {
    if (sitting.urgent()) return sitting.leave();
    prompt.show(
        {block(Block::Kind::notice, std::string(kb.notice("unsure_ask"))),
         block(Block::Kind::paragraph, std::string(kb.notice("check_first"))),
         block(Block::Kind::paragraph, "Type: backcoach triage")});
    return sitting.leave();
  }
  TriageResult result = decide_kept(context, kb, before, input);
  if (keeps) keep_result(context, kb, before, input, result, sitting);
  result.kept = keeps;
  const Known now = known(context, kb);
  const Document page = result_page(Arguments(), context, kb, now, result);
  const ExitCode code = context.write(render_text(page, context.style()),
                                      result_code(context, now, result));
  return offer_more(context, kb, result.answers, sitting, code);
}

}  // namespace backcoach::cli
