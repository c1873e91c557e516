#include <array>

#include "../../base/edit_distance.hpp"
#include "../../kb/answer_words.hpp"
#include "../../show/render_reference.hpp"
#include "../context.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

ExitCode list(Context& context, const KnowledgeBase& kb) {
  if (context.settings().format == Format::json) {
    return context.write(questions_json(kb, context.region(kb)),
                         ExitCode::done);
  }
  Block table{Block::Kind::table, {}, {}, {{"Question", "Asks", "Sets"}}};
  for (const Question& question : kb.questions) {
    table.rows.push_back(
        {question.id, question.text, ids_of(kb, question.sets)});
  }
  return context.write_page({table}, ExitCode::done);
}

ExitCode show(Context& context, const KnowledgeBase& kb,
              const std::string& id) {
  const Question* question = kb.question(id);
  // The name of an answer leads to the question that asks for it.
  if (const auto finding = kb.finding(id); !question && finding) {
    for (const Question& one : kb.questions) {
      for (const FindingIndex sets : one.sets) {
        if (sets == *finding) question = &one;
      }
    }
  }
  if (!question) {
    std::vector<std::string> names;
    for (const Question& one : kb.questions) names.push_back(one.id);
    for (const Finding& one : kb.findings) names.push_back(one.id);
    const std::string near = text::nearest(id, names);
    context.complain("error: there is no question \"" + id + "\"" +
                     (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    return ExitCode::usage;
  }
  if (context.settings().format == Format::json) {
    return context.write(question_json(kb, *question, context.region(kb)),
                         ExitCode::done);
  }
  const Document page = compose_question(kb, *question);
  return context.write_page(page, ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto& words = arguments.words();
  if (words.empty() || words[0] == "list") return list(context, *kb);
  if (words[0] == "template") {
    if (context.settings().format == Format::markdown) {
      context.complain("error: the template is JSON");
      return ExitCode::usage;
    }
    return context.write(
        answers_json(*kb, Answers(kb->findings.size()), /*all=*/true),
        ExitCode::done);
  }
  if (words[0] == "show" && words.size() == 2) {
    return show(context, *kb, words[1]);
  }
  context.complain("error: use list, show ID or template");
  return ExitCode::usage;
}

}  // namespace

Command questions_command() {
  return {.name = "questions",
          .summary = "The questions, their names and an empty answers file",
          .words = "list|show ID|template",
          .most_words = 2,
          .example = "backcoach questions template > today.json",
          .flags = {},
          .run = run};
}

}  // namespace backcoach::cli
