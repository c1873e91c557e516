#include "../../load/diary_entry.hpp"
#include "../../render/diary_json.hpp"
#include "../diary_values.hpp"
#include "../latest.hpp"
#include "../time.hpp"
#include "all.hpp"
#include "backcoach/render_diary.hpp"

namespace backcoach::cli {
namespace {

ExitCode run_export(const Arguments& arguments, Context& context) {
  const std::string format =
      arguments.words().empty() ? "ndjson" : arguments.words()[0];
  if (format != "ndjson" && format != "csv") {
    context.complain("error: export takes ndjson or csv");
    return ExitCode::usage;
  }
  const auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  if (format == "csv") {
    return context.write(diary_csv(*entries), ExitCode::done);
  }
  std::string text;
  for (const DiaryEntry& entry : *entries) text += render::entry_line(entry);
  return context.write(text, ExitCode::done);
}

ExitCode run_import(const Arguments& arguments, Context& context) {
  if (arguments.words().size() != 2 || arguments.words()[0] != "ndjson") {
    context.complain("error: write: backcoach import ndjson FILE, or -");
    return ExitCode::usage;
  }
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
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
    left_out += remove_sensitive(*kb, entry);
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
  return context.write(
      "Added " + std::to_string(merged.value->added) + ", replaced " +
          std::to_string(merged.value->replaced) + ", already there " +
          std::to_string(merged.value->known) + ".\n",
      ExitCode::done);
}

}  // namespace

Command export_command() {
  return {.name = "export",
          .summary = "Take the diary elsewhere",
          .words = "[ndjson|csv]",
          .most_words = 1,
          .example =
              "backcoach export ndjson -o diary.ndjson\n"
              "  backcoach export csv > diary.csv",
          .flags = {},
          .run = run_export};
}

Command import_command() {
  return {.name = "import",
          .summary = "Bring a diary back; twice does no harm",
          .words = "ndjson FILE|-",
          .most_words = 2,
          .example = "backcoach import ndjson diary.ndjson",
          .flags = {},
          .run = run_import};
}

}  // namespace backcoach::cli
