#include "cases.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <memory>

#include "archive.hpp"
#include "fields.hpp"
#include "names.hpp"

namespace backcoach {

template <class A>
void fields(A& a, WorkedCase& v) {
  a(v.id, v.title, v.file, v.answers, v.urgency, v.focus, v.plan_allowed,
    v.rules);
}
template <class A>
void fields(A& a, ConditionExample& v) {
  a(v.at, v.example);
}
template <class A>
void fields(A& a, ConditionExamples& v) {
  a(v.of, v.file, v.examples);
}
template <class A>
void fields(A& a, HarmlessChange& v) {
  a(v.of, v.at, v.change, v.why);
}
template <class A>
void fields(A& a, Cases& v) {
  a(v.people, v.examples, v.harmless);
}

namespace {

using load::Context;
using load::Document;
using load::Json;
using load::Names;
using load::Reader;

constexpr std::string_view kPeople = "cases/people/";
constexpr std::string_view kExamples = "cases/examples/";
constexpr std::string_view kHarmless = "cases/harmless_changes.json";

class CaseLoader {
 public:
  CaseLoader(const KnowledgeBase& kb, const std::vector<SourceFile>& files,
             std::string shown)
      : kb_(kb), files_(files), shown_(std::move(shown)) {
    const auto index = [](Names::Index& into, std::size_t at,
                          const std::string& id) {
      into.emplace(id, static_cast<std::uint16_t>(at));
    };
    for (std::size_t i = 0; i < kb.findings.size(); ++i) {
      index(names_.findings, i, kb.findings[i].id);
    }
    for (std::size_t i = 0; i < kb.rules.size(); ++i) {
      index(names_.rules, i, kb.rules[i].id);
    }
  }

  Checked<Cases> run() {
    for (const SourceFile& file : files_) {
      if (!file.path.starts_with("cases/") || !file.path.ends_with(".json")) {
        continue;
      }
      auto document = load::parse(shown_ + file.path, file.text, issues_);
      if (!document) continue;
      Reader reader(*document, document->json, "", issues_);
      if (!reader.is_object()) continue;
      if (reader.has("$schema")) (void)reader.text("$schema");
      read(file.path, std::move(reader));
      documents_.push_back(std::move(document));
    }
    for (const auto& [like, at] : like_) copy_answers(like, at);
    Checked<Cases> result;
    result.issues = std::move(issues_);
    if (!has_error(result.issues)) result.value = std::move(cases_);
    return result;
  }

 private:
  void read(const std::string& path, Reader reader) {
    if (path.starts_with(kPeople)) {
      read_person(std::move(reader));
    } else if (path.starts_with(kExamples)) {
      read_examples(path.substr(kExamples.size()), std::move(reader));
    } else if (path == kHarmless) {
      read_harmless(std::move(reader));
    } else {
      reader.error("", "unknown-file", "nothing reads this file",
                   "people stand in cases/people, examples of the conditions "
                   "of FILE in cases/examples/FILE");
    }
  }

  Context context() {
    // Reading conditions and examples changes nothing in the base.
    return {const_cast<KnowledgeBase&>(kb_), names_};
  }

  void read_person(Reader reader) {
    WorkedCase one;
    one.file = reader.document().file;
    one.id = reader.text("id");
    one.title = reader.text("title");
    reader.text("story");
    reader.text("why");
    if (!one.file.ends_with("/" + one.id + ".json")) {
      reader.error("id", "wrong-file-name",
                   "the file is to be named after its id, " + one.id + ".json");
    }
    if (reader.has("like")) {
      like_.emplace_back(reader, cases_.people.size());
    }
    if (const auto answers = reader.object("answers")) {
      one.answers = load::read_example_answers(*answers, context());
    }
    if (auto expect = reader.object("expect")) read_expected(*expect, one);
    reader.finish();
    cases_.people.push_back(std::move(one));
  }

  void read_expected(Reader& expect, WorkedCase& one) {
    const auto named = [&](const std::string& key, auto find, auto& out) {
      const Json* list = expect.raw(key);
      if (!list || list->is_null()) return;
      const std::vector<std::string> words = expect.texts(key);
      for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto known = find(words[i])) {
          out.push_back(*known);
        } else {
          expect.error(key + "/" + std::to_string(i), "unknown-value",
                       "\"" + words[i] + "\" is not known here");
        }
      }
    };
    named("urgency", urgency_named, one.urgency);
    named("focus", focus_named, one.focus);
    if (one.urgency.empty()) {
      expect.error("urgency", "missing-key", "no urgency is said to be right");
    }
    const Json* plan = expect.raw("plan_allowed");
    if (plan && !plan->is_null()) {
      one.plan_allowed = expect.flag("plan_allowed");
    }
    const std::vector<std::string> rules = expect.texts("rules", false);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      const auto rule = Names::find(names_.rules, rules[i], "rule", expect,
                                    "rules/" + std::to_string(i));
      if (rule) one.rules.push_back(*rule);
    }
    expect.finish();
  }

  /// The answers of the other case stand where this one gives none.
  void copy_answers(Reader like, std::size_t at) {
    const std::string id = like.text("like");
    const auto other =
        std::find_if(cases_.people.begin(), cases_.people.end(),
                     [&](const WorkedCase& one) { return one.id == id; });
    if (other == cases_.people.end()) {
      like.error("like", "unknown-value", "there is no case \"" + id + "\"");
      return;
    }
    SparseAnswers& own = cases_.people[at].answers;
    for (const auto& answer : other->answers) {
      const bool given =
          like.json().at("answers").contains(kb_.findings[answer.first].id);
      if (!given) own.push_back(answer);
    }
  }

  void read_examples(const std::string& of, Reader reader) {
    ConditionExamples all;
    all.of = of;
    all.file = reader.document().file;
    const Json* target = json_of(of, reader);
    for (Reader& entry : reader.objects("examples")) {
      ConditionExample one;
      one.at = entry.text("at");
      if (target && !leads_to_condition(*target, one.at)) {
        entry.error("at", "unknown-pointer",
                    of + " has no condition at " + one.at,
                    "name the place of a condition, such as /avoid/0");
      }
      one.example.holds = entry.word("holds", truth_named, Truth::unknown);
      if (const auto answers = entry.object("answers")) {
        one.example.answers = load::read_example_answers(*answers, context());
      }
      if (const auto history = entry.object("history", false)) {
        const SparseAnswers measures = load::read_answers(*history, context());
        one.example.answers.insert(one.example.answers.end(), measures.begin(),
                                   measures.end());
      }
      one.example.why = entry.text("why", false);
      entry.finish();
      all.examples.push_back(std::move(one));
    }
    reader.finish();
    cases_.examples.push_back(std::move(all));
  }

  void read_harmless(Reader reader) {
    reader.text("note", false);
    for (Reader& entry : reader.objects("changes")) {
      HarmlessChange one{entry.text("of"), entry.text("at"),
                         entry.text("change"), entry.text("why")};
      const Json* target = json_of(one.of, entry);
      const bool exists = target && one.at.starts_with('/') &&
                          target->contains(Json::json_pointer(one.at));
      if (target && !exists) {
        entry.error("at", "unknown-pointer", one.of + " has no " + one.at);
      }
      entry.finish();
      cases_.harmless.push_back(std::move(one));
    }
    reader.finish();
  }

  static bool leads_to_condition(const Json& json, const std::string& pointer) {
    if (!pointer.starts_with('/') || pointer.ends_with('/') ||
        pointer.find('~') != std::string::npos) {
      return false;
    }
    const Json::json_pointer at(pointer);
    return json.contains(at) && json[at].is_object();
  }

  const Json* json_of(const std::string& path, Reader& reader) {
    const auto known = targets_.find(path);
    if (known != targets_.end()) return &known->second;
    const auto file =
        std::find_if(files_.begin(), files_.end(),
                     [&](const SourceFile& one) { return one.path == path; });
    if (file == files_.end()) {
      reader.error("", "missing-file",
                   "there is no " + path + " for these examples");
      return nullptr;
    }
    return &(targets_[path] = Json::parse(file->text, nullptr, false));
  }

  const KnowledgeBase& kb_;
  const std::vector<SourceFile>& files_;
  std::string shown_;
  Names names_;
  std::vector<Issue> issues_;
  std::vector<std::unique_ptr<Document>> documents_;
  std::map<std::string, Json> targets_;
  std::vector<std::pair<Reader, std::size_t>> like_;
  Cases cases_;
};

}  // namespace

Checked<Cases> load_cases(const KnowledgeBase& kb,
                          const std::vector<SourceFile>& files,
                          const std::string& shown) {
  return CaseLoader(kb, files, shown).run();
}

std::string pack_cases(const Cases& cases) {
  load::Writer writer(Parts::everything);
  writer(cases);
  return writer.take();
}

Cases unpack_cases(std::string_view bytes) {
  load::Unpacker reader(bytes, Parts::everything);
  Cases cases;
  reader(cases);
  assert(reader.good());
  return cases;
}

}  // namespace backcoach
