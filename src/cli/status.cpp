#include "status.hpp"

#include <algorithm>

#include "../term/prompt.hpp"
#include "backcoach/letting_go.hpp"
#include "day_plan.hpp"
#include "latest.hpp"
#include "seen_screen.hpp"
#include "standing.hpp"

namespace backcoach::cli {
namespace {

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text), {}, {}, false};
}

Document first_time(const KnowledgeBase& kb, const Region* region) {
  Document page;
  for (const char* id :
       {"intended_use", "first_run_emergency", "clinical_review_pending"}) {
    page.push_back(paragraph(fill(kb, region, kb.notice(id))));
  }
  page.push_back(paragraph("Start with: backcoach triage"));
  page.push_back(paragraph("All commands: backcoach help"));
  return page;
}

Document since(const KnowledgeBase& kb, const Region* region,
               const Latest& latest, std::chrono::year_month_day today) {
  const Decision& decision = latest.decision;
  Document page;
  if (latest.other_rules) {
    page.push_back(paragraph(std::string(kb.notice("other_rules"))));
    page.push_back(paragraph(fill(kb, region, kb.notice("emergency_always"))));
    return page;
  }
  page.push_back(paragraph(
      "Your last answers are from " + long_date(latest.made_on()) + ". " +
      fill(kb, region,
           kb.stage(decision.stage.value_or(Stage::walk)).headline)));
  if (decision.urgency > Urgency::self_care) {
    page.push_back(
        paragraph(fill(kb, region, kb.level(decision.urgency).headline)));
  }
  if (decision.plan_permission() && !plan_is_over(latest, today)) {
    page.push_back(paragraph("Today's plan: backcoach plan"));
  } else if (const std::string words = between_checkins(kb, latest, today);
             !words.empty()) {
    page.push_back(paragraph(words));
  } else {
    page.push_back(paragraph(fill(kb, region, kb.notice("plan_expired"))));
    page.push_back(paragraph("Start with: backcoach checkin"));
  }
  page.push_back(paragraph(fill(kb, region, kb.notice("emergency_always"))));
  return page;
}

/// The page of what stands, and at a terminal three keys. It writes nothing:
/// what is chosen is asked by the triage that follows.
ExitCode show_referral(Context& context, const KnowledgeBase& kb,
                       const Standing& standing) {
  const ExitCode code = refuse(context, kb, standing, Refusal::to_result)
                            .value_or(ExitCode::done);
  if (!context.may_prompt() || standing.referrals.empty()) return code;
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  const auto line = prompt.read_line(
      "1 someone has looked at it   2 it was a mistake   Enter not yet:");
  const auto since = kb.finding("seen_since");
  if (!line || !since || (*line != "1" && *line != "2")) return code;
  const std::string_view word = *line == "1" ? "yes" : "mistake";
  Answers answers(kb.findings.size());
  const auto& values = kb.findings[*since].values;
  const auto at = std::find(values.begin(), values.end(), word);
  if (at == values.end()) return code;
  answers.set(*since, Choice{static_cast<std::uint8_t>(at - values.begin())});
  return triage_after(context, kb, standing, answers);
}

}  // namespace

ExitCode show_status(Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const Region* region = context.region(*kb);
  const Known all = known(context, *kb);
  if (all.standing.forbids()) return show_referral(context, *kb, all.standing);
  const Document page = all.latest
                            ? since(*kb, region, *all.latest, context.today())
                            : first_time(*kb, region);
  if (context.diary_path().empty() && !context.settings().no_diary) {
    context.say(
        "There is no home folder, so there is no diary to read: --home DIR");
  }
  return context.write_page(page, ExitCode::done);
}

}  // namespace backcoach::cli
