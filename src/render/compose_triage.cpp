#include <algorithm>

#include "backcoach/render.hpp"
#include "say.hpp"

namespace backcoach {
namespace {

Block title(std::string text, bool urgent) {
  Block block{Block::Kind::title, std::move(text), {}, {}, urgent};
  return block;
}
Block heading(std::string text) {
  return {Block::Kind::heading, std::move(text), {}, {}, false};
}
Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text), {}, {}, false};
}
Block bullets(std::vector<std::string> items) {
  return {Block::Kind::bullets, {}, std::move(items), {}, false};
}
Block quote(std::string text) {
  return {Block::Kind::quote, std::move(text), {}, {}, false};
}
Block notice(std::string text) {
  return {Block::Kind::notice, std::move(text), {}, {}, true};
}

/// Reasons as sentences, each ending in the rule that can be looked up.
std::vector<std::string> reason_lines(const KnowledgeBase& kb,
                                      const Decision& decision,
                                      const render::Doubts& doubts,
                                      std::size_t most) {
  std::vector<std::string> lines;
  for (const Reason& reason : decision.because) {
    const bool noted = reason.urgency == Urgency::self_care;
    if (noted && decision.urgency > Urgency::self_care) continue;
    if (lines.size() == most) break;
    lines.push_back(render::because(kb, reason, doubts) + " [" +
                    kb.rules[reason.rule].id + "]");
  }
  if (decision.row) {
    const Row& row = kb.rows[*decision.row];
    lines.push_back(row.because + " [decision." + row.id + "]");
  }
  return lines;
}

void add_doubt(const KnowledgeBase& kb, const Decision& decision,
               Document& page) {
  if (decision.not_sure.empty()) return;
  page.push_back(heading("You were not sure about"));
  std::vector<std::string> items;
  for (const FindingIndex finding : decision.not_sure) {
    items.push_back(kb.findings[finding].means);
  }
  page.push_back(bullets(std::move(items)));
}

/// The safety net, one heading for each thing to do.
void add_safety_net(const KnowledgeBase& kb, const Answers& answers,
                    const Decision& decision, const Region* region,
                    Document& page) {
  page.push_back(paragraph(fill(kb, region, kb.notice("safety_net"))));
  std::string last;
  std::vector<std::string> items;
  const auto flush = [&] {
    if (items.empty()) return;
    page.push_back(heading(last));
    page.push_back(bullets(std::move(items)));
    items.clear();
  };
  for (const WatchFor* item : render::watch_for(kb, answers, decision)) {
    const std::string action = fill(kb, region, item->action);
    if (action != last) {
      flush();
      last = action;
    }
    items.push_back(fill(kb, region, item->text));
  }
  flush();
}

/// An emergency: what to do first, all of it on 24 lines, no exercise.
Document emergency_page(const KnowledgeBase& kb, const Decision& decision,
                        const render::Doubts& doubts, const Setting& setting) {
  constexpr std::size_t kMostReasons = 3;
  Document page;
  page.push_back(title(render::headline(kb, decision, setting.region), true));
  page.push_back(bullets(render::what_to_do(kb, decision, setting.region)));
  page.push_back(heading("Why"));
  page.push_back(bullets(reason_lines(kb, decision, doubts, kMostReasons)));
  const std::vector<std::string> say =
      render::what_to_say(kb, decision, doubts);
  if (!say.empty()) {
    page.push_back(heading("What to say"));
    page.push_back(quote(say.front()));
  }
  // One paragraph: the whole page is to fit one screen.
  page.push_back(
      notice(fill(kb, setting.region, kb.notice("no_plan_emergency")) + " " +
             std::string(kb.notice("stop_reminders"))));
  return page;
}

}  // namespace

Document compose_triage(const KnowledgeBase& kb, const Answers& answers,
                        const Decision& decision, const Setting& setting) {
  const render::Doubts doubts(kb, answers, decision);
  if (decision.urgency == Urgency::emergency) {
    return emergency_page(kb, decision, doubts, setting);
  }
  Document page;
  if (setting.knowledge_is_old) {
    page.push_back(notice(std::string(kb.notice("knowledge_old"))));
  }
  const bool urgent = decision.urgency >= Urgency::same_day;
  page.push_back(title(render::headline(kb, decision, setting.region), urgent));
  page.push_back(bullets(render::what_to_do(kb, decision, setting.region)));
  page.push_back(heading("Why"));
  page.push_back(bullets(reason_lines(kb, decision, doubts, kb.rules.size())));
  for (const std::string& words : render::what_to_say(kb, decision, doubts)) {
    if (page.back().kind != Block::Kind::quote) {
      page.push_back(heading("What to say"));
    }
    page.push_back(quote(words));
  }
  add_doubt(kb, decision, page);
  add_safety_net(kb, answers, decision, setting.region, page);
  if (!decision.plan_allowed) {
    page.push_back(paragraph(fill(kb, setting.region, kb.notice("no_plan"))));
  }
  if (urgent) {
    page.push_back(paragraph(std::string(kb.notice("stop_reminders"))));
  }
  page.push_back(
      paragraph("Look again on " +
                long_date(render::review_on(kb, decision, setting.today)) +
                ", or at once if anything changes: backcoach triage"));
  page.push_back(
      notice(fill(kb, setting.region, kb.notice("not_a_diagnosis"))));
  page.push_back(
      notice(fill(kb, setting.region, kb.notice("emergency_always"))));
  return page;
}

}  // namespace backcoach
