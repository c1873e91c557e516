#include <algorithm>
#include <array>

#include "../../base/edit_distance.hpp"
#include "../answers_input.hpp"
#include "../context.hpp"
#include "../standing.hpp"
#include "all.hpp"
#include "backcoach/diary_answers.hpp"
#include "backcoach/render_reference.hpp"

namespace backcoach::cli {
namespace {

constexpr std::array kFlags = {
    Flag{"answers", 'a', "FILE|-", "Explain the decision for these answers"},
    Flag{"set", 0, "ID=VALUE", "One answer, for scripts: the shell keeps it",
         true},
    Flag{"private", 0, {}, "Name what rests on private answers"},
    Flag{"what-if", 0, "ID=VALUE", "What this answer would change", true},
};

Block heading(std::string text) {
  return {Block::Kind::heading, std::move(text), {}, {}, false};
}
Block bullets(std::vector<std::string> items) {
  return {Block::Kind::bullets, {}, std::move(items), {}, false};
}
Block paragraph(std::string text) {
  return {Block::Kind::paragraph, std::move(text), {}, {}, false};
}

ExitCode print(Context& context, const Document& page) {
  return context.write_page(page, ExitCode::done);
}

std::string outcome_words(const KnowledgeBase& kb, const Decision& decision) {
  if (decision.status == Status::needs_answers) {
    return "not decided yet, at least " + std::string(name(decision.urgency));
  }
  (void)kb;
  return std::string(decision.decision()) + " (" +
         std::string(name(decision.urgency)) + ")";
}

/// The reasons of a decision with the answers and sources behind each.
Document explain_decision(const KnowledgeBase& kb, const Answers& answers,
                          const Decision& decision, bool can_decide_again,
                          bool names_private) {
  Document page;
  page.push_back({Block::Kind::title,
                  "Why: " + outcome_words(kb, decision),
                  {},
                  {},
                  false});
  for (const Reason& reason : decision.because) {
    const Rule& rule = kb.rules[reason.rule];
    if (!names_private && is_private(kb, reason, answers)) {
      page.push_back(heading(std::string(kb.notice("stands_private"))));
      continue;
    }
    page.push_back(heading(rule.title + " (" + rule.id + ", " +
                           std::string(name(reason.urgency)) + ")"));
    std::vector<std::string> lines;
    for (const FindingIndex finding : reason.answers) {
      lines.push_back("You answered: " + kb.findings[finding].means + ": " +
                      answer_words(kb.findings[finding], answers[finding]));
    }
    for (std::string& line : source_lines(kb, rule.provenance)) {
      lines.push_back("Source: " + line);
    }
    page.push_back(bullets(std::move(lines)));
  }
  if (decision.row) {
    const Row& row = kb.rows[*decision.row];
    page.push_back(heading(row.title + " (decision." + row.id + ")"));
    std::vector<std::string> lines = {row.because};
    for (const FindingIndex finding : row_answers(kb, answers, *decision.row)) {
      lines.push_back("You answered: " + kb.findings[finding].means + ": " +
                      answer_words(kb.findings[finding], answers[finding]));
    }
    for (std::string& line : source_lines(kb, row.provenance)) {
      lines.push_back("Source: " + line);
    }
    page.push_back(bullets(std::move(lines)));
  }
  constexpr std::size_t kMost = 12;
  if (decision.status == Status::needs_answers) {
    std::vector<std::string> missing;
    for (const FindingIndex finding : decision.missing) {
      if (missing.size() == kMost) break;
      missing.push_back(kb.findings[finding].id + ": " +
                        kb.findings[finding].means);
    }
    page.push_back(heading("Not answered yet, most dangerous first"));
    page.push_back(bullets(std::move(missing)));
  }
  if (decision.status == Status::decided && can_decide_again) {
    std::vector<std::string> lines;
    for (const Change& change : what_would_change(kb, answers)) {
      if (lines.size() == kMost) break;
      const Finding& finding = kb.findings[change.finding];
      lines.push_back(
          finding.means + ": " + answer_words(finding, change.answer) + " -> " +
          std::string(change.referral || !change.focus ? "referral"
                                                       : name(*change.focus)) +
          " (" + std::string(name(change.urgency)) + ")");
    }
    page.push_back(heading("A single answer that would change this"));
    page.push_back(bullets(std::move(lines)));
    page.push_back(
        paragraph("All of them: backcoach triage --answers FILE --json | jq "
                  ".what_would_change_this"));
  }
  page.push_back({Block::Kind::notice,
                  std::string(kb.notice("not_a_diagnosis")),
                  {},
                  {},
                  false});
  return page;
}

/// Why what stands, stands; it names no exercise and nothing private.
ExitCode explain_standing(Context& context, const KnowledgeBase& kb,
                          const Standing& standing) {
  const Referral* told = standing.page();
  const TriageRecord& record =
      told ? *told->record : *standing.holds.front().record;
  if (context.settings().format == Format::json) {
    const std::string json = triage_json(
        kb, answers_from(kb, record.answers), decision_of(kb, standing),
        context.setting(kb),
        {.trace = true, .decision_id = record.decision_id, .seen = {}});
    return context.write(with_standing(kb, json, standing), ExitCode::done);
  }
  Document page = explain_decision(kb, answers_from(kb, record.answers),
                                   decision_of(kb, standing), false, false);
  const auto& rules = record.rules;
  if (std::any_of(rules.begin(), rules.end(), [](const FiredRule& fired) {
        return fired.rule == kPrivate;
      })) {
    page.insert(page.begin() + 1,
                paragraph(std::string(kb.notice("stands_private"))));
  }
  page.insert(
      page.begin() + 1,
      paragraph("You told us on " +
                told_at(told ? told->since : standing.holds.front().since) +
                "."));
  return context.write_page(page, ExitCode::done);
}

ExitCode what_if(const Arguments& arguments, Context& context,
                 const KnowledgeBase& kb, const Answers& answers) {
  Answers changed = answers;
  std::vector<Issue> issues;
  for (const std::string& assignment : arguments.values("what-if")) {
    for (Issue& issue : set_answer(kb, assignment, changed)) {
      issues.push_back(std::move(issue));
    }
  }
  if (has_error(issues)) return context.report(issues, ExitCode::bad_input);
  const Decision before = triage(kb, answers);
  const Decision after = triage(kb, changed);
  if (context.settings().format == Format::json) {
    return context.write(
        triage_json(kb, changed, after, context.setting(kb), {.trace = true}),
        ExitCode::done);
  }
  Document page =
      explain_decision(kb, changed, after, true, arguments.has("private"));
  page.insert(page.begin() + 1,
              {heading("Before: " + outcome_words(kb, before)),
               heading("With it: " + outcome_words(kb, after))});
  return print(context, page);
}

ExitCode explain_topic(Context& context, const KnowledgeBase& kb,
                       const std::string& topic) {
  std::string row_id = topic;
  if (row_id.starts_with("decision.")) row_id.erase(0, 9);
  if (const Rule* rule = kb.rule(topic)) {
    return print(context, compose_rule(kb, *rule));
  }
  for (const Row& row : kb.rows) {
    if (row.id == row_id) return print(context, compose_row(kb, row));
  }
  if (const Question* question = kb.question(topic)) {
    return print(context, compose_question(kb, *question));
  }
  if (const Exercise* exercise = kb.exercise(topic)) {
    if (const auto code = refuse_exercises(context, kb)) return *code;
    return print(context, compose_exercise(kb, *exercise));
  }
  for (const Rule& rule : kb.rules) {
    if (rule.code == topic) return print(context, compose_rule(kb, rule));
  }
  if (const auto finding = kb.finding(topic)) {
    for (const Question& question : kb.questions) {
      for (const FindingIndex sets : question.sets) {
        if (sets == *finding) {
          return print(context, compose_question(kb, question));
        }
      }
    }
  }
  std::vector<std::string> names;
  for (const Rule& one : kb.rules) names.push_back(one.id);
  for (const Row& one : kb.rows) names.push_back(one.id);
  for (const Question& one : kb.questions) names.push_back(one.id);
  for (const Exercise& one : kb.exercises) names.push_back(one.id);
  const std::string near = text::nearest(topic, names);
  context.complain("error: nothing here is called \"" + topic + "\"" +
                   (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
  return ExitCode::usage;
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const bool about_decision = arguments.words().empty() ||
                              arguments.words()[0] == "last" ||
                              arguments.words()[0] == "plan";
  if (!about_decision) {
    return explain_topic(context, *kb, arguments.words()[0]);
  }
  Answers answers(kb->findings.size());
  Decision decision;
  bool can_decide_again = true;
  SeenInput seen;
  std::string decision_id;
  if (arguments.has("answers") || arguments.has("set")) {
    Checked<AnswersFile> given = read_triage_input(arguments, context, *kb);
    if (!given.value) {
      return context.report(given.issues, input_failure(given.issues));
    }
    answers = std::move(given.value->answers);
    seen = std::move(given.value->seen);
    decision = triage(*kb, answers, seen);
  } else {
    Known all = known(context, *kb);
    const bool about_plan =
        !arguments.words().empty() && arguments.words()[0] == "plan";
    if (all.standing.unreadable || about_plan) {
      if (const auto code =
              refuse(context, *kb, all.standing, Refusal::to_result)) {
        return *code;
      }
    }
    if (!all.standing.referrals.empty() || !all.standing.holds.empty()) {
      return explain_standing(context, *kb, all.standing);
    }
    if (!all.latest) {
      context.say("There is no decision yet. Start with: backcoach triage");
      return ExitCode::no_plan;
    }
    answers = std::move(all.latest->answers);
    decision = under(all.standing, all.latest->decision);
    can_decide_again = all.latest->can_decide_again;
    decision_id = all.latest->decision_id;
    seen = all.latest->seen;
  }
  if (arguments.has("what-if")) {
    if (!can_decide_again) {
      context.complain(
          "error: your most private answers are not kept, so this cannot be "
          "worked out from the last triage. Use --answers FILE with it.");
      return ExitCode::answers_missing;
    }
    return what_if(arguments, context, *kb, answers);
  }
  if (context.settings().format == Format::json) {
    return context.write(
        triage_json(*kb, answers, decision, context.setting(*kb),
                    {.trace = true,
                     .ask = false,
                     .decision_id = decision_id,
                     .seen = seen}),
        ExitCode::done);
  }
  return print(context,
               explain_decision(*kb, answers, decision, can_decide_again,
                                arguments.has("private")));
}

}  // namespace

Command explain_command() {
  return {.name = "explain",
          .summary = "Why: the last decision, a rule, a question, an exercise",
          .words = "[TOPIC]",
          .most_words = 1,
          .example =
              "backcoach explain cat_camel\n"
              "  backcoach explain --answers today.json --what-if "
              "fever=yes",
          .flags = kFlags,
          .run = run,
          .formats = Formats::page};
}

}  // namespace backcoach::cli
