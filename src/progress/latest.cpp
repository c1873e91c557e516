#include "backcoach/latest.hpp"

#include <algorithm>
#include <iterator>

#include "../text/moment.hpp"
#include "backcoach/diary_answers.hpp"
#include "backcoach/history.hpp"

namespace backcoach {
namespace {

using std::chrono::sys_days;

std::optional<Reason> read_reason(const KnowledgeBase& kb,
                                  const FiredRule& fired) {
  const Rule* rule = kb.rule(fired.rule);
  if (!rule) return std::nullopt;
  for (std::size_t o = 0; o < rule->outcomes.size(); ++o) {
    if (rule->outcomes[o].id == fired.outcome) {
      return Reason{static_cast<std::uint16_t>(rule - kb.rules.data()),
                    static_cast<std::uint16_t>(o),
                    rule->outcomes[o].urgency,
                    {}};
    }
  }
  return std::nullopt;
}

std::optional<Decision> decision_from(const KnowledgeBase& kb,
                                      const TriageRecord& record) {
  Decision decision;
  decision.status = Status::decided;
  const auto urgency = urgency_named(record.urgency);
  if (!urgency) return std::nullopt;
  decision.urgency = *urgency;
  for (const FiredRule& fired : record.rules) {
    const auto reason = read_reason(kb, fired);
    if (!reason) return std::nullopt;
    decision.because.push_back(*reason);
  }
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    if (kb.rows[r].id == record.row) {
      decision.row = static_cast<std::uint16_t>(r);
    }
  }
  decision.stage = stage_named(record.stage);
  // latest.json of version 0.1 named the row alone.
  if (!decision.stage && decision.row && record.stage.empty() &&
      record.plan_allowed) {
    decision.stage = kb.rows[*decision.row].stage;
  }
  if (decision.stage) decision.focus = kb.stage(*decision.stage).focus;
  // A file cannot allow what its urgency forbids.
  decision.plan_allowed =
      record.plan_allowed && decision.stage && kb.level(*urgency).plan_allowed;
  return decision;
}

}  // namespace

std::chrono::year_month_day Latest::made_on() const {
  return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at));
}

TriageRecord record_of(const KnowledgeBase& kb, const Answers& answers,
                       const Decision& decision, Origin origin,
                       std::string decision_id) {
  TriageRecord out;
  out.origin = origin == Origin::triage ? "triage" : "checkin";
  out.knowledge = kb.manifest.sha256;
  out.decision_id = std::move(decision_id);
  out.urgency = name(decision.urgency);
  if (decision.focus) out.focus = name(*decision.focus);
  if (decision.stage) out.stage = name(*decision.stage);
  if (decision.row) out.row = kb.rows[*decision.row].id;
  out.plan_allowed = decision.plan_permission().has_value();
  for (const Reason& reason : decision.because) {
    const Rule& rule = kb.rules[reason.rule];
    out.rules.push_back({rule.id, rule.outcomes[reason.outcome].id});
  }
  out.answers = kept_values(kb, answers);
  return out;
}

std::optional<Decision> decision_in(const KnowledgeBase& kb,
                                    const TriageRecord& record) {
  if (record.origin == "withdrawn" || record.knowledge != kb.manifest.sha256) {
    return std::nullopt;
  }
  return decision_from(kb, record);
}

std::optional<Latest> latest_of(const KnowledgeBase& kb,
                                std::span<const DiaryEntry> entries) {
  const DiaryEntry* last = nullptr;
  for (const DiaryEntry& entry : entries) {
    if (std::holds_alternative<TriageRecord>(entry.what)) last = &entry;
  }
  if (!last) return std::nullopt;
  const auto& record = std::get<TriageRecord>(last->what);
  const auto at = text::parse_time(last->at);
  auto decision = decision_in(kb, record);
  if (!at || !decision) return std::nullopt;
  Latest latest{*at,
                answers_from(kb, record.answers),
                std::move(*decision),
                record.decision_id,
                false,
                {}};
  const sys_days made_on(latest.made_on());
  latest.plan_start =
      plan_start(kb.checkin, entries, made_on).value_or(made_on);
  // What the diary knew then is part of what was decided on. An entry about an
  // earlier day may have been written down since.
  std::vector<DiaryEntry> known;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(known),
               [&](const DiaryEntry& entry) { return entry.at <= last->at; });
  set_history(kb, known, made_on, latest.answers);
  const Answers stand_in = with_private_no(kb, latest.answers);
  const auto is_same = [&](const Answers& answers) {
    const Decision again = triage(kb, answers);
    // The row, not the stage: a bad day makes that smaller than the answers do.
    return again.status == Status::decided &&
           again.urgency == latest.decision.urgency &&
           again.row == latest.decision.row &&
           again.because.size() == latest.decision.because.size();
  };
  // A triage is decided without the diary, whose days may open another row.
  latest.can_decide_again =
      is_same(stand_in) ||
      (record.origin == "triage" &&
       is_same(with_private_no(kb, answers_from(kb, record.answers))));
  if (latest.can_decide_again) latest.answers = stand_in;
  return latest;
}

bool plan_is_over(const Latest& latest, std::chrono::year_month_day today) {
  return latest.decision.plan_permission().has_value() &&
         latest.made_on() != today;
}

bool repeats_triage(const DailyCheck& check,
                    std::span<const DiaryEntry> entries,
                    std::chrono::local_seconds now) {
  const auto since = now - std::chrono::hours(check.repeated_hours);
  const auto times =
      std::count_if(entries.begin(), entries.end(), [&](const auto& entry) {
        const auto* triage = std::get_if<TriageRecord>(&entry.what);
        const auto at = text::parse_time(entry.at);
        return triage && triage->origin == "triage" && at && *at > since &&
               *at <= now;
      });
  return times >= check.repeated_times;
}

}  // namespace backcoach
