#include "latest.hpp"

#include <ostream>

#include "../term/time.hpp"
#include "backcoach/interview.hpp"
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
                        Origin origin, const SeenInput& seen) {
  DiaryEntry entry = new_entry(context);
  const Answers signs = each_sign(kb, answers);
  entry.what = record_of(kb, signs, decision, origin,
                         decision_id(kb, signs, kVersion, seen));
  return entry;
}

void warn_of_repeats(Context& context, const KnowledgeBase& kb) {
  if (context.diary_path().empty()) return;
  const auto entries = read_diary(context);
  if (!entries || !repeats_triage(kb.checkin, *entries, context.now())) return;
  const std::string words =
      fill(kb, context.region(kb), kb.notice("talk_to_someone"));
  // A part of the page, but known only once the result has been kept.
  if (context.settings().output != "-") return context.complain(words);
  const Block block{Block::Kind::paragraph, words, {}, {}, /*urgent=*/true};
  context.io().out << '\n'
                   << render_text({block}, context.style()) << std::flush;
}

std::optional<std::vector<DiaryEntry>> read_diary(Context& context) {
  if (context.settings().no_diary) return std::vector<DiaryEntry>{};
  if (context.diary_path().empty()) {
    context.complain("error: there is no home folder; use --home DIR");
    return std::nullopt;
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

}  // namespace backcoach::cli
