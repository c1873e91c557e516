#include "interview_screen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <istream>
#include <ostream>

#include "draft.hpp"

namespace backcoach::cli {
namespace {

Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text), {}, {}, false};
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

class Interview {
 public:
  Interview(Context& context, const KnowledgeBase& kb, const Answers& start)
      : context_(context),
        kb_(kb),
        prompt_(kb, context.io().in, context.io().out, context.style(),
                context.region(kb)),
        answers_(start) {
    prompt_.set_today(context.today());
  }

  InterviewEnd run() {
    greet();
    if (!resume()) return end(InterviewEnd::Kind::end_of_input);
    while (true) {
      const auto kind = ask_all();
      if (kind) return end(*kind);
      const Decision decision = triage(kb_, answers_);
      // Help first: an emergency is shown at once, not reviewed.
      if (decision.urgency == Urgency::emergency) break;
      const auto reviewed = review();
      if (reviewed) return end(*reviewed);
      if (!next()) break;
    }
    return end(InterviewEnd::Kind::finished);
  }

  std::optional<Answers> change() {
    const Answers before = answers_;
    list_answers();
    const bool changed = change_one(/*enter_ends=*/true);
    if (!changed || answers_ == before) return std::nullopt;
    if (const auto kind = ask_all()) return std::nullopt;
    return answers_;
  }

 private:
  InterviewEnd end(InterviewEnd::Kind kind) const { return {kind, answers_}; }

  void greet() {
    Document page;
    for (const char* id :
         {"first_run_emergency", "first_run", "who_it_is_not_for", "helper",
          "clinical_review_pending"}) {
      if (const std::string_view text = kb_.notice(id); !text.empty()) {
        page.push_back(paragraph(std::string(text)));
      }
    }
    prompt_.show(page);
  }

  /// Offers an unfinished triage. \return false at the end of the input.
  bool resume() {
    const std::string path = draft_path(context_);
    if (path.empty() || !context_.files().exists(path)) return true;
    const Checked<std::string> text = context_.files().read(path);
    const auto draft = text.value ? read_draft(kb_, *text.value) : std::nullopt;
    if (!draft) return true;
    if (context_.now() - draft->saved_at > kDraftLives ||
        context_.now() < draft->saved_at) {
      prompt_.show({paragraph(std::string(kb_.notice("draft_too_old")))});
      return true;
    }
    std::size_t count = 0;
    for (std::size_t i = 0; i < draft->answers.size(); ++i) {
      count += draft->answers.answered(static_cast<FindingIndex>(i)) ? 1U : 0U;
    }
    if (count == 0) return true;
    const auto minutes = std::chrono::floor<std::chrono::minutes>(
        context_.now() - draft->saved_at);
    prompt_.show({paragraph(fmt::format(
        "You have {} answers from {} minutes ago. Private answers are not "
        "kept, so we ask those again.",
        count, minutes.count()))});
    while (true) {
      const auto line =
          prompt_.read_line("Carry on? Type y to carry on, n to start again:");
      if (!line) return false;
      if (*line == "y" || *line == "Y" || *line == "yes") {
        answers_ = draft->answers;
        return true;
      }
      if (*line == "n" || *line == "N" || *line == "no") return true;
    }
  }

  std::optional<NextQuestion> next() const {
    if (auto question = next_question(kb_, answers_)) return question;
    const Decision decision = triage(kb_, answers_);
    return next_plan_question(kb_, answers_, decision);
  }

  /// Asks until nothing can matter any more. \return how it ended early.
  std::optional<InterviewEnd::Kind> ask_all() {
    while (const auto question = next()) {
      const Reply reply = prompt_.ask(*question, answers_);
      switch (reply.kind) {
        case Reply::Kind::stop:
          say_saved();
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
    save();
    const std::vector<std::size_t> found = conflicts(kb_, answers_);
    if (found.empty()) return std::nullopt;
    // Two answers that cannot both be true: ask the last one again.
    prompt_.show({paragraph(kb_.conflicts[found.front()].message)});
    return go_back();
  }

  void save() {
    const std::string path = draft_path(context_);
    if (path.empty() || save_failed_) return;
    const std::vector<Issue> issues = context_.files().write(
        path, write_draft(kb_, answers_, context_.now()));
    if (issues.empty()) return;
    save_failed_ = true;
    context_.report(issues, ExitCode::done);
    context_.say("Your answers cannot be saved. You can go on all the same.");
  }

  void say_saved() {
    prompt_.show({paragraph(
        save_failed_ ? "Stopped. Nothing was saved."
                     : "Saved. Carry on within 24 hours: backcoach triage")});
  }

  /// Questions that have been answered, with their answers in words.
  struct Line {
    std::uint16_t question = 0;
    std::string words;
  };
  std::vector<Line> answered_lines() const {
    std::vector<Line> lines;
    for (std::size_t q = 0; q < kb_.questions.size(); ++q) {
      const Question& question = kb_.questions[q];
      std::string chosen;
      std::size_t asked = 0;
      for (const FindingIndex finding : question.sets) {
        if (!answers_.answered(finding)) continue;
        ++asked;
        const Finding& about = kb_.findings[finding];
        const Answer& answer = answers_[finding];
        if (answer == Answer(YesNo::no) && question.sets.size() > 1) continue;
        chosen += chosen.empty() ? "" : "; ";
        chosen += answer == Answer(YesNo::yes) && question.sets.size() > 1
                      ? about.means
                      : about.means + ": " + answer_words(about, answer);
      }
      if (asked == 0) continue;
      if (chosen.empty()) {
        chosen = "none of these: " + kb_.findings[question.sets[0]].means;
        if (asked > 1) chosen += ", …";
      }
      lines.push_back({static_cast<std::uint16_t>(q), std::move(chosen)});
    }
    return lines;
  }

  void list_answers() {
    prompt_.show({{Block::Kind::heading, "Your answers", {}, {}, false}});
    const std::vector<Line> lines = answered_lines();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      prompt_.show({paragraph(fmt::format("{}. {}", i + 1, lines[i].words))});
    }
  }

  /// \return whether an answer was asked for again.
  bool change_one(bool enter_ends) {
    const std::vector<Line> lines = answered_lines();
    while (true) {
      const auto line = prompt_.read_line(
          enter_ends ? "Number of the answer to change, or Enter to go back:"
                     : "Enter to see what to do today, or a number to change:");
      if (!line) {
        ended_ = true;
        return false;
      }
      if (line->empty()) return false;
      if (*line == "q") {
        stopped_ = true;
        return false;
      }
      const int number = line->size() <= 3 ? std::atoi(line->c_str()) : 0;
      if (number < 1 || number > static_cast<int>(lines.size())) {
        prompt_.show({paragraph(
            fmt::format("Type a number from 1 to {}.", lines.size()))});
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
      list_answers();
      context_.io().out << '\n';
      const bool changed = change_one(/*enter_ends=*/false);
      if (ended_) return InterviewEnd::Kind::end_of_input;
      if (stopped_) {
        say_saved();
        return InterviewEnd::Kind::stopped;
      }
      if (!changed) return std::nullopt;
      if (const auto kind = ask_all()) return kind;
      if (triage(kb_, answers_).urgency == Urgency::emergency) {
        return std::nullopt;
      }
    }
  }

  Context& context_;
  const KnowledgeBase& kb_;
  Prompt prompt_;
  Answers answers_;
  std::vector<Step> steps_;
  bool save_failed_ = false;
  bool ended_ = false;
  bool stopped_ = false;
};

}  // namespace

InterviewEnd run_interview(Context& context, const KnowledgeBase& kb,
                           const Answers& start) {
  return Interview(context, kb, start).run();
}

std::optional<Answers> change_answer(Context& context, const KnowledgeBase& kb,
                                     const Answers& answers) {
  return Interview(context, kb, answers).change();
}

void remove_draft(Context& context) {
  const std::string path = draft_path(context);
  if (!path.empty()) context.files().remove(path);
}

}  // namespace backcoach::cli
