#include "latest.hpp"

#include <ostream>

#include "earlier_latest.hpp"
#include "time.hpp"
#include "version.hpp"

namespace backcoach::cli {

std::string utc_text(const Context& context) {
  return iso_time(
             std::chrono::local_seconds(context.utc().time_since_epoch())) +
         "Z";
}

DiaryEntry new_entry(const Context& context) {
  DiaryEntry entry;
  entry.date = iso_date(context.today());
  entry.at = iso_time(context.now());
  entry.changed = entry.at;
  entry.changed_utc = utc_text(context);
  return entry;
}

DiaryEntry triage_entry(const Context& context, const KnowledgeBase& kb,
                        const Answers& answers, const Decision& decision,
                        Origin origin) {
  DiaryEntry entry = new_entry(context);
  entry.what = record_of(kb, answers, decision, origin,
                         decision_id(kb, answers, kVersion));
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
  if (!repeats_triage(kb.checkin, diary_or_none(context), context.now())) {
    return;
  }
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
