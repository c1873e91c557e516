#include "rule_tests.hpp"

#include <nlohmann/json.hpp>

#include "backcoach/render.hpp"

namespace backcoach::cli {
namespace {

Answers answers_of(const KnowledgeBase& kb, const Example& example) {
  Answers answers(kb.findings.size());
  for (const auto& [finding, value] : example.answers) {
    answers.set(finding, value);
  }
  return answers;
}

std::string answers_words(const KnowledgeBase& kb, const Example& example) {
  std::string out;
  for (const auto& [finding, value] : example.answers) {
    out += (out.empty() ? "" : ", ") + kb.findings[finding].id + "=" +
           answer_text(kb.findings[finding], value);
  }
  return out.empty() ? "no answers" : out;
}

std::string outcome_words(Truth held, std::optional<Urgency> urgency) {
  std::string out(name(held));
  if (held == Truth::yes && urgency) out += " " + std::string(name(*urgency));
  return out;
}

void check(TestReport& report, const KnowledgeBase& kb, const std::string& rule,
           std::size_t index, const Example& example, Truth held,
           std::optional<Urgency> urgency) {
  ++report.examples;
  const bool same =
      held == example.holds && (!example.urgency || example.urgency == urgency);
  if (same) return;
  report.failures.push_back(
      {rule, index, outcome_words(example.holds, example.urgency),
       outcome_words(held, urgency), answers_words(kb, example)});
}

}  // namespace

TestReport run_examples(const KnowledgeBase& kb) {
  TestReport report;
  for (std::size_t r = 0; r < kb.rules.size(); ++r) {
    const Rule& rule = kb.rules[r];
    for (std::size_t i = 0; i < rule.examples.size(); ++i) {
      const Example& example = rule.examples[i];
      const std::vector<TraceStep> steps = trace(kb, answers_of(kb, example));
      check(report, kb, rule.id, i, example, steps[r].held, steps[r].urgency);
    }
  }
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    const Row& row = kb.rows[r];
    for (std::size_t i = 0; i < row.examples.size(); ++i) {
      const Example& example = row.examples[i];
      check(
          report, kb, "decision." + row.id, i, example,
          row_truth(kb, answers_of(kb, example), static_cast<std::uint16_t>(r)),
          std::nullopt);
    }
  }
  return report;
}

std::string describe_failure(const KnowledgeBase& kb,
                             const ExampleFailure& failure) {
  std::string place = failure.rule;
  if (const Rule* rule = kb.rule(failure.rule)) place = rule->file;
  return place + ": error: example " + std::to_string(failure.example) +
         " of " + failure.rule + " is to come out " + failure.expected +
         ", not " + failure.got + " (at /examples/" +
         std::to_string(failure.example) +
         ") [example-fails]\n  answers: " + failure.answers + "\n";
}

std::string test_report_json(const TestReport& report) {
  nlohmann::ordered_json failures = nlohmann::ordered_json::array();
  for (const ExampleFailure& failure : report.failures) {
    failures.push_back({{"rule", failure.rule},
                        {"example", failure.example},
                        {"expected", failure.expected},
                        {"got", failure.got},
                        {"answers", failure.answers}});
  }
  const nlohmann::ordered_json out = {{"schema", "backcoach/rules-test/1"},
                                      {"examples", report.examples},
                                      {"failures", std::move(failures)}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach::cli
