#include "cliff_report.hpp"

#include <nlohmann/json.hpp>

#include "../author/answer_list.hpp"
#include "../author/bench.hpp"
#include "../author/cliffs.hpp"
#include "../author/rule_tests.hpp"
#include "../base/number.hpp"
#include "../rules/answers_line.hpp"
#include "authoring_input.hpp"

namespace backcoach::cli {
namespace {

using authoring::Cliff;
using authoring::CliffSearch;
using Json = nlohmann::ordered_json;

/// More than this many new ones at once help nobody; JSON has all.
constexpr std::size_t kMostShown = 20;

std::string heading(const CliffSearch& search) {
  std::string out = std::to_string(search.tried) + " sets of answers of " +
                    std::to_string(search.people) + " people tried";
  if (!search.whole) out += "; the bound was reached";
  out += ". " + std::to_string(search.cliffs.size()) + " cliffs, " +
         std::to_string(search.new_ones()) + " of them new.\n";
  return out;
}

std::string words(const KnowledgeBase& kb, const Cliff& one) {
  std::string out = (one.because.empty() ? "new: " : "known: ") + one.about +
                    ": " + std::string(name(one.from)) + " -> " +
                    std::string(name(one.to)) + " with " +
                    authoring::answer_list(kb, one.then) + "\n";
  if (!one.because.empty()) return out + "  why: " + one.because + "\n";
  return out +
         "  in: " + authoring::answer_list(kb, authoring::sparse(one.answers)) +
         "\n";
}

std::string text_of(const KnowledgeBase& kb, const CliffSearch& search) {
  std::string out = heading(search);
  std::size_t shown = 0;
  for (const Cliff& one : search.cliffs) {
    if (one.because.empty() && ++shown > kMostShown) continue;
    out += words(kb, one);
  }
  if (shown > kMostShown) {
    out += "… and " + std::to_string(shown - kMostShown) +
           " more; --json has all.\n";
  }
  return out;
}

Json answers_of(const KnowledgeBase& kb, const SparseAnswers& given) {
  Answers answers(kb.findings.size());
  for (const auto& [finding, value] : given) answers.set(finding, value);
  const Json all = Json::parse(answers_json(kb, answers, false), nullptr,
                               /*allow_exceptions=*/false);
  return all.value("answers", Json::object());
}

std::string json_of(const KnowledgeBase& kb, const CliffSearch& search) {
  Json cliffs = Json::array();
  for (const Cliff& one : search.cliffs) {
    cliffs.push_back(
        {{"kind", name(one.kind)},
         {"about", one.about},
         {"from", name(one.from)},
         {"to", name(one.to)},
         {"answers", answers_of(kb, authoring::sparse(one.answers))},
         {"then", answers_of(kb, one.then)},
         {"because", one.because.empty() ? Json(nullptr) : Json(one.because)}});
  }
  const Json out = {{"schema", "backcoach/rules_cliffs/1"},
                    {"people", search.people},
                    {"tried", search.tried},
                    {"whole", search.whole},
                    {"new", search.new_ones()},
                    {"cliffs", std::move(cliffs)}};
  return out.dump(2) + "\n";
}

/// Sets of answers from a file, one a line.
Checked<std::vector<Answers>> people_in(Context& context,
                                        const KnowledgeBase& kb,
                                        const std::string& path) {
  Checked<std::vector<Answers>> result;
  Checked<std::string> text = context.files().read(path);
  if (!text.value) {
    result.issues = std::move(text.issues);
    return result;
  }
  std::vector<Answers> people;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < text.value->size();) {
    const std::size_t end =
        std::min(text.value->find('\n', begin), text.value->size());
    const std::string line = text.value->substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    load::AnswersLine read =
        load::load_answers_line(kb, path + ":" + std::to_string(number), line);
    if (read.answers.value) {
      people.push_back(std::move(*read.answers.value));
    } else {
      result.issues.insert(result.issues.end(), read.answers.issues.begin(),
                           read.answers.issues.end());
    }
  }
  if (!has_error(result.issues)) result.value = std::move(people);
  return result;
}

}  // namespace

ExitCode search_cliffs(const Arguments& arguments, Context& context) {
  const auto& words = arguments.words();
  const TriedBase base =
      read_tried_base(context, words.size() > 1 ? words[1] : "");
  if (base.error != ExitCode::done) return base.error;
  authoring::CliffOptions options;
  if (arguments.has("most")) {
    const auto most = text::whole_number(arguments.value("most"));
    if (!most || *most < 1) {
      context.complain("error: --most takes a number above 0");
      return ExitCode::usage;
    }
    options.most = static_cast<std::size_t>(*most);
  }
  std::vector<Answers> people =
      authoring::Bench(base.kb, base.cases).people_answers();
  if (arguments.has("answers")) {
    auto given = people_in(context, base.kb, arguments.value("answers"));
    if (!given.value) return context.report(given.issues, ExitCode::bad_input);
    people = std::move(*given.value);
  }
  const CliffSearch search = authoring::find_cliffs(base.kb, people, options);
  return context.write(
      context.settings().format == Format::json ? json_of(base.kb, search)
                                                : text_of(base.kb, search),
      search.new_ones() == 0 ? ExitCode::done : ExitCode::bad_input);
}

}  // namespace backcoach::cli
