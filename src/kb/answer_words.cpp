#include "answer_words.hpp"

namespace backcoach {

std::string_view word_of(const KnowledgeBase& kb, const Answers& answers,
                         FindingIndex finding) {
  const Answer& answer = answers[finding];
  if (const auto* choice = std::get_if<Choice>(&answer)) {
    return kb.findings[finding].values[choice->index];
  }
  const auto* plain = std::get_if<YesNo>(&answer);
  return plain ? name(*plain) : std::string_view();
}

std::string_view word_of(const KnowledgeBase& kb, const Answers& answers,
                         std::string_view id) {
  const auto finding = kb.finding(id);
  return finding ? word_of(kb, answers, *finding) : std::string_view();
}

bool says_no(const KnowledgeBase& kb, const Answers& answers,
             FindingIndex finding) {
  return word_of(kb, answers, finding) == name(YesNo::no);
}

std::string ids_of(const KnowledgeBase& kb,
                   const std::vector<FindingIndex>& findings,
                   std::string_view between) {
  std::string ids;
  for (const FindingIndex finding : findings) {
    if (!ids.empty()) ids += between;
    ids += kb.findings[finding].id;
  }
  return ids;
}

}  // namespace backcoach
