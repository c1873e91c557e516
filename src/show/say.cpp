#include "say.hpp"

#include <algorithm>

namespace backcoach {
namespace {

void replace_all(std::string& text, std::string_view what,
                 std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

std::string fallback(const KnowledgeBase& kb, std::string_view id) {
  for (const Notice& text : kb.region_texts) {
    if (text.id == id) return text.text;
  }
  return {};
}

/// A number only when somebody has checked it; else words that are always true.
std::string line_words(const KnowledgeBase& kb, const std::optional<Line>& line,
                       std::string_view otherwise, bool with_name) {
  if (!line || !line->verified || line->number.empty()) {
    return fallback(kb, otherwise);
  }
  const bool named = with_name && !line->name.empty() &&
                     line->name.find(line->number) == std::string::npos;
  if (named) return line->name + " (" + line->number + ")";
  return with_name && !line->name.empty() ? line->name : line->number;
}

}  // namespace

std::string fill(const KnowledgeBase& kb, const Region* region,
                 std::string_view text) {
  std::string out(text);
  if (out.find('{') == std::string::npos) return out;
  const Region none;
  const Region& here = region ? *region : none;
  replace_all(out, "{emergency_number}",
              line_words(kb, here.emergency, "emergency_number", false));
  replace_all(out, "{advice_line}",
              line_words(kb, here.advice, "advice_line", true));
  replace_all(out, "{crisis_line}",
              line_words(kb, here.crisis, "crisis_line", true));
  const std::string place = here.emergency_place.empty()
                                ? fallback(kb, "emergency_place")
                                : here.emergency_place;
  replace_all(out, "{emergency_place}", place);
  return out;
}

namespace render {
namespace {

const Outcome& outcome_of(const KnowledgeBase& kb, const Reason& reason) {
  return kb.rules[reason.rule].outcomes[reason.outcome];
}

bool refers(const Reason& reason) {
  return reason.urgency > Urgency::self_care;
}

/// The lines of the level of `decision`, with those that hang on its rules.
std::vector<std::string> level_lines(const KnowledgeBase& kb,
                                     const Decision& decision) {
  const UrgencyLevel& level = kb.level(decision.urgency);
  std::vector<std::string> lines = level.what_to_do;
  for (const LevelLine& line : level.for_rules) {
    const bool holds =
        std::any_of(decision.because.begin(), decision.because.end(),
                    [&](const Reason& reason) {
                      return reason.urgency >= Urgency::same_day &&
                             std::find(line.rules.begin(), line.rules.end(),
                                       reason.rule) != line.rules.end();
                    });
    if (!holds) continue;
    if (line.instead_of.empty()) {
      lines.push_back(line.text);
    } else {
      std::replace(lines.begin(), lines.end(), line.instead_of, line.text);
    }
  }
  return lines;
}

void add_new(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) {
    list.push_back(std::move(text));
  }
}

}  // namespace

std::vector<std::string> notices(const KnowledgeBase& kb, const Region* region,
                                 const std::vector<std::string_view>& ids) {
  std::vector<std::string> texts;
  for (const std::string_view id : ids) {
    const bool of_nobody = id == "clinical_review_pending";
    if (of_nobody && kb.manifest.clinical_review != "pending") continue;
    texts.push_back(fill(kb, region, kb.notice(id)));
  }
  return texts;
}

std::string headline(const KnowledgeBase& kb, const Decision& decision,
                     const Region* region) {
  if (decision.stage && decision.urgency == Urgency::self_care) {
    return fill(kb, region, kb.stage(*decision.stage).headline);
  }
  return fill(kb, region, kb.level(decision.urgency).headline);
}

Doubts::Doubts(const KnowledgeBase& kb, const Answers& answers,
               const Decision& decision) {
  if (decision.not_sure.empty()) return;
  Answers plain = answers;
  for (const FindingIndex finding : decision.not_sure) {
    if (kb.findings[finding].type == FindingType::yes_no) {
      plain.set(finding, YesNo::no);
    } else {
      plain.clear(finding);
    }
  }
  certain_.assign(kb.rules.size(), -1);
  for (const Reason& reason : triage(kb, plain).because) {
    certain_[reason.rule] = static_cast<int>(reason.urgency);
  }
}

std::string because(const KnowledgeBase& kb, const Reason& reason,
                    const Doubts& doubts) {
  const Outcome& outcome = outcome_of(kb, reason);
  const std::string& text =
      outcome.because.empty() ? kb.rules[reason.rule].because : outcome.because;
  if (!doubts.alone(reason)) return text;
  return std::string(kb.notice("doubt_reason")) + " " + text;
}

std::vector<std::string> what_to_do(const KnowledgeBase& kb,
                                    const Decision& decision,
                                    const Region* region) {
  std::vector<std::string> lines;
  const auto add = [&](const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      add_new(lines, fill(kb, region, text));
    }
  };
  // The level says what to do and whom to call; then what is special about
  // these answers; then the rest that everybody at this level is told.
  const std::vector<std::string> level = level_lines(kb, decision);
  if (!level.empty()) add({level.front()});
  for (const Reason& reason : decision.because) {
    // Advice of milder rules would water down the urgent one.
    if (reason.urgency != decision.urgency || !refers(reason)) continue;
    const Outcome& outcome = outcome_of(kb, reason);
    add(outcome.what_to_do.value_or(kb.rules[reason.rule].what_to_do));
  }
  add(level);
  if (decision.plan_allowed && decision.stage) {
    add(kb.stage(*decision.stage).what_to_do);
  }
  return lines;
}

std::vector<std::string> what_to_say(const KnowledgeBase& kb,
                                     const Decision& decision,
                                     const Doubts& doubts) {
  std::vector<std::string> lines;
  for (const Reason& reason : decision.because) {
    if (!refers(reason) || reason.urgency != decision.urgency) continue;
    const Rule& rule = kb.rules[reason.rule];
    const Outcome& outcome = outcome_of(kb, reason);
    // What was looked at is milder now, and nobody needs to be told of it.
    if (reason.urgency < outcome.urgency) continue;
    const bool own = !outcome.what_to_say.empty();
    const std::string& sure = own ? outcome.what_to_say : rule.what_to_say;
    const std::string& unsure = own || !outcome.what_to_say_unsure.empty()
                                    ? outcome.what_to_say_unsure
                                    : rule.what_to_say_unsure;
    if (sure.empty()) continue;
    // A doubt is told as one, and without the technical name.
    if (!doubts.alone(reason)) {
      add_new(lines, sure);
    } else if (!unsure.empty()) {
      add_new(lines, unsure);
    } else {
      add_new(lines, std::string(kb.notice("doubt_say")) + " " + sure);
    }
  }
  return lines;
}

std::vector<std::string> sources_of(const std::vector<Provenance>& provenance) {
  std::vector<std::string> ids;
  for (const Provenance& entry : provenance) {
    if (entry.kind != "editorial") add_new(ids, entry.source);
  }
  return ids;
}

std::vector<const WatchFor*> watch_for(const KnowledgeBase& kb,
                                       const Answers& answers,
                                       const Decision& decision) {
  const auto refused = [&](const WatchFor& item) {
    return std::any_of(item.findings.begin(), item.findings.end(),
                       [&](FindingIndex f) {
                         return answer_text(kb.findings[f], answers[f]) ==
                                name(YesNo::prefer_not_to_say);
                       });
  };
  // A person already sent for help is told what would make it more urgent;
  // everybody else gets the whole net.
  std::vector<const WatchFor*> lines;
  for (const WatchFor& item : kb.watch_for) {
    const bool above =
        item.urgency > decision.urgency || item.urgency == Urgency::emergency;
    const bool self_care_only = item.show == "self_care";
    if (!above || (self_care_only && !decision.plan_allowed)) continue;
    if (item.show == "refused" && !refused(item)) continue;
    lines.push_back(&item);
  }
  return lines;
}

std::chrono::year_month_day review_on(const KnowledgeBase& kb,
                                      const Decision& decision,
                                      std::chrono::year_month_day today) {
  const bool by_stage = decision.plan_allowed && decision.stage;
  const int days = by_stage ? kb.stage(*decision.stage).review_after_days
                            : kb.level(decision.urgency).review_after_days;
  return std::chrono::sys_days(today) + std::chrono::days(days);
}

std::string see_within(const KnowledgeBase& kb, const Decision& decision) {
  return kb.level(decision.urgency).see_within;
}

}  // namespace render
}  // namespace backcoach
