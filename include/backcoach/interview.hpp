/// \file
/// The interview: which question comes next. Stateless; the built-in prompt, a
/// chat window and a web form are all clients of the same call.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "backcoach/triage.hpp"

namespace backcoach {

/// A question with those of its findings that can still matter.
struct NextQuestion {
  std::uint16_t question = 0;  ///< position in `KnowledgeBase::questions`
  std::vector<FindingIndex> findings;  ///< to be asked now, in question order
};

/// The question that matters most now.
///
/// Follow-ups that only grade a sign already given come first, beside their
/// sign. Then the finding that can still do the worst harm decides the
/// question; a list shows only the signs that can still matter.
///
/// \return empty exactly when the decision is made and no open answer can
///         change it. In an emergency only answers that could make it milder
///         are asked for.
[[nodiscard]] std::optional<NextQuestion> next_question(const KnowledgeBase& kb,
                                                        const Answers& answers);

/// What lines that name several signs said, sign by sign: a plain no is a no to
/// each of them, and a line whose signs are all answered says nothing more.
/// Decisions and the diary use this form; a sign that is added later is asked
/// for on its own.
[[nodiscard]] Answers each_sign(const KnowledgeBase& kb,
                                const Answers& answers);

/// As if every line that names several signs had been ticked: the signs are
/// asked for one by one.
[[nodiscard]] Answers one_by_one(const KnowledgeBase& kb,
                                 const Answers& answers);

/// Whether a fact of the base plainly holds; false where there is none of it.
[[nodiscard]] bool fact_holds(const KnowledgeBase& kb, const Answers& answers,
                              std::string_view id);

/// How far an interview has come.
struct QuestionsLeft {
  int at_most = 0;  ///< questions of the triage still open on any path
  bool may_end_in_plan = false;  ///< else no plan and no question for one
};

/// Every question that is asked later is among those counted now, whatever is
/// answered, so the number never rises from one question to the next.
[[nodiscard]] QuestionsLeft questions_left(const KnowledgeBase& kb,
                                           const Answers& answers);

namespace engine {
struct Reading;
}

/// What the answers of one person come to, evaluated once: each member is the
/// function of its name for these answers. `triage` and the others are for who
/// wants one of them alone.
class Assessment {
 public:
  /// \param kb  outlives this.
  Assessment(const KnowledgeBase& kb, const Answers& answers);

  [[nodiscard]] const KnowledgeBase& kb() const;
  [[nodiscard]] const Answers& stated() const;     ///< as given
  [[nodiscard]] const Answers& completed() const;  ///< see `with_implied`
  [[nodiscard]] const Decision& decision() const { return decision_; }
  [[nodiscard]] std::optional<NextQuestion> next_question() const;
  [[nodiscard]] QuestionsLeft questions_left() const;
  [[nodiscard]] std::vector<FindingIndex> row_answers(std::uint16_t row) const;
  [[nodiscard]] std::vector<TraceStep> trace() const;
  [[nodiscard]] std::vector<Change> what_would_change() const;

 private:
  std::shared_ptr<const engine::Reading> reading_;
  Decision decision_;
};

/// The decision of `now` with what was looked at taken into account.
[[nodiscard]] Decision triage(const Assessment& now, const SeenInput& seen);

/// Questions that no longer change the decision but fit the plan to the
/// person: what an exercise for this stage would have to know.
[[nodiscard]] std::optional<NextQuestion> next_plan_question(
    const KnowledgeBase& kb, const Answers& answers, const Decision& decision);

/// How many of them are left, the next one included.
[[nodiscard]] int plan_questions_left(const KnowledgeBase& kb,
                                      const Answers& answers,
                                      const Decision& decision);

/// A question with all that somebody who asks it has to know: a prompt, a chat
/// window, a form.
struct QuestionObject {
  const Question* question = nullptr;
  std::shared_ptr<const Question> own;  ///< the owner of one made for this day
  std::vector<FindingIndex> findings;   ///< to be asked now, in question order
  bool may_skip = false;                ///< "skipped" is an answer to it
  bool may_stop = false;  ///< what is decided so far holds without an answer
  int at_most = 0;        ///< questions left on the longest path, with this one
  /// Where one is among the questions of the first section that everybody is
  /// asked; both 0 at any other question.
  int place = 0;
  int places = 0;
};

/// A question that has been chosen, as an object. `at_most` is left 0.
[[nodiscard]] QuestionObject object_of(const KnowledgeBase& kb,
                                       const Answers& answers,
                                       const NextQuestion& next);

/// The question that a triage asks next: what the decision needs, then what
/// fits the plan to the person.
/// \param decision  of `now`, or what stands elsewhere has made of it.
/// \return empty when nothing is worth asking any more.
[[nodiscard]] std::optional<QuestionObject> question_object(
    const Assessment& now, const Decision& decision);

}  // namespace backcoach
