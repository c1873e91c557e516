#include "diary_export.hpp"

#include "../load/diary_entry.hpp"
#include "../render/diary_json.hpp"
#include "backcoach/diary_answers.hpp"
#include "backcoach/render_diary.hpp"
#include "latest.hpp"
#include "time.hpp"

namespace backcoach::cli {

ExitCode export_ndjson(const Arguments& /*arguments*/, Context& context,
                       const KnowledgeBase& /*kb*/) {
  const auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
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
      (*diary.value)->merge(*entries.value, iso_time(context.now()));
  if (!merged.value) {
    return context.report(merged.issues, ExitCode::cannot_read_or_write);
  }
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
