#include "session_alarm.hpp"

#include <ostream>

#include "../coach/checkin_decision.hpp"
#include "../term/prompt.hpp"
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

Alarm::Alarm(Context& context, const KnowledgeBase& kb, const Answers& answers)
    : context_(context),
      kb_(kb),
      keeps_(!context.diary_path().empty()),
      before_(known(context, kb)),
      sitting_(context, kb, Origin::alarm,
               keeps_ && !before_.standing.unreadable),
      answers_(with_signs_open(kb, answers)) {
  sitting_.tell(answers_, triage(kb_, answers_), left_open(kb_, answers_));
}

void Alarm::over() { sitting_.tell(answers_, triage(kb_, answers_), {}); }

ExitCode Alarm::ask() {
  Prompt prompt(kb_, context_.io().in, context_.io().out, context_.style(),
                context_.region(kb_));
  prompt.set_today(context_.today());
  prompt.show({Block{Block::Kind::notice,
                     std::string(kb_.notice("emergency_always"))}});
  TriageInput input;
  input.answers = answers_;
  if (!ask_all(prompt, kb_, input.answers, sitting_)) {
    if (sitting_.urgent()) return sitting_.leave();
    prompt.show(
        {Block{Block::Kind::notice, std::string(kb_.notice("unsure_ask"))},
         Block{Block::Kind::paragraph, std::string(kb_.notice("check_first"))},
         Block{Block::Kind::paragraph, "Type: backcoach triage"}});
    return sitting_.leave();
  }
  TriageResult result = decide_kept(context_, kb_, before_, input);
  if (keeps_) keep_result(context_, kb_, before_, input, result, sitting_);
  result.kept = keeps_;
  const Known now = known(context_, kb_);
  const Document page = result_page(Arguments(), context_, kb_, now, result);
  const ExitCode code = context_.write(render_text(page, context_.style()),
                                       result_code(context_, now, result));
  return offer_more(context_, kb_, result.answers, sitting_, code);
}

}  // namespace backcoach::cli
