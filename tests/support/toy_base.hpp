/// \file
/// A small knowledge base for one condition at a time.
#pragma once

#include "../../src/rules/compile.hpp"
#include "../../src/rules/evaluate.hpp"
#include "backcoach/knowledge.hpp"

namespace backcoach::test {

/// Findings of the toy base, by position.
enum Toy : FindingIndex {
  kA,
  kB,
  kC,
  kShy,      ///< a sign whose refusal never fires
  kGrade,    ///< grading, "no" when absent
  kDays,     ///< grading number 0 to 100, 0 when absent
  kM,        ///< number, 0 to 10
  kN,        ///< number, 0 to 10
  kSite,     ///< one of x, y, z
  kTools,    ///< many of p, q
  kMeasure,  ///< number of the diary
  kToyFindings
};

/// A base with the findings above, all levels and the given rules, compiled.
[[nodiscard]] inline KnowledgeBase toy_base(std::vector<Rule> rules) {
  KnowledgeBase kb;
  kb.findings.resize(kToyFindings);
  const auto name_all = {"a", "b", "c",    "shy",   "grade",  "days",
                         "m", "n", "site", "tools", "measure"};
  std::size_t i = 0;
  for (const char* id : name_all) kb.findings[i++].id = id;
  kb.findings[kShy].refusal_is_no = true;
  kb.findings[kGrade].grading = true;
  kb.findings[kGrade].when_absent = YesNo::no;
  for (const Toy number : {kDays, kM, kN, kMeasure}) {
    kb.findings[number].type = FindingType::number;
    kb.findings[number].max = 10;
  }
  kb.findings[kDays].max = 100;
  kb.findings[kDays].grading = true;
  kb.findings[kDays].when_absent = 0.0;
  kb.findings[kMeasure].history = true;
  kb.findings[kSite].type = FindingType::one_of;
  kb.findings[kSite].values = {"x", "y", "z"};
  kb.findings[kTools].type = FindingType::many_of;
  kb.findings[kTools].values = {"p", "q"};
  for (const Urgency urgency :
       {Urgency::self_care, Urgency::routine, Urgency::soon, Urgency::same_day,
        Urgency::emergency}) {
    UrgencyLevel level;
    level.id = urgency;
    level.plan_allowed = urgency <= Urgency::routine;
    kb.levels.push_back(level);
  }
  kb.rules = std::move(rules);
  engine::compile(kb);
  return kb;
}

[[nodiscard]] inline Rule toy_rule(Condition when, Urgency urgency) {
  Outcome outcome;
  outcome.id = "only";
  outcome.urgency = urgency;
  outcome.when = std::move(when);
  Rule rule;
  rule.id = "rule";
  rule.kind = "red_flag";
  rule.outcomes.push_back(std::move(outcome));
  return rule;
}

/// A condition under which a truth is asked for.
struct Asked {
  Condition when;
  Urgency urgency = Urgency::emergency;
  engine::Grading grading = engine::Grading::worst_case;
};

[[nodiscard]] inline Truth truth_of(const Asked& asked,
                                    const SparseAnswers& given) {
  const KnowledgeBase kb = toy_base({toy_rule(asked.when, asked.urgency)});
  Answers answers(kb.findings.size());
  for (const auto& [finding, answer] : given) answers.set(finding, answer);
  engine::Evaluation truth(kb, asked.grading);
  truth.decide(answers);
  return truth[kb.network.outcomes[0].node];
}

}  // namespace backcoach::test
