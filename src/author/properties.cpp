#include "properties.hpp"

#include <array>

#include "../rules/decide.hpp"
#include "../rules/evaluate.hpp"
#include "backcoach/triage.hpp"

namespace backcoach::authoring {
namespace {

using engine::Evaluation;
using engine::Grading;

Urgency urgency_with(const KnowledgeBase& kb, Evaluation& truth,
                     const Answers& answers) {
  truth.decide(with_implied(kb, answers));
  return engine::decide(kb, truth).urgency;
}

/// A line of the safety net says how soon; the triage of the sign on its own,
/// in somebody of whom nothing else is known, is not to say less. Lines of
/// several signs are about their coming together.
std::string safety_net(const KnowledgeBase& kb) {
  Evaluation truth(kb, Grading::worst_case);
  for (const WatchFor& line : kb.watch_for) {
    if (line.findings.size() != 1) continue;
    const FindingIndex finding = line.findings[0];
    if (kb.findings[finding].type != FindingType::yes_no) continue;
    Answers answers(kb.findings.size());
    answers.set(finding, YesNo::yes);
    if (urgency_with(kb, truth, answers) == Urgency::self_care) {
      return kb.findings[finding].id + " alone does not have anybody seen";
    }
  }
  return "";
}

/// Of one sign of danger, a plain yes is never milder than "not sure", nor
/// that than no.
std::string doubt_between(const KnowledgeBase& kb) {
  Evaluation truth(kb, Grading::worst_case);
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const Finding& finding = kb.findings[i];
    if (finding.type != FindingType::yes_no || !finding.core) continue;
    Answers answers(kb.findings.size());
    std::array<Urgency, 3> levels{};
    const std::array order = {YesNo::no, YesNo::not_sure, YesNo::yes};
    for (std::size_t n = 0; n < order.size(); ++n) {
      answers.set(static_cast<FindingIndex>(i), order[n]);
      levels[n] = urgency_with(kb, truth, answers);
    }
    if (levels[0] > levels[1] || levels[1] > levels[2]) {
      return finding.id + ": a surer answer makes it milder";
    }
  }
  return "";
}

constexpr std::array kProperties = {
    Property{"safety-net",
             "a sign that the safety net names is to be seen by somebody",
             safety_net},
    Property{"doubt-between",
             "of a core sign, yes is never milder than not sure, nor that "
             "than no",
             doubt_between}};

}  // namespace

std::span<const Property> properties() { return kProperties; }

}  // namespace backcoach::authoring
