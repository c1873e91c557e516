#include <utility>

#include "reading.hpp"

namespace backcoach {

using engine::Reading;

Assessment::Assessment(const KnowledgeBase& kb, const Answers& answers)
    : reading_(std::make_shared<const Reading>(kb, answers)),
      decision_(engine::decision(*reading_)) {}

const KnowledgeBase& Assessment::kb() const { return reading_->kb; }
const Answers& Assessment::stated() const { return reading_->stated; }
const Answers& Assessment::completed() const { return reading_->completed; }
std::optional<NextQuestion> Assessment::next_question() const {
  return engine::next_question(*reading_);
}
QuestionsLeft Assessment::questions_left() const {
  return engine::questions_left(*reading_);
}
std::vector<FindingIndex> Assessment::row_answers(std::uint16_t row) const {
  return engine::row_answers(*reading_, row);
}
std::vector<TraceStep> Assessment::trace() const {
  return engine::trace(*reading_);
}
std::vector<Change> Assessment::what_would_change() const {
  return engine::what_would_change(*reading_);
}

Decision triage(const KnowledgeBase& kb, const Answers& answers) {
  return engine::decision(Reading(kb, answers));
}
std::optional<NextQuestion> next_question(const KnowledgeBase& kb,
                                          const Answers& answers) {
  return engine::next_question(Reading(kb, answers));
}
QuestionsLeft questions_left(const KnowledgeBase& kb, const Answers& answers) {
  return engine::questions_left(Reading(kb, answers));
}
std::vector<FindingIndex> row_answers(const KnowledgeBase& kb,
                                      const Answers& answers,
                                      std::uint16_t row) {
  return engine::row_answers(Reading(kb, answers), row);
}
std::vector<TraceStep> trace(const KnowledgeBase& kb, const Answers& answers) {
  return engine::trace(Reading(kb, answers));
}
std::vector<Change> what_would_change(const KnowledgeBase& kb,
                                      const Answers& answers) {
  return engine::what_would_change(Reading(kb, answers));
}

}  // namespace backcoach
