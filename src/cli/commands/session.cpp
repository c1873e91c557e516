#include "../../coach/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <istream>
#include <ostream>

#include "../../base/edit_distance.hpp"
#include "../../base/number.hpp"
#include "../../base/replace.hpp"
#include "../../base/width.hpp"
#include "../../term/prompt.hpp"
#include "../../term/typed.hpp"
#include "../context.hpp"
#include "../day_plan.hpp"
#include "../direction_screen.hpp"
#include "../figures.hpp"
#include "../find_name.hpp"
#include "../plan_output.hpp"
#include "../session_alarm.hpp"
#include "../session_frame.hpp"
#include "../session_keep.hpp"
#include "../session_run.hpp"
#include "all.hpp"
#include "backcoach/course.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Plan straight from these answers"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"figure", 0, "STYLE", "Pictures: quadrant, braille, ascii or none"},
    Flag{"bell", 0, "WHEN", "Ring: off, end (of each part) or all"},
    Flag{"say", 0, "COMMAND", "Hand each cue to this speech program"},
    Flag{"speed", 0, "N", "Run N times as fast, to try it out"},
};

std::optional<double> read_speed(const Arguments& arguments) {
  if (!arguments.has("speed")) return 1;
  const std::string text = arguments.value("speed");
  char* end = nullptr;
  const double speed = std::strtod(text.c_str(), &end);
  constexpr double kFastest = 10000;
  const bool good = end != text.c_str() && *end == '\0' &&
                    std::isfinite(speed) && speed > 0 && speed <= kFastest;
  if (!good) return std::nullopt;
  return speed;
}

std::optional<SessionSetup::Bell> read_bell(const std::string& text) {
  using Bell = SessionSetup::Bell;
  if (text.empty() || text == "end") return Bell::end;
  if (text == "off") return Bell::off;
  if (text == "all") return Bell::all;
  return std::nullopt;
}

/// Says why there is nothing to do, and what could be.
ExitCode nothing(Context& context, const KnowledgeBase& kb, const Plan& plan,
                 const std::string& only) {
  if (only.empty()) {
    context.say(
        "There is nothing to guide in today's plan. To see it: backcoach plan");
    return ExitCode::done;
  }
  std::vector<std::string> ids;
  std::string list;
  for (const PlanItem& item : plan.items) {
    if (!item.exercise) continue;
    const std::string& id = kb.exercises[*item.exercise].id;
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
    ids.push_back(id);
    list += " " + id;
  }
  const std::string near = text::nearest(only, ids);
  context.complain("error: \"" + only + "\" is not in today's plan" +
                   (near.empty() ? "." : "; did you mean \"" + near + "\"?"));
  context.say("Today:" + list);
  return ExitCode::usage;
}

/// Cards are drawn, printed and spoken; what drives a terminal is taken away
/// before all of that.
void make_safe(SessionScript& script) {
  for (SessionCard& card : script.cards) {
    card.title = text::safe(card.title);
    card.easier_words = text::safe(card.easier_words);
    for (std::string& line : card.care) line = text::safe(line);
    for (std::string& line : card.steps) line = text::safe(line);
  }
}

/// One whole session of one person, from the stop rules to the record.
class Guide {
 public:
  Guide(Context& context, const KnowledgeBase& kb, const DayPlan& day,
        SessionScript script)
      : context_(context),
        kb_(kb),
        day_(day),
        plan_(day.plan()),
        session_(std::move(script)),
        keeper_(context),
        out_(context.io().out) {}

  struct Way {
    FigureStyle style = FigureStyle::none;
    SessionSetup::Bell bell = SessionSetup::Bell::end;
    double speed = 1;
    std::string say;
  };

  /// \return the record; empty when it was not begun.
  std::optional<SessionReport> run(const Way& way) {
    const bool asks = !context_.settings().no_input;
    show_rules();
    if (asks && !confirm()) return std::nullopt;
    std::optional<int> before;
    if (asks && !ask_pain(kb_.plan.session.ask_before, "to leave", before)) {
      return std::nullopt;
    }
    return follow(way, before);
  }

  /// After an alarm: the danger signs, asked anew.
  ExitCode ask_danger_signs() {
    if (!alarm_) alarm_.emplace(context_, kb_, day_.answers());
    const ExitCode code = alarm_->ask();
    alarm_.reset();
    return code;
  }

  /// Goes on after an alarm that was none, without the exercise of it.
  /// \return empty when the person does not.
  std::optional<SessionReport> go_on(const Way& way,
                                     const SessionReport& stopped) {
    out_ << '\n'
         << render_text({{Block::Kind::paragraph,
                          std::string(kb_.notice("wrong_over"))}},
                        context_.style());
    const auto answer = line("Press Enter to go on, or type q to close.");
    if (!answer || !answer->empty()) return std::nullopt;
    session_.resume();
    (void)session_.press(SessionKey::next);
    return follow(way, stopped.pain_before);
  }

  /// What was done; asks for the pain. Not after an alarm: help comes first.
  void close(SessionReport& record) {
    // Kept before anything else is asked: a window may close at any time.
    bool kept = keeper_.keep(record);
    if (record.end == SessionEnd::wrong) return;
    if (!context_.settings().no_input) {
      const bool goes_on = ask_pain(kb_.plan.session.ask_during, "to end here",
                                    record.pain_during);
      for (SessionEntry& entry : record.entries) {
        if (!goes_on) break;
        if (entry.seconds > 0 || entry.reps > 0) ask_rating(entry);
      }
    }
    const bool rated = std::any_of(
        record.entries.begin(), record.entries.end(),
        [](const SessionEntry& entry) { return !entry.rating.empty(); });
    if (kept && (record.pain_during || rated)) {
      kept = keeper_.keep(record);
    }
    Block list{Block::Kind::bullets};
    for (const SessionEntry& entry : record.entries) {
      list.items.push_back(entry_words(entry));
    }
    Document page = {
        {Block::Kind::heading, "What you did"},
        std::move(list),
        {Block::Kind::paragraph, std::string(kb_.notice("ache_is_ok"))}};
    if (kept) {
      page.push_back(
          {Block::Kind::paragraph, "Saved. Tomorrow, type: backcoach checkin"});
    } else {
      page.push_back({Block::Kind::paragraph, "This could not be kept."});
    }
    out_ << '\n' << render_text(page, context_.style()) << std::flush;
  }

 private:
  [[nodiscard]] SessionReport told(const std::optional<int>& before) const {
    SessionReport report = session_.record();
    report.pain_before = before;
    return report;
  }

  void show_rules() {
    Document page;
    const auto& script = session_.script();
    page.push_back({Block::Kind::title, "Today's session"});
    Block list{Block::Kind::bullets};
    for (const std::size_t card : script.order) {
      const SessionCard& one = script.cards[card];
      const std::string dose = dose_line(one.dose);
      list.items.push_back(one.title + (dose.empty() ? "" : ": " + dose));
    }
    page.push_back(std::move(list));
    if (plan_.lesson) {
      const Lesson& lesson = kb_.plan.lessons[*plan_.lesson];
      page.push_back({Block::Kind::heading, "Worth knowing: " + lesson.title});
      page.push_back(
          {Block::Kind::paragraph, lesson.fact + " " + lesson.action});
    }
    // One list: what stops any exercise, then what stops one of them.
    const std::vector<std::string>& always = kb_.plan.stop_if;
    page.push_back({Block::Kind::heading, "When to stop"});
    Block signs{Block::Kind::bullets, {}, always};
    signs.urgent = true;
    for (const PlanItem& item : plan_.items) {
      if (!item.exercise || !is_ours(*item.exercise)) continue;
      for (const std::string& sign : item.stop_if) {
        const std::string words =
            item.title.substr(0, item.title.find(" (")) + ": " + sign;
        const bool told =
            std::find(always.begin(), always.end(), sign) != always.end() ||
            std::find(signs.items.begin(), signs.items.end(), words) !=
                signs.items.end();
        if (!told) signs.items.push_back(words);
      }
    }
    page.push_back(std::move(signs));
    page.push_back(
        {Block::Kind::notice, kb_.plan.stop_then, {}, {}, /*urgent=*/true});
    out_ << render_text(page, context_.style()) << std::flush;
  }

  [[nodiscard]] bool is_ours(ExerciseIndex exercise) const {
    const auto& script = session_.script();
    return std::any_of(script.order.begin(), script.order.end(),
                       [&](std::size_t card) {
                         return script.cards[card].exercise == exercise;
                       });
  }

  std::optional<std::string> line(const std::string& prompt) {
    out_ << '\n'
         << render_text({{Block::Kind::paragraph, prompt}}, context_.style())
         << (context_.style().accessible ? "> " : "  > ") << std::flush;
    std::string text;
    if (!std::getline(context_.io().in, text)) {
      out_ << '\n';
      return std::nullopt;
    }
    while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) {
      text.pop_back();
    }
    return text;
  }

  bool confirm() {
    while (true) {
      const auto answer = line("Press Enter to begin, or type q to leave.");
      if (!answer || is_quit(*answer)) return false;
      if (answer->empty()) return true;
      out_ << "  Press Enter, or type q.\n";
    }
  }

  static bool is_quit(const std::string& answer) {
    return way_out(answer) == WayOut::stop;
  }

  /// Asks for 0 to 10; `pain` stays empty when it is not told.
  /// \return false when the person typed q.
  bool ask_pain(const std::string& question, const std::string& quits,
                std::optional<int>& pain) {
    constexpr int kWorst = 10;
    const std::string how =
        " Type a number from 0 to 10, press Enter if you would rather not say, "
        "or type q " +
        quits + ".";
    while (true) {
      const auto answer = line(question + how);
      if (!answer || answer->empty()) return true;
      if (is_quit(*answer)) return false;
      // "6/10" is how people say it.
      const std::string words = answer->ends_with("/10")
                                    ? answer->substr(0, answer->size() - 3)
                                    : *answer;
      const auto number = text::count(words);
      if (number && *number <= kWorst) {
        pain = number;
        return true;
      }
    }
  }

  /// How one exercise felt; nothing is kept when it is not told.
  void ask_rating(SessionEntry& entry) {
    const SessionRules& rules = kb_.plan.session;
    const Exercise* exercise = kb_.exercise(entry.exercise);
    const std::string name = exercise ? exercise->name : entry.exercise;
    while (!input_over_) {
      const auto answer = line(text::replaced(rules.ask_rating, "{exercise}",
                                              name.substr(0, name.find(" ("))));
      input_over_ = !answer || is_quit(*answer);
      if (input_over_ || answer->empty()) return;
      const auto meant =
          options_meant(*answer, {rules.ratings.begin(), rules.ratings.end()});
      if (meant.size() != 1) continue;
      entry.rating = backcoach::name(static_cast<Rating>(meant.front()));
      return;
    }
  }

  [[nodiscard]] std::string entry_words(const SessionEntry& entry) const {
    const Exercise* exercise = kb_.exercise(entry.exercise);
    std::string words = exercise ? exercise->name : entry.exercise;
    switch (entry.result) {
      case SessionEntry::Result::done:
        words += ": done";
        break;
      case SessionEntry::Result::part:
      case SessionEntry::Result::swapped:
        words += ": a part of it";
        break;
      case SessionEntry::Result::skipped:
        return words + ": left out";
    }
    if (entry.reps > 0) {
      words += ", " + std::to_string(entry.reps) +
               (entry.reps == 1 ? " time" : " times");
    }
    return words + (entry.eased ? ", the easier way" : "");
  }

  /// The session itself, until it ends; a signal ends the program.
  SessionReport follow(const Way& way, const std::optional<int>& before) {
    while (true) {
      int signal = 0;
      {
        SignalWatch signals;
        SessionClock clock(way.speed);
        Speaker speaker(way.say);
        const Figures figures = figures_of(context_);
        const SessionSetup setup{
            session_, signals,
            clock,    speaker,
            figures,  way.style,
            way.bell, [&] { keeper_.keep_up(told(before)); }};
        const bool screen =
            context_.may_prompt() && !context_.style().accessible;
        if (session_.ended()) {
          // Its last exercise was left out.
        } else if (screen) {
          run_session_screen(context_, setup);
        } else {
          run_session_lines(context_, setup);
        }
        signal = signals.ending();
      }
      SessionReport record = told(before);
      if (signal != 0) {
        // Whoever ends us may not wait: keep first, then go.
        const bool kept = keeper_.keep(record);
        if (signal == SIGINT) {
          out_ << (kept ? "\nStopped. What you did is kept.\n"
                        : "\nStopped. What you did could not be kept.\n")
               << std::flush;
        }
        end_by(signal);
      }
      if (record.end != SessionEnd::wrong || context_.settings().no_input) {
        return record;
      }
      // Kept as what it may be until the person says what it is.
      alarm_.emplace(context_, kb_, day_.answers());
      (void)keeper_.keep(record);
      if (!is_harmless()) return record;
      alarm_->over();
      alarm_.reset();
      session_.resume();
    }
  }

  /// Asks what is wrong. Only a plain word that nothing is goes back.
  bool is_harmless() {
    Document page = {
        {Block::Kind::heading, std::string(kb_.notice("wrong_ask"))}};
    std::vector<std::string> texts;
    for (const char* id :
         {"wrong_sign", "wrong_ill", "wrong_hard", "wrong_slip"}) {
      texts.emplace_back(kb_.notice(id));
      page.push_back(Block{Block::Kind::paragraph,
                           fmt::format("{}  {}", texts.size(), texts.back())});
    }
    constexpr std::size_t kFirstHarmless = 2;
    out_ << '\n' << render_text(page, context_.style());
    while (true) {
      const auto answer = line("Type 1 to 4, then Enter:");
      if (!answer) return false;
      if (is_quit(*answer) || means_not_sure(*answer)) return false;
      const auto meant = options_meant(*answer, texts);
      if (meant.size() == 1) return meant.front() >= kFirstHarmless;
      out_ << render_text({Block{Block::Kind::paragraph,
                                 "Type a number from 1 to 4. Not sure? Type "
                                 "1."}},
                          context_.style());
    }
  }

  Context& context_;
  const KnowledgeBase& kb_;
  const DayPlan& day_;
  const Plan& plan_;
  Session session_;
  SessionKeeper keeper_;
  std::ostream& out_;
  bool input_over_ = false;
  std::optional<Alarm> alarm_;
};

ExitCode run(const Arguments& arguments, Context& context) {
  const auto style = figure_style(context, arguments.value("figure"));
  if (!style) return ExitCode::usage;
  const auto speed = read_speed(arguments);
  if (!speed) {
    context.complain("error: --speed takes a number above 0, at most 10000.");
    return ExitCode::usage;
  }
  const auto bell = read_bell(arguments.value("bell"));
  if (!bell) {
    context.complain("error: --bell takes off, end or all.");
    return ExitCode::usage;
  }
  const std::string only =
      arguments.words().empty() ? std::string() : arguments.words()[0];
  const bool tests = only == kDirectionTest;
  if ((context.settings().format != Format::text && !tests) ||
      context.settings().output != "-") {
    context.complain(
        "error: a session is for a person. For programs there is: "
        "backcoach plan --json");
    return ExitCode::usage;
  }
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  if (tests) {
    return run_direction_test(arguments, context, *kb,
                              {*style, *bell, *speed, arguments.value("say")});
  }
  const auto made = make_day_plan(arguments, context, *kb);
  if (const auto* code = std::get_if<ExitCode>(&made)) return *code;
  const DayPlan& day = std::get<DayPlan>(made);
  const auto permission = day.days.back().decision.plan_permission();
  if (!permission) return ExitCode::our_fault;  // a plan was made from it
  const Plan& plan = day.plan();
  // By its name as people type it, where that is plain.
  const auto meant = exercises_meant(*kb, only);
  const std::string wanted = meant.size() == 1 ? meant.front()->id : only;
  SessionScript script = session_of(*kb, day.answers(), *permission, plan,
                                    context.minute_of_today(), wanted);
  if (script.order.empty()) return nothing(context, *kb, plan, only);
  make_safe(script);
  Guide guide(context, *kb, day, std::move(script));
  const Guide::Way way{*style, *bell, *speed, arguments.value("say")};
  auto record = guide.run(way);
  while (record) {
    guide.close(*record);
    if (record->end != SessionEnd::wrong) break;
    const ExitCode code = guide.ask_danger_signs();
    // Only where it was nothing, and somebody is there, it may go on.
    if (code != ExitCode::done || !context.may_prompt()) return code;
    record = guide.go_on(way, *record);
  }
  return ExitCode::done;
}

}  // namespace

Command session_command() {
  return {.name = "session",
          .summary = "Do today's exercises, guided step by step",
          .words = "[EXERCISE|direction_test]",
          .most_words = 1,
          .example =
              "backcoach session\n"
              "  backcoach session direction_test\n"
              "  backcoach session cat_camel --say 'espeak -s 140'",
          .flags = kFlags,
          .run = run,
          .formats = Formats::lines};
}

}  // namespace backcoach::cli
