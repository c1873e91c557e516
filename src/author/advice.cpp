#include "advice.hpp"

#include "../kb/written.hpp"

namespace backcoach::authoring {
namespace {

/// Findings that a decision, a plan or another answer hangs on.
std::vector<bool> findings_used(const KnowledgeBase& kb) {
  std::vector<bool> used(kb.findings.size());
  // Nothing is changed through these pointers.
  for (const Written& written :
       written_conditions(const_cast<KnowledgeBase&>(kb))) {
    // A fact counts where it is named; a clash of answers is no use of them.
    if (written.decides == Decides::fact ||
        written.decides == Decides::conflict) {
      continue;
    }
    findings_in(kb, *written.when, used);
  }
  for (const DirectionTest& test : kb.plan.direction.tests) {
    findings_in(kb, test.found.when, used);
  }
  for (const FindingIndex finding :
       {kb.plan.walking.minutes_finding, kb.plan.rest.hours_finding,
        kb.plan.day.minutes_finding, kb.plan.day.equipment_finding}) {
    used[finding] = true;
  }
  return used;
}

Issue warning(const std::string& file, std::string pointer, std::string code,
              std::string message, std::string help) {
  Issue issue;
  issue.severity = Severity::warning;
  issue.where.file = file;
  issue.where.pointer = std::move(pointer);
  issue.code = std::move(code);
  issue.message = std::move(message);
  issue.help = std::move(help);
  return issue;
}

}  // namespace

std::vector<Issue> advice(const KnowledgeBase& kb, const std::string& shown) {
  const std::vector<bool> used = findings_used(kb);
  std::vector<Issue> found;
  for (const Question& question : kb.questions) {
    const std::string file = shown + "questions/" + question.id + ".json";
    std::string idle;
    std::size_t count = 0;
    for (const FindingIndex finding : question.sets) {
      if (used[finding]) continue;
      idle += (count++ == 0 ? "\"" : ", \"") + kb.findings[finding].id + "\"";
    }
    if (count == 0) continue;
    const bool all = count == question.sets.size();
    found.push_back(warning(
        file, "/sets", all ? "unreachable-question" : "never-used",
        all ? "nobody is asked this question: nothing uses " + idle
            : "no rule, row or plan uses " + idle,
        all ? "use the answer in a rule or plan, or take the question away"
            : "use the answer, or take it out of the question"));
  }
  return found;
}

}  // namespace backcoach::authoring
