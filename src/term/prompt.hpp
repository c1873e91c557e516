#pragma once

#include <chrono>
#include <iosfwd>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "backcoach/interview.hpp"
#include "backcoach/render.hpp"

namespace backcoach::cli {

/// What a person typed at a question.
struct Reply {
  enum class Kind { answer, back, stop, end_of_input };
  Kind kind = Kind::answer;
  SparseAnswers answers;
  bool declined = false;    ///< a number that is not known
  bool skips_rest = false;  ///< with `stop`: what only fits the plan is skipped
};

/// Asks one question at a time on lines. Nothing that has been printed is ever
/// redrawn, so it works with screen readers, slow links and pipes.
class Prompt {
 public:
  Prompt(const KnowledgeBase& kb, std::istream& in, std::ostream& out,
         Style style, const Region* region);

  /// Asks until there is an answer or a way out. Explains on `?`, asks once
  /// more where somebody is not sure of a danger sign.
  /// \param earlier  the answers so far, to show what was chosen before.
  Reply ask(const QuestionObject& object, const Answers& earlier);
  Reply ask(const NextQuestion& next, const Answers& earlier);
  /// The same for a question that is not one of the triage.
  Reply ask(const Question& question, const NextQuestion& next,
            const Answers& earlier);

  /// While it holds, a line that means "skip" stops with `skips_rest`: what is
  /// asked now only fits the plan.
  void set_may_skip_all(bool may) { may_skip_all_ = may; }

  /// So that a date can be typed where a time since something is asked for.
  void set_today(std::chrono::year_month_day today) { today_ = today; }

  /// Whether what was answered is kept by whoever stops before the end.
  void set_saves(bool saves) { saves_ = saves; }

  /// Somebody reads the questions aloud, and types for who has the pain.
  void set_helper(bool helper) { helper_ = helper; }

  /// One line; empty at the end of the input.
  std::optional<std::string> read_line(const std::string& prompt);

  /// Shows paragraphs in the style of questions.
  void show(const Document& document);

  [[nodiscard]] const Style& style() const { return style_; }

 private:
  struct Choice {
    std::string text;
    SparseAnswers sets;
    std::string reply = {};
  };

  /// \param item  a list of one: its line stands above the options.
  void show_question(const Question& question,
                     const std::vector<std::string>& options,
                     const std::string& item = "");
  void show_keys();
  /// How to answer: in full the first time, in few words after that.
  std::string how_to(QuestionKind kind, const std::string& in_full,
                     const std::string& in_short);
  Reply ask_choice(const Question& question, const Answers& earlier);
  Reply ask_list(const Question& question, const Answers& earlier);
  /// A list of one is a question of yes or no.
  Reply ask_one_item(const Question& question, const Item& item,
                     const Answers& earlier);
  Reply ask_number(const Question& question, const Answers& earlier);
  Reply ask_many(const Question& question, const Answers& earlier);
  /// Asks once more about one sign. \return empty on a way out.
  std::optional<YesNo> clarify(const Question& question,
                               const std::string& text, Reply& way_out);
  void explain(const Question& question, const std::string& prompt);
  void explain_refusal(const Question& question, const std::string& key);
  void miss(const std::string& what);
  void echo(const std::string& words);
  std::vector<Choice> choices_of(const Question& question) const;
  /// A line that is not a way out; handles `?` by itself.
  std::optional<std::string> answer_line(const Question& question,
                                         const std::string& prompt,
                                         Reply& way_out);

  const KnowledgeBase& kb_;
  std::istream& in_;
  std::ostream& out_;
  Style style_;
  const Region* region_;
  std::optional<std::chrono::year_month_day> today_;
  int misses_ = 0;
  bool explained_keys_ = false;
  bool helper_ = false;  ///< somebody reads aloud to who has the pain
  bool helped_ = false;  ///< a helper was told how
  bool may_skip_all_ = false;
  bool saves_ = true;
  std::string section_;
  bool counted_ = false;   ///< places are shown: other sections need no title
  QuestionObject object_;  ///< what is asked now
  std::string how_;        ///< how to answer it, in full
  std::set<QuestionKind> explained_;  ///< kinds whose answers were explained
  std::set<std::string> framed_;      ///< frames and scales that were shown
};

}  // namespace backcoach::cli
