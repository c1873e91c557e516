#include "diary_export.hpp"

#include <algorithm>

#include "../kb/diary_answers.hpp"
#include "../kb/diary_entry.hpp"
#include "../kb/diary_json.hpp"
#include "../show/render_diary.hpp"
#include "../term/time.hpp"
#include "judge_again.hpp"
#include "latest.hpp"

namespace backcoach::cli {

namespace {

/// Check-ins whose answers an import has changed are judged again.
void judge_changed(Context& context, const KnowledgeBase& kb,
                   store::Store& diary, const std::vector<std::string>& ids) {
  Checked<std::vector<DiaryEntry>> entries;
  for (const std::string& id : ids) {
    if (!entries.value) entries = diary.entries();
    if (!entries.value) return;
    const auto one =
        std::find_if(entries.value->begin(), entries.value->end(),
                     [&](const DiaryEntry& entry) { return entry.id == id; });
    const auto* checkin = one == entries.value->end()
                              ? nullptr
                              : std::get_if<CheckinRecord>(&one->what);
    if (!checkin) continue;
    DiaryEntry entry = *one;
    const Judged judged = judge_again(context, kb, *entries.value, entry,
                                      answers_from(kb, checkin->values));
    const bool refers = judged.decision.urgency >= Urgency::soon;
    if (!refers || judged.told.empty()) continue;
    auto told = judged.told;
    context.report(
        diary.replace(entry, std::move(told), {}, iso_time(context.now())),
        ExitCode::cannot_read_or_write);
    entries.value.reset();  // what it ended is read again
  }
}

}  // namespace

ExitCode export_ndjson(const Arguments& /*arguments*/, Context& context,
                       const KnowledgeBase& /*kb*/) {
  auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  // In the order in which they were written down.
  std::stable_sort(entries->begin(), entries->end(),
                   [](const DiaryEntry& a, const DiaryEntry& b) {
                     return a.number < b.number;
                   });
  std::string text;
  for (const DiaryEntry& entry : *entries) text += render::entry_line(entry);
  return context.write(text, ExitCode::done);
}

ExitCode export_csv(const Arguments& /*arguments*/, Context& context,
                    const KnowledgeBase& /*kb*/) {
  const auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  return context.write(diary_csv(*entries), ExitCode::done);
}

namespace {

/// "the form of 2026-11-21 12:00 (pain 5)"
std::string form_of(const DiaryEntry& entry) {
  constexpr std::size_t kDay = 10;
  constexpr std::size_t kClock = 5;
  const std::string when = entry.changed.substr(0, kDay) + " " +
                           entry.changed.substr(kDay + 1, kClock);
  const std::string words = short_words(entry);
  return "the form of " + when + (words.empty() ? "" : " (" + words + ")");
}

/// Says of each entry with two forms which one was kept.
void say_differences(Context& context, const store::Merged& merged) {
  std::size_t shown = 0;
  for (const store::Difference& one : merged.differing) {
    if (++shown > kMostIssuesShown) break;
    const DiaryEntry& kept = one.kept_ours ? one.ours : one.theirs;
    const DiaryEntry& lost = one.kept_ours ? one.theirs : one.ours;
    context.complain(kept.id + " (" + kept.date + ") differs: kept " +
                     form_of(kept) + (one.kept_ours ? " from here" : "") +
                     ", not " + form_of(lost) +
                     (one.kept_ours ? "" : " from here"));
  }
  if (shown > kMostIssuesShown) {
    context.complain(
        "and " + std::to_string(merged.differing.size() - kMostIssuesShown) +
        " more that differ");
  }
  if (merged.undone.empty()) return;
  std::string ids;
  constexpr std::size_t kNamed = 5;
  for (std::size_t i = 0; i < std::min(kNamed, merged.undone.size()); ++i) {
    ids += " " + merged.undone[i].id;
  }
  context.complain(
      "Taken back here, so left out: " + std::to_string(merged.undone.size()) +
      " (" + ids.substr(1) + (merged.undone.size() > kNamed ? " …" : "") +
      "). To bring them in: backcoach import ndjson --again FILE");
}

}  // namespace

ExitCode import_ndjson(const Arguments& arguments, Context& context,
                       const KnowledgeBase& kb) {
  if (arguments.words().size() != 2) {
    context.complain("error: write: backcoach import ndjson FILE, or -");
    return ExitCode::usage;
  }
  const std::string& path = arguments.words()[1];
  const Checked<std::string> text = context.files().read(path);
  if (!text.value) {
    return context.report(text.issues, ExitCode::cannot_read_or_write);
  }
  Checked<std::vector<DiaryEntry>> entries =
      load::read_entries(path, *text.value);
  if (!entries.value) {
    context.report(entries.issues, ExitCode::bad_input);
    context.say("Nothing was brought in.");
    return ExitCode::bad_input;
  }
  int left_out = 0;
  for (DiaryEntry& entry : *entries.value) {
    left_out += remove_sensitive(kb, entry);
  }
  auto diary = context.diary(store::Access::write);
  if (!diary.value) {
    return context.report(diary.issues, ExitCode::cannot_read_or_write);
  }
  const auto merged =
      (*diary.value)
          ->merge(std::move(*entries.value), iso_time(context.now()),
                  arguments.has("again"));
  if (!merged.value) {
    return context.report(merged.issues, ExitCode::cannot_read_or_write);
  }
  say_differences(context, *merged.value);
  judge_changed(context, kb, **diary.value, merged.value->changed);
  if (left_out > 0) {
    context.say("Private answers in the file were left out: " +
                std::to_string(left_out));
  }
  return context.done("Added " + std::to_string(merged.value->added) +
                      ", replaced " + std::to_string(merged.value->replaced) +
                      ", already there " + std::to_string(merged.value->known) +
                      ".");
}

}  // namespace backcoach::cli
