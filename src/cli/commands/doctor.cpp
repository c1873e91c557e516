#include <fmt/format.h>

#include <algorithm>

#include "../../base/shell.hpp"
#include "../../term/prompt.hpp"
#include "../../term/time.hpp"
#include "../context.hpp"
#include "../figures.hpp"
#include "../keep_setting.hpp"
#include "../own_files.hpp"
#include "all.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

std::string yes(bool value) { return value ? "yes" : "no"; }

/// What stands at `path`: its rights and where it leads, or that nothing does.
std::string seen(Context& context, const std::string& path) {
  if (path.empty()) return "there is no home folder";
  const auto mode = context.files().mode(path);
  if (!mode) return path + " (not there)";
  constexpr unsigned kOthers = 0077;
  const std::string target = context.files().target(path);
  return fmt::format("{}{} (mode {:04o}{})", path,
                     target == path ? "" : " -> " + target, *mode,
                     (*mode & kOthers) != 0 ? ", others can read it" : "");
}

/// Entries of a time that has not come: a clock was wrong, here or elsewhere.
std::string from_the_future(const Context& context,
                            const std::vector<DiaryEntry>& entries) {
  const std::string now = iso_time(context.now());
  std::string ids;
  std::size_t count = 0;
  constexpr std::size_t kNamed = 3;
  for (const DiaryEntry& entry : entries) {
    if (entry.at <= now) continue;
    if (++count <= kNamed) ids += " " + entry.id + " of " + entry.at;
  }
  if (count == 0) return {};
  return fmt::format("; {} from the future:{}{}", count, ids,
                     count > kNamed ? " …" : "");
}

/// \return what is wrong with the diary; "ok" for none.
std::string diary_state(Context& context, ExitCode& code) {
  std::string future;
  auto diary = context.diary(store::Access::read);
  if (diary.value && !*diary.value) return "none yet";
  std::vector<Issue> issues = std::move(diary.issues);
  std::size_t count = 0;
  if (diary.value) {
    issues = (*diary.value)->check();
    if (issues.empty()) {
      const auto entries = (*diary.value)->entries();
      issues = entries.issues;
      if (entries.value) {
        count = entries.value->size();
        future = from_the_future(context, *entries.value);
      }
    }
  }
  if (issues.empty()) return fmt::format("ok, {} entries{}", count, future);
  code = context.report(issues, ExitCode::cannot_read_or_write);
  return "cannot be used: see above";
}

std::string_view name_of(FigureStyle style) {
  for (const FigureStyleName& one : figure_styles()) {
    if (one.style == style) return one.name;
  }
  return {};
}

/// How exercises are drawn here, and who said so.
std::string pictures(Context& context) {
  const bool chosen = context.config().contains("figure");
  const auto style = figure_style(context, "");
  return fmt::format("{} ({})", name_of(style.value_or(FigureStyle::none)),
                     chosen ? "chosen" : "by the terminal");
}

/// One that moves and lies: the kind that asks most of a terminal.
const Figure* sample(const Figures& figures) {
  const auto it =
      std::find_if(figures.begin(), figures.end(), [](const Figure& one) {
        const Box box = bounds_of(one);
        return one.motion == Motion::there_and_back &&
               box.high.x - box.low.x > box.high.y - box.low.y;
      });
  return it == figures.end() ? nullptr : &*it;
}

/// The same picture in every style that can be shown here.
std::string samples(const Figure& figure, Context& context) {
  constexpr int kColumns = 22;
  constexpr int kRows = 6;
  std::vector<CaptionedPicture> pictures;
  int number = 0;
  for (const FigureStyleName& one : figure_styles()) {
    ++number;
    if (one.style == FigureStyle::none ||
        drawable(one.style, context) != one.style) {
      continue;
    }
    pictures.push_back({fmt::format("{} {}", number, one.name),
                        picture_of(figure, 1, one.style, kColumns, kRows)});
  }
  return in_rows(pictures, context.style());
}

/// Shows the styles and keeps the one that is chosen.
ExitCode choose_figures(Context& context, const KnowledgeBase& kb) {
  const Figures figures = figures_of(context);
  const Figure* figure = sample(figures);
  if (!figure) return ExitCode::done;
  const std::span<const FigureStyleName> styles = figure_styles();
  context.io().out << "\nPictures of exercises can look like this:\n\n"
                   << samples(*figure, context)
                   << fmt::format("  {} no pictures: a sentence instead\n\n",
                                  styles.size());
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                nullptr);
  while (true) {
    const auto line = prompt.read_line(fmt::format(
        "Which one shows a person most clearly? 1 to {}, Enter leaves it "
        "as it is:",
        styles.size()));
    if (!line || line->empty() || *line == "q") return ExitCode::done;
    const auto it = std::find_if(
        styles.begin(), styles.end(), [&](const FigureStyleName& one) {
          return *line == one.name ||
                 *line == std::to_string(&one - styles.data() + 1);
        });
    if (it == styles.end()) {
      context.io().out << fmt::format("  That is no number from 1 to {}.\n",
                                      styles.size());
      continue;
    }
    const ExitCode code =
        keep_setting(context, *config_key("figure"), std::string(it->name));
    if (code == ExitCode::done) {
      context.say(
          fmt::format("Kept: {}. To change it: backcoach doctor", it->name));
    }
    return code;
  }
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
  Block table{Block::Kind::table, ""};
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
      {"Pictures", pictures(context)},
      {"Region", context.settings().region.empty() ? "not set: general words"
                                                   : context.settings().region},
      {"Diary is", diary_state(context, code)}};
  const std::vector<OwnFile> own = own_files(context);
  if (own.empty()) table.rows.push_back({"Files", "there is no home folder"});
  for (const OwnFile& file : own) {
    table.rows.push_back({std::string(file.what), seen(context, file.path)});
  }
  for (const std::string& copy : copies_of_diary(context)) {
    table.rows.push_back({"Another copy", copy});
    context.say("warning: " + copy +
                " looks like another copy of the diary. To bring its entries "
                "in: mkdir other && cp " +
                text::shell_word(copy) +
                " other/diary.db && backcoach export ndjson --home other | "
                "backcoach import ndjson -");
  }
  const Document page = {std::move(table)};
  const bool text = context.settings().format == Format::text;
  const ExitCode shown = context.write_page(page, code);
  const bool ask = kb && shown == ExitCode::done && text &&
                   context.may_prompt() && !style.accessible &&
                   context.settings().output == "-";
  return ask ? choose_figures(context, *kb) : shown;
}

}  // namespace

Command doctor_command() {
  return {.name = "doctor",
          .summary = "What the program sees here, and how its pictures look",
          .words = {},
          .most_words = 0,
          .example = "backcoach doctor",
          .flags = {},
          .run = run};
}

}  // namespace backcoach::cli
