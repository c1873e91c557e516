#include "backcoach/render.hpp"

#include <algorithm>

#include "../base/moment.hpp"
#include "../coach/latest.hpp"
#include "json_values.hpp"
#include "say.hpp"

namespace backcoach {
namespace {

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text)};
}

const TriageRecord& record_of_page(const Standing& standing) {
  if (const Referral* page = standing.page()) return *page->record;
  return *standing.holds.front().record;
}

bool rests_on_private(const TriageRecord& record) {
  return std::any_of(
      record.rules.begin(), record.rules.end(),
      [](const FiredRule& fired) { return fired.rule == kPrivate; });
}

/// A rule that asks what is private is not named, whoever wrote it down.
bool may_be_named(const KnowledgeBase& kb, const Reason& reason,
                  const TriageRecord& record) {
  // Of diaries of an earlier form the rules of private answers are still there.
  if (!record.rests_on.empty()) return true;
  const Rule& rule = kb.rules[reason.rule];
  return std::none_of(
      rule.examples.begin(), rule.examples.end(), [&](const Example& one) {
        return one.holds == Truth::yes &&
               std::any_of(one.answers.begin(), one.answers.end(),
                           [&](const auto& given) {
                             return kb.findings[given.first].sensitive;
                           });
      });
}

std::string because_of(const KnowledgeBase& kb, const TriageRecord& record) {
  for (const FiredRule& fired : record.rules) {
    if (fired.rule == kPrivate) continue;
    const Rule* rule = kb.rule(fired.rule);
    if (!rule) continue;
    for (const Outcome& outcome : rule->outcomes) {
      if (outcome.id == fired.outcome && !outcome.because.empty()) {
        return outcome.because;
      }
    }
    return rule->because;
  }
  if (rests_on_private(record)) {
    return std::string(kb.notice("stands_private"));
  }
  return std::string(kb.notice("stands_other_rules"));
}

}  // namespace

std::string told_at(const std::string& at) {
  const auto time = text::parse_time(at);
  if (!time) return at;
  const auto day = std::chrono::floor<std::chrono::days>(*time);
  constexpr std::size_t kClock = 11;
  constexpr std::size_t kClockLength = 5;
  return long_date(std::chrono::year_month_day(day)) + ", " +
         at.substr(kClock, kClockLength);
}

Decision decision_of(const KnowledgeBase& kb, const Standing& standing) {
  const TriageRecord& record = record_of_page(standing);
  TriageRecord whole = record;
  whole.origin = "triage";
  whole.whole = true;
  Decision decision = decision_in(kb, whole).value_or(Decision{});
  std::erase_if(decision.because, [&](const Reason& reason) {
    return !may_be_named(kb, reason, record);
  });
  decision.status = Status::decided;
  return decision;
}

Document compose_standing(const KnowledgeBase& kb, const Standing& standing,
                          const Setting& setting) {
  const TriageRecord& record = record_of_page(standing);
  Decision decision = decision_of(kb, standing);
  if (rests_on_private(record)) {
    // What is left would read as the reason.
    std::erase_if(decision.because, [&](const Reason& reason) {
      return reason.urgency < decision.urgency;
    });
  }
  Document page =
      compose_triage(kb, Answers(kb.findings.size()), decision, setting);
  const bool refers = !standing.referrals.empty();
  // Right below what to do: since when, and why it is still there.
  std::vector<Block> lines;
  const std::string since =
      told_at(refers ? standing.page()->since : standing.holds.front().since);
  const std::string withdrawn =
      refers ? withdrawn_words(kb, *standing.page()) : std::string();
  const std::string until =
      withdrawn.empty()
          ? std::string(kb.notice(refers ? "stands_until" : "holds_until"))
          : withdrawn;
  lines.push_back(paragraph("You told us on " + since + ". " + until));
  if (rests_on_private(record)) {
    lines.push_back(paragraph(std::string(kb.notice("stands_private"))));
  }
  if (decision.because.empty() && !rests_on_private(record) &&
      withdrawn.empty()) {
    lines.push_back(paragraph(std::string(kb.notice("stands_other_rules"))));
  }
  const auto why =
      std::find_if(page.begin(), page.end(), [](const Block& block) {
        return block.kind == Block::Kind::heading && block.text == "Why";
      });
  const auto at = page.insert(why, lines.begin(), lines.end());
  const auto after = at + static_cast<std::ptrdiff_t>(lines.size());
  // A heading over nothing says nothing.
  if (after != page.end() && after + 1 != page.end() &&
      (after + 1)->items.empty()) {
    page.erase(after, after + 2);
  }
  return page;
}

std::string withdrawn_words(const KnowledgeBase& kb, const Referral& referral) {
  const std::string because = withdrawn_because(kb, referral);
  if (because.empty()) return {};
  return because + " " + std::string(kb.notice("stands_withdrawn"));
}

std::string standing_headline(const KnowledgeBase& kb, const Standing& standing,
                              const Region* region) {
  return render::headline(kb, decision_of(kb, standing), region);
}

namespace {

using render::OrderedJson;

void add_standing(const KnowledgeBase& kb, const Standing& standing,
                  OrderedJson& out) {
  if (const Referral* page = standing.page()) {
    out["stands"] = {{"ids", standing.ids()},
                     {"since", page->since},
                     {"urgency", name(page->urgency)},
                     {"rules", standing.rules()}};
  } else {
    out["stands"] = nullptr;
  }
  OrderedJson holds = OrderedJson::array();
  for (const Hold& hold : standing.holds) {
    holds.push_back(
        {{"since", hold.since}, {"because", because_of(kb, *hold.record)}});
  }
  out["holds"] = std::move(holds);
  if (!standing.open.empty()) out["open"] = standing.open_questions();
}

}  // namespace

std::string with_standing(const KnowledgeBase& kb, const std::string& json,
                          const Standing& standing) {
  OrderedJson out = OrderedJson::parse(json, nullptr, false);
  if (!out.is_object()) return json;
  add_standing(kb, standing, out);
  return out.dump(2) + "\n";
}

std::string standing_json(const KnowledgeBase& kb, const Standing& standing,
                          const Setting& setting) {
  const std::string id = record_of_page(standing).decision_id;
  const std::string json =
      triage_json(kb, Answers(kb.findings.size()), decision_of(kb, standing),
                  setting, {.trace = false, .decision_id = id});
  OrderedJson out = OrderedJson::parse(json, nullptr, false);
  // Nothing of an interview: the answers of then are not here.
  out["next"] = nullptr;
  out["what_would_change_this"] = OrderedJson::array();
  add_standing(kb, standing, out);
  return out.dump(2) + "\n";
}

std::string refusal_json(const KnowledgeBase& kb, const std::string& code,
                         const std::string& message,
                         const std::optional<QuestionObject>& next,
                         const Region* region) {
  OrderedJson out = {{"schema", "backcoach/error/1"}};
  out["errors"] = OrderedJson::array({render::error_value(code, message)});
  if (next) out["next"] = render::question_value(kb, *next, region);
  return out.dump(2) + "\n";
}

std::optional<QuestionObject> open_question(const KnowledgeBase& kb,
                                            const Standing& standing) {
  const std::vector<std::string> open = standing.open_questions();
  const auto has = [&](std::string_view id) {
    return std::find(open.begin(), open.end(), id) != open.end();
  };
  std::optional<QuestionObject> first;
  for (const Question& question : kb.questions) {
    QuestionObject one;
    one.question = &question;
    for (const FindingIndex finding : question.sets) {
      const Finding& about = kb.findings[finding];
      const bool core = about.core && !about.history;
      const bool hidden = core && about.sensitive && has(kPrivate);
      if (!has(about.id) && !hidden && !(core && has(kDangerList))) continue;
      one.findings.push_back(finding);
    }
    if (one.findings.empty()) continue;
    if (!first) first = std::move(one);
    ++first->at_most;
  }
  return first;
}

}  // namespace backcoach
