#include <algorithm>
#include <iterator>

#include "backcoach/render.hpp"
#include "say.hpp"

namespace backcoach {
namespace {

Block title(std::string text, bool urgent) {
  Block block{Block::Kind::title, std::move(text), {}, {}, urgent};
  return block;
}
Block heading(std::string text) {
  return {Block::Kind::heading, std::move(text)};
}
Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text)};
}
Block bullets(std::vector<std::string> items) {
  return {Block::Kind::bullets, {}, std::move(items)};
}
Block quote(std::string text) { return {Block::Kind::quote, std::move(text)}; }
Block notice(std::string text) {
  return {Block::Kind::notice, std::move(text), {}, {}, true};
}

/// Reasons as sentences. The names of rules are for JSON and --trace: a screen
/// reader would spell them.
std::vector<std::string> reason_lines(const KnowledgeBase& kb,
                                      const Decision& decision,
                                      const render::Doubts& doubts,
                                      std::size_t most) {
  std::vector<std::string> lines;
  for (const Reason& reason : decision.because) {
    const bool noted = reason.urgency == Urgency::self_care;
    if (noted && decision.urgency > Urgency::self_care) continue;
    if (lines.size() == most) break;
    std::string line = render::because(kb, reason, doubts);
    // Two rules may give one reason.
    if (std::find(lines.begin(), lines.end(), line) != lines.end()) continue;
    lines.push_back(std::move(line));
  }
  if (decision.row) {
    const Row& row = kb.rows[*decision.row];
    lines.push_back(row.because);
  }
  return lines;
}

void add_hope(const KnowledgeBase& kb, const Decision& decision,
              Document& page) {
  if (!decision.row || kb.rows[*decision.row].hope.empty()) return;
  page.push_back(paragraph(kb.rows[*decision.row].hope));
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

std::string look_again(const KnowledgeBase& kb, const Decision& decision,
                       const Setting& setting) {
  return "Check again on " +
         long_date(render::review_on(kb, decision, setting.today)) +
         ", or as soon as something changes. Type: backcoach triage";
}

/// The heading over the signs of one action. Without "if" it would read as an
/// order to somebody who is fine.
std::string watch_heading(const KnowledgeBase& kb, const std::string& action) {
  return action + std::string(kb.notice("watch_heading"));
}

/// An emergency: what to do first, all of it on 24 lines, no exercise.
Document emergency_page(const KnowledgeBase& kb, const Decision& decision,
                        const render::Doubts& doubts, const Setting& setting,
                        std::size_t most_reasons = 2) {
  Document page;
  const std::string headline = render::headline(kb, decision, setting.region);
  page.push_back(title(headline, true));
  auto to_do = render::what_to_do(kb, decision, setting.region);
  to_do.emplace_back(kb.notice("stop_reminders"));
  page.push_back(bullets(std::move(to_do)));
  page.push_back(heading("Why"));
  page.push_back(bullets(reason_lines(kb, decision, doubts, most_reasons)));
  const std::vector<std::string> say =
      render::what_to_say(kb, decision, doubts);
  if (!say.empty()) {
    page.push_back(heading("What to say"));
    page.push_back(quote(say.front()));
  }
  page.push_back(
      notice(fill(kb, setting.region, kb.notice("no_plan_emergency"))));
  // On a small screen the first line has scrolled away by now.
  page.push_back(title(headline, true));
  constexpr std::ptrdiff_t kLines = 24;
  const std::string text = render_text(page, {});
  if (most_reasons > 1 && std::count(text.begin(), text.end(), '\n') > kLines) {
    return emergency_page(kb, decision, doubts, setting, 1);
  }
  return page;
}

}  // namespace

Document compose_watch_for(const KnowledgeBase& kb, const Answers& answers,
                           const Decision& decision, const Setting& setting) {
  Document page;
  page.push_back(paragraph(fill(kb, setting.region, kb.notice("safety_net"))));
  std::string last;
  std::vector<std::string> items;
  const auto flush = [&] {
    if (items.empty()) return;
    page.push_back(heading(watch_heading(kb, last)));
    page.push_back(bullets(std::move(items)));
    items.clear();
  };
  for (const WatchFor* item : render::watch_for(kb, answers, decision)) {
    const std::string action = fill(kb, setting.region, item->action);
    if (action != last) {
      flush();
      last = action;
    }
    items.push_back(fill(kb, setting.region, item->text));
  }
  flush();
  return page;
}

Document compose_why(const KnowledgeBase& kb, const Answers& answers,
                     const Decision& decision) {
  const render::Doubts doubts(kb, answers, decision);
  Document page;
  page.push_back(heading("Why"));
  page.push_back(bullets(reason_lines(kb, decision, doubts, kb.rules.size())));
  for (const std::string& words : render::what_to_say(kb, decision, doubts)) {
    if (page.back().kind != Block::Kind::quote) {
      page.push_back(heading("What to say"));
    }
    page.push_back(quote(words));
  }
  add_doubt(kb, decision, page);
  return page;
}

Document compose_closing(const KnowledgeBase& kb, const Decision& decision,
                         const Setting& setting, const std::string& next) {
  Document page;
  page.push_back(
      notice(std::string(kb.notice("closing")) + " " +
             fill(kb, setting.region, kb.notice("emergency_always"))));
  if (!next.empty()) page.push_back(paragraph("Next: " + next));
  page.push_back(title(render::headline(kb, decision, setting.region),
                       decision.urgency >= Urgency::same_day));
  return page;
}

Document compose_card(const KnowledgeBase& kb, const Answers& answers,
                      const Decision& decision, const Setting& setting,
                      std::size_t steps) {
  const render::Doubts doubts(kb, answers, decision);
  Document page;
  page.push_back(title(render::headline(kb, decision, setting.region),
                       decision.urgency >= Urgency::same_day));
  add_hope(kb, decision, page);
  const auto reasons = reason_lines(kb, decision, doubts, 1);
  if (!reasons.empty()) page.push_back(paragraph(reasons.front()));
  auto to_do = render::what_to_do(kb, decision, setting.region);
  if (to_do.size() > steps) to_do.resize(steps);
  page.push_back(bullets(std::move(to_do)));
  page.push_back(paragraph(look_again(kb, decision, setting)));
  return page;
}

Document compose_triage(const KnowledgeBase& kb, const Answers& answers,
                        const Decision& decision, const Setting& setting) {
  return compose_triage(kb, answers, decision, setting, {}, "");
}

Document compose_triage(const KnowledgeBase& kb, const Answers& answers,
                        const Decision& decision, const Setting& setting,
                        const Document& day, const std::string& next) {
  if (decision.urgency == Urgency::emergency) {
    return emergency_page(kb, decision, render::Doubts(kb, answers, decision),
                          setting);
  }
  Document page;
  if (setting.knowledge_is_old) {
    page.push_back(notice(std::string(kb.notice("knowledge_old"))));
  }
  const bool urgent = decision.urgency >= Urgency::same_day;
  page.push_back(title(render::headline(kb, decision, setting.region), urgent));
  add_hope(kb, decision, page);
  page.push_back(bullets(render::what_to_do(kb, decision, setting.region)));
  for (Document part : {compose_why(kb, answers, decision),
                        compose_watch_for(kb, answers, decision, setting)}) {
    std::move(part.begin(), part.end(), std::back_inserter(page));
  }
  if (!decision.plan_allowed) {
    page.push_back(paragraph(fill(kb, setting.region, kb.notice("no_plan"))));
  }
  if (urgent) {
    page.push_back(paragraph(std::string(kb.notice("stop_reminders"))));
  }
  page.push_back(paragraph(look_again(kb, decision, setting)));
  // The last lines say once for both what a plan by itself says at its end.
  const std::string always =
      fill(kb, setting.region, kb.notice("emergency_always"));
  std::copy_if(day.begin(), day.end(), std::back_inserter(page),
               [&](const Block& block) {
                 return block.text != always &&
                        block.text != kb.notice("not_a_diagnosis");
               });
  Document closing = compose_closing(kb, decision, setting, next);
  std::move(closing.begin(), closing.end(), std::back_inserter(page));
  return page;
}

}  // namespace backcoach
