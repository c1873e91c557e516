#include "latest.hpp"

#include <algorithm>
#include <iterator>

#include "../base/moment.hpp"
#include "../kb/diary_answers.hpp"
#include "history.hpp"

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

/// What a record says, without the plan: a record proves nothing.
std::optional<Decision> decision_from(const KnowledgeBase& kb,
                                      const TriageRecord& record) {
  Decision decision;
  decision.status = Status::decided;
  const auto urgency = urgency_named(record.urgency);
  if (!urgency) return std::nullopt;
  decision.urgency = *urgency;
  for (const FiredRule& fired : record.rules) {
    if (const auto reason = read_reason(kb, fired)) {
      decision.because.push_back(*reason);
    }
  }
  return decision;
}

bool leaves_no_trace(const KnowledgeBase& kb, std::uint16_t rule) {
  const auto& rules = kb.seen.no_trace;
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

std::string_view name_of(Origin origin) {
  switch (origin) {
    case Origin::triage:
      return "triage";
    case Origin::checkin:
      return "checkin";
    case Origin::edit:
      return "edit";
    case Origin::alarm:
      return "alarm";
  }
  return "triage";
}

bool same_reasons(const KnowledgeBase& kb, const Decision& decision,
                  const TriageRecord& record) {
  std::size_t known = 0;
  for (const FiredRule& fired : record.rules) {
    known += kb.rule(fired.rule) ? 1U : 0U;
  }
  return decision.because.size() == known && known == record.rules.size();
}

}  // namespace

std::chrono::year_month_day Latest::made_on() const {
  const auto by_clock = std::chrono::floor<std::chrono::days>(at);
  // The night belongs to the day before it, and what was told of an earlier
  // day is about that day.
  const bool earlier = day.ok() && sys_days(day).time_since_epoch() <
                                       by_clock.time_since_epoch();
  return earlier ? day : std::chrono::year_month_day(by_clock);
}

bool may_be_kept(const KnowledgeBase& kb, const Decision& decision) {
  if (decision.urgency < Urgency::soon) return true;
  return std::any_of(decision.because.begin(), decision.because.end(),
                     [&](const Reason& reason) {
                       return reason.urgency >= Urgency::soon &&
                              !leaves_no_trace(kb, reason.rule);
                     });
}

TriageRecord record_of(const KnowledgeBase& kb, const Answers& answers,
                       const Decision& decision, Origin origin,
                       std::string decision_id) {
  TriageRecord out;
  out.origin = name_of(origin);
  out.knowledge = kb.manifest.sha256;
  out.decision_id = std::move(decision_id);
  if (decision.focus) out.focus = name(*decision.focus);
  if (decision.stage) out.stage = name(*decision.stage);
  if (decision.row) out.row = kb.rows[*decision.row].id;
  out.plan_allowed = decision.plan_permission().has_value();
  out.whole = decision.status == Status::decided;
  Decision kept = decision;
  std::erase_if(kept.because, [&](const Reason& reason) {
    return leaves_no_trace(kb, reason.rule);
  });
  if (kept.because.size() != decision.because.size()) {
    kept.urgency = Urgency::self_care;
    for (const Reason& reason : kept.because) {
      kept.urgency = std::max(kept.urgency, reason.urgency);
    }
  }
  out.urgency = name(kept.urgency);
  bool has_private = false;
  for (const Reason& reason : kept.because) {
    const Rule& rule = kb.rules[reason.rule];
    if (!is_private(kb, reason, answers)) {
      out.rules.push_back({rule.id, rule.outcomes[reason.outcome].id});
    } else if (!has_private) {
      has_private = true;
      out.rules.push_back({std::string(kPrivate), std::string(kPrivate)});
    }
  }
  out.answers = kept_values(kb, answers);
  out.rests_on = rests_on(kb, answers, kept);
  out.groups = groups_of(kb, kept);
  return out;
}

std::optional<Decision> decision_in(const KnowledgeBase& kb,
                                    const TriageRecord& record) {
  if (record.origin == "withdrawn" || record.origin == "taken_back" ||
      !record.whole) {
    return std::nullopt;
  }
  return decision_from(kb, record);
}

std::optional<Decision> decided_again(const KnowledgeBase& kb,
                                      const TriageRecord& record,
                                      const Answers& answers,
                                      const SeenInput& seen) {
  const auto told = decision_in(kb, record);
  if (!told || !record.plan_allowed) return std::nullopt;
  Decision again = triage(kb, with_private_no(kb, answers), seen);
  if (!again.plan_permission()) return std::nullopt;
  const bool same_rules = record.knowledge == kb.manifest.sha256;
  if (!same_rules && again.urgency > told->urgency) return std::nullopt;
  if (const auto stage = stage_named(record.stage)) {
    again.make_smaller(kb, *stage);
  }
  // What a private answer led to is known from the record alone.
  if (same_rules && kb.level(told->urgency).plan_allowed) {
    again.urgency = told->urgency;
    again.because = told->because;
    for (std::size_t r = 0; r < kb.rows.size(); ++r) {
      if (kb.rows[r].id == record.row) {
        again.row = static_cast<std::uint16_t>(r);
      }
    }
  }
  return again;
}

SeenInput seen_in(const Standing& standing) {
  SeenInput out;
  for (const SeenGroupRecord& one : standing.seen) {
    out.groups.push_back(one.group);
  }
  std::sort(out.groups.begin(), out.groups.end());
  return out;
}

SeenInput seen_as_before(const KnowledgeBase& kb, const Standing& standing,
                         const Answers& answers, const Decision& fired) {
  SeenInput out;
  for (const SeenGroupRecord& one : standing.seen) {
    const bool news = std::any_of(
        fired.because.begin(), fired.because.end(), [&](const Reason& reason) {
          if (reason.urgency < Urgency::soon) return false;
          if (seen_group(kb, reason.rule) != one.group) return false;
          const std::string id = is_private(kb, reason, answers)
                                     ? std::string(kPrivate)
                                     : kb.rules[reason.rule].id;
          return std::find(one.rules.begin(), one.rules.end(), id) ==
                 one.rules.end();
        });
    if (!news) out.groups.push_back(one.group);
  }
  std::sort(out.groups.begin(), out.groups.end());
  return out;
}

std::string exercise_advice(const KnowledgeBase& kb, const Standing& standing,
                            std::chrono::sys_days date) {
  std::string out;
  for (const SeenGroupRecord& one : standing.seen) {
    const auto told = day_of(one.date);
    const bool lasts =
        told && date - *told < std::chrono::weeks(kb.seen.walk_weeks);
    const bool careful = one.exercise == "gently" || one.exercise == "nothing";
    if (careful && lasts) return one.exercise;
    out = "as_usual";
  }
  return out;
}

std::optional<Latest> latest_of(const KnowledgeBase& kb,
                                std::span<const DiaryEntry> entries) {
  const Standing standing = standing_of(entries);
  const DiaryEntry* last = standing.last;
  if (!last) return std::nullopt;
  const auto& record = std::get<TriageRecord>(last->what);
  const auto at = text::parse_time(last->at);
  auto decision = decision_in(kb, record);
  if (!at || !decision) return std::nullopt;
  Latest latest{*at, answers_from(kb, record.answers), std::move(*decision),
                record.decision_id};
  latest.day =
      text::parse_date(last->date).value_or(std::chrono::year_month_day{});
  latest.imported = last->imported;
  latest.seen = seen_in(standing);
  const sys_days made_on(latest.made_on());
  latest.plan_start =
      plan_start(kb.checkin, entries, made_on).value_or(made_on);
  // What the diary knew then is part of what was decided on. An entry about an
  // earlier day may have been written down since.
  std::vector<DiaryEntry> known;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(known),
               [&](const DiaryEntry& entry) {
                 return entry.number == last->number
                            ? &entry <= last
                            : entry.number < last->number;
               });
  set_history(kb, known, made_on, latest.answers);
  const Answers stand_in = with_private_no(kb, latest.answers);
  if (record.plan_allowed) {
    if (auto again = decided_again(kb, record, latest.answers, latest.seen)) {
      latest.decision = std::move(*again);
    } else {
      latest.other_rules = true;
    }
  }
  const auto is_same = [&](const Answers& told) {
    const Decision again = triage(kb, told, latest.seen);
    const std::string row = again.row ? kb.rows[*again.row].id : std::string();
    // The row, not the stage: a bad day makes that smaller than the answers do.
    return again.status == Status::decided &&
           again.urgency == latest.decision.urgency && row == record.row &&
           same_reasons(kb, again, record);
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
         (latest.imported || latest.made_on() != today);
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
