#include <array>

#include "../context.hpp"
#include "../rule_proofs.hpp"
#include "../rule_tests.hpp"
#include "all.hpp"
#include "backcoach/render_reference.hpp"

namespace backcoach::cli {
namespace {

ExitCode list(Context& context, const KnowledgeBase& kb) {
  if (context.settings().format == Format::json) {
    return context.write(rules_json(kb), ExitCode::done);
  }
  Block table{Block::Kind::table,
              {},
              {},
              {{"Code", "Rule", "Worst urgency", "Title"}},
              false};
  for (const Rule& rule : kb.rules) {
    Urgency worst = Urgency::self_care;
    for (const Outcome& outcome : rule.outcomes) {
      worst = std::max(worst, outcome.urgency);
    }
    table.rows.push_back(
        {rule.code, rule.id, std::string(name(worst)), rule.title});
  }
  for (const Row& row : kb.rows) {
    table.rows.push_back({"table", "decision." + row.id,
                          std::string(name(row.focus)), row.title});
  }
  return context.write(render_text({table}, context.style()), ExitCode::done);
}

constexpr std::array kFlags = {
    Flag{"property", 0, "NAME", "Prove this property alone", true},
    Flag{"list", 0, {}, "Name the properties instead of proving them"},
};

/// Reads a folder as a knowledge base, or the one in use.
ExitCode check(const Arguments& arguments, Context& context) {
  std::string folder = context.settings().data;
  if (arguments.words().size() > 1) folder = arguments.words()[1];
  if (folder.empty()) {
    context.say(
        "The rules inside this program were checked when it was "
        "built. To check a folder: backcoach rules check data");
    return context.knowledge() ? ExitCode::done : ExitCode::bad_input;
  }
  Checked<std::vector<SourceFile>> files = context.files().tree(folder);
  if (!files.value) {
    return context.report(files.issues, ExitCode::cannot_read_or_write);
  }
  std::string shown = folder;
  if (!shown.ends_with('/')) shown += '/';
  const Checked<KnowledgeBase> kb =
      load_knowledge(std::move(*files.value), shown);
  context.report(kb.issues, ExitCode::done);
  std::size_t errors = 0;
  for (const Issue& issue : kb.issues) {
    errors += issue.severity == Severity::error ? 1U : 0U;
  }
  if (kb.value) {
    return context.write(
        "No errors in " + std::to_string(kb.value->rules.size()) + " rules, " +
            std::to_string(kb.value->questions.size()) + " questions and " +
            std::to_string(kb.value->exercises.size()) + " exercises.\n",
        ExitCode::done);
  }
  context.say(std::to_string(errors) + (errors == 1 ? " error." : " errors.") +
              " This knowledge base is not used.");
  return ExitCode::bad_input;
}

ExitCode test(Context& context, const KnowledgeBase& kb) {
  const TestReport report = run_examples(kb);
  if (context.settings().format == Format::json) {
    return context.write(test_report_json(report), report.failures.empty()
                                                       ? ExitCode::done
                                                       : ExitCode::bad_input);
  }
  std::string out;
  for (const ExampleFailure& failure : report.failures) {
    out += describe_failure(kb, failure);
  }
  out += std::to_string(report.examples) + " examples, " +
         std::to_string(report.failures.size()) + " failed.\n";
  return context.write(
      out, report.failures.empty() ? ExitCode::done : ExitCode::bad_input);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto& words = arguments.words();
  const std::string verb = words.empty() ? "list" : words[0];
  if (verb == "check") return check(arguments, context);
  if (verb == "prove") return prove_rules(arguments, context);
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  if (verb == "list") return list(context, *kb);
  if (verb == "test") return test(context, *kb);
  context.complain("error: use list, check [DIR], test or prove [DIR]");
  return ExitCode::usage;
}

}  // namespace

Command rules_command() {
  return {.name = "rules",
          .summary = "List, check, test and prove the rules",
          .words = "list|check [DIR]|test|prove [DIR]",
          .most_words = 2,
          .example =
              "backcoach rules check data\n"
              "  backcoach rules test --data data\n"
              "  backcoach rules prove --property one-decision",
          .flags = kFlags,
          .run = run};
}

}  // namespace backcoach::cli
