#include "triage_result.hpp"

#include <algorithm>
#include <ostream>

#include "../coach/checkin_decision.hpp"
#include "../kb/answer_words.hpp"
#include "../kb/diary_answers.hpp"
#include "../term/time.hpp"
#include "interview_screen.hpp"
#include "latest.hpp"
#include "plan_output.hpp"
#include "result_screen.hpp"

namespace backcoach::cli {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

SeenSince seen_since(const KnowledgeBase& kb, const Answers& answers) {
  return seen_since_named(word_of(kb, answers, "seen_since"))
      .value_or(SeenSince::no);
}

/// The referrals that the answers are about and that stand.
std::vector<std::string> standing_of_about(
    const Standing& standing, const std::vector<std::string>& ids) {
  std::vector<std::string> out;
  for (const std::string& id : standing.ids()) {
    if (contains(ids, id)) out.push_back(id);
  }
  return out;
}

/// What was looked at, as it is written down with the lift.
std::vector<SeenNote> seen_notes(const KnowledgeBase& kb,
                                 const Standing& standing,
                                 const std::vector<std::string>& about,
                                 const Answers& answers) {
  std::vector<SeenNote> notes;
  std::string exercise(word_of(kb, answers, "seen_exercise"));
  if (exercise.empty()) exercise = "nothing";
  for (const Referral& one : standing.referrals) {
    if (!contains(about, one.id)) continue;
    for (const std::string& group : one.record->groups) {
      auto it = std::find_if(
          notes.begin(), notes.end(),
          [&](const SeenNote& note) { return note.group == group; });
      if (it == notes.end()) {
        notes.push_back({group, exercise, {}});
        it = notes.end() - 1;
      }
      for (const FiredRule& fired : one.record->rules) {
        const Rule* rule = kb.rule(fired.rule);
        const bool same =
            fired.rule == kPrivate ||
            (rule && seen_group(kb, static_cast<std::uint16_t>(
                                        rule - kb.rules.data())) == group);
        if (same && !contains(it->rules, fired.rule)) {
          it->rules.push_back(fired.rule);
        }
      }
    }
  }
  return notes;
}

/// Whether this goes on with an entry: the last that was written, each of its
/// answers given again, and the same private rules.
bool may_continue(const KnowledgeBase& kb, const Known& before,
                  const std::string& id, const TriageResult& result) {
  const DiaryEntry* last = nullptr;
  for (const DiaryEntry& entry : before.entries) {
    if (!last || entry.number > last->number) last = &entry;
  }
  const auto* record =
      last && last->id == id ? std::get_if<TriageRecord>(&last->what) : nullptr;
  if (!record || record->origin == "taken_back") return false;
  const DiaryValues now = kept_values(kb, result.answers);
  for (const auto& [name, value] : record->answers) {
    const auto it = now.find(name);
    if (it == now.end() || it->second != value) return false;
  }
  const auto has_private = [](const TriageRecord& one) {
    return std::any_of(
        one.rules.begin(), one.rules.end(),
        [](const FiredRule& fired) { return fired.rule == kPrivate; });
  };
  if (!has_private(*record)) return true;
  const TriageRecord mine =
      record_of(kb, result.answers, result.decision, Origin::triage, {});
  return has_private(mine) && mine.groups == record->groups;
}

void decide(const KnowledgeBase& kb, TriageResult& out) {
  out.assessment.emplace(kb, out.answers);
  out.decision = triage(*out.assessment, out.seen);
}

}  // namespace

TriageResult decide_for_anybody(const KnowledgeBase& kb,
                                const TriageInput& input) {
  TriageResult out;
  out.answers = with_told_exercise(kb, each_sign(kb, input.answers));
  out.seen = input.seen;
  decide(kb, out);
  return out;
}

TriageResult decide_kept(const Context& context, const KnowledgeBase& kb,
                         const Known& before, const TriageInput& input) {
  TriageResult out;
  const std::chrono::sys_days today(context.today());
  const SeenSince since = seen_since(kb, input.answers);
  const auto about = since == SeenSince::yes
                         ? standing_of_about(before.standing, input.about)
                         : std::vector<std::string>{};
  LookedAt looked =
      looked_at(kb, before.standing, input.answers, {}, about, today);
  out.answers = with_told_exercise(kb, each_sign(kb, looked.answers));
  out.seen = std::move(looked.seen);
  const SeenInput known = seen_in(before.standing);
  for (const std::string& group : input.seen.groups) {
    if (contains(known.groups, group) && !contains(out.seen.groups, group)) {
      out.seen.groups.push_back(group);
    }
  }
  std::sort(out.seen.groups.begin(), out.seen.groups.end());
  decide(kb, out);
  return out;
}

void keep_result(Context& context, const KnowledgeBase& kb, const Known& before,
                 const TriageInput& input, TriageResult& result,
                 Sitting& sitting) {
  if (!may_be_kept(kb, result.decision)) return;
  std::vector<DiaryEntry> entries = {triage_entry(context, kb, result.answers,
                                                  result.decision,
                                                  Origin::triage, result.seen)};
  auto& record = std::get<TriageRecord>(entries.front().what);
  const SeenSince since = seen_since(kb, result.answers);
  const auto about = standing_of_about(before.standing, input.about);
  if (since != SeenSince::no && about.empty()) {
    context.complain("seen_since is about nothing that stands.");
  }
  if (record.whole) {
    record.ends = ended_by(kb, before.standing, since, about, result.answers,
                           result.decision, entries.front().date);
    if (since == SeenSince::yes) {
      record.seen = seen_notes(kb, before.standing, about, result.answers);
    }
  } else {
    record.plan_allowed = false;
    record.open = left_open(kb, result.answers);
  }
  if (!input.continues.empty()) {
    if (may_continue(kb, before, input.continues, result)) {
      record.continues = input.continues;
      for (const char* what : {"referral", "hold", "open"}) {
        if (record.whole) record.ends.push_back({input.continues, what});
      }
    } else {
      context.complain("This is a triage of its own: it does not go on with " +
                       input.continues + ".");
    }
  }
  const auto issues = sitting.finish(entries, "triage");
  if (issues.empty()) return;
  result.failed = true;
  context.report(issues, ExitCode::done);
  context.say("The result cannot be kept, so plan will not know it.");
}

bool shows_what_stands(const Known& now, const TriageResult& result) {
  const Standing& standing = now.standing;
  return result.kept && !standing.unreadable && !standing.referrals.empty() &&
         standing.urgency() > result.decision.urgency;
}

Document day_page(const Arguments& arguments, Context& context,
                  const KnowledgeBase& kb, const Known& now,
                  const TriageResult& result) {
  const auto paragraph = [&](const char* id, bool urgent) {
    return Block{
        Block::Kind::paragraph, std::string(kb.notice(id)), {}, {}, urgent};
  };
  const Standing& standing = now.standing;
  Document page;
  if (!may_be_kept(kb, result.decision)) {
    page.push_back(paragraph("kept_once", false));
  }
  if (standing.unreadable) {
    page.push_back(paragraph("diary_unreadable", true));
    return page;
  }
  if (arguments.has("no-plan")) return page;
  if (!plan_permission(result.decision, standing)) return page;
  // What is kept counts with the days before it.
  const Document day =
      result.kept && !result.failed
          ? plan_page_after(context, kb, now.entries, result.answers,
                            result.seen, result.decision)
          : plan_page(context, kb, result.answers, result.decision);
  page.insert(page.end(), day.begin(), day.end());
  return page;
}

Document result_page(const Arguments& arguments, Context& context,
                     const KnowledgeBase& kb, const Known& now,
                     const TriageResult& result) {
  const Setting setting = context.setting(kb);
  if (shows_what_stands(now, result)) {
    return compose_standing(kb, now.standing, setting);
  }
  const Decision shown = under(now.standing, result.decision);
  return compose_triage(kb, result.answers, shown, setting,
                        day_page(arguments, context, kb, now, result),
                        next_command(shown));
}

std::string result_json(bool trace, const Context& context,
                        const KnowledgeBase& kb, const Known& now,
                        const TriageResult& result) {
  const std::string json =
      triage_json(*result.assessment, under(now.standing, result.decision),
                  context.setting(kb),
                  {.trace = trace, .decision_id = {}, .seen = result.seen});
  if (!result.kept || now.standing.unreadable) return json;
  return with_standing(kb, json, now.standing);
}

ExitCode result_code(const Context& context, const Known& now,
                     const TriageResult& result) {
  const ExitCode own = result.decision.status == Status::decided
                           ? context.outcome(result.decision.urgency)
                           : ExitCode::answers_missing;
  if (!result.kept) return own;
  return worse(own, standing_code(context, now.standing));
}

bool can_tell_more(const KnowledgeBase& kb, const Answers& answers) {
  const auto next = next_question(kb, answers);
  return next && std::all_of(next->findings.begin(), next->findings.end(),
                             [&](FindingIndex finding) {
                               return kb.findings[finding].grading;
                             });
}

ExitCode offer_more(Context& context, const KnowledgeBase& kb,
                    const Answers& answers, Sitting& sitting, ExitCode code) {
  if (code < ExitCode::same_day || !can_tell_more(kb, answers)) return code;
  sitting.shown(code);
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  prompt.show(
      {Block{Block::Kind::paragraph, std::string(kb.notice("tell_more"))}});
  const auto line = prompt.read_line("3 tell us more; q close:");
  if (!line || *line != "3") return code;
  const Known before = known(context, kb);
  TriageInput input;
  const InterviewEnd ended =
      tell_more(context, kb, answers, {}, before.standing, sitting);
  if (ended.kind != InterviewEnd::Kind::finished) return code;
  input.answers = ended.answers;
  TriageResult result = decide_kept(context, kb, before, input);
  keep_result(context, kb, before, input, result, sitting);
  result.kept = true;
  const Known now = known(context, kb);
  context.io().out << '\n';
  return context.write_page(result_page(Arguments(), context, kb, now, result),
                            result_code(context, now, result));
}

ExitCode show_standing(Context& context, const KnowledgeBase& kb,
                       const Standing& standing) {
  const auto code = refuse(context, kb, standing, Refusal::to_result);
  return code.value_or(ExitCode::done);
}

}  // namespace backcoach::cli
