#include "answer_list.hpp"

#include "backcoach/render.hpp"

namespace backcoach::authoring {

std::string answer_list(const KnowledgeBase& kb, const SparseAnswers& answers) {
  std::string out;
  for (const auto& [finding, value] : answers) {
    out += (out.empty() ? "" : ", ") + kb.findings[finding].id + "=" +
           (std::holds_alternative<std::monostate>(value)
                ? kSkipped
                : answer_text(kb.findings[finding], value));
  }
  return out.empty() ? "no answers" : out;
}

SparseAnswers sparse(const Answers& answers) {
  SparseAnswers out;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    const bool told = answers.answered(finding) || answers.declined(finding);
    if (told) out.emplace_back(finding, answers[finding]);
  }
  return out;
}

}  // namespace backcoach::authoring
