#include <fmt/format.h>

#include "../context.hpp"
#include "all.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

std::string yes(bool value) { return value ? "yes" : "no"; }

/// What stands at `path`: its rights, or that nothing does.
std::string seen(Context& context, const std::string& path) {
  if (path.empty()) return "there is no home folder";
  const auto mode = context.files().mode(path);
  if (!mode) return path + " (not there)";
  constexpr unsigned kOthers = 0077;
  return fmt::format("{} (mode {:04o}{})", path, *mode,
                     (*mode & kOthers) != 0 ? ", others can read it" : "");
}

/// \return what is wrong with the diary; "ok" for none.
std::string diary_state(Context& context, ExitCode& code) {
  auto diary = context.diary(store::Access::read);
  if (diary.value && !*diary.value) return "none yet";
  std::vector<Issue> issues = std::move(diary.issues);
  std::size_t count = 0;
  if (diary.value) {
    issues = (*diary.value)->check();
    if (issues.empty()) {
      const auto entries = (*diary.value)->entries();
      issues = entries.issues;
      if (entries.value) count = entries.value->size();
    }
  }
  if (issues.empty()) return fmt::format("ok, {} entries", count);
  code = context.report(issues, ExitCode::cannot_read_or_write);
  return "cannot be used: see above";
}

ExitCode run(const Arguments&, Context& context) {
  ExitCode code = ExitCode::done;
  const KnowledgeBase* kb = context.knowledge(Parts::decision);
  if (!kb) code = context.knowledge_error();
  if (!context.config_issues().empty()) {
    code = context.report(context.config_issues(), ExitCode::bad_input);
  }
  const Style style = context.style();
  const Io& io = context.io();
  Block table{Block::Kind::table, "", {}, {}, false};
  table.rows = {
      {"What", "Is"},
      {"Program", std::string(kVersion)},
      {"Rules", kb ? kb->manifest.name + " " + kb->manifest.version + " of " +
                         kb->manifest.date
                   : "cannot be used: see above"},
      {"Input is a terminal", yes(io.in_is_terminal)},
      {"Output is a terminal", yes(io.out_is_terminal)},
      {"Columns", std::to_string(io.columns)},
      {"UTF-8", yes(!style.ascii)},
      {"Colour", yes(style.color)},
      {"Accessible", yes(style.accessible)},
      {"Region", context.settings().region.empty() ? "not set: general words"
                                                   : context.settings().region},
      {"Diary", seen(context, context.diary_path())},
      {"Diary is", diary_state(context, code)},
      {"Drafts", seen(context, context.state_folder())},
      {"Config", seen(context, context.config_path())}};
  const Document page = {std::move(table)};
  return context.write(context.settings().format == Format::markdown
                           ? render_markdown(page)
                           : render_text(page, style),
                       code);
}

}  // namespace

Command doctor_command() {
  return {.name = "doctor",
          .summary = "What the program sees here; changes nothing",
          .words = {},
          .most_words = 0,
          .example = "backcoach doctor",
          .flags = {},
          .run = run};
}

}  // namespace backcoach::cli
