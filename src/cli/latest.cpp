#include "latest.hpp"

#include <algorithm>
#include <iterator>
#include <ostream>

#include "backcoach/history.hpp"
#include "diary_values.hpp"
#include "earlier_latest.hpp"
#include "time.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

TriageRecord record_of(const KnowledgeBase& kb, const Answers& answers,
                       const Decision& decision, Origin origin) {
  TriageRecord out;
  out.origin = origin == Origin::triage ? "triage" : "checkin";
  out.knowledge = kb.manifest.sha256;
  out.decision_id = backcoach::decision_id(kb, answers, kVersion);
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

std::optional<Decision> decision_in(const KnowledgeBase& kb,
                                    const TriageRecord& record) {
  if (record.origin == "withdrawn" || record.knowledge != kb.manifest.sha256) {
    return std::nullopt;
  }
  return decision_from(kb, record);
}

Answers with_private_no(const KnowledgeBase& kb, const Answers& answers) {
  Answers all = answers;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    const Finding& about = kb.findings[i];
    if (!about.sensitive || about.history || all.answered(finding)) continue;
    if (about.type == FindingType::yes_no) all.set(finding, YesNo::no);
    for (std::size_t v = 0; v < about.values.size(); ++v) {
      if (about.values[v] == name(YesNo::no)) {
        all.set(finding, Choice{static_cast<std::uint8_t>(v)});
      }
    }
  }
  return all;
}

DiaryEntry new_entry(const Context& context) {
  DiaryEntry entry;
  entry.date = iso_date(context.today());
  entry.at = iso_time(context.now());
  entry.changed = entry.at;
  return entry;
}

DiaryEntry triage_entry(const Context& context, const KnowledgeBase& kb,
                        const Answers& answers, const Decision& decision,
                        Origin origin) {
  DiaryEntry entry = new_entry(context);
  entry.what = record_of(kb, answers, decision, origin);
  return entry;
}

void save_latest(Context& context, const KnowledgeBase& kb,
                 const Answers& answers, const Decision& decision) {
  if (context.diary_path().empty()) return;
  std::vector<Issue> issues;
  auto diary = context.diary(store::Access::write);
  if (diary.value) {
    take_over_latest(context, **diary.value);
    issues =
        (*diary.value)
            ->add(
                {triage_entry(context, kb, answers, decision, Origin::triage)},
                "triage", iso_time(context.now()))
            .issues;
  } else {
    issues = std::move(diary.issues);
  }
  if (issues.empty()) return;
  context.report(issues, ExitCode::done);
  context.say("The result cannot be kept, so plan will not know it.");
}

void warn_of_repeats(Context& context, const KnowledgeBase& kb) {
  const auto since =
      context.now() - std::chrono::hours(kb.checkin.repeated_hours);
  int times = 0;
  for (const DiaryEntry& entry : diary_or_none(context)) {
    const auto* triage = std::get_if<TriageRecord>(&entry.what);
    const auto at = parse_time(entry.at);
    const bool counts = triage && triage->origin == "triage" && at &&
                        *at > since && *at <= context.now();
    times += counts ? 1 : 0;
  }
  if (times < kb.checkin.repeated_times) return;
  const std::string words =
      fill(kb, context.region(kb), kb.notice("talk_to_someone"));
  // A part of the page, but known only once the result has been kept.
  if (context.settings().output != "-") return context.complain(words);
  const Block block{Block::Kind::paragraph, words, {}, {}, /*urgent=*/true};
  context.io().out << '\n'
                   << render_text({block}, context.style()) << std::flush;
}

std::optional<std::vector<DiaryEntry>> read_diary(Context& context) {
  if (has_earlier_latest(context)) {
    if (auto diary = context.diary(store::Access::write); diary.value) {
      take_over_latest(context, **diary.value);
    }
  }
  auto diary = context.diary(store::Access::read);
  if (!diary.value) {
    context.report(diary.issues, ExitCode::cannot_read_or_write);
    return std::nullopt;
  }
  if (!*diary.value) return std::vector<DiaryEntry>{};
  auto entries = (*diary.value)->entries();
  context.report(entries.issues, ExitCode::cannot_read_or_write);
  return std::move(entries.value);
}

std::vector<DiaryEntry> diary_or_none(Context& context) {
  const auto diary = context.diary(store::Access::read);
  if (!diary.value || !*diary.value) return {};
  auto entries = (*diary.value)->entries();
  return entries.value ? std::move(*entries.value) : std::vector<DiaryEntry>();
}

std::optional<Latest> latest_of(const KnowledgeBase& kb,
                                std::span<const DiaryEntry> entries) {
  const DiaryEntry* last = nullptr;
  for (const DiaryEntry& entry : entries) {
    if (std::holds_alternative<TriageRecord>(entry.what)) last = &entry;
  }
  if (!last) return std::nullopt;
  const auto& record = std::get<TriageRecord>(last->what);
  const auto at = parse_time(last->at);
  auto decision = decision_in(kb, record);
  if (!at || !decision) return std::nullopt;
  Latest latest{*at,
                answers_from(kb, record.answers),
                std::move(*decision),
                record.decision_id,
                false,
                {}};
  latest.plan_start = std::chrono::year_month_day(
      std::chrono::floor<std::chrono::days>(latest.at));
  if (const auto start = plan_start(kb.checkin, entries,
                                    std::chrono::sys_days(latest.plan_start))) {
    latest.plan_start = *start;
  }
  // What the diary knew then is part of what was decided on. An entry about an
  // earlier day may have been written down since.
  std::vector<DiaryEntry> known;
  std::copy_if(entries.begin(), entries.end(), std::back_inserter(known),
               [&](const DiaryEntry& entry) { return entry.at <= last->at; });
  set_history(
      kb, known,
      std::chrono::sys_days(
          std::chrono::floor<std::chrono::days>(latest.at).time_since_epoch()),
      latest.answers);
  const Answers stand_in = with_private_no(kb, latest.answers);
  const Decision again = triage(kb, stand_in);
  // The row, not the stage: a bad day makes that smaller than the answers do.
  latest.can_decide_again =
      again.status == Status::decided &&
      again.urgency == latest.decision.urgency &&
      again.row == latest.decision.row &&
      again.because.size() == latest.decision.because.size();
  if (latest.can_decide_again) latest.answers = stand_in;
  return latest;
}

std::optional<Latest> load_latest(Context& context, const KnowledgeBase& kb) {
  const auto entries = read_diary(context);
  return entries ? latest_of(kb, *entries) : std::nullopt;
}

void forget_latest(Context& context) {
  auto diary = context.diary(store::Access::write);
  if (!diary.value) {
    context.report(diary.issues, ExitCode::cannot_read_or_write);
    return;
  }
  DiaryEntry entry = new_entry(context);
  TriageRecord nothing_holds;
  nothing_holds.origin = "withdrawn";
  nothing_holds.urgency = name(Urgency::self_care);
  entry.what = std::move(nothing_holds);
  context.report(
      (*diary.value)->add({entry}, "withdrawn", iso_time(context.now())).issues,
      ExitCode::cannot_read_or_write);
}

bool exercises_forbidden(Context& context, const KnowledgeBase& kb) {
  const auto latest = load_latest(context, kb);
  return latest && !latest->decision.plan_permission().has_value();
}

ExitCode refuse_exercises(Context& context, const KnowledgeBase& kb) {
  context.say(fill(kb, context.region(kb), kb.notice("no_plan")));
  const auto latest = load_latest(context, kb);
  return latest ? context.outcome(latest->decision.urgency) : ExitCode::no_plan;
}

}  // namespace backcoach::cli
