#include "interview_screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <ostream>

#include "../coach/checkin_decision.hpp"
#include "../term/draft.hpp"
#include "../term/typed.hpp"

namespace backcoach::cli {
namespace {

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text)};
}

std::string draft_path(const Context& context) {
  const std::string folder = context.state_folder();
  return folder.empty() ? folder : folder + "/draft.json";
}

/// One answered screen, so that `b` can return to it.
struct Step {
  NextQuestion asked;
  Answers before;
};

/// Few lines: what is below them is what matters.
void greet(const KnowledgeBase& kb, Prompt& prompt) {
  for (const char* id :
       {"first_run_emergency", "first_run", "helper", "takes_minutes"}) {
    prompt.show({paragraph(std::string(kb.notice(id)))});
  }
}

constexpr const char* kSaved =
    "Saved. Carry on within 24 hours: backcoach triage";

class Interview {
 public:
  /// What is asked after the page, as an offer, may only make it milder.
  enum class Part { to_the_page, after_the_page, danger_list, plan };

  Interview(Context& context, const KnowledgeBase& kb,
            const InterviewStart& start, const Standing& standing,
            Sitting& sitting, Part part)
      : context_(context),
        kb_(kb),
        prompt_(kb, context.io().in, context.io().out, context.style(),
                context.region(kb)),
        answers_(start.answers),
        about_(start.about),
        standing_(standing),
        sitting_(sitting),
        part_(part),
        resumed_(start.resumed) {
    prompt_.set_today(context.today());
    prompt_.set_helper(context.settings().helper);
  }

  InterviewEnd run() {
    if (!resumed_ && about_.empty()) greet(kb_, prompt_);
    // What was said of a referral is not lost with the first question.
    if (!about_.empty()) save();
    while (true) {
      const auto kind = ask_all();
      if (kind) return end(*kind);
      // Help first: the page is shown at once, not reviewed.
      if (decision().urgency >= Urgency::same_day) break;
      const auto reviewed = review();
      if (reviewed) return end(*reviewed);
      if (!next()) break;
    }
    return end(InterviewEnd::Kind::finished);
  }

  InterviewEnd go_on() {
    const auto kind = ask_all();
    return end(kind.value_or(InterviewEnd::Kind::finished));
  }

  Answers fit_plan() {
    if (!next()) return answers_;
    prompt_.show({paragraph(std::string(kb_.notice("fit_the_plan")))});
    prompt_.set_may_skip_all(true);
    // Whatever ends it: the decision is out, and the plan takes what is known.
    (void)ask_all();
    return answers_;
  }

  std::optional<Answers> change() {
    const Answers before = answers_;
    const bool changed = change_one(/*enter_ends=*/true);
    if (!changed || answers_ == before) return std::nullopt;
    if (const auto kind = ask_all()) return std::nullopt;
    return answers_;
  }

 private:
  InterviewEnd end(InterviewEnd::Kind kind) const { return {kind, answers_}; }

  /// What was looked at, for these answers.
  [[nodiscard]] LookedAt looked() const {
    const auto since = kb_.finding("seen_since");
    const auto* word = since ? std::get_if<Choice>(&answers_[*since]) : nullptr;
    const bool yes =
        word && kb_.findings[*since].values[word->index] == name(YesNo::yes);
    return looked_at(kb_, standing_, answers_, {},
                     yes ? about_ : std::vector<std::string>{},
                     std::chrono::sys_days(context_.today()));
  }

  [[nodiscard]] Decision decision() const {
    const LookedAt as = looked();
    return triage(kb_, as.answers, as.seen);
  }

  std::optional<NextQuestion> next() const {
    const LookedAt as = looked();
    const auto other = knowledge_seen(kb_, as.seen, as.answers);
    const KnowledgeBase& kb = other ? *other : kb_;
    const Decision so_far = triage(kb, as.answers);
    if (part_ == Part::danger_list) return next_danger(so_far);
    if (part_ == Part::plan) return next_plan_question(kb, as.answers, so_far);
    if (as.ask && so_far.urgency >= Urgency::soon) {
      if (auto asked = question_about("seen_worse")) return asked;
    }
    if (part_ == Part::to_the_page && so_far.urgency >= Urgency::same_day) {
      return next_urgent(kb, as.answers, so_far);
    }
    auto question = next_question(kb, as.answers);
    // What fits the plan comes after the decision.
    if (question || part_ != Part::after_the_page) return question;
    return next_plan_question(kb, as.answers, so_far);
  }

  std::optional<NextQuestion> question_about(std::string_view id) const {
    const auto finding = kb_.finding(id);
    if (!finding || answers_.answered(*finding)) return std::nullopt;
    for (std::size_t q = 0; q < kb_.questions.size(); ++q) {
      const auto& sets = kb_.questions[q].sets;
      if (std::find(sets.begin(), sets.end(), *finding) != sets.end()) {
        return NextQuestion{static_cast<std::uint16_t>(q), {*finding}};
      }
    }
    return std::nullopt;
  }

  /// What could still be more urgent; grading comes after the page.
  static std::optional<NextQuestion> next_urgent(const KnowledgeBase& kb,
                                                 Answers answers,
                                                 const Decision& so_far) {
    if (so_far.urgency == Urgency::emergency ||
        so_far.status == Status::decided) {
      return std::nullopt;
    }
    while (auto next = next_question(kb, answers)) {
      const bool grades = std::all_of(
          next->findings.begin(), next->findings.end(),
          [&](FindingIndex finding) { return kb.findings[finding].grading; });
      if (!grades) return next;
      for (const FindingIndex finding : next->findings) {
        answers.decline(finding);
      }
    }
    return std::nullopt;
  }

  /// The next core question whose answer can still matter.
  std::optional<NextQuestion> next_danger(const Decision& so_far) const {
    if (so_far.urgency == Urgency::emergency) return std::nullopt;
    const Answers known = with_implied(kb_, answers_);
    for (std::size_t q = 0; q < kb_.questions.size(); ++q) {
      NextQuestion next{static_cast<std::uint16_t>(q), {}};
      for (const FindingIndex finding : kb_.questions[q].sets) {
        const auto& missing = so_far.missing;
        const bool matters =
            std::find(missing.begin(), missing.end(), finding) != missing.end();
        if (kb_.findings[finding].core && matters && !known.answered(finding) &&
            !known.declined(finding)) {
          next.findings.push_back(finding);
        }
      }
      if (!next.findings.empty()) return next;
    }
    return std::nullopt;
  }

  /// Asks until nothing can matter any more. \return how it ended early.
  std::optional<InterviewEnd::Kind> ask_all() {
    while (const auto question = next()) {
      if (sitting_.urgency() == Urgency::same_day && !told_) {
        told_ = true;
        prompt_.show({paragraph(std::string(kb_.notice("be_seen_today")))});
      }
      tell_if_no_plan();
      offer_ease(*question);
      const Reply reply = prompt_.ask(*question, answers_);
      switch (reply.kind) {
        case Reply::Kind::stop:
          if (!reply.skips_rest) say_saved();
          return InterviewEnd::Kind::stopped;
        case Reply::Kind::end_of_input:
          return InterviewEnd::Kind::end_of_input;
        case Reply::Kind::back:
          if (const auto kind = go_back()) return kind;
          continue;
        case Reply::Kind::answer:
          if (const auto kind = apply(*question, reply)) return kind;
      }
    }
    return std::nullopt;
  }

  /// Who gets no plan, whatever else is answered, hears it at once.
  void tell_if_no_plan() {
    if (no_plan_told_ || part_ != Part::to_the_page || told_) return;
    const Decision so_far = decision();
    if (so_far.urgency >= Urgency::soon) return;
    for (const Reason& reason : so_far.because) {
      const Rule& rule = kb_.rules[reason.rule];
      const Outcome& outcome = rule.outcomes[reason.outcome];
      const bool known = std::none_of(
          reason.answers.begin(), reason.answers.end(), [&](FindingIndex f) {
            return answers_[f] == Answer(YesNo::not_sure);
          });
      if (!outcome.plan_forbidden || !known) continue;
      no_plan_told_ = true;
      prompt_.show({paragraph(
          (outcome.because.empty() ? rule.because : outcome.because) + " " +
          std::string(kb_.notice("no_plan_here")))});
      return;
    }
  }

  /// Strong pain: how to lie or sit comes before what is not urgent, and never
  /// before the danger list.
  void offer_ease(const NextQuestion& question) {
    if (eased_ || part_ != Part::to_the_page || sitting_.urgent()) return;
    if (object_of(kb_, answers_, question).places > 0) return;
    if (!fact_holds(kb_, answers_, "severe_now")) return;
    eased_ = true;
    prompt_.show({paragraph(std::string(kb_.notice("ease_first")))});
    (void)prompt_.read_line("Enter goes on:");
  }

  /// Asks the question before again. \return how the interview ended there.
  std::optional<InterviewEnd::Kind> go_back() {
    while (true) {
      if (steps_.empty()) {
        prompt_.show({paragraph("This is the first question.")});
        return std::nullopt;
      }
      const Step step = std::move(steps_.back());
      steps_.pop_back();
      const Answers after = answers_;
      answers_ = step.before;
      // Asked with the earlier answer shown; what it opens is asked after it.
      const Reply reply = prompt_.ask(step.asked, after);
      switch (reply.kind) {
        case Reply::Kind::answer:
          return apply(step.asked, reply);
        case Reply::Kind::stop:
          say_saved();
          return InterviewEnd::Kind::stopped;
        case Reply::Kind::end_of_input:
          return InterviewEnd::Kind::end_of_input;
        case Reply::Kind::back:
          break;
      }
    }
  }

  std::optional<InterviewEnd::Kind> apply(const NextQuestion& asked,
                                          const Reply& reply) {
    steps_.push_back({asked, answers_});
    for (const auto& [finding, answer] : reply.answers) {
      answers_.set(finding, answer);
    }
    if (reply.declined) {
      for (const FindingIndex finding : asked.findings) {
        answers_.decline(finding);
      }
    }
    const std::vector<std::size_t> found = conflicts(kb_, answers_);
    if (found.empty()) {
      sitting_.tell(answers_, decision(), left_open(kb_, answers_));
      save();
      return std::nullopt;
    }
    // Two answers that cannot both be true: ask the last one again.
    prompt_.show({paragraph(kb_.conflicts[found.front()].message)});
    return go_back();
  }

  void save() {
    const std::string path = draft_path(context_);
    if (path.empty() || save_failed_) return;
    const std::vector<Issue> issues = context_.files().write(
        path,
        write_draft(kb_, {answers_, context_.now(), about_, sitting_.id()}));
    if (issues.empty()) {
      sitting_.kept(std::string("Stopped. ") + kSaved);
      return;
    }
    save_failed_ = true;
    context_.report(issues, ExitCode::done);
    context_.say("Your answers cannot be saved. You can go on all the same.");
  }

  void say_saved() {
    if (sitting_.urgent()) return;
    prompt_.show(
        {paragraph(save_failed_ ? "Stopped. Nothing was saved." : kSaved)});
  }

  /// A question that has been answered, in its own words.
  struct Line {
    std::uint16_t question = 0;
    std::string words;     ///< what was said, other than no
    bool is_none = false;  ///< nothing but no
  };

  static bool is_no(const Finding& about, const Answer& answer) {
    const std::string word = answer_text(about, answer);
    return word == "no" || word == "none";
  }

  /// The lines of a list that were chosen; a line that opened its signs is told
  /// by them.
  std::string list_words(const Question& question) const {
    const Answers signs = each_sign(kb_, answers_);
    std::string words;
    for (const Item& item : question.items) {
      const Answer& answer = signs[item.finding];
      if (!signs.answered(item.finding) || answer == Answer(YesNo::no)) {
        continue;
      }
      words += (words.empty() ? "" : "; ") + item.text;
      if (answer != Answer(YesNo::yes)) {
        words += ": " + answer_words(kb_.findings[item.finding], answer);
      }
    }
    return words;
  }

  /// What was chosen of one question. \return empty = nothing but no.
  std::string said(const Question& question) const {
    if (question.kind == QuestionKind::list) return list_words(question);
    const FindingIndex first = question.sets.front();
    const Finding& about = kb_.findings[first];
    if (question.kind != QuestionKind::choice) {
      const auto* days = std::get_if<double>(&answers_[first]);
      if (question.accepts_duration && days) {
        return question.title + ": " + days_words(*days);
      }
      if (is_no(about, answers_[first])) return {};
      return question.title + ": " + answer_words(about, answers_[first]);
    }
    for (const Option& option : question.options) {
      const bool chosen = std::all_of(
          option.sets.begin(), option.sets.end(),
          [&](const auto& set) { return answers_[set.first] == set.second; });
      if (!chosen) continue;
      const bool none = std::all_of(
          option.sets.begin(), option.sets.end(), [&](const auto& set) {
            return is_no(kb_.findings[set.first], set.second);
          });
      return none ? std::string() : question.title + ": " + option.text;
    }
    return {};
  }

  /// \param all  also what was answered no
  std::vector<Line> answered_lines(bool all) const {
    std::vector<Line> lines;
    for (std::size_t q = 0; q < kb_.questions.size(); ++q) {
      const Question& question = kb_.questions[q];
      const bool asked = std::any_of(
          question.sets.begin(), question.sets.end(),
          [&](FindingIndex finding) { return answers_.answered(finding); });
      if (!asked) continue;
      Line line{static_cast<std::uint16_t>(q), said(question), false};
      line.is_none = line.words.empty();
      if (line.is_none) line.words = question.title + ": no, or none of these";
      if (all || !line.is_none) lines.push_back(std::move(line));
    }
    return lines;
  }

  /// What is not "no", and one line for the rest; or every line.
  std::vector<Line> list_answers(bool all) {
    context_.io().out << '\n';
    prompt_.show({{Block::Kind::heading, "Your answers"}});
    const std::vector<Line> lines = answered_lines(all);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      prompt_.show({paragraph(fmt::format("{}. {}", i + 1, lines[i].words))});
    }
    const std::size_t rest = answered_lines(true).size() - lines.size();
    if (rest > 0) {
      prompt_.show({paragraph(fmt::format(
          "Everything else: none of these ({} questions). list shows them.",
          rest))});
    }
    return lines;
  }

  /// \return whether an answer was asked for again.
  bool change_one(bool enter_ends) {
    std::vector<Line> lines = list_answers(false);
    while (true) {
      const auto line = prompt_.read_line(
          enter_ends
              ? "A number to change that answer, list, or Enter to go back:"
              : "Enter to see what to do today, or a number to change, list, "
                "b or q:");
      if (!line) {
        ended_ = true;
        return false;
      }
      if (line->empty() || yes_or_no(*line) == true) return false;
      if (way_out(*line) == WayOut::stop) {
        stopped_ = true;
        return false;
      }
      if (way_out(*line) == WayOut::back) {
        if (enter_ends) return false;
        if (const auto kind = go_back()) note(*kind);
        return !ended_ && !stopped_;
      }
      if (*line == "list" || *line == "List" || *line == "l") {
        lines = list_answers(true);
        continue;
      }
      const int number = line->size() <= 3 ? std::atoi(line->c_str()) : 0;
      if (number < 1 || number > static_cast<int>(lines.size())) {
        prompt_.show({paragraph(
            fmt::format("To go on, press Enter alone. To change an answer, "
                        "type its number, from 1 to {}.",
                        lines.size()))});
        continue;
      }
      const std::uint16_t question =
          lines[static_cast<std::size_t>(number - 1)].question;
      const NextQuestion again{question, kb_.questions[question].sets};
      const Reply reply = prompt_.ask(again, answers_);
      if (reply.kind == Reply::Kind::answer) {
        if (const auto kind = apply(again, reply)) note(*kind);
        return !ended_ && !stopped_;
      }
      if (reply.kind == Reply::Kind::end_of_input) ended_ = true;
      if (reply.kind == Reply::Kind::stop) stopped_ = true;
      return false;
    }
  }

  void note(InterviewEnd::Kind kind) {
    ended_ = kind == InterviewEnd::Kind::end_of_input;
    stopped_ = kind == InterviewEnd::Kind::stopped;
  }

  std::optional<InterviewEnd::Kind> review() {
    while (true) {
      const bool changed = change_one(/*enter_ends=*/false);
      if (ended_) return InterviewEnd::Kind::end_of_input;
      if (stopped_) {
        say_saved();
        return InterviewEnd::Kind::stopped;
      }
      if (!changed) return std::nullopt;
      if (const auto kind = ask_all()) return kind;
      if (decision().urgency >= Urgency::same_day) return std::nullopt;
    }
  }

  Context& context_;
  const KnowledgeBase& kb_;
  Prompt prompt_;
  Answers answers_;
  std::vector<std::string> about_;
  const Standing& standing_;
  Sitting& sitting_;
  Part part_;
  bool resumed_ = false;
  bool told_ = false;
  bool no_plan_told_ = false;
  bool eased_ = false;
  std::vector<Step> steps_;
  bool save_failed_ = false;
  bool ended_ = false;
  bool stopped_ = false;
};

}  // namespace

std::optional<InterviewStart> open_draft(Context& context,
                                         const KnowledgeBase& kb,
                                         const Known& known) {
  const std::string path = draft_path(context);
  if (path.empty() || !context.files().exists(path)) return std::nullopt;
  const Checked<std::string> text = context.files().read(path);
  const auto draft = text.value ? read_draft(kb, *text.value) : std::nullopt;
  if (!draft) return std::nullopt;
  Prompt prompt(kb, context.io().in, context.io().out, context.style(),
                context.region(kb));
  const std::vector<std::string> ids = known.standing.ids();
  const auto stands = [&](const std::string& id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
  };
  // Something else was told since: it is asked about first.
  const bool covers = std::all_of(ids.begin(), ids.end(), [&](const auto& id) {
    return id == draft->sitting ||
           std::find(draft->about.begin(), draft->about.end(), id) !=
               draft->about.end();
  });
  if (!covers) return std::nullopt;
  if (context.now() - draft->saved_at > kDraftLives ||
      context.now() < draft->saved_at) {
    if (ids.empty()) {
      prompt.show({paragraph(std::string(kb.notice("draft_too_old")))});
    }
    return std::nullopt;
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < draft->answers.size(); ++i) {
    count += draft->answers.answered(static_cast<FindingIndex>(i)) ? 1U : 0U;
  }
  if (count == 0) return std::nullopt;
  greet(kb, prompt);
  const auto minutes =
      std::chrono::floor<std::chrono::minutes>(context.now() - draft->saved_at);
  prompt.show({paragraph(fmt::format(
      "You have {} answers from {} minutes ago. Private answers are not "
      "kept, so we ask those again.",
      count, minutes.count()))});
  while (true) {
    const auto line =
        prompt.read_line("Carry on? Type y to carry on, n to start again:");
    if (!line || *line == "n" || *line == "N" || *line == "no") {
      InterviewStart fresh{Answers(kb.findings.size()), {}, {}, true};
      // What stands is asked about first.
      if (!ids.empty()) return std::nullopt;
      return fresh;
    }
    if (*line != "y" && *line != "Y" && *line != "yes") continue;
    InterviewStart out{draft->answers, {}, {}, true};
    for (const std::string& id : draft->about) {
      if (stands(id)) out.about.push_back(id);
    }
    // Goes on only where nothing was written down in between.
    const DiaryEntry* last = nullptr;
    for (const DiaryEntry& entry : known.entries) {
      if (!last || entry.number > last->number) last = &entry;
    }
    if (last && last->id == draft->sitting) out.sitting = last->id;
    return out;
  }
}

InterviewEnd run_interview(Context& context, const KnowledgeBase& kb,
                           const InterviewStart& start,
                           const Standing& standing, Sitting& sitting) {
  return Interview(context, kb, start, standing, sitting,
                   Interview::Part::to_the_page)
      .run();
}

InterviewEnd tell_more(Context& context, const KnowledgeBase& kb,
                       const Answers& answers,
                       const std::vector<std::string>& about,
                       const Standing& standing, Sitting& sitting) {
  return Interview(context, kb, {answers, about, {}, true}, standing, sitting,
                   Interview::Part::after_the_page)
      .go_on();
}

Answers fit_plan(Context& context, const KnowledgeBase& kb,
                 const Answers& answers, const Standing& standing,
                 Sitting& sitting) {
  return Interview(context, kb, {answers, {}, {}, true}, standing, sitting,
                   Interview::Part::plan)
      .fit_plan();
}

InterviewEnd ask_danger_list(Context& context, const KnowledgeBase& kb,
                             const Answers& answers, Sitting& sitting) {
  const Standing nothing;
  return Interview(context, kb, {answers, {}, {}, true}, nothing, sitting,
                   Interview::Part::danger_list)
      .go_on();
}

std::optional<Answers> change_answer(Context& context, const KnowledgeBase& kb,
                                     const Answers& answers,
                                     const std::vector<std::string>& about,
                                     const Standing& standing,
                                     Sitting& sitting) {
  return Interview(context, kb, {answers, about, {}, true}, standing, sitting,
                   Interview::Part::after_the_page)
      .change();
}

void remove_draft(Context& context) {
  const std::string path = draft_path(context);
  if (!path.empty()) context.files().remove(path);
}

}  // namespace backcoach::cli
