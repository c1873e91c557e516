#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

#include "../../render/diary_json.hpp"
#include "../../text/shell.hpp"
#include "../../text/width.hpp"
#include "../checkin_session.hpp"
#include "../latest.hpp"
#include "../own_files.hpp"
#include "../prompt.hpp"
#include "../time.hpp"
#include "all.hpp"
#include "backcoach/diary_answers.hpp"
#include "backcoach/render_diary.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"set", 0, "NAME=VALUE", "edit: a new value; NAME=null takes it away",
         true},
    Flag{"note", 0, "TEXT", "edit: a few words to keep with it"},
    Flag{"no-note", 0, {}, "edit: take the words away"},
    Flag{"date", 0, "DAY", "edit: the day it is about"},
    Flag{"csv", 0, {}, "list: comma-separated values"},
    Flag{"yes", 0, {}, "erase: for scripts, without the typed word"},
};

ExitCode list(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge(Parts::decision);
  if (!kb) return context.knowledge_error();
  const auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  if (arguments.has("csv")) {
    return context.write(diary_csv(*entries), ExitCode::done);
  }
  if (context.settings().format == Format::json) {
    return context.write(diary_json(*entries), ExitCode::done);
  }
  const Document page = compose_diary(*entries);
  return context.write(context.settings().format == Format::markdown
                           ? render_markdown(page)
                           : render_text(page, context.style()),
                       ExitCode::done);
}

/// A decision that a check-in led to goes with the check-in.
bool stands_alone(const DiaryEntry& entry) {
  const auto* triage = std::get_if<TriageRecord>(&entry.what);
  return !triage || triage->origin == "triage";
}

/// The one entry whose id begins so; "last" is the newest.
const DiaryEntry* find(Context& context, const std::vector<DiaryEntry>& entries,
                       const std::string& id) {
  if (id == "last") {
    const auto it =
        std::find_if(entries.rbegin(), entries.rend(), stands_alone);
    if (it != entries.rend()) return &*it;
  }
  const DiaryEntry* found = nullptr;
  for (const DiaryEntry& entry : entries) {
    if (id.empty() || !entry.id.starts_with(id)) continue;
    if (found) {
      context.complain("error: more than one entry begins with " + id);
      return nullptr;
    }
    found = &entry;
  }
  if (!found) {
    context.complain("error: there is no entry \"" + id +
                     "\". To see them: backcoach diary list");
  }
  return found;
}

/// Changes the values of a check-in. \return whether that was possible.
bool set_values(const Arguments& arguments, Context& context,
                const KnowledgeBase& kb, DiaryEntry& entry) {
  auto* checkin = std::get_if<CheckinRecord>(&entry.what);
  if (!checkin) {
    context.complain(
        "error: --set changes check-ins. A decision stands as it was made; to "
        "decide again: backcoach triage");
    return false;
  }
  Answers answers = answers_from(kb, checkin->values);
  std::vector<Issue> issues;
  for (const std::string& one : arguments.values("set")) {
    for (Issue& issue : set_checkin_answer(kb, one, answers)) {
      issues.push_back(std::move(issue));
    }
  }
  if (!issues.empty()) {
    context.report(issues, ExitCode::bad_input);
    return false;
  }
  checkin->values = kept_values(kb, answers);
  const auto light = checkin_light(kb, answers);
  checkin->light = light ? std::string(name(*light)) : std::string();
  return true;
}

ExitCode edit(const Arguments& arguments, Context& context) {
  if (arguments.words().size() < 2) {
    context.complain("error: which one? backcoach diary edit ID, or \"last\"");
    return ExitCode::usage;
  }
  if (!arguments.has("set") && !arguments.has("note") &&
      !arguments.has("no-note") && !arguments.has("date")) {
    context.complain(
        "error: say what to change: --set, --note, --no-note or --date");
    return ExitCode::usage;
  }
  if (arguments.has("note") && arguments.has("no-note")) {
    context.complain("error: --note and --no-note exclude each other");
    return ExitCode::usage;
  }
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  const DiaryEntry* found = find(context, *entries, arguments.words()[1]);
  if (!found) return ExitCode::usage;
  DiaryEntry entry = *found;
  if (arguments.has("set") && !set_values(arguments, context, *kb, entry)) {
    return ExitCode::bad_input;
  }
  if (arguments.has("note")) entry.note = arguments.value("note");
  if (arguments.has("no-note")) entry.note.clear();
  if (arguments.has("date")) {
    const auto date = read_checkin_date(arguments, context);
    if (!date) return ExitCode::usage;
    entry.date = iso_date(*date);
  }
  entry.changed = std::max(iso_time(context.now()), entry.at);
  entry.changed_utc = utc_text(context);
  auto diary = context.diary(store::Access::write);
  if (!diary.value) {
    return context.report(diary.issues, ExitCode::cannot_read_or_write);
  }
  const auto issues = (*diary.value)->replace(entry, iso_time(context.now()));
  if (!issues.empty()) {
    return context.report(issues, ExitCode::cannot_read_or_write);
  }
  context.say("Changed. To take it back: backcoach diary undo");
  return context.write(render_text(compose_diary({entry}), context.style()),
                       ExitCode::done);
}

ExitCode undo(Context& context) {
  if (!context.files().exists(context.diary_path())) {
    context.say("There is nothing to take back.");
    return ExitCode::done;
  }
  auto diary = context.diary(store::Access::write);
  if (!diary.value) {
    return context.report(diary.issues, ExitCode::cannot_read_or_write);
  }
  const auto undone = (*diary.value)->undo();
  if (!undone.value) {
    return context.report(undone.issues, ExitCode::cannot_read_or_write);
  }
  if (!*undone.value) {
    context.say("There is nothing to take back.");
    return ExitCode::done;
  }
  return context.write(text::safe("Taken back: " + (*undone.value)->what +
                                  " of " + (*undone.value)->made_at) +
                           "\n",
                       ExitCode::done);
}

/// \return whether the person typed the word.
bool confirmed(Context& context, const KnowledgeBase& kb) {
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                nullptr);
  prompt.show({block(Block::Kind::paragraph,
                     "This removes the whole diary, every draft, your own "
                     "exercises and the settings. It cannot be taken back. To "
                     "keep a copy first: backcoach export "
                     "ndjson -o FILE")});
  const auto line = prompt.read_line("Type erase to remove everything:");
  return line && *line == "erase";
}

ExitCode erase(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge(Parts::decision);
  if (!kb) return context.knowledge_error();
  if (!arguments.has("yes")) {
    if (!context.may_prompt()) {
      context.complain(
          "error: there is nobody to ask. For scripts: backcoach diary erase "
          "--yes");
      return ExitCode::usage;
    }
    if (!confirmed(context, *kb)) {
      context.say("Nothing was removed.");
      return ExitCode::done;
    }
  }
  // The list is made first: a link says no longer where it went.
  const std::vector<OwnFile> own = own_files(context);
  const std::string path = context.diary_path();
  if (!path.empty() && context.files().exists(path)) {
    // The bytes first: a removed file alone could be brought back.
    auto diary = context.diary(store::Access::write);
    std::vector<Issue> issues =
        diary.value ? (*diary.value)->erase() : std::move(diary.issues);
    if (!issues.empty()) {
      context.report(issues, ExitCode::cannot_read_or_write);
      context.say("The diary is still there. To remove the file itself: rm " +
                  text::shell_word(path));
      return ExitCode::cannot_read_or_write;
    }
  }
  std::vector<Issue> left;
  for (const OwnFile& file : own) {
    for (Issue& issue : remove_own(context, file)) {
      left.push_back(std::move(issue));
    }
  }
  const std::vector<std::string> copies = copies_of_diary(context);
  for (const std::string& copy : copies) {
    context.complain("Another copy of the diary is left: rm " +
                     text::shell_word(copy));
  }
  if (!left.empty()) {
    return context.report(left, ExitCode::cannot_read_or_write);
  }
  if (!copies.empty()) {
    return context.write("Everything else was removed.\n", ExitCode::done);
  }
  return context.write("Everything was removed.\n", ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const std::string what =
      arguments.words().empty() ? "list" : arguments.words()[0];
  if (what != "edit" && arguments.words().size() > 1) {
    context.complain("error: \"" + arguments.words()[1] +
                     "\" is not expected here");
    return ExitCode::usage;
  }
  if (what == "list") return list(arguments, context);
  if (what == "edit") return edit(arguments, context);
  if (what == "undo") return undo(context);
  if (what == "erase") return erase(arguments, context);
  context.complain("error: diary takes list, edit ID, undo or erase");
  return ExitCode::usage;
}

}  // namespace

Command diary_command() {
  return {.name = "diary",
          .summary = "What is written down: see, change, take back, erase",
          .words = "[list|edit ID|undo|erase]",
          .most_words = 2,
          .example =
              "backcoach diary list\n"
              "  backcoach diary edit last --set nprs_now=4\n"
              "  backcoach diary undo",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
