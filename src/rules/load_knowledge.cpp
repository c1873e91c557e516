#include <algorithm>
#include <map>
#include <memory>

#include "../base/edit_distance.hpp"
#include "../base/sha256.hpp"
#include "../kb/banned_words.hpp"
#include "../kb/figures.hpp"
#include "../kb/needed.hpp"
#include "../kb/notices.hpp"
#include "../kb/sections.hpp"
#include "../kb/senseless.hpp"
#include "../kb/unread.hpp"
#include "backcoach/load.hpp"
#include "compile.hpp"

namespace backcoach {
namespace {

using load::Context;
using load::Document;
using load::Names;
using load::Reader;

/// What a Mac, an editor or a version control left there.
bool is_hidden(const std::string& path) {
  return path.starts_with('.') || path.find("/.") != std::string::npos;
}

bool is_left_alone(const std::string& path) {
  return is_hidden(path) || !path.ends_with(".json") ||
         path.starts_with("schema/") || path.starts_with("cases/");
}

bool has(const std::vector<std::string>& values, const std::string& value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

class Loader {
 public:
  Loader(std::vector<SourceFile> files, std::string shown)
      : files_(std::move(files)), shown_(std::move(shown)) {}

  Checked<KnowledgeBase> run() {
    std::sort(files_.begin(), files_.end(),
              [](const SourceFile& a, const SourceFile& b) {
                return a.path < b.path;
              });
    parse_all();
    // Everything refers to everything: with one file unreadable, all else
    // would only be noise.
    const bool readable =
        std::all_of(documents_.begin(), documents_.end(),
                    [](const auto& entry) { return entry.second != nullptr; });
    if (readable) {
      // Nothing has to wait in a base that is read as a whole.
      if (documents_.contains("waiting.json")) {
        if (auto r = file("waiting.json")) load::mark_waiting(*r, documents_);
      }
      read_names();
      if (!kb_.findings.empty()) read_rest();
      refuse_unknown_files();
      load::refuse_banned_words(documents_, issues_);
    }
    if (!has_error(issues_)) load::refuse_unread(documents_, issues_);
    if (!has_error(issues_)) check_whole();
    Checked<KnowledgeBase> result;
    result.issues = std::move(issues_);
    if (!has_error(result.issues)) result.value = std::move(kb_);
    return result;
  }

 private:
  void keep_schema(const SourceFile& file) {
    constexpr std::string_view kFolder = "schema/";
    constexpr std::string_view kEnding = ".schema.json";
    if (is_hidden(file.path) || !file.path.starts_with(kFolder) ||
        !file.path.ends_with(kEnding)) {
      return;
    }
    const std::size_t length =
        file.path.size() - kFolder.size() - kEnding.size();
    kb_.schemas.push_back(
        {file.path.substr(kFolder.size(), length), file.text});
  }

  void parse_all() {
    text::Sha256 digest;
    for (SourceFile& file : files_) {
      keep_schema(file);
      if (is_left_alone(file.path)) continue;
      digest.add(file.path);
      digest.add(std::string_view("\0", 1));
      digest.add(file.text);
      digest.add(std::string_view("\0", 1));
      auto document =
          load::parse(shown_ + file.path, std::move(file.text), issues_);
      documents_[file.path] = std::move(document);
    }
    sha256_ = digest.hex();
  }

  /// The file at `path`; a missing one is an issue.
  std::optional<Reader> file(const std::string& path) {
    used_.push_back(path);
    const auto it = documents_.find(path);
    if (it == documents_.end()) {
      Issue issue;
      issue.where.file = shown_ + path;
      issue.code = "missing-file";
      issue.message = "this file is missing";
      issues_.push_back(std::move(issue));
      return std::nullopt;
    }
    if (!it->second) return std::nullopt;
    Reader reader(*it->second, it->second->json, "", issues_);
    if (!reader.is_object()) return std::nullopt;
    return reader;
  }

  /// All files in a folder, in order.
  std::vector<Reader> folder(const std::string& name) {
    std::vector<Reader> readers;
    for (const auto& [path, document] : documents_) {
      if (!path.starts_with(name + "/")) continue;
      used_.push_back(path);
      if (!document) continue;
      Reader reader(*document, document->json, "", issues_);
      if (reader.is_object()) readers.push_back(std::move(reader));
    }
    return readers;
  }

  void name_one(Names::Index& index, Reader& reader) {
    const load::Json* id = reader.raw("id", false);
    if (!id || !id->is_string()) return;  // reported when it is read in full
    const auto position = static_cast<std::uint16_t>(index.size());
    if (!index.emplace(id->get<std::string>(), position).second) {
      reader.error("id", "duplicate-id",
                   "\"" + id->get<std::string>() + "\" is used twice");
    }
  }

  void name_list(Names::Index& index, const std::string& path,
                 std::string_view key) {
    const auto it = documents_.find(path);
    if (it == documents_.end() || !it->second) return;
    Reader whole(*it->second, it->second->json, "", issues_);
    const load::Json* list = whole.raw(key, false);
    if (!list || !list->is_array()) return;
    for (std::size_t i = 0; i < list->size(); ++i) {
      Reader entry(*it->second, (*list)[i],
                   "/" + std::string(key) + "/" + std::to_string(i), issues_);
      name_one(index, entry);
    }
  }

  void read_names() {
    if (auto reader = file("findings.json")) {
      kb_.findings = load::read_findings(*reader);
    }
    if (auto reader = file("history.json")) {
      for (Finding& measure : load::read_history(*reader)) {
        kb_.findings.push_back(std::move(measure));
      }
    }
    if (auto reader = file("checkin.json")) {
      for (Finding& measure : load::read_checkin_measures(*reader)) {
        kb_.findings.push_back(std::move(measure));
      }
    }
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      const bool fresh =
          names_.findings
              .emplace(kb_.findings[i].id, static_cast<std::uint16_t>(i))
              .second;
      if (!fresh) {
        Issue issue;
        issue.where.file = shown_ + "findings.json";
        issue.code = "duplicate-id";
        issue.message =
            "the finding \"" + kb_.findings[i].id + "\" is listed twice";
        issues_.push_back(std::move(issue));
      }
    }
    name_list(names_.facts, "facts.json", "facts");
    name_list(names_.sources, "sources.json", "sources");
    name_list(names_.menus, "plan.json", "menus");
    for (Reader& reader : folder("lessons")) name_one(names_.lessons, reader);
    for (Reader& reader : folder("red_flags")) name_one(names_.rules, reader);
    for (Reader& reader : folder("exercises")) {
      name_one(names_.exercises, reader);
    }
  }

  void read_rest() {
    // Positions in conditions refer to these lists, so a file that cannot be
    // read must not shift them: nothing is used then anyway.
    const Context context{kb_, names_};
    if (auto r = file("manifest.json")) {
      kb_.manifest = load::read_manifest(*r, context);
    }
    kb_.manifest.sha256 = sha256_;
    if (auto r = file("sources.json"))
      kb_.sources = load::read_sources(*r, context);
    if (auto r = file("facts.json")) kb_.facts = load::read_facts(*r, context);
    for (Reader& r : folder("red_flags")) {
      kb_.rules.push_back(load::read_rule(r, context));
    }
    if (auto r = file("decision.json")) {
      kb_.rows = load::read_rows(*r, context);
    }
    for (Reader& r : folder("questions")) {
      kb_.questions.push_back(load::read_question(r, context));
    }
    // A base may leave its sections without titles.
    if (documents_.contains("sections.json")) {
      if (auto r = file("sections.json")) {
        kb_.sections = load::read_question_sections(*r, context);
      }
    }
    if (auto r = file("urgency.json")) {
      kb_.levels = load::read_levels(*r, context);
    }
    if (auto r = file("stages.json")) {
      kb_.stages = load::read_stages(*r, context);
    }
    if (auto r = file("watch_for.json")) {
      kb_.watch_for = load::read_watch_for(*r, context);
    }
    if (auto r = file("notices.json")) {
      kb_.notices = load::read_notices(*r, context);
      demand_notices(*r);
    }
    if (auto r = file("implications.json")) {
      load::read_implications(*r, context);
    }
    if (auto r = file("regions.json")) load::read_regions(*r, context);
    for (Reader& r : folder("exercises")) {
      kb_.exercises.push_back(load::read_exercise(r, context));
    }
    for (Reader& r : folder("figures")) {
      figures_.push_back(load::read_figure(r, &context));
    }
    if (documents_.contains("people.json")) {
      if (auto r = file("people.json")) load::read_people(*r, context, names_);
    }
    if (auto r = file("plan.json")) {
      kb_.plan = load::read_plan_rules(*r, context);
      read_adaptations(context, r->texts("adaptation_ranks"));
    }
    // A base without exceptions needs no such file.
    if (documents_.contains("proof.json")) {
      if (auto r = file("proof.json")) {
        kb_.proof_exceptions = load::read_proof(*r, context);
      }
    }
    // Without it each rule is looked at by itself.
    if (documents_.contains("seen.json")) {
      if (auto r = file("seen.json")) {
        kb_.seen = load::read_seen(*r, context);
      }
    }
    sort_questions();
    const auto check = file("checkin.json");
    if (const auto plan = file("plan.json"); plan && check) {
      kb_.checkin = load::read_daily_check(*check, *plan, context);
      const FlareRules& flare = kb_.plan.progress.flare;
      kb_.checkin.history.flare_small_days = flare.menu_days;
      kb_.checkin.history.flare_green_days =
          static_cast<int>(flare.ramp_percents.size());
    }
    if (auto r = file("words/rules.json")) load::check_word_rules(*r);
    if (auto r = file("evidence.json")) {
      const auto plan = file("plan.json");
      if (plan) kb_.claims = load::read_evidence(*r, plan->json(), context);
    }
  }

  /// Who wins stands first; two that are equal would win by their names.
  void read_adaptations(const Context& context,
                        const std::vector<std::string>& ranks) {
    auto& adaptations = kb_.plan.adaptations;
    for (Reader& r : folder("adaptations")) {
      adaptations.push_back(load::read_adaptation(r, context, ranks));
      const Adaptation& one = adaptations.back();
      for (std::size_t i = 0; i + 1 < adaptations.size(); ++i) {
        if (adaptations[i].rank != one.rank ||
            adaptations[i].priority != one.priority) {
          continue;
        }
        r.error("priority", "duplicate-id",
                "\"" + adaptations[i].id + "\" has the same rank and priority",
                "say which of the two wins");
      }
    }
    std::stable_sort(adaptations.begin(), adaptations.end(),
                     [](const Adaptation& a, const Adaptation& b) {
                       return std::pair(a.rank, a.priority) <
                              std::pair(b.rank, b.priority);
                     });
    for (Reader& r : folder("lessons")) {
      kb_.plan.lessons.push_back(load::read_lesson(r, context));
    }
    std::stable_sort(
        kb_.plan.lessons.begin(), kb_.plan.lessons.end(),
        [](const Lesson& a, const Lesson& b) { return a.order < b.order; });
  }

  void demand_notices(Reader& reader) {
    for (const std::string_view id : load::kNotices) {
      if (!kb_.notice(id).empty()) continue;
      reader.error("notices", "missing-notice",
                   "the notice \"" + std::string(id) + "\" is missing",
                   "the program shows it by this id");
    }
  }

  void refuse_unknown_files() {
    for (const auto& [path, document] : documents_) {
      if (std::find(used_.begin(), used_.end(), path) != used_.end()) continue;
      Issue issue;
      issue.where.file = shown_ + path;
      issue.code = "unknown-file";
      issue.message = "nothing reads this file";
      const std::string near = text::nearest(path, used_);
      issue.help = near.empty() ? "see README.md of the knowledge base"
                                : "did you mean " + near + "?";
      issues_.push_back(std::move(issue));
    }
  }

  void add_issue(const std::string& path, std::string code, std::string message,
                 std::string help) {
    Issue issue;
    issue.where.file = shown_ + path;
    issue.code = std::move(code);
    issue.message = std::move(message);
    issue.help = std::move(help);
    issues_.push_back(std::move(issue));
  }

  void sort_questions() {
    std::stable_sort(
        kb_.questions.begin(), kb_.questions.end(),
        [](const Question& a, const Question& b) { return a.order < b.order; });
  }

  void check_whole() {
    std::vector<const Question*> set_by(kb_.findings.size());
    for (const Question& question : kb_.questions) {
      for (const FindingIndex finding : question.sets) {
        if (set_by[finding]) {
          add_issue("questions/" + question.id + ".json", "duplicate-question",
                    "\"" + kb_.findings[finding].id +
                        "\" is already asked by \"" + set_by[finding]->id +
                        "\"",
                    "ask for it once");
        }
        set_by[finding] = &question;
      }
    }
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      if (!set_by[i] && !kb_.findings[i].history) {
        add_issue("findings.json", "never-asked",
                  "no question asks for \"" + kb_.findings[i].id + "\"",
                  "name it in \"sets\" of a question");
      }
    }
    demand_own_titles();
    demand_figures();
    demand_needed();
    demand_hurt_list();
    const std::vector<std::string> cycle = engine::find_cycle(kb_);
    if (!cycle.empty()) {
      std::string path;
      for (const std::string& step : cycle) {
        path += (path.empty() ? "" : " -> ") + step;
      }
      add_issue("facts.json", "circular-reference",
                "these refer to each other in a circle: " + path,
                "say one of them without the other");
    }
    if (has_error(issues_)) return;
    engine::compile(kb_);
    demand_open_examples();
    refuse_senseless();
  }

  /// Conditions that come out the same whatever anybody answers.
  void refuse_senseless() {
    for (const load::Senseless& one : load::find_senseless(kb_)) {
      Issue issue;
      issue.where.file = shown_ + one.path;
      issue.where.pointer = one.pointer;
      issue.code = one.always ? "always-holds" : "never-holds";
      issue.message = std::string("this can ") +
                      (one.always ? "only hold" : "never hold") + ": " +
                      one.why;
      issue.help = one.always ? "leave it out, or mend the bound or answer"
                              : "mend the bound, or leave one part out";
      const auto document = documents_.find(one.path);
      if (document != documents_.end()) {
        load::locate(*document->second, one.pointer, load::Part::value, issue);
      }
      issues_.push_back(std::move(issue));
    }
  }

  /// No two questions are called the same, the daily check included.
  void demand_own_titles() {
    std::map<std::string, std::string> called;
    const auto look = [&](const Question& question, const std::string& path) {
      const auto [at, fresh] = called.emplace(question.title, question.id);
      if (!fresh) {
        add_issue(
            path, "duplicate-title",
            "\"" + question.id + "\" has the title of \"" + at->second + "\"",
            "give it \"title\" words of its own");
      }
    };
    for (const Question& question : kb_.questions) {
      look(question, "questions/" + question.id + ".json");
    }
    for (const Question& question : kb_.checkin.questions) {
      look(question, "checkin.json");
    }
  }

  /// Each exercise is drawn, and drawn in one way.
  void demand_figures() {
    std::map<std::string, std::string> drawn;
    for (const Figure& figure : figures_) {
      for (const std::string& exercise : figure.exercises) {
        const auto [at, fresh] = drawn.emplace(exercise, figure.id);
        if (fresh) continue;
        add_issue(
            "figures/" + figure.id + ".json", "duplicate-figure",
            "\"" + exercise + "\" is already drawn by \"" + at->second + "\"",
            "name it in one figure");
      }
    }
    for (const Exercise& exercise : kb_.exercises) {
      if (drawn.count(exercise.id) > 0) continue;
      add_issue("exercises/" + exercise.id + ".json", "missing-figure",
                "no figure shows this exercise",
                "name it in \"exercises\" of a file of figures/");
    }
  }

  /// What the program reads by name is there.
  void demand_needed() {
    if (kb_.exercises.empty()) return;  // decisions alone, no days
    for (const std::string_view needed : load::kNeeded) {
      const std::string id(needed.substr(0, needed.find('=')));
      const auto finding = kb_.finding(id);
      const auto value = std::string(
          id.size() < needed.size() ? needed.substr(id.size() + 1) : "");
      const bool there = finding && (value.empty() ||
                                     has(kb_.findings[*finding].values, value));
      if (there) continue;
      add_issue(finding ? "checkin.json" : "findings.json", "missing-answer",
                "the program reads \"" + std::string(needed) +
                    "\", and no file has it",
                "take back the new name, or add it again");
    }
    const auto& told = kb_.checkin.measures;
    for (std::size_t i = 0; i < kb_.findings.size(); ++i) {
      const Finding& finding = kb_.findings[i];
      if (std::find(told.begin(), told.end(), i) != told.end()) continue;
      const bool known =
          std::find(load::kMeasures.begin(), load::kMeasures.end(),
                    finding.id) != load::kMeasures.end();
      if (!finding.history || known) continue;
      add_issue("history.json", "missing-answer",
                "the program takes no \"" + finding.id + "\" from a diary",
                "the measures are fixed; see docs/knowledge-base.md");
    }
  }

  /// Whatever a plan can contain can be said to hurt.
  void demand_hurt_list() {
    const auto finding = kb_.finding("hurt_exercises");
    if (!finding || kb_.exercises.empty()) return;
    for (const Exercise& card : kb_.exercises) {
      const bool moves = card.kind == "exercise" || card.kind == "walk";
      if (!moves || has(kb_.findings[*finding].values, card.id)) {
        continue;
      }
      add_issue("checkin.json", "missing-answer",
                "nobody can say that \"" + card.id + "\" hurt",
                "add it to \"hurt_exercises\" and to \"which_hurt\"");
    }
  }

  /// A rule that can be open needs an example that is. One that hangs on
  /// grading answers alone never is.
  void demand_open_examples() {
    std::vector<bool> can_be_open(kb_.rules.size());
    for (const OutcomeNode& outcome : kb_.network.outcomes) {
      if (kb_.network.before_decision[outcome.node] == Truth::unknown) {
        can_be_open[outcome.rule] = true;
      }
    }
    for (std::size_t r = 0; r < kb_.rules.size(); ++r) {
      const Rule& rule = kb_.rules[r];
      const bool shown = std::any_of(
          rule.examples.begin(), rule.examples.end(),
          [](const Example& one) { return one.holds == Truth::unknown; });
      if (!can_be_open[r] || shown) continue;
      Issue issue;
      issue.where.file = rule.file;
      issue.where.pointer = "/examples";
      issue.code = "missing-example";
      issue.message = "no example shows this rule come out \"unknown\"";
      issue.help = "add one that leaves out an answer it needs";
      issues_.push_back(std::move(issue));
    }
  }

  std::vector<SourceFile> files_;
  std::string shown_;
  std::map<std::string, std::unique_ptr<Document>> documents_;
  std::vector<std::string> used_;
  std::vector<Issue> issues_;
  std::string sha256_;
  Names names_;
  Figures figures_;  // checked here, used by load_figures
  KnowledgeBase kb_;
};

}  // namespace

Checked<KnowledgeBase> load_knowledge(std::vector<SourceFile> files,
                                      const std::string& shown) {
  return Loader(std::move(files), shown).run();
}

}  // namespace backcoach
