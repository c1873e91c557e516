#include "rule_tests.hpp"

#include <nlohmann/json.hpp>

#include "../base/width.hpp"
#include "day_examples.hpp"

namespace backcoach::cli {
namespace {

using authoring::Coverage;
using authoring::Covered;
using authoring::Failure;
using Json = nlohmann::ordered_json;

/// Of how many conditions each truth can be seen, and of how many it was.
struct Count {
  std::size_t seen = 0;
  std::size_t of = 0;
};

struct Counts {
  Count yes;
  Count no;
  Count open;
};

Counts count(const Coverage& coverage) {
  Counts counts;
  for (const Covered& one : coverage.parts) {
    ++counts.yes.of;
    ++counts.no.of;
    counts.yes.seen += one.yes ? 1U : 0U;
    counts.no.seen += one.no ? 1U : 0U;
    if (!one.can_be_open) continue;
    ++counts.open.of;
    counts.open.seen += one.open ? 1U : 0U;
  }
  return counts;
}

std::vector<std::string> never_seen(const Covered& one) {
  std::vector<std::string> never;
  if (!one.yes) never.emplace_back("yes");
  if (!one.no) never.emplace_back("no");
  if (!one.open && one.can_be_open) never.emplace_back("open");
  return never;
}

std::string coverage_text(const Coverage& coverage, const Style& style) {
  const Counts counts = count(coverage);
  Block table{
      Block::Kind::table, {}, {}, {{"Came out", "Seen", "Of", "Percent"}}};
  const auto row = [&](const char* name, const Count& one) {
    table.rows.push_back({name, std::to_string(one.seen),
                          std::to_string(one.of), percent(one.seen, one.of)});
  };
  row("yes", counts.yes);
  row("no", counts.no);
  row("open", counts.open);
  row("all", {coverage.seen, coverage.states});
  std::string out = render_text({table}, style);
  std::string file;
  for (const Covered& one : coverage.parts) {
    const std::vector<std::string> never = never_seen(one);
    if (never.empty()) continue;
    if (one.file != file) {
      file = one.file;
      out += "\n" + file + " (" + one.id + ")\n";
    }
    out += "  " + one.pointer + ": never";
    for (std::size_t i = 0; i < never.size(); ++i) {
      out += (i == 0 ? " " : ", ") + never[i];
    }
    out += "\n";
  }
  return out;
}

Json coverage_json(const Coverage& coverage) {
  const Counts counts = count(coverage);
  const auto pair = [](const Count& one) {
    return Json{{"seen", one.seen}, {"of", one.of}};
  };
  Json never = Json::array();
  for (const Covered& one : coverage.parts) {
    const std::vector<std::string> missing = never_seen(one);
    if (missing.empty()) continue;
    never.push_back({{"rule", one.id},
                     {"file", one.file},
                     {"pointer", one.pointer},
                     {"never", missing}});
  }
  return {{"conditions", coverage.parts.size()},
          {"yes", pair(counts.yes)},
          {"no", pair(counts.no)},
          {"open", pair(counts.open)},
          {"never_seen", std::move(never)}};
}

}  // namespace

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "100";
  // Rounded down: 100 means all.
  const std::size_t tenths = part * 1000 / whole;
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  return text;
}

TestReport test_rules(const KnowledgeBase& kb, const Cases& cases) {
  const authoring::Bench bench(kb, cases);
  std::vector<Failure> failures = bench.failures();
  for (Failure& failure : authoring::day_failures(kb)) {
    failures.push_back(std::move(failure));
  }
  return {bench.tests().size() + authoring::day_examples(kb),
          cases.people.size(), std::move(failures),
          authoring::cover(kb, cases)};
}

std::string failures_text(const std::vector<Failure>& failures) {
  std::string out;
  for (const Failure& failure : failures) {
    const bool is_case = failure.rule.starts_with("case ");
    const std::string what = is_case ? failure.rule
                                     : "example " +
                                           std::to_string(failure.example) +
                                           " of " + failure.rule;
    out += failure.file + ": error: " + what + " is to come out " +
           failure.expected + ", not " + failure.got + " (at " +
           failure.pointer + ") [example-fails]\n  " +
           (is_case ? "story: " : "answers: ") + failure.answers + "\n";
    if (!failure.why.empty()) out += "  note: " + failure.why + "\n";
  }
  return text::safe_lines(out);
}

std::string test_report_text(const TestReport& report, const Style& style) {
  std::string out = failures_text(report.failures);
  // What was seen says little while examples and rules disagree.
  if (out.empty()) out = coverage_text(report.coverage, style) + "\n";
  out += std::to_string(report.examples) + " examples and " +
         std::to_string(report.cases) + " worked cases, " +
         std::to_string(report.failures.size()) + " failed. " +
         percent(report.coverage.seen, report.coverage.states) + " % of what " +
         std::to_string(report.coverage.parts.size()) +
         " conditions can come out as was seen.\n";
  return out;
}

std::string test_report_json(const TestReport& report) {
  Json failures = Json::array();
  for (const Failure& failure : report.failures) {
    failures.push_back({{"rule", failure.rule},
                        {"example", failure.example},
                        {"file", failure.file},
                        {"pointer", failure.pointer},
                        {"expected", failure.expected},
                        {"got", failure.got},
                        {"answers", failure.answers}});
  }
  const Json out = {{"schema", "backcoach/rules_test/2"},
                    {"examples", report.examples},
                    {"cases", report.cases},
                    {"failures", std::move(failures)},
                    {"coverage", coverage_json(report.coverage)}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach::cli
