#include "../../text/edit_distance.hpp"
#include "../context.hpp"
#include "../latest.hpp"
#include "all.hpp"
#include "backcoach/render_reference.hpp"

namespace backcoach::cli {
namespace {

ExitCode list(Context& context, const KnowledgeBase& kb) {
  if (context.settings().format == Format::json) {
    return context.write(exercises_json(kb), ExitCode::done);
  }
  Block table{Block::Kind::table, {}, {}, {{"Exercise", "Name", "For"}}, false};
  for (const Exercise& exercise : kb.exercises) {
    table.rows.push_back({exercise.id, exercise.name, exercise.goal});
  }
  Document page;
  // On a screen the table says enough; a file of its own has a title.
  if (context.settings().format != Format::text) {
    page.push_back({Block::Kind::title, "Exercises", {}, {}, false});
  }
  page.push_back(std::move(table));
  return context.write_page(page, ExitCode::done);
}

ExitCode show(Context& context, const KnowledgeBase& kb,
              const std::string& id) {
  const Exercise* exercise = kb.exercise(id);
  if (!exercise) {
    std::vector<std::string> names;
    for (const Exercise& one : kb.exercises) names.push_back(one.id);
    const std::string near = text::nearest(id, names);
    context.complain("error: there is no exercise \"" + id + "\"" +
                     (near.empty() ? "" : "; did you mean \"" + near + "\"?"));
    return ExitCode::usage;
  }
  if (context.settings().format == Format::json) {
    return context.write(exercise_json(kb, *exercise), ExitCode::done);
  }
  const Document page = compose_exercise(kb, *exercise);
  return context.write_page(page, ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto& words = arguments.words();
  if (exercises_forbidden(context, *kb)) {
    return refuse_exercises(context, *kb);
  }
  if (words.empty() || words[0] == "list") return list(context, *kb);
  if (words[0] == "show" && words.size() == 2) {
    return show(context, *kb, words[1]);
  }
  context.complain("error: use list or show ID");
  return ExitCode::usage;
}

}  // namespace

Command exercises_command() {
  return {.name = "exercises",
          .summary = "The exercises: steps, dose, who is to leave them out",
          .words = "list|show ID",
          .most_words = 2,
          .example = "backcoach exercises show cat_camel",
          .flags = {},
          .run = run,
          .formats = Formats::page};
}

}  // namespace backcoach::cli
