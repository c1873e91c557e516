#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

#include "../../base/number.hpp"
#include "../../base/shell.hpp"
#include "../../base/width.hpp"
#include "../../diary/checkpoint.hpp"
#include "../../kb/diary_answers.hpp"
#include "../../kb/diary_json.hpp"
#include "../../show/render_diary.hpp"
#include "../../term/prompt.hpp"
#include "../../term/time.hpp"
#include "../checkin_session.hpp"
#include "../interview_screen.hpp"
#include "../judge_again.hpp"
#include "../latest.hpp"
#include "../own_files.hpp"
#include "../plan_output.hpp"
#include "all.hpp"
#include "backcoach/render.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{.name = "set",
         .value = "NAME=VALUE",
         .help = "A new value; NAME=null takes it away",
         .many = true,
         .of = "edit"},
    Flag{.name = "note",
         .value = "TEXT",
         .help = "A few words to keep with it",
         .of = "edit"},
    Flag{.name = "no-note", .help = "Take the words away", .of = "edit"},
    Flag{.name = "date",
         .value = "DAY",
         .help = "The day it is about",
         .of = "edit"},
    Flag{.name = "csv", .help = "Comma-separated values", .of = "list"},
    Flag{
        .name = "last",
        .value = "N",
        .help = "Of so many days; 30 unless told, or with --json and --csv all",
        .of = "list"},
    Flag{.name = "yes",
         .help = "For scripts, without the typed word",
         .of = "erase"},
};

ExitCode write_list(const Arguments& arguments, Context& context,
                    const std::vector<DiaryEntry>& entries, bool earlier) {
  if (arguments.has("csv")) {
    return context.write(diary_csv(entries), ExitCode::done);
  }
  if (context.settings().format == Format::json) {
    return context.write(diary_json(entries), ExitCode::done);
  }
  Document page = compose_diary(entries);
  if (earlier) {
    page.push_back(Block{Block::Kind::paragraph,
                         "There is more: backcoach diary list --last 365"});
  }
  return context.write_page(page, ExitCode::done);
}

/// The end of the diary, without reading the rest.
/// \return empty after saying why it cannot be read.
std::optional<store::LastDays> read_last(Context& context, int days) {
  if (!context.settings().no_diary && !context.diary_path().empty()) {
    const auto diary = context.diary(store::Access::read);
    auto* last = diary.value && *diary.value
                     ? store::checkpoints_of(**diary.value)
                     : nullptr;
    if (last) {
      auto found = last->last_days(days);
      context.report(found.issues, ExitCode::cannot_read_or_write);
      return std::move(found.value);
    }
  }
  auto entries = read_diary(context);
  if (!entries) return std::nullopt;
  return store::LastDays{std::move(*entries), false};
}

ExitCode list(const Arguments& arguments, Context& context) {
  constexpr int kUsualDays = 30;
  int days = kUsualDays;
  if (arguments.has("last")) {
    constexpr int kMost = 36500;
    const auto wanted = text::whole_number(arguments.value("last"));
    if (!wanted || *wanted < 1 || *wanted > kMost) {
      context.complain("error: --last takes a number of days from 1 to 36500");
      return ExitCode::usage;
    }
    days = *wanted;
  }
  const KnowledgeBase* kb = context.knowledge(Parts::decision);
  if (!kb) return context.knowledge_error();
  // A program is given everything, unless it asks for less.
  const bool for_programs =
      arguments.has("csv") || context.settings().format == Format::json;
  if (!for_programs || arguments.has("last")) {
    const auto last = read_last(context, days);
    if (!last) return ExitCode::cannot_read_or_write;
    return write_list(arguments, context, last->entries, last->earlier);
  }
  const auto entries = read_diary(context);
  if (!entries) return ExitCode::cannot_read_or_write;
  return write_list(arguments, context, *entries, false);
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
  std::optional<Answers> values;
  if (arguments.has("set")) {
    values = changed_values(arguments, context, *kb, entry);
    if (!values) return ExitCode::bad_input;
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
  if (context.settings().format == Format::json) {
    return context.write(diary_json({entry}), ExitCode::done);
  }
  return context.write_page(compose_diary({entry}), ExitCode::done);
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
  return context.done("Taken back: " + (*undone.value)->what + " of " +
                      (*undone.value)->made_at);
}

/// \return whether the person typed the word.
bool confirmed(Context& context, const KnowledgeBase& kb) {
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                nullptr);
  prompt.show({Block{Block::Kind::paragraph,
                     "This removes the whole diary, every draft, your own "
                     "exercises and the settings, and with them what the diary "
                     "says about being seen. It cannot be taken back. To keep "
                     "a copy first: backcoach export "
                     "ndjson -o FILE"}});
  const auto line = prompt.read_line("Type erase to remove everything:");
  return line && *line == "erase";
}

/// The headline of a referral that stands; empty when none does.
std::string what_stands(Context& context, const KnowledgeBase& kb,
                        store::Store& diary) {
  const auto entries = diary.entries();
  if (!entries.value) return {};
  const Standing standing = standing_of(*entries.value);
  if (standing.referrals.empty()) return {};
  return standing_headline(kb, standing, context.region(kb));
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
  std::string told;
  if (!path.empty() && context.files().exists(path)) {
    // The bytes first: a removed file alone could be brought back.
    auto diary = context.diary(store::Access::write);
    if (diary.value) told = what_stands(context, *kb, **diary.value);
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
  // Nothing else ends what was told, and nobody ends it without a word.
  if (!told.empty()) {
    context.complain("This also removed what you were told: " + told);
  }
  if (!left.empty()) {
    return context.report(left, ExitCode::cannot_read_or_write);
  }
  if (!copies.empty()) {
    return context.write("Everything else was removed.\n", ExitCode::done);
  }
  return context.done("Everything was removed.");
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
          .run = run,
          .verb = "list"};
}

}  // namespace backcoach::cli
