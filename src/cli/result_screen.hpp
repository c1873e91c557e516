#pragma once

#include <cstddef>
#include <functional>

#include "../term/prompt.hpp"
#include "context.hpp"

namespace backcoach::cli {

/// The result of a triage at a terminal: one screen that says what to do, then
/// one key each for the rest. For decisions below an emergency.
class ResultScreen {
 public:
  /// \param day   the plan of today as a page; empty = there is none
  /// \param page  all of it, as a pipe gets it
  ResultScreen(Context& context, const KnowledgeBase& kb, Answers answers,
               Decision decision, Document day, Document page);

  /// Headline, reason, first steps and when to look again, in at most
  /// `kLines` lines where the words allow it.
  void show() const;

  /// Answers keys until the person closes. Nothing is asked that matters: the
  /// result is shown and kept by now.
  /// \param day  makes the page of today when it is asked for
  void answer_keys(const std::function<Document()>& day);

 private:
  static constexpr int kLines = 20;

  [[nodiscard]] Document card(std::size_t steps) const;
  [[nodiscard]] std::string keys() const;
  void save(Prompt& prompt);

  Context& context_;
  const KnowledgeBase& kb_;
  Answers answers_;
  Decision decision_;
  Document day_;
  Document page_;
};

/// What to type after a decision; empty where no plan may be given.
[[nodiscard]] std::string next_command(const Decision& decision);

}  // namespace backcoach::cli
