// What rests on what, and what a whole triage ends.
#include <algorithm>

#include "../kb/answer_words.hpp"
#include "backcoach/standing.hpp"

namespace backcoach {
namespace {

constexpr std::string_view kAlarm = "alarm_during_exercise";

/// Whether somebody can say a plain no to it.
bool has_no(const Finding& finding) {
  if (finding.type == FindingType::yes_no) return true;
  return finding.type == FindingType::one_of &&
         std::find(finding.values.begin(), finding.values.end(),
                   name(YesNo::no)) != finding.values.end();
}

const Outcome& outcome_of(const KnowledgeBase& kb, const Reason& reason) {
  return kb.rules[reason.rule].outcomes[reason.outcome];
}

/// Reasons that send for help or, where none does, that forbid the plan.
bool weighs(const KnowledgeBase& kb, const Reason& reason,
            const Decision& decision) {
  if (decision.urgency >= Urgency::soon) {
    return reason.urgency >= Urgency::soon;
  }
  return outcome_of(kb, reason).plan_forbidden;
}

bool all_private_no(const KnowledgeBase& kb, const Answers& answers) {
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const Finding& finding = kb.findings[i];
    if (!finding.sensitive || finding.history || !finding.core) continue;
    if (!says_no(kb, answers, static_cast<FindingIndex>(i))) return false;
  }
  return true;
}

bool all_no(const KnowledgeBase& kb, const std::vector<std::string>& findings,
            const Answers& answers) {
  return std::all_of(findings.begin(), findings.end(),
                     [&](const std::string& id) {
                       if (id == kPrivate) return all_private_no(kb, answers);
                       const auto finding = kb.finding(id);
                       return finding && says_no(kb, answers, *finding);
                     });
}

/// Whether a rule of the record fires again, at `least` or above.
bool fires_again(const KnowledgeBase& kb, const TriageRecord& record,
                 const Answers& answers, const Decision& decision,
                 Urgency least) {
  return std::any_of(
      decision.because.begin(), decision.because.end(), [&](const Reason& one) {
        const bool forbids = outcome_of(kb, one).plan_forbidden;
        if (one.urgency < least && !forbids) return false;
        const std::string id = is_private(kb, one, answers)
                                   ? std::string(kPrivate)
                                   : kb.rules[one.rule].id;
        return std::any_of(
            record.rules.begin(), record.rules.end(),
            [&](const FiredRule& fired) { return fired.rule == id; });
      });
}

bool in_doubt(const KnowledgeBase& kb, const TriageRecord& record,
              const Decision& decision) {
  return std::any_of(decision.not_sure.begin(), decision.not_sure.end(),
                     [&](FindingIndex finding) {
                       const std::string id = kb.findings[finding].sensitive
                                                  ? std::string(kPrivate)
                                                  : kb.findings[finding].id;
                       return std::find(record.rests_on.begin(),
                                        record.rests_on.end(),
                                        id) != record.rests_on.end();
                     });
}

bool contains(const std::vector<std::string>& list, std::string_view one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

std::string seen_group(const KnowledgeBase& kb, std::uint16_t rule) {
  for (const SeenGroup& group : kb.seen.groups) {
    if (std::find(group.rules.begin(), group.rules.end(), rule) !=
        group.rules.end()) {
      return group.id;
    }
  }
  return kb.rules[rule].id;
}

bool is_private(const KnowledgeBase& kb, const Reason& reason,
                const Answers& answers) {
  return std::any_of(
      reason.answers.begin(), reason.answers.end(), [&](FindingIndex finding) {
        return kb.findings[finding].sensitive && !says_no(kb, answers, finding);
      });
}

std::vector<std::string> rests_on(const KnowledgeBase& kb,
                                  const Answers& answers,
                                  const Decision& decision) {
  std::vector<std::string> out;
  for (const Reason& reason : decision.because) {
    if (!weighs(kb, reason, decision)) continue;
    for (const FindingIndex finding : reason.answers) {
      const Finding& about = kb.findings[finding];
      if (!has_no(about) || about.history || says_no(kb, answers, finding)) {
        continue;
      }
      const std::string id = about.sensitive ? std::string(kPrivate) : about.id;
      if (!contains(out, id)) out.push_back(id);
    }
  }
  return out;
}

std::vector<std::string> groups_of(const KnowledgeBase& kb,
                                   const Decision& decision) {
  std::set<std::string> out;
  for (const Reason& reason : decision.because) {
    if (!weighs(kb, reason, decision)) continue;
    std::string group = seen_group(kb, reason.rule);
    // The name of a rule that asks what is private would tell it.
    const auto& rule = kb.rules[reason.rule];
    const bool hidden =
        group == rule.id &&
        std::any_of(reason.answers.begin(), reason.answers.end(),
                    [&](FindingIndex finding) {
                      return kb.findings[finding].sensitive;
                    });
    out.insert(hidden ? std::string(kPrivate) : std::move(group));
  }
  return {out.begin(), out.end()};
}

std::optional<SeenSince> seen_since_named(std::string_view word) {
  if (word == "no") return SeenSince::no;
  if (word == "yes") return SeenSince::yes;
  if (word == "mistake") return SeenSince::mistake;
  if (word == "gone") return SeenSince::gone;
  return std::nullopt;
}

std::string withdrawn_because(const KnowledgeBase& kb,
                              const Referral& referral) {
  if (referral.urgency != Urgency::soon) return {};
  std::string why;
  for (const FiredRule& fired : referral.record->rules) {
    const auto withdrawn = std::find_if(
        kb.manifest.withdraws.begin(), kb.manifest.withdraws.end(),
        [&](const WithdrawnRule& one) { return one.rule == fired.rule; });
    if (withdrawn != kb.manifest.withdraws.end()) {
      if (why.empty()) why = withdrawn->because;
      continue;
    }
    // What never sends anybody to be seen bears no referral.
    const Rule* rule = kb.rule(fired.rule);
    const bool bears =
        !rule || std::any_of(rule->outcomes.begin(), rule->outcomes.end(),
                             [](const Outcome& outcome) {
                               return outcome.urgency >= Urgency::soon;
                             });
    if (bears) return {};
  }
  return why;
}

bool all_withdrawn(const KnowledgeBase& kb, const Standing& standing) {
  return !standing.referrals.empty() &&
         std::all_of(standing.referrals.begin(), standing.referrals.end(),
                     [&](const Referral& one) {
                       return !withdrawn_because(kb, one).empty();
                     });
}

bool may_be_gone(const KnowledgeBase& kb, const Standing& standing) {
  if (standing.referrals.size() != 1) return false;
  const Referral& one = standing.referrals.front();
  if (one.urgency != Urgency::soon) return false;
  if (contains(one.record->rests_on, "cancer_ever")) return false;
  return std::none_of(kb.seen.not_gone.begin(), kb.seen.not_gone.end(),
                      [&](std::uint16_t rule) {
                        return std::any_of(
                            one.record->rules.begin(), one.record->rules.end(),
                            [&](const FiredRule& fired) {
                              return fired.rule == kb.rules[rule].id;
                            });
                      });
}

bool was_mistake(const KnowledgeBase& kb, const Referral& referral,
                 const Answers& given, const Decision& decision) {
  const Answers answers = with_implied(kb, given);
  return all_no(kb, referral.record->rests_on, answers) &&
         !fires_again(kb, *referral.record, answers, decision, Urgency::soon);
}

bool hold_ends(const KnowledgeBase& kb, const Hold& hold, const Answers& given,
               const Decision& decision, const std::string& date) {
  const auto& questions = hold.record->rests_on;
  if (contains(questions, kAlarm) && date <= hold.date) return false;
  const Answers answers = with_implied(kb, given);
  return all_no(kb, questions, answers) &&
         !fires_again(kb, *hold.record, answers, decision, Urgency::routine);
}

std::vector<EndedTelling> ended_by(const KnowledgeBase& kb,
                                   const Standing& standing, SeenSince since,
                                   const std::vector<std::string>& about,
                                   const Answers& answers,
                                   const Decision& decision,
                                   const std::string& date) {
  std::vector<EndedTelling> out;
  if (decision.status != Status::decided) return out;
  for (const Referral& one : standing.referrals) {
    bool ends = !withdrawn_because(kb, one).empty();
    if (!ends && !contains(about, one.id)) continue;
    switch (since) {
      case SeenSince::no:
        break;
      case SeenSince::yes:
        ends = true;
        break;
      case SeenSince::mistake:
        ends = ends || was_mistake(kb, one, answers, decision);
        break;
      case SeenSince::gone:
        ends = ends || (may_be_gone(kb, standing) &&
                        decision.urgency <= Urgency::routine &&
                        !in_doubt(kb, *one.record, decision));
        break;
    }
    if (ends) out.push_back({one.id, "referral"});
  }
  for (const Hold& one : standing.holds) {
    if (hold_ends(kb, one, answers, decision, date)) {
      out.push_back({one.id, "hold"});
    }
  }
  for (const OpenQuestions& one : standing.open) {
    out.push_back({one.id, "open"});
  }
  return out;
}

std::vector<std::string> still_open(const KnowledgeBase& kb,
                                    const std::vector<std::string>& open,
                                    const Answers& answers) {
  std::vector<std::string> left;
  const auto keep = [&](const std::string& id) {
    if (!contains(left, id)) left.push_back(id);
  };
  for (const std::string& id : open) {
    const bool whole_list = id == kDangerList;
    if (whole_list || id == kPrivate) {
      for (std::size_t i = 0; i < kb.findings.size(); ++i) {
        const Finding& finding = kb.findings[i];
        const bool asked = finding.core && !finding.history &&
                           (whole_list || finding.sensitive);
        if (!asked || answers.answered(static_cast<FindingIndex>(i))) continue;
        keep(finding.sensitive ? std::string(kPrivate) : finding.id);
      }
      continue;
    }
    const auto finding = kb.finding(id);
    if (finding && !answers.answered(*finding)) keep(id);
  }
  return left;
}

}  // namespace backcoach
