#include "status.hpp"

#include "latest.hpp"

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
  const bool refers = decision.urgency >= Urgency::soon;
  Document page;
  const std::string& headline =
      refers ? kb.level(decision.urgency).headline
             : kb.stage(decision.stage.value_or(Stage::walk)).headline;
  page.push_back(paragraph("Your last answers are from " +
                           long_date(latest.made_on()) + ". " +
                           fill(kb, region, headline)));
  if (!refers && decision.urgency > Urgency::self_care) {
    page.push_back(
        paragraph(fill(kb, region, kb.level(decision.urgency).headline)));
  }
  if (refers || !decision.plan_allowed) {
    page.push_back(paragraph(fill(kb, region, kb.notice("no_plan"))));
  } else if (!plan_is_over(latest, today)) {
    page.push_back(paragraph("Today's plan: backcoach plan"));
  } else {
    page.push_back(paragraph(fill(kb, region, kb.notice("plan_expired"))));
    page.push_back(paragraph("Start with: backcoach checkin"));
  }
  page.push_back(paragraph(fill(kb, region, kb.notice("emergency_always"))));
  return page;
}

}  // namespace

ExitCode show_status(Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const Region* region = context.region(*kb);
  const auto latest = load_latest(context, *kb);
  const Document page = latest ? since(*kb, region, *latest, context.today())
                               : first_time(*kb, region);
  return context.write_page(page, ExitCode::done);
}

}  // namespace backcoach::cli
