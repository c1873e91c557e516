#include "samples.hpp"

#include "backcoach/triage.hpp"

namespace backcoach::prove {
namespace {

using engine::Evaluation;

Urgency urgency_of(const KnowledgeBase& kb, const Evaluation& truth) {
  for (const OutcomeNode& outcome : kb.network.outcomes) {
    // They stand worst first.
    if (truth[outcome.node] == Truth::yes) return outcome.urgency;
  }
  return Urgency::self_care;
}

Answers dense(const KnowledgeBase& kb, const SparseAnswers& given) {
  Answers answers(kb.findings.size());
  for (const auto& [finding, value] : given) {
    if (std::holds_alternative<std::monostate>(value)) {
      answers.decline(finding);  // asked, and skipped
    } else {
      answers.set(finding, value);
    }
  }
  return answers;
}

/// A few other answers to try.
std::vector<Answer> others(const Finding& finding) {
  switch (finding.type) {
    case FindingType::yes_no:
      return {YesNo::no, YesNo::yes};
    case FindingType::number:
      return {finding.min, finding.max};
    case FindingType::one_of: {
      std::vector<Answer> all;
      for (std::size_t v = 0; v < finding.values.size(); ++v) {
        all.emplace_back(Choice{static_cast<std::uint8_t>(v)});
      }
      return all;
    }
    case FindingType::many_of:
      break;
  }
  return {};
}

}  // namespace

Samples::Samples(const KnowledgeBase& kb)
    : kb_(kb),
      fires_(kb.network.outcomes.size()),
      leads_(kb.network.outcomes.size()),
      matters_(kb.findings.size()) {
  Evaluation truth(kb, engine::Grading::worst_case);
  for (const Rule& rule : kb.rules) {
    for (const Example& example : rule.examples) add(truth, example.answers);
  }
}

void Samples::add(Evaluation& truth, const SparseAnswers& given) {
  const Answers answers = dense(kb_, given);
  if (!conflicts(kb_, answers).empty()) return;
  truth.decide(with_implied(kb_, answers));
  const Urgency urgency = urgency_of(kb_, truth);
  for (std::size_t o = 0; o < kb_.network.outcomes.size(); ++o) {
    const OutcomeNode& outcome = kb_.network.outcomes[o];
    if (truth[outcome.node] != Truth::yes) continue;
    fires_[o] = true;
    if (outcome.urgency == urgency) leads_[o] = true;
  }
  vary(truth, given);
}

void Samples::vary(Evaluation& truth, const SparseAnswers& given) {
  for (const auto& [finding, value] : given) {
    if (matters_[finding]) continue;
    Answers answers = dense(kb_, given);
    truth.decide(with_implied(kb_, answers));
    const Urgency before = urgency_of(kb_, truth);
    for (const Answer& other : others(kb_.findings[finding])) {
      answers.set(finding, other);
      if (!conflicts(kb_, answers).empty()) continue;
      truth.decide(with_implied(kb_, answers));
      if (urgency_of(kb_, truth) != before) matters_[finding] = true;
    }
  }
}

}  // namespace backcoach::prove
