#include <algorithm>
#include <array>
#include <cctype>
#include <istream>
#include <ostream>

#include "../../term/time.hpp"
#include "../../term/typed.hpp"
#include "../answers_input.hpp"
#include "../checkin_session.hpp"
#include "../config.hpp"
#include "../context.hpp"
#include "../interview_screen.hpp"
#include "../keep_setting.hpp"
#include "../latest.hpp"
#include "../plan_output.hpp"
#include "../result_screen.hpp"
#include "../seen_screen.hpp"
#include "../sitting.hpp"
#include "../triage_result.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Decide from this file without asking"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"about", 0, "ID", "The referral that seen_since is about", true},
    Flag{"trace", 0, {}, "With --json: every rule and how it came out"},
    Flag{"save", 0, {}, "With --json: keep the result, as text does"},
    Flag{"no-save", 0, {}, "Do not keep the result for plan"},
    Flag{"no-plan", 0, {}, "Show the decision without the day plan"},
};

/// Says what is missing, when there is nobody to ask.
ExitCode report_missing(Context& context, const KnowledgeBase& kb,
                        const Decision& decision, const Standing& standing,
                        ExitCode code) {
  std::string ids;
  for (const FindingIndex finding : decision.missing) {
    ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
  }
  context.say("Answers are missing, and there is nobody to ask.");
  context.complain("Missing, most dangerous first: " + ids);
  context.say("Help: backcoach questions template > answers.json");
  // What already holds is not kept back.
  if (!standing.referrals.empty() && standing.urgency() >= decision.urgency) {
    return context.write_page(
        compose_standing(kb, standing, context.setting(kb)), code);
  }
  if (decision.urgency == Urgency::self_care) return code;
  Document page = compose_triage(kb, Answers(kb.findings.size()), decision,
                                 context.setting(kb));
  return context.write_page(page, code);
}

/// What a person may still want after a page that sends for help.
enum class Wish { nothing, change, tell_more };

Wish ask_wish(Context& context, const KnowledgeBase& kb, const Document& page,
              bool can_tell_more) {
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  if (can_tell_more) {
    prompt.show(
        {Block{Block::Kind::paragraph, std::string(kb.notice("tell_more"))}});
  }
  while (true) {
    const auto line = prompt.read_line(
        can_tell_more ? "1 change an answer; 2 save this page; 3 tell us more; "
                        "q close:"
                      : "1 change an answer; 2 save this page; q close:");
    if (!line || line->empty() || way_out(*line) == WayOut::stop) {
      return Wish::nothing;
    }
    if (*line == "1") return Wish::change;
    if (*line == "3" && can_tell_more) return Wish::tell_more;
    if (*line != "2") {
      // Whom to call stays above the prompt.
      prompt.show({Block{Block::Kind::paragraph,
                         "Type one of the numbers before the words, or q."},
                   page.back()});
      continue;
    }
    const std::string path = "backcoach-emergency.txt";
    Style style = context.style();
    style.color = false;
    const auto issues = context.files().write(path, render_text(page, style));
    if (issues.empty()) {
      prompt.show(
          {{Block::Kind::paragraph, "Saved in this folder as " + path}});
    } else {
      context.report(issues, ExitCode::done);
    }
  }
}

bool same_letters(std::string_view a, std::string_view b) {
  const auto low = [](char c) {
    return std::tolower(static_cast<unsigned char>(c));
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return low(x) == low(y); });
}

/// The country for telephone numbers: asked until it is known, then kept.
void ask_country(Context& context, const KnowledgeBase& kb) {
  if (!context.settings().region.empty() || kb.regions.empty()) return;
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                nullptr);
  // Whoever needs it has read it by now, with words in place of the number.
  prompt.show({Block{Block::Kind::paragraph,
                     std::string(kb.notice("first_run_emergency"))}});
  while (true) {
    const auto line = prompt.read_line(
        "Your country, for the right numbers to call (such as GB; Enter "
        "skips):");
    if (!line || line->empty()) return;
    const Region* region = kb.region(*line);
    for (const Region& one : kb.regions) {
      if (!region && same_letters(one.name, *line)) region = &one;
    }
    if (!region) {
      std::string known;
      for (const Region& one : kb.regions) known += " " + one.code;
      prompt.show({Block{Block::Kind::paragraph,
                         "Numbers are known for" + known +
                             ". Type one of these, or Enter to skip."}});
      continue;
    }
    context.set_region(region->code);
    prompt.show({Block{Block::Kind::paragraph, region->name + "."}});
    const ConfigKey* key = config_key("region");
    if (key && !context.config_path().empty()) {
      (void)keep_setting(context, *key, region->code);
    }
    return;
  }
}

/// The interview with a person, from what stands to the page.
class AtTerminal {
 public:
  AtTerminal(const Arguments& arguments, Context& context,
             const KnowledgeBase& kb)
      : arguments_(arguments),
        context_(context),
        kb_(kb),
        keeps_(!arguments.has("no-save") && !context.settings().no_diary &&
               !context.diary_path().empty()),
        // What is not kept may be about anybody, and knows no diary.
        known_(keeps_ ? known(context, kb) : Known()),
        sitting_(context, kb, Origin::triage,
                 keeps_ && !known_.standing.unreadable) {}

  ExitCode run(const Answers& start) {
    InterviewStart from{start, {}, {}, false};
    if (keeps_) {
      if (auto draft = open_draft(context_, kb_, known_)) {
        from = std::move(*draft);
      } else if (!known_.standing.referrals.empty()) {
        const SeenReply reply =
            ask_seen_since(context_, kb_, known_.standing, from.answers);
        if (reply.kind == SeenReply::Kind::not_yet) return not_yet();
        if (reply.kind == SeenReply::Kind::left) {
          return show_standing(context_, kb_, known_.standing);
        }
        from.about = known_.standing.ids();
        from.answers = reply.answers;
      }
    }
    if (!from.sitting.empty()) adopt(from.sitting);
    if (!from.resumed) ask_country(context_, kb_);
    InterviewEnd ended =
        run_interview(context_, kb_, from, known_.standing, sitting_);
    while (true) {
      if (ended.kind != InterviewEnd::Kind::finished) return left(ended);
      const auto code = finish(from, ended.answers);
      if (code) return *code;
      ended.kind = InterviewEnd::Kind::finished;
      const Wish wish = ask_wish(context_, kb_, shown_, more_);
      if (wish == Wish::nothing) return code_;
      if (wish == Wish::tell_more) {
        ended = tell_more(context_, kb_, ended.answers, from.about,
                          known_.standing, sitting_);
        if (ended.kind != InterviewEnd::Kind::finished) return left(ended);
        continue;
      }
      if (auto changed = change_answer(context_, kb_, ended.answers, from.about,
                                       known_.standing, sitting_)) {
        ended.answers = std::move(*changed);
      }
    }
  }

 private:
  void adopt(const std::string& id) {
    for (const DiaryEntry& entry : known_.entries) {
      if (entry.id == id) sitting_.adopt(entry);
    }
  }

  /// Not looked at yet: the page at once, or after the danger list.
  ExitCode not_yet() {
    if (known_.standing.urgency() == Urgency::emergency) {
      return show_standing(context_, kb_, known_.standing);
    }
    const InterviewEnd ended =
        ask_danger_list(context_, kb_, Answers(kb_.findings.size()), sitting_);
    if (ended.kind == InterviewEnd::Kind::finished) {
      close_danger_list(ended.answers);
    }
    const Known now = known(context_, kb_);
    return show_standing(context_, kb_, now.standing);
  }

  /// The list was answered whole: what was open of it is not any more.
  void close_danger_list(const Answers& answers) {
    const Decision decision = triage(kb_, answers);
    if (decision.urgency >= Urgency::soon) {
      return sitting_.tell(answers, decision, {});
    }
    if (sitting_.id().empty() && known_.standing.open.empty()) return;
    DiaryEntry entry = triage_entry(context_, kb_, Answers(kb_.findings.size()),
                                    Decision{}, Origin::triage);
    auto& record = std::get<TriageRecord>(entry.what);
    record.whole = false;
    for (const OpenQuestions& open : known_.standing.open) {
      if (still_open(kb_, open.questions, with_implied(kb_, answers)).empty()) {
        record.ends.push_back({open.id, "open"});
      }
    }
    std::vector<DiaryEntry> entries = {std::move(entry)};
    context_.report(sitting_.finish(entries, "triage"),
                    ExitCode::cannot_read_or_write);
  }

  ExitCode left(const InterviewEnd& ended) {
    const ExitCode code = sitting_.leave();
    if (code >= ExitCode::routine_or_soon) return code;
    if (ended.kind == InterviewEnd::Kind::end_of_input) {
      context_.say("The input ended. Your answers are saved for 24 hours.");
    }
    if (!known_.standing.referrals.empty()) {
      return show_standing(context_, kb_, known_.standing);
    }
    return code == ExitCode::done ? ExitCode::answers_missing : code;
  }

  /// An emergency says everything at once, and what is asked for in another
  /// form is given whole.
  [[nodiscard]] bool fits_one_screen(const Known& now,
                                     const TriageResult& result) const {
    return result.decision.urgency != Urgency::emergency &&
           !shows_what_stands(now, result) &&
           context_.settings().output == "-" &&
           context_.settings().format == Format::text;
  }

  /// Keeps and shows a whole interview.
  /// \return the exit code; empty when the person may still want something.
  std::optional<ExitCode> finish(const InterviewStart& from,
                                 const Answers& answers) {
    TriageInput input;
    // The days before this sitting; what it has left itself tells nothing new.
    input.answers = keeps_ ? with_diary(kb_, known_.entries, answers,
                                        new_entry(context_), context_.now())
                           : answers;
    input.about = from.about;
    TriageResult result = decide_kept(context_, kb_, known_, input);
    if (keeps_ && !known_.standing.unreadable) {
      keep_result(context_, kb_, known_, input, result, sitting_);
    }
    result.kept = keeps_;
    const Known now = keeps_ ? known(context_, kb_) : Known();
    context_.io().out << '\n';
    shown_ = result_page(arguments_, context_, kb_, now, result);
    code_ = result_code(context_, now, result);
    std::optional<ResultScreen> screen;
    if (fits_one_screen(now, result)) {
      screen.emplace(context_, kb_, result.answers,
                     under(now.standing, result.decision),
                     day_page(arguments_, context_, kb_, now, result), shown_);
      screen->show();
    } else {
      code_ = context_.write_page(shown_, code_);
    }
    const bool urgent = result.decision.urgency >= Urgency::same_day;
    sitting_.shown(code_);
    if (keeps_ && !now.standing.unreadable &&
        result.decision.urgency != Urgency::emergency) {
      warn_of_repeats(context_, kb_);
    }
    if (!keeps_) say_not_kept(context_, kb_, result.decision);
    remove_draft(context_);
    more_ = can_tell_more(kb_, input.answers);
    const bool stays =
        result.decision.urgency == Urgency::emergency || (urgent && more_);
    if (!stays) {
      if (screen) {
        screen->answer_keys([&] { return fitted_day(input); });
      }
      return code_;
    }
    // The page is out; what it told may still be graded or taken back.
    return std::nullopt;
  }

  /// The page of today, fitted to the person by a few questions more.
  Document fitted_day(TriageInput input) {
    input.answers =
        fit_plan(context_, kb_, input.answers, known_.standing, sitting_);
    TriageResult result = decide_kept(context_, kb_, known_, input);
    if (keeps_ && !known_.standing.unreadable) {
      keep_result(context_, kb_, known_, input, result, sitting_);
    }
    result.kept = keeps_;
    const Known now = keeps_ ? known(context_, kb_) : Known();
    return day_page(arguments_, context_, kb_, now, result);
  }

  const Arguments& arguments_;
  Context& context_;
  const KnowledgeBase& kb_;
  bool keeps_;
  Known known_;
  Sitting sitting_;
  Document shown_;
  ExitCode code_ = ExitCode::done;
  bool more_ = false;
};

/// Decides from answers alone, with nobody to ask.
ExitCode decide_only(const Arguments& arguments, Context& context,
                     const KnowledgeBase& kb, const TriageInput& input) {
  const bool json = context.settings().format == Format::json;
  const bool wants = json ? arguments.has("save") : !arguments.has("no-save");
  const bool keeps = wants && !context.settings().no_diary;
  Known before;
  if (keeps) before = known(context, kb);
  TriageResult result = keeps ? decide_kept(context, kb, before, input)
                              : decide_for_anybody(kb, input);
  const bool decided = result.decision.status == Status::decided;
  Sitting sitting(context, kb, Origin::triage, keeps);
  if (keeps && !before.standing.unreadable &&
      (decided || result.decision.urgency >= Urgency::soon)) {
    keep_result(context, kb, before, input, result, sitting);
  }
  result.kept = keeps;
  Known now;
  if (keeps) now = known(context, kb);
  if (!keeps) say_not_kept(context, kb, result.decision);
  if (!decided) {
    if (!json) {
      return report_missing(context, kb, result.decision, now.standing,
                            result_code(context, now, result));
    }
    std::string ids;
    for (const FindingIndex finding : result.decision.missing) {
      ids += (ids.empty() ? "" : " ") + kb.findings[finding].id;
    }
    context.complain("missing: " + ids);
  }
  const ExitCode code = result_code(context, now, result);
  if (json) {
    return context.write(
        result_json(arguments.has("trace"), context, kb, now, result), code);
  }
  const ExitCode shown = context.write_page(
      result_page(arguments, context, kb, now, result), code);
  if (keeps && !now.standing.unreadable &&
      result.decision.urgency != Urgency::emergency) {
    warn_of_repeats(context, kb);
  }
  return shown;
}

ExitCode run(const Arguments& arguments, Context& context) {
  // JSON shows the decision and the next question, so the words of the rest
  // stay packed.
  const bool decision_only =
      context.settings().format == Format::json && !arguments.has("save");
  const KnowledgeBase* kb =
      context.knowledge(decision_only ? Parts::day : Parts::everything);
  if (!kb) return context.knowledge_error();
  Checked<AnswersFile> given = read_triage_input(arguments, context, *kb);
  if (!given.value) {
    return context.report(given.issues, input_failure(given.issues));
  }
  if (!arguments.has("answers") && context.may_prompt()) {
    return AtTerminal(arguments, context, *kb).run(given.value->answers);
  }
  const TriageInput input{
      std::move(given.value->answers), std::move(given.value->about),
      std::move(given.value->continues), std::move(given.value->seen)};
  return decide_only(arguments, context, *kb, input);
}

}  // namespace

Command triage_command() {
  return {.name = "triage",
          .summary = "Answer questions, find out what to do today",
          .words = {},
          .most_words = 0,
          .example =
              "backcoach triage\n"
              "  backcoach triage --answers today.json --json | jq "
              ".decision",
          .flags = kFlags,
          .run = run,
          .formats = Formats::page};
}

}  // namespace backcoach::cli
