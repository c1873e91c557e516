#include <array>
#include <chrono>

#include "../../author/advice.hpp"
#include "../../author/difference_report.hpp"
#include "../../author/mutate.hpp"
#include "../../author/mutation_report.hpp"
#include "../../author/rule_tests.hpp"
#include "../../show/render_reference.hpp"
#include "../authoring_input.hpp"
#include "../cliff_report.hpp"
#include "../context.hpp"
#include "../page_json.hpp"
#include "../rule_proofs.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{.name = "answers",
         .value = "FILE|-",
         .help = "Answer sets to look at, one a line",
         .of = "diff|cliffs"},
    Flag{.name = "most",
         .value = "N",
         .help = "Sets of answers to decide at most",
         .of = "cliffs"},
    Flag{.name = "warnings",
         .help = "Also show what is not wrong but idle",
         .of = "check"},
    Flag{.name = "rule",
         .value = "ID",
         .help = "Only this rule, fact, row or exercise",
         .of = "mutate"},
    Flag{.name = "property",
         .value = "NAME",
         .help = "This property alone",
         .many = true,
         .of = "prove"},
    Flag{.name = "list",
         .help = "Name the properties, prove nothing",
         .of = "prove"},
    Flag{.name = "list-survivors",
         .help = "List every change not noticed",
         .of = "mutate"},
};

ExitCode list(Context& context, const KnowledgeBase& kb) {
  if (context.settings().format == Format::json) {
    return context.write(rules_json(kb), ExitCode::done);
  }
  Block table{
      Block::Kind::table, {}, {}, {{"Code", "Rule", "Worst urgency", "Title"}}};
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
  return context.write_page({table}, ExitCode::done);
}

std::string warnings_text(std::size_t count, const Arguments& arguments) {
  if (count == 0) return "";
  const std::string text =
      " " + std::to_string(count) + (count == 1 ? " warning" : " warnings");
  return text + (arguments.has("warnings") ? "." : ": add --warnings.");
}

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
  const Checked<KnowledgeBase> kb = load_knowledge(*files.value, shown);
  std::vector<Issue> issues = kb.issues;
  if (kb.value) {
    // Cases name findings and rules, so they wait until those can be read.
    const Checked<Cases> cases = load_cases(*kb.value, *files.value, shown);
    issues.insert(issues.end(), cases.issues.begin(), cases.issues.end());
  }
  std::vector<Issue> idle;
  if (kb.value) idle = authoring::advice(*kb.value, shown);
  if (arguments.has("warnings")) {
    issues.insert(issues.end(), idle.begin(), idle.end());
  }
  context.report(issues, ExitCode::done);
  std::size_t errors = 0;
  for (const Issue& issue : issues) {
    errors += issue.severity == Severity::error ? 1U : 0U;
  }
  if (errors == 0) {
    if (context.settings().format == Format::json) {
      return context.write(rules_check_json(*kb.value, idle.size()),
                           ExitCode::done);
    }
    return context.write(
        "No errors in " + std::to_string(kb.value->rules.size()) + " rules, " +
            std::to_string(kb.value->questions.size()) + " questions and " +
            std::to_string(kb.value->exercises.size()) + " exercises." +
            warnings_text(idle.size(), arguments) + "\n",
        ExitCode::done);
  }
  context.say(std::to_string(errors) + (errors == 1 ? " error." : " errors.") +
              " This knowledge base is not used.");
  return ExitCode::bad_input;
}

std::string folder_of(const Arguments& arguments) {
  return arguments.words().size() > 1 ? arguments.words()[1] : "";
}

ExitCode test(const Arguments& arguments, Context& context) {
  const TriedBase base = read_tried_base(context, folder_of(arguments));
  if (base.error != ExitCode::done) return base.error;
  const TestReport report = test_rules(base.kb, base.cases);
  return context.write(
      context.settings().format == Format::json
          ? test_report_json(report)
          : test_report_text(report, context.style()),
      report.failures.empty() ? ExitCode::done : ExitCode::bad_input);
}

ExitCode mutate(const Arguments& arguments, Context& context) {
  const TriedBase base = read_tried_base(context, folder_of(arguments));
  if (base.error != ExitCode::done) return base.error;
  const std::string only = arguments.value("rule");
  if (!only.empty() && !authoring::has_conditions(base.kb, only)) {
    context.complain("error: no rule, fact, row or exercise is called \"" +
                     only + "\"; see: backcoach rules list");
    return ExitCode::usage;
  }
  const auto failures = authoring::Bench(base.kb, base.cases).failures();
  if (!failures.empty()) {
    context.complain(failures_text(failures) +
                     "Mend these first: backcoach rules test");
    return ExitCode::bad_input;
  }
  const auto begin = std::chrono::steady_clock::now();
  const authoring::MutationReport report =
      authoring::mutate(base.kb, base.cases, {only, true});
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begin);
  const ExitCode code = context.write(
      context.settings().format == Format::json
          ? mutation_json(base.kb, report)
          : mutation_text(base.kb, report, arguments.has("list-survivors"),
                          context.style()),
      ExitCode::done);
  context.say("Took " + std::to_string(took.count() / 1000) + "." +
              std::to_string(took.count() / 100 % 10) + " s.");
  return code;
}

ExitCode diff(const Arguments& arguments, Context& context) {
  const auto& words = arguments.words();
  if (words.size() != 3) {
    context.complain("error: rules diff takes two folders, or built-in");
    return ExitCode::usage;
  }
  const TriedBase older = read_tried_base(context, words[1]);
  const TriedBase newer = read_tried_base(context, words[2]);
  for (const TriedBase* base : {&older, &newer}) {
    if (base->error != ExitCode::done) return base->error;
  }
  DifferenceReport report;
  report.old_folder = words[1];
  report.new_folder = words[2];
  report.older = &older.kb;
  report.newer = &newer.kb;
  if (arguments.has("answers")) {
    const std::string path = arguments.value("answers");
    const Checked<std::string> text = context.files().read(path);
    if (!text.value) {
      return context.report(text.issues, ExitCode::cannot_read_or_write);
    }
    report.answers = compare_on_answers(older.kb, newer.kb, path, *text.value);
  }
  report.structure = authoring::structure_changes(older.kb, newer.kb);
  report.decisions = authoring::decision_difference(older.kb, newer.kb);
  return context.write(context.settings().format == Format::json
                           ? difference_json(report)
                           : difference_text(report),
                       ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const auto& words = arguments.words();
  const std::string verb = words.empty() ? "list" : words[0];
  if (verb == "check") return check(arguments, context);
  if (verb == "test") return test(arguments, context);
  if (verb == "prove") return prove_rules(arguments, context);
  if (verb == "mutate") return mutate(arguments, context);
  if (verb == "diff") return diff(arguments, context);
  if (verb == "cliffs") return search_cliffs(arguments, context);
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  if (verb == "list") return list(context, *kb);
  context.complain(
      "error: use list, check [DIR], test [DIR], prove [DIR], mutate [DIR], "
      "cliffs [DIR] or diff OLD NEW");
  return ExitCode::usage;
}

}  // namespace

Command rules_command() {
  return {
      .name = "rules",
      .summary = "List, check, test, prove and compare the rules",
      .words =
          "list|check [DIR]|test [DIR]|prove [DIR]|mutate [DIR]|cliffs [DIR]|"
          "diff OLD NEW",
      .most_words = 3,
      .example =
          "backcoach rules check data\n"
          "  backcoach rules test data\n"
          "  backcoach rules prove --property one-decision\n"
          "  backcoach rules mutate data --rule shingles\n"
          "  backcoach rules cliffs data\n"
          "  backcoach rules diff built-in data",
      .flags = kFlags,
      .run = run,
      .verb = "list"};
}

}  // namespace backcoach::cli
