#pragma once

#include <cstddef>

#include "context.hpp"
#include "prompt.hpp"

namespace backcoach::cli {

/// The result of a triage at a terminal: one screen that says what to do, then
/// one key each for the rest. For decisions below an emergency.
class ResultScreen {
 public:
  /// \param day  the plan of today as a page; empty = there is none
  ResultScreen(Context& context, const KnowledgeBase& kb,
               const Answers& answers, const Decision& decision, Document day);

  /// Headline, reason, first steps and when to look again, in at most
  /// `kLines` lines where the words allow it.
  void show() const;

  /// Answers keys until the person closes. Nothing is asked that matters: the
  /// result is shown and kept by now.
  void answer_keys();

  /// All of it as one page, as a pipe gets it.
  [[nodiscard]] Document whole_page() const;

 private:
  static constexpr int kLines = 20;

  [[nodiscard]] Document card(std::size_t steps) const;
  void save(Prompt& prompt);

  Context& context_;
  const KnowledgeBase& kb_;
  const Answers& answers_;
  const Decision& decision_;
  Document day_;
};

/// A page for the terminal or a pipe: the decision, the plan of the day where
/// there is one, and last the headline again.
[[nodiscard]] Document result_page(const Context& context,
                                   const KnowledgeBase& kb,
                                   const Answers& answers,
                                   const Decision& decision,
                                   const Document& day);

}  // namespace backcoach::cli
