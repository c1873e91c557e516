#include "direction_screen.hpp"

#include <algorithm>
#include <ostream>

#include "../coach/direction_test.hpp"
#include "../plan/first_aid.hpp"
#include "../show/render_direction.hpp"
#include "../term/prompt.hpp"
#include "../term/time.hpp"
#include "answers_input.hpp"
#include "backcoach/load.hpp"
#include "checkin_session.hpp"
#include "day_plan.hpp"
#include "figures.hpp"
#include "session_alarm.hpp"
#include "session_keep.hpp"

namespace backcoach::cli {
namespace {

/// The findings that a test itself asks.
std::vector<FindingIndex> findings_of(const DirectionRules& rules) {
  std::vector<FindingIndex> all = {rules.side, rules.point_before,
                                   rules.pain_before, rules.point_after,
                                   rules.pain_after};
  all.insert(all.end(), rules.after_step.begin(), rules.after_step.end());
  return all;
}

/// What was typed, in the answers of a person and those of the test.
struct Given {
  Arguments person;
  Answers told;
};

std::variant<Given, ExitCode> read_given(const Arguments& arguments,
                                         Context& context,
                                         const KnowledgeBase& kb) {
  Given given{{}, Answers(kb.findings.size())};
  const std::vector<FindingIndex> ours = findings_of(kb.plan.direction);
  std::vector<Issue> issues;
  for (const std::string& assignment : arguments.values("set")) {
    const std::string id = assignment.substr(0, assignment.find('='));
    const auto finding = kb.finding(id);
    if (!finding ||
        std::find(ours.begin(), ours.end(), *finding) == ours.end()) {
      given.person.add("set", assignment);
      continue;
    }
    for (Issue& issue : set_checkin_answer(kb, assignment, given.told)) {
      issues.push_back(std::move(issue));
    }
  }
  if (arguments.has("answers")) {
    given.person.add("answers", arguments.value("answers"));
  }
  if (has_error(issues)) return context.report(issues, input_failure(issues));
  return given;
}

class DirectionScreen {
 public:
  DirectionScreen(Context& context, const KnowledgeBase& kb, const DayPlan& day,
                  bool keeps, Answers told, const StepWay& way)
      : context_(context),
        kb_(kb),
        rules_(kb.plan.direction),
        day_(day),
        keeps_(keeps),
        told_(std::move(told)),
        way_(way),
        prompt_(kb, context.io().in, context.io().out, context.style(),
                context.region(kb)) {
    record_.end = "finished";
    prompt_.set_saves(false);
  }

  ExitCode run() {
    const bool asks =
        context_.may_prompt() && context_.settings().format == Format::text;
    DirectionTestNow at = now();
    if (at.none) return no_test(at);
    if (asks) {
      if (!begin(at)) return ExitCode::done;
      if (const auto code = ask_all(at)) return *code;
    }
    if (at.none) return no_test(at);
    if (at.question) return missing(at);
    return finish(at, asks);
  }

 private:
  [[nodiscard]] DirectionTestNow now() const {
    return direction_test_now(kb_, day_.answers(), day_.plan(),
                              day_.days.back().course, told_);
  }

  [[nodiscard]] bool is_json() const {
    return context_.settings().format == Format::json;
  }

  ExitCode no_test(const DirectionTestNow& at) {
    if (is_json()) return write_json(at, {}, false, {}, ExitCode::done);
    std::string words(no_test_words(kb_, *at.none));
    if (*at.none == NoTest::pause) {
      const FirstAid& state = day_.plan().first_aid;
      const auto notes =
          plan::first_aid_notes(kb_.plan, state, day_.plan().day);
      if (!notes.empty()) words = notes.front();
    }
    return context_.write_page(
        {Block{Block::Kind::paragraph, std::move(words)},
         Block{Block::Kind::paragraph, "Today's plan: backcoach plan"}},
        ExitCode::done);
  }

  /// Nobody to ask: what the test is, and what is missing.
  ExitCode missing(const DirectionTestNow& at) {
    std::string ids;
    for (const FindingIndex finding : at.missing) {
      ids += " " + kb_.findings[finding].id;
    }
    context_.complain("Missing:" + ids);
    context_.say("Nothing was written down.");
    if (is_json()) {
      return write_json(at, {}, false, {}, ExitCode::answers_missing);
    }
    return context_.write_page(first_page(at), ExitCode::answers_missing);
  }

  ExitCode write_json(const DirectionTestNow& at,
                      const std::optional<DirectionOutcome>& outcome, bool kept,
                      const std::string& decision, ExitCode code) {
    return context_.write(direction_test_json(kb_, at, outcome, kept, decision,
                                              context_.region(kb_)),
                          code);
  }

  [[nodiscard]] Document first_page(const DirectionTestNow& at) const {
    Document page = {Block{Block::Kind::title,
                           std::string(plan::word_of(rules_, "find_title"))},
                     Block{Block::Kind::paragraph,
                           std::string(plan::word_of(rules_, "begin"))}};
    if (at.test) {
      const DirectionTest& test = rules_.tests[*at.test];
      page.push_back(Block{Block::Kind::heading, test.title});
      Block steps{Block::Kind::bullets};
      for (const DirectionStep& step : test.steps) {
        steps.items.push_back(step.text);
      }
      page.push_back(std::move(steps));
    }
    page.push_back(Block{Block::Kind::heading, "When to stop"});
    page.push_back({Block::Kind::bullets, {}, rules_.stop_if});
    page.push_back(Block{Block::Kind::paragraph, rules_.honesty});
    return page;
  }

  bool begin(const DirectionTestNow& at) {
    prompt_.show(first_page(at));
    while (true) {
      const auto line =
          prompt_.read_line("Press Enter to begin, or type q to leave.");
      if (!line || *line == "q" || *line == "Q") return false;
      if (line->empty()) return true;
    }
  }

  /// Asks until the test is whole. \return the exit code of somebody who left
  std::optional<ExitCode> ask_all(DirectionTestNow& at) {
    std::vector<Answers> before;
    for (at = now(); at.question && !at.none; at = now()) {
      if (at.before_question && done_steps_ <= *at.before_question) {
        if (const auto code = lead(at)) return code;
      }
      const Reply reply =
          prompt_.ask(*at.question, {0, at.question->sets}, told_);
      if (reply.kind == Reply::Kind::back) {
        if (before.empty()) continue;
        told_ = std::move(before.back());
        before.pop_back();
        continue;
      }
      if (reply.kind != Reply::Kind::answer) return leave();
      if (reply.answers.empty()) continue;
      before.push_back(told_);
      for (const auto& [finding, answer] : reply.answers) {
        told_.set(finding, answer);
      }
    }
    return std::nullopt;
  }

  ExitCode leave() {
    prompt_.show({Block{Block::Kind::paragraph,
                        std::string(plan::word_of(rules_, "not_kept"))}});
    return ExitCode::done;
  }

  /// Leads through the step before a question.
  std::optional<ExitCode> lead(const DirectionTestNow& at) {
    const DirectionTest& test = rules_.tests[*at.test];
    const std::size_t step = *at.before_question;
    Session session(session_of_step(kb_, day_.answers(), test, step));
    int signal = 0;
    {
      SignalWatch signals;
      SessionClock clock(way_.speed);
      Speaker speaker(way_.say);
      const Figures figures = figures_of(context_);
      const SessionSetup setup{session, signals,    clock,     speaker,
                               figures, way_.style, way_.bell, [] {}};
      if (context_.style().accessible) {
        run_session_lines(context_, setup);
      } else {
        run_session_screen(context_, setup);
      }
      signal = signals.ending();
    }
    if (signal != 0) end_by(signal);
    const SessionReport report = session.record();
    if (step < test.steps.size()) {
      for (SessionExercise& one : session_record(report).exercises) {
        record_.exercises.push_back(std::move(one));
      }
    }
    if (report.end == SessionEnd::wrong) {
      return Alarm(context_, kb_, day_.answers()).ask();
    }
    if (report.end == SessionEnd::stopped) return leave();
    done_steps_ = step + 1;
    return std::nullopt;
  }

  /// Keeps what came of it, decides again, and shows both.
  ExitCode finish(const DirectionTestNow& at, bool asks) {
    const DirectionOutcome outcome = direction_outcome(kb_, told_);
    DiaryEntry entry = new_entry(context_);
    record_.values = direction_values(kb_, *at.test, outcome, told_);
    entry.what = record_;
    Known before = known(context_, kb_);
    const bool keeps = keeps_ && before.latest.has_value();
    std::vector<DiaryEntry> entries = std::move(before.entries);
    Latest latest;
    if (keeps) {
      latest = std::move(*before.latest);
    } else {
      entries.clear();
      latest.at = context_.now();
      latest.answers = day_.answers();
      latest.decision = day_.days.back().decision;
    }
    Sitting sitting(context_, kb_, Origin::checkin, keeps);
    bool kept = false;
    std::vector<Issue> issues;
    if (keeps) {
      std::vector<DiaryEntry> first = {entry};
      issues = sitting.finish(first, "session");
      kept = issues.empty();
      entry = first.front();
    }
    entries.push_back(entry);
    const CheckinStart start =
        checkin_start(kb_, std::move(entries), std::move(latest),
                      context_.today(), context_.now(), context_.today());
    Answers checked = checkin_of(kb_, outcome);
    show_result(at, outcome, kept);
    if (outcome.is_alarm() && asks) {
      const CheckinResult so_far =
          evaluate_checkin(context_, kb_, start, checked, true, "");
      sitting.tell(so_far.checked.answers, so_far.decision,
                   left_open(kb_, so_far.checked.answers));
      if (ask_checkin(context_, kb_, start, {}, checked, sitting) !=
          CheckinEnd::finished) {
        return sitting.leave();
      }
      remove_checkin_draft(context_);
    }
    return decide(at, outcome, start, checked, asks, keeps, kept,
                  std::move(issues), sitting);
  }

  ExitCode decide(const DirectionTestNow& at, const DirectionOutcome& outcome,
                  const CheckinStart& start, const Answers& checked, bool asks,
                  bool keeps, bool kept, std::vector<Issue> issues,
                  Sitting& sitting) {
    CheckinResult result =
        evaluate_checkin(context_, kb_, start, checked, asks, "");
    if (keeps && kept) {
      std::vector<DiaryEntry> entries;
      if (outcome.is_alarm()) entries.push_back(result.entry);
      auto decision =
          decision_entry(context_, kb_, start, result, Origin::checkin);
      if (decision) entries.push_back(std::move(*decision));
      if (!entries.empty()) issues = sitting.finish(entries, "session");
    }
    const bool decided = result.decision.status == Status::decided;
    ExitCode code = decided ? context_.outcome(result.decision.urgency)
                            : ExitCode::answers_missing;
    const Known after = known(context_, kb_);
    if (keeps) code = worse(code, standing_code(context_, after.standing));
    // A plan that goes on is no refusal, also beside a routine visit.
    if (decided && result.decision.plan_permission() &&
        !after.standing.forbids()) {
      code = ExitCode::done;
    }
    if (!issues.empty()) {
      context_.report(issues, ExitCode::cannot_read_or_write);
      code = worse(code, ExitCode::cannot_read_or_write);
    }
    if (!decided) {
      std::string ids;
      for (const FindingIndex finding : result.decision.missing) {
        ids += " " + kb_.findings[finding].id;
      }
      context_.complain("Missing:" + ids);
    }
    if (is_json()) {
      const std::string decision =
          with_standing(kb_,
                        triage_json(kb_, result.checked.answers,
                                    under(after.standing, result.decision),
                                    context_.setting(kb_),
                                    {.ask = false, .seen = result.seen}),
                        after.standing);
      return write_json(at, outcome, kept && issues.empty(), decision, code);
    }
    if (!outcome.is_alarm()) return code;
    Document page = checkin_page(context_, kb_, start, result, after.standing,
                                 std::nullopt);
    return context_.write_page(page, code);
  }

  void show_result(const DirectionTestNow& at, const DirectionOutcome& outcome,
                   bool kept) {
    if (is_json()) return;
    const bool good = outcome.result == DirectionResult::centralised ||
                      outcome.result == DirectionResult::eased;
    Document page = {Block{Block::Kind::heading, rules_.tests[*at.test].title},
                     Block{Block::Kind::paragraph,
                           std::string(outcome_words(kb_, outcome.result))}};
    if (good) {
      page.push_back(Block{Block::Kind::paragraph,
                           std::string(plan::word_of(rules_, "treat"))});
    }
    page.push_back(Block{Block::Kind::paragraph,
                         kept
                             ? "Saved. Today's plan: backcoach plan"
                             : std::string(plan::word_of(rules_, "not_kept"))});
    context_.io().out << '\n'
                      << render_text(page, context_.style()) << std::flush;
  }

  Context& context_;
  const KnowledgeBase& kb_;
  const DirectionRules& rules_;
  const DayPlan& day_;
  bool keeps_;
  Answers told_;
  const StepWay& way_;
  Prompt prompt_;
  SessionRecord record_;
  std::size_t done_steps_ = 0;
};

}  // namespace

ExitCode run_direction_test(const Arguments& arguments, Context& context,
                            const KnowledgeBase& kb, const StepWay& way) {
  auto given = read_given(arguments, context, kb);
  if (const auto* code = std::get_if<ExitCode>(&given)) return *code;
  auto& [person, told] = std::get<Given>(given);
  const auto made = make_day_plan(person, context, kb);
  if (const auto* code = std::get_if<ExitCode>(&made)) return *code;
  const bool for_anybody = person.has("answers") || person.has("set");
  const bool keeps = !for_anybody && !context.settings().no_diary &&
                     !context.diary_path().empty();
  return DirectionScreen(context, kb, std::get<DayPlan>(made), keeps,
                         std::move(told), way)
      .run();
}

}  // namespace backcoach::cli
