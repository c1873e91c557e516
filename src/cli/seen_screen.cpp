#include "seen_screen.hpp"

#include <algorithm>

#include "../kb/answer_words.hpp"
#include "../term/prompt.hpp"

namespace backcoach::cli {
namespace {

class SeenScreen {
 public:
  SeenScreen(Context& context, const KnowledgeBase& kb,
             const Standing& standing, const Answers& start)
      : kb_(kb),
        region_(context.region(kb)),
        standing_(standing),
        prompt_(kb, context.io().in, context.io().out, context.style(),
                region_),
        answers_(start) {}

  SeenReply run() {
    if (all_withdrawn(kb_, standing_)) {
      prompt_.show({Block{Block::Kind::paragraph,
                          withdrawn_words(kb_, *standing_.page())}});
      return {SeenReply::Kind::answered, answers_};
    }
    const auto since = kb_.finding("seen_since");
    if (!since) return {SeenReply::Kind::not_yet, answers_};
    if (!answers_.answered(*since)) {
      prompt_.show(
          {Block{Block::Kind::paragraph,
                 std::string(kb_.notice("seen_first")) + " " +
                     standing_headline(kb_, standing_, region_)},
           Block{Block::Kind::paragraph,
                 "You told us on " + told_at(standing_.page()->since) + "."}});
    }
    const Question* question = question_of(*since);
    if (!question) return {SeenReply::Kind::not_yet, answers_};
    // Told already, by a key of the page before.
    const auto* told = std::get_if<backcoach::Choice>(&answers_[*since]);
    const auto chosen =
        told ? std::optional(kb_.findings[*since].values[told->index])
             : ask_options(*question);
    if (!chosen) return {SeenReply::Kind::left, answers_};
    if (*chosen == "no" || chosen->empty()) {
      return {SeenReply::Kind::not_yet, answers_};
    }
    const bool good =
        *chosen == "mistake"
            ? ask_again()
            : *chosen != "yes" || (ask("seen_worse") && ask("seen_exercise"));
    return {good ? SeenReply::Kind::answered : SeenReply::Kind::left, answers_};
  }

 private:
  const Question* question_of(FindingIndex finding) const {
    for (const Question& question : kb_.questions) {
      const auto& sets = question.sets;
      if (std::find(sets.begin(), sets.end(), finding) != sets.end()) {
        return &question;
      }
    }
    return nullptr;
  }

  /// The value that was chosen; Enter is the first, "no". Empty = left.
  std::optional<std::string> ask_options(const Question& question) {
    std::vector<const Option*> offered;
    Document page = {Block{Block::Kind::heading, question.text}};
    std::string keys;
    for (const Option& option : question.options) {
      const std::string value = value_of(question, option);
      if (value == "no") continue;
      if (value == "gone" && !may_be_gone(kb_, standing_)) continue;
      offered.push_back(&option);
      page.push_back(
          Block{Block::Kind::paragraph,
                std::to_string(offered.size()) + "  " + option.text});
    }
    page.push_back(Block{Block::Kind::paragraph,
                         "Enter  " + question.options.front().text});
    prompt_.show(page);
    while (true) {
      const auto line = prompt_.read_line(">");
      if (!line || *line == "q" || *line == "Q") return std::nullopt;
      if (line->empty()) return std::string();
      for (std::size_t i = 0; i < offered.size(); ++i) {
        if (*line != std::to_string(i + 1)) continue;
        for (const auto& [finding, answer] : offered[i]->sets) {
          answers_.set(finding, answer);
        }
        return value_of(question, *offered[i]);
      }
    }
  }

  std::string value_of(const Question& question, const Option& option) const {
    (void)question;
    for (const auto& [finding, answer] : option.sets) {
      const auto* choice = std::get_if<backcoach::Choice>(&answer);
      if (choice) return kb_.findings[finding].values[choice->index];
    }
    return {};
  }

  bool ask(std::string_view id) {
    const auto finding = kb_.finding(id);
    return !finding || answers_.answered(*finding) || ask(*finding);
  }

  bool ask(FindingIndex finding) {
    for (std::size_t q = 0; q < kb_.questions.size(); ++q) {
      const auto& sets = kb_.questions[q].sets;
      if (std::find(sets.begin(), sets.end(), finding) == sets.end()) continue;
      while (true) {
        const Reply reply =
            prompt_.ask({static_cast<std::uint16_t>(q), {finding}}, answers_);
        if (reply.kind == Reply::Kind::back) continue;
        if (reply.kind != Reply::Kind::answer) return false;
        for (const auto& [one, answer] : reply.answers) {
          answers_.set(one, answer);
        }
        return true;
      }
    }
    return true;
  }

  /// The questions of a mistake; a yes or a doubt is asked once more.
  bool ask_again() {
    for (const Referral& one : standing_.referrals) {
      for (const std::string& id : one.record->rests_on) {
        for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
          const Finding& about = kb_.findings[i];
          const auto finding = static_cast<FindingIndex>(i);
          const bool hidden =
              id == kPrivate && about.sensitive && about.core && !about.history;
          if ((about.id != id && !hidden) || answers_.answered(finding)) {
            continue;
          }
          if (!ask(finding)) return false;
          if (says_no(kb_, answers_, finding)) continue;
          if (const Question* question = question_of(finding);
              question && !question->clarify.empty()) {
            prompt_.show({Block{Block::Kind::paragraph, question->clarify}});
          }
          if (!ask(finding)) return false;
        }
      }
    }
    return true;
  }

  const KnowledgeBase& kb_;
  const Region* region_;
  const Standing& standing_;
  Prompt prompt_;
  Answers answers_;
};

}  // namespace

ExitCode triage_after(Context& context, const KnowledgeBase& kb,
                      const Standing& standing, const Answers& answers) {
  Arguments arguments;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (!answers.answered(finding) || kb.findings[i].history) continue;
    arguments.add("set", kb.findings[i].id + "=" +
                             answer_text(kb.findings[i], answers[finding]));
  }
  for (const std::string& id : standing.ids()) arguments.add("about", id);
  return command_named("triage")->run(arguments, context);
}

SeenReply ask_seen_since(Context& context, const KnowledgeBase& kb,
                         const Standing& standing, const Answers& start) {
  return SeenScreen(context, kb, standing, start).run();
}

}  // namespace backcoach::cli
