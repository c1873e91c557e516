#include <algorithm>
#include <array>

#include "../../base/edit_distance.hpp"
#include "../../base/width.hpp"
#include "../../kb/load_prescription.hpp"
#include "../context.hpp"
#include "../diary_export.hpp"
#include "../own_prescription.hpp"
#include "../standing.hpp"
#include "../steps_import.hpp"
#include "all.hpp"
#include "backcoach/render.hpp"
#include "forms.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{.name = "skip-bad",
         .help = "Take the lines that can be read, name the others",
         .of = "prescription|steps"},
    Flag{.name = "show",
         .help = "Show what is kept; reads no file",
         .of = "prescription"},
    Flag{.name = "pace",
         .value = "N",
         .help = "Your steps in a minute of walking",
         .of = "steps"},
    Flag{.name = "remove",
         .help = "Remove what is kept; reads no file",
         .of = "prescription"},
    Flag{.name = "again",
         .help = "Also what was taken back here",
         .of = "ndjson"},
};

/// Something of the person's own that can be brought in.
struct ImportFormat {
  std::string_view name;
  std::string_view summary;
  ExitCode (*run)(const Arguments&, Context&, const KnowledgeBase&);
};

std::string title_of(const KnowledgeBase& kb, const PrescribedItem& item) {
  return item.exercise ? kb.exercises[*item.exercise].name : item.words;
}

std::string how_often(const PrescribedItem& item) {
  std::string out;
  if (item.dose.times_per_day > 1) {
    out = std::to_string(item.dose.times_per_day) + " times a day";
  }
  if (item.every_days > 1) {
    out += (out.empty() ? "" : ", ") + std::string("every ") +
           std::to_string(item.every_days) + " days";
  }
  constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu",
                                        "Fri", "Sat", "Sun"};
  std::string days;
  for (std::size_t day = 0; day < std::size(kDays); ++day) {
    if ((item.weekdays >> day & 1U) == 0) continue;
    days += (days.empty() ? "" : " ") + std::string(kDays[day]);
  }
  if (!days.empty()) out += (out.empty() ? "" : ", ") + days;
  return out;
}

ExitCode show(Context& context, const KnowledgeBase& kb) {
  if (const auto code = refuse_exercises(context, kb)) return *code;
  const auto kept = own_prescription(context, kb);
  if (!kept) {
    context.say("No prescription is kept here.");
    return ExitCode::done;
  }
  if (context.settings().format == Format::json) {
    return context.write(prescription_json(kb, *kept), ExitCode::done);
  }
  Document page = {{Block::Kind::title, "Your own exercises"}};
  Block table{Block::Kind::table,
              {},
              {},
              {{"Exercise", "How much", "How often", "In the catalogue"}}};
  for (const PrescribedItem& item : kept->items) {
    table.rows.push_back({title_of(kb, item), dose_words(item.dose),
                          how_often(item),
                          item.exercise ? "yes"
                          : item.near   ? "waits: say which"
                                        : "no"});
  }
  page.push_back(std::move(table));
  return context.write_page(page, ExitCode::done);
}

ExitCode remove(Context& context) {
  const std::string path = prescription_path(context);
  if (path.empty() || !context.files().exists(path)) {
    context.say("No prescription is kept here.");
    return ExitCode::done;
  }
  context.files().remove(path);
  if (context.files().exists(path)) {
    context.complain("error: cannot remove " + path);
    return ExitCode::cannot_read_or_write;
  }
  context.say("Your prescription is removed.");
  return ExitCode::done;
}

ExitCode keep(Context& context, const KnowledgeBase& kb,
              const Prescription& prescription) {
  const std::string path = prescription_path(context);
  if (path.empty()) {
    context.complain("error: there is no home folder; use --home DIR");
    return ExitCode::cannot_read_or_write;
  }
  const auto issues =
      context.files().write(path, prescription_json(kb, prescription));
  if (!issues.empty()) {
    return context.report(issues, ExitCode::cannot_read_or_write);
  }
  const std::size_t count = prescription.items.size();
  context.say(std::to_string(count) +
              (count == 1 ? " exercise is" : " exercises are") +
              " kept. They come first in every plan: backcoach plan");
  return ExitCode::done;
}

ExitCode import_prescription(const Arguments& arguments, Context& context,
                             const KnowledgeBase& kb) {
  const bool without_file = arguments.has("show") || arguments.has("remove");
  if ((arguments.words().size() == 2) == without_file ||
      (arguments.has("show") && arguments.has("remove"))) {
    context.complain(
        "error: give a file (or - for standard input), or --show, or "
        "--remove");
    return ExitCode::usage;
  }
  if (arguments.has("show")) return show(context, kb);
  if (arguments.has("remove")) return remove(context);
  const std::string& file = arguments.words()[1];
  Checked<std::string> text = context.files().read(file);
  if (!text.value) {
    return context.report(text.issues, ExitCode::cannot_read_or_write);
  }
  const Checked<Prescription> read =
      load_prescription(kb, file, std::move(*text.value),
                        {.skip_bad = arguments.has("skip-bad")});
  context.report(read.issues, ExitCode::done);
  if (!read.value) {
    context.complain("Nothing was imported. --skip-bad takes the rest.");
    return ExitCode::bad_input;
  }
  return keep(context, kb, *read.value);
}

constexpr std::array kImports = {
    ImportFormat{"prescription", "Exercises that were set for you",
                 import_prescription},
    ImportFormat{"ndjson", "A diary; twice does no harm", import_ndjson},
    ImportFormat{"steps", "Walked minutes of days, from a table", import_steps},
};

ExitCode run(const Arguments& arguments, Context& context) {
  const auto& words = arguments.words();
  std::vector<std::string> names;
  for (const ImportFormat& format : kImports) names.emplace_back(format.name);
  const auto found = std::find_if(
      kImports.begin(), kImports.end(), [&](const ImportFormat& one) {
        return !words.empty() && one.name == words[0];
      });
  if (found == kImports.end()) {
    std::string all;
    for (const std::string& name : names) {
      all += (all.empty() ? "" : ", ") + name;
    }
    const std::string near =
        words.empty() ? std::string() : text::nearest(words[0], names);
    context.complain(
        words.empty()
            ? "error: say what to import: " + all
            : "error: there is no import \"" + text::safe(words[0]) + "\"" +
                  (near.empty() ? ". There is: " + all
                                : "; did you mean \"" + near + "\"?"));
    return ExitCode::usage;
  }
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  return found->run(arguments, context, *kb);
}

}  // namespace

std::vector<Form> import_forms() {
  std::vector<Form> forms;
  for (const ImportFormat& one : kImports) {
    forms.push_back({one.name, one.summary});
  }
  return forms;
}

Command import_command() {
  return {.name = "import",
          .summary = "Bring in a diary, walks, or exercises set for you",
          .words = "prescription FILE|ndjson FILE|steps FILE",
          .most_words = 2,
          .example =
              "backcoach import prescription mine.txt\n"
              "  echo 'bird dog 3x8 hold 10s each side' | backcoach import "
              "prescription -\n"
              "  backcoach import ndjson diary.ndjson",
          .flags = kFlags,
          .run = run,
          .formats = Formats::page};
}

}  // namespace backcoach::cli
