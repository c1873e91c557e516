#include <algorithm>
#include <array>

#include "../../show/render_reference.hpp"
#include "../context.hpp"
#include "../figures.hpp"
#include "../find_name.hpp"
#include "../standing.hpp"
#include "all.hpp"

namespace backcoach::cli {
namespace {

ExitCode list(Context& context, const KnowledgeBase& kb) {
  if (context.settings().format == Format::json) {
    return context.write(exercises_json(kb), ExitCode::done);
  }
  Block table{Block::Kind::table, {}, {}, {{"Exercise", "Name", "For"}}};
  for (const Exercise& exercise : kb.exercises) {
    table.rows.push_back({exercise.id, exercise.name, exercise.goal});
  }
  Document page;
  // On a screen the table says enough; a file of its own has a title.
  if (context.settings().format != Format::text) {
    page.push_back({Block::Kind::title, "Exercises"});
  }
  page.push_back(std::move(table));
  return context.write_page(page, ExitCode::done);
}

constexpr std::array kFlags = {
    Flag{.name = "figure",
         .value = "STYLE",
         .help = "Picture: quadrant, braille, ascii or none",
         .of = "show"},
    Flag{.name = "sources",
         .value = {},
         .help = "Also where each statement comes from",
         .of = "show"},
};

/// The poses of a figure next to each other where there is room, else below
/// each other.
std::string poses_in_text(const Figure& figure, FigureStyle style,
                          const Style& shown) {
  constexpr int kMargin = 2;
  constexpr int kRows = 14;
  constexpr int kWidest = 44;
  const int room = std::max(shown.width, 20) - kMargin;
  const auto ways = static_cast<double>(std::max<std::size_t>(
      1, figure.motion == Motion::round ? figure.poses.size()
                                        : figure.poses.size() - 1));
  std::vector<CaptionedPicture> poses;
  for (std::size_t i = 0; i < figure.poses.size(); ++i) {
    poses.push_back({"", picture_of(figure, static_cast<double>(i) / ways,
                                    style, std::min(room, kWidest), kRows)});
    if (poses.back().picture.lines.empty()) return {};
  }
  return in_rows(poses, shown);
}

/// The page with its picture below the title; where nothing is drawn, the
/// sentence for those who cannot see it.
std::string page_with_figure(Context& context, const Document& page,
                             const Exercise& exercise, FigureStyle style) {
  const Figures figures = figures_of(context);
  const Figure* figure = figure_of(figures, exercise.id);
  const Style shown = context.style();
  if (!figure || page.empty()) return render_text(page, shown);
  const Document title(page.begin(), page.begin() + 1);
  Document rest(page.begin() + 1, page.end());
  rest.insert(rest.begin(),
              {Block::Kind::paragraph, "Picture: " + figure->sentence});
  const std::string drawn = style == FigureStyle::none
                                ? std::string()
                                : poses_in_text(*figure, style, shown);
  std::string head = render_text(title, shown);
  if (!head.ends_with("\n\n")) head += "\n";
  return head + drawn + render_text(rest, shown);
}

ExitCode show(const Arguments& arguments, Context& context,
              const KnowledgeBase& kb, const std::string& id) {
  const auto style = figure_style(context, arguments.value("figure"));
  if (!style) return ExitCode::usage;
  const auto meant = exercises_meant(kb, id);
  if (meant.size() != 1) {
    context.complain("error: " + no_exercise(kb, id, meant));
    return ExitCode::usage;
  }
  const Exercise* exercise = meant.front();
  if (context.settings().format == Format::json) {
    return context.write(exercise_json(kb, *exercise), ExitCode::done);
  }
  Document page = compose_exercise(kb, *exercise);
  if (!arguments.has("sources")) page = without_sources(std::move(page));
  // A picture belongs to a terminal; pages have the words.
  if (context.settings().format != Format::text) {
    return context.write_page(page, ExitCode::done);
  }
  return context.write(page_with_figure(context, page, *exercise, *style),
                       ExitCode::done);
}

ExitCode run(const Arguments& arguments, Context& context) {
  const KnowledgeBase* kb = context.knowledge();
  if (!kb) return context.knowledge_error();
  const auto& words = arguments.words();
  // The reference is open to whoever asks for somebody else.
  if (const auto code = refuse_exercises(context, *kb)) return *code;
  if (words.empty() || words[0] == "list") return list(context, *kb);
  if (words[0] == "show" && words.size() == 2) {
    return show(arguments, context, *kb, words[1]);
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
          .flags = kFlags,
          .run = run,
          .formats = Formats::page,
          .verb = "list"};
}

}  // namespace backcoach::cli
