#include <algorithm>

#include "../kb/answer_words.hpp"
#include "../kb/names.hpp"
#include "answers_line.hpp"
#include "backcoach/load.hpp"
#include "backcoach/triage.hpp"

namespace backcoach {
namespace {

using load::Document;
using load::Json;
using load::Names;
using load::Reader;

constexpr std::string_view kSchema = "backcoach/answers/1";

enum class Scope { triage, history, checkin };

Names finding_names(const KnowledgeBase& kb, Scope scope) {
  Names names;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    if (kb.findings[i].history == (scope == Scope::history)) {
      names.findings.emplace(kb.findings[i].id, static_cast<std::uint16_t>(i));
    }
  }
  for (const FindingIndex measure : kb.checkin.measures) {
    const std::string& id = kb.findings[measure].id;
    if (scope == Scope::checkin) names.findings.emplace(id, measure);
    if (scope == Scope::history) names.findings.erase(id);
  }
  return names;
}

/// What stands beside the answers, where somebody wants to know it.
struct Beside {
  std::vector<std::string> about;
  std::string continues;
  std::vector<std::string> seen;
};

/// The object of answers inside `document`, unwrapped.
std::optional<Reader> answers_object(const Document& document,
                                     std::vector<Issue>& issues,
                                     Beside* beside = nullptr) {
  Reader whole(document, document.json, "", issues);
  if (!whole.is_object()) return std::nullopt;
  if (!whole.has("schema") && !whole.has("answers")) return whole;
  const std::string schema = whole.text("schema", false);
  if (!schema.empty() && schema != kSchema) {
    whole.error("schema", "unknown-schema",
                "this is \"" + schema + "\", not an answers file",
                "the schema of answers is \"" + std::string(kSchema) + "\"");
  }
  auto answers = whole.object("answers");
  Beside read;
  read.about = whole.texts("about", false);
  read.continues = whole.text("continues", false);
  read.seen = whole.texts("seen", false);
  if (beside) *beside = std::move(read);
  whole.finish();
  return answers;
}

Answers dense(const KnowledgeBase& kb, const SparseAnswers& given,
              const load::Skips& skips = {}) {
  Answers answers(kb.findings.size());
  for (const auto& [finding, value] : given) answers.set(finding, value);
  for (const FindingIndex finding : skips.given) answers.decline(finding);
  return answers;
}

/// Reports conflicts at the later of the answers that clash.
void report_conflicts(const KnowledgeBase& kb, const Answers& answers,
                      const std::string& file, Reader* reader,
                      std::vector<Issue>& issues) {
  for (const std::size_t index : conflicts(kb, answers)) {
    const Conflict& conflict = kb.conflicts[index];
    const std::string help =
        "look again at: " + ids_of(kb, conflict.findings, ", ");
    if (reader) {
      const std::string& last = kb.findings[conflict.findings.back()].id;
      reader->error(last, "conflicting-answers", conflict.message, help);
    } else {
      Issue issue;
      issue.where.file = file;
      issue.code = "conflicting-answers";
      issue.message = conflict.message;
      issue.help = help;
      issues.push_back(std::move(issue));
    }
  }
}

/// Reads the answers of a file that has been parsed.
void read_document(const KnowledgeBase& kb, const Names& names,
                   const Document& document, Checked<Answers>& result,
                   Beside* beside = nullptr) {
  auto object = answers_object(document, result.issues, beside);
  if (!object) return;
  load::Skips skips = load::skips_of(kb);
  const SparseAnswers given =
      load::read_answers(*object, kb.findings, names.findings, &skips);
  const Answers answers = dense(kb, given, skips);
  if (has_error(result.issues)) return;
  report_conflicts(kb, answers, document.file, &*object, result.issues);
  if (!has_error(result.issues)) result.value = answers;
}

Checked<Answers> load_in(const KnowledgeBase& kb, Scope scope,
                         const std::string& file, std::string text) {
  Checked<Answers> result;
  const auto document = load::parse(file, std::move(text), result.issues);
  if (!document) return result;
  read_document(kb, finding_names(kb, scope), *document, result);
  return result;
}

std::vector<Issue> set_in(const KnowledgeBase& kb, Scope scope,
                          std::string_view assignment, Answers& answers) {
  std::vector<Issue> issues;
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    Issue issue;
    issue.where.file = "--set";
    issue.code = "wrong-type";
    issue.message = "\"" + std::string(assignment) + "\" is not ID=VALUE";
    issue.help = "write, for example, --set fever=no";
    issues.push_back(std::move(issue));
    return issues;
  }
  const std::string id(assignment.substr(0, equals));
  const std::string value(assignment.substr(equals + 1));
  // A value is read as JSON where it is JSON (6, null, ["mat"]), else as text.
  std::vector<Issue> not_json;
  const auto parsed = load::parse("", value, not_json);
  Document document;
  document.file = "--set " + id;
  document.json = Json::object({{id, parsed ? parsed->json : Json(value)}});
  // Well-formed whatever was typed, so that places in it can be looked up.
  document.text = document.json.dump(-1, ' ', /*ensure_ascii=*/false,
                                     Json::error_handler_t::replace);
  Reader reader(document, document.json, "", issues);
  const Names names = finding_names(kb, scope);
  load::Skips skips = load::skips_of(kb);
  for (const auto& [finding, answer] :
       load::read_answers(reader, kb.findings, names.findings, &skips)) {
    answers.set(finding, answer);
  }
  for (const FindingIndex finding : skips.given) {
    answers.clear(finding);
    answers.decline(finding);
  }
  for (Issue& issue : issues) {
    issue.where.line = 0;
    issue.where.column = 0;
    issue.where.pointer.clear();
    issue.excerpt.clear();
  }
  const bool is_null = document.json[id].is_null();
  const auto known = names.findings.find(id);
  if (is_null && known != names.findings.end()) answers.clear(known->second);
  return issues;
}

}  // namespace

Checked<Answers> load_answers(const KnowledgeBase& kb, const std::string& file,
                              std::string text) {
  return load_in(kb, Scope::triage, file, std::move(text));
}

bool is_seen_group(const KnowledgeBase& kb, const std::string& id) {
  const auto& groups = kb.seen.groups;
  return id == "private" || kb.rule(id) ||
         std::any_of(groups.begin(), groups.end(),
                     [&](const SeenGroup& group) { return group.id == id; });
}

Checked<AnswersFile> load_answers_file(const KnowledgeBase& kb,
                                       const std::string& file,
                                       std::string text) {
  Checked<AnswersFile> out;
  Checked<Answers> answers;
  Beside beside;
  const auto document = load::parse(file, std::move(text), answers.issues);
  if (document) {
    read_document(kb, finding_names(kb, Scope::triage), *document, answers,
                  &beside);
  }
  if (document && answers.value) {
    Reader whole(*document, document->json, "", answers.issues);
    for (std::size_t i = 0; i < beside.seen.size(); ++i) {
      if (is_seen_group(kb, beside.seen[i])) continue;
      whole.error("seen/" + std::to_string(i), "unknown-value",
                  "no group of signs is called \"" + beside.seen[i] + "\"",
                  "the groups stand in data/seen.json");
    }
  }
  out.issues = std::move(answers.issues);
  if (!answers.value || has_error(out.issues)) return out;
  std::sort(beside.seen.begin(), beside.seen.end());
  beside.seen.erase(std::unique(beside.seen.begin(), beside.seen.end()),
                    beside.seen.end());
  out.value = AnswersFile{std::move(*answers.value), std::move(beside.about),
                          std::move(beside.continues),
                          SeenInput{std::move(beside.seen)}};
  return out;
}

Checked<Answers> load_checkin_answers(const KnowledgeBase& kb,
                                      const std::string& file,
                                      std::string text) {
  return load_in(kb, Scope::checkin, file, std::move(text));
}

std::vector<Issue> set_answer(const KnowledgeBase& kb,
                              std::string_view assignment, Answers& answers) {
  return set_in(kb, Scope::triage, assignment, answers);
}

std::vector<Issue> set_checkin_answer(const KnowledgeBase& kb,
                                      std::string_view assignment,
                                      Answers& answers) {
  return set_in(kb, Scope::checkin, assignment, answers);
}

namespace load {

Names answer_names(const KnowledgeBase& kb) {
  return finding_names(kb, Scope::triage);
}

AnswersLine load_answers_line(const KnowledgeBase& kb, const std::string& file,
                              std::string text) {
  return load_answers_line(kb, answer_names(kb), file, std::move(text));
}

AnswersLine load_answers_line(const KnowledgeBase& kb, const Names& names,
                              const std::string& file, std::string text) {
  AnswersLine line;
  std::vector<Issue>& issues = line.answers.issues;
  constexpr std::size_t kMostIssues = 100;
  const auto document = parse(file, std::move(text), issues, kMostIssues);
  if (!document) return line;
  if (document->json.is_object() && document->json.contains("id")) {
    const Json& id = document->json["id"];
    if (id.is_string() || id.is_number()) {
      // What is passed on is not read and written anew: 1.50 is not 1.5.
      line.id = text_at(*document, "/id");
    } else {
      Reader(*document, document->json, "", issues)
          .error("id", "wrong-type",
                 "\"id\" takes a string or a number, not " +
                     std::string(type_name(id)));
    }
    // What is left is an answers file; places are found in the text.
    document->json.erase("id");
  }
  read_document(kb, names, *document, line.answers);
  return line;
}

}  // namespace load

Checked<Answers> load_history(const KnowledgeBase& kb, const std::string& file,
                              std::string text) {
  Checked<Answers> result;
  const auto document = load::parse(file, std::move(text), result.issues);
  if (!document) return result;
  Reader whole(*document, document->json, "", result.issues);
  if (!whole.is_object()) return result;
  const Names names = finding_names(kb, Scope::history);
  const Answers answers =
      dense(kb, load::read_answers(whole, kb.findings, names.findings));
  if (!has_error(result.issues)) result.value = answers;
  return result;
}

std::vector<Issue> check_answers(const KnowledgeBase& kb,
                                 const std::string& file,
                                 const Answers& answers) {
  std::vector<Issue> issues;
  report_conflicts(kb, answers, file, nullptr, issues);
  return issues;
}

}  // namespace backcoach
