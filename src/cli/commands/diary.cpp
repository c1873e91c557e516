#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

#include "../../render/diary_json.hpp"
#include "../../text/shell.hpp"
#include "../../text/width.hpp"
#include "../checkin_session.hpp"
#include "../interview_screen.hpp"
#include "../judge_again.hpp"
#include "../next_lines.hpp"
#include "../plan_output.hpp"
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

/// The values of a check-in with the changes that are asked for; private ones
/// too, which act and are not kept. \return empty after saying why not.
std::optional<Answers> changed_values(const Arguments& arguments,
                                      Context& context, const KnowledgeBase& kb,
                                      const DiaryEntry& entry) {
  const auto* checkin = std::get_if<CheckinRecord>(&entry.what);
  if (!checkin) {
    context.complain(
        "error: --set changes check-ins. A decision stands as it was made; to "
        "decide again: backcoach triage");
    return std::nullopt;
  }
  Answers answers = answers_from(kb, checkin->values);
  std::vector<Issue> issues;
  for (const std::string& one : arguments.values("set")) {
    if (one.starts_with("seen_since")) {
      context.complain(
          "error: that someone has looked at it is told by: backcoach triage");
      return std::nullopt;
    }
    for (Issue& issue : set_checkin_answer(kb, one, answers)) {
      issues.push_back(std::move(issue));
    }
  }
  if (!issues.empty()) {
    context.report(issues, ExitCode::bad_input);
    return std::nullopt;
  }
  return answers;
}

ExitCode edit(const Arguments& arguments, Context& context) {
  if (arguments.words().size() < 2) {
    context.complain("error: which one? backcoach diary edit ID, or \"last\"");
    return ExitCode::usage;
  }
  if (!arguments.has("set") && !arguments.has("note") &&
      !arguments.has("date")) {
    context.complain("error: say what to change: --set, --note or --date");
    return ExitCode::usage;
  }
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  const DiaryEntry* found = find(context, *entries, arguments.words()[1]);
  if (!found) return ExitCode::usage;
  DiaryEntry entry = *found;
  std::optional<Answers> values;
  if (arguments.has("set")) {
    values = changed_values(arguments, context, *kb, entry);
    if (!values) return ExitCode::bad_input;
  }
  if (arguments.has("note")) entry.note = arguments.value("note");
  if (arguments.has("date")) {
    const auto date = read_checkin_date(arguments, context);
    if (!date) return ExitCode::usage;
    entry.date = iso_date(*date);
  }
  entry.changed = std::max(iso_time(context.now()), entry.at);
  auto diary = context.diary(store::Access::write);
  if (!diary.value) {
    return context.report(diary.issues, ExitCode::cannot_read_or_write);
  }
  Judged judged;
  if (values) judged = judge_again(context, *kb, *entries, entry, *values);
  const auto issues = (*diary.value)
                          ->replace(entry, judged.told, judged.dropped,
                                    iso_time(context.now()));
  if (!issues.empty()) {
    return context.report(issues, ExitCode::cannot_read_or_write);
  }
  context.say("Changed. To take it back: backcoach diary undo");
  const ExitCode code = context.outcome(judged.decision.urgency);
  if (values && judged.decision.urgency >= Urgency::soon) {
    return context.write_page(
        compose_triage(*kb, judged.answers, judged.decision,
                       context.setting(*kb)),
        code);
  }
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
  const auto undone = (*diary.value)->undo(iso_time(context.now()));
  if (!undone.value) {
    return context.report(undone.issues, ExitCode::cannot_read_or_write);
  }
  if (!*undone.value) {
    context.say("There is nothing to take back.");
    return ExitCode::done;
  }
  if ((*undone.value)->kept > 0) {
    context.complain("What it told stands all the same: backcoach");
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
  prompt.show(
      {block(Block::Kind::paragraph,
             "This removes the whole diary and every draft, and with it "
             "what it says about being seen. It cannot be taken back. To keep "
             "a copy first: backcoach export "
             "ndjson -o FILE")});
  const auto line = prompt.read_line("Type erase to remove everything:");
  return line && *line == "erase";
}

/// What erasing was meant to remove and could not, as on a disk that can only
/// be read.
std::vector<Issue> still_there(Context& context) {
  std::vector<Issue> issues;
  std::vector<std::string> paths = {context.diary_path()};
  if (const std::string folder = context.data_folder(); !folder.empty()) {
    for (const char* name : {"draft.json", "checkin.json", "calendar.txt"}) {
      paths.push_back(folder + "/" + name);
    }
  }
  for (const std::string& path : paths) {
    if (path.empty() || !context.files().exists(path)) continue;
    Issue issue;
    issue.where.file = path;
    issue.code = "cannot-write";
    issue.message = "this cannot be removed";
    issue.help = "rm " + text::shell_word(path);
    issues.push_back(std::move(issue));
  }
  return issues;
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
  remove_draft(context);
  remove_checkin_draft(context);
  remove_next_lines(context);
  remove_sent(context);
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
    context.files().remove(path);
  }
  if (const auto left = still_there(context); !left.empty()) {
    context.report(left, ExitCode::cannot_read_or_write);
    return ExitCode::cannot_read_or_write;
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
