#pragma once

#include <string>
#include <vector>

#include "standing.hpp"

namespace backcoach::cli {

/// One sitting of a person at questions. What is known so far is in the diary
/// after every answer, so that neither `q`, Ctrl-C, a closed window nor a power
/// cut loses it: a referral stands, and a danger question that is open stays
/// open. Answers that are private are never in it.
class Sitting {
 public:
  /// \param keeps  false: nothing is written down, pages are shown all the same
  Sitting(Context& context, const KnowledgeBase& kb, Origin origin, bool keeps);
  ~Sitting();
  Sitting(const Sitting&) = delete;
  Sitting& operator=(const Sitting&) = delete;

  /// Goes on with an entry that a sitting left.
  void adopt(const DiaryEntry& left) { left_ = left; }
  /// The entry that it has written; empty when there was nothing to write.
  [[nodiscard]] const std::string& id() const { return left_.id; }

  /// Writes down what is known after an answer.
  /// \param open  danger questions that would be left open now
  void tell(const Answers& answers, const Decision& decision,
            std::vector<std::string> open);

  /// Whether the person is to be seen today, or at once.
  [[nodiscard]] bool urgent() const { return urgency_ >= Urgency::same_day; }
  [[nodiscard]] Urgency urgency() const { return urgency_; }

  /// What is said to whoever leaves by Ctrl-C now, below a same-day need: what
  /// was kept. It holds until the next answer.
  void kept(const std::string& words);

  /// The page has been shown: whoever leaves now leaves with its exit status.
  void shown(ExitCode code);

  /// The sitting ends before it is whole. Shows the page where the person is to
  /// be seen today. \return 30, 20 or 4
  [[nodiscard]] ExitCode leave();

  /// Keeps the result of a whole sitting, with all else of the same change.
  /// What the sitting has told is part of it, or is ended by it where it is
  /// milder: the same sitting went on.
  /// \param entries  one of them may be a decision; ids are filled in
  [[nodiscard]] std::vector<Issue> finish(std::vector<DiaryEntry>& entries,
                                          const std::string& what);

 private:
  Context& context_;
  const KnowledgeBase& kb_;
  Origin origin_;
  bool keeps_;
  Urgency urgency_ = Urgency::self_care;
  DiaryEntry left_;
  std::string page_;
  bool failed_ = false;
};

/// Says on stderr that a result is in no diary although it sends for help.
void say_not_kept(Context& context, const KnowledgeBase& kb,
                  const Decision& decision);

}  // namespace backcoach::cli
