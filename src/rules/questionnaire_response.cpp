#include <nlohmann/json.hpp>
#include <set>

#include "backcoach/load.hpp"
#include "load_fhir.hpp"

namespace backcoach {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kNone = "none_of_these";
/// Deeper than any form; a file is not to exhaust the stack.
constexpr int kDeepest = 32;

Issue wrong(const std::string& file, const std::string& link,
            std::string message) {
  Issue issue;
  issue.code = "wrong-type";
  issue.where.file = file;
  issue.where.pointer = "/" + link;
  issue.message = std::move(message);
  issue.help = "see: backcoach export questionnaire";
  return issue;
}

/// The value of one `answer`, as answers files write it; null for none.
Json value_of(const Json& answer) {
  if (!answer.is_object()) return nullptr;
  for (const auto& [key, value] : answer.items()) {
    if (key == "valueCoding" && value.is_object()) {
      const auto code = value.find("code");
      return code != value.end() && code->is_string() ? *code : Json(nullptr);
    }
    if (key == "valueQuantity" && value.is_object()) {
      const auto number = value.find("value");
      return number != value.end() && number->is_number() ? *number
                                                          : Json(nullptr);
    }
    const bool plain = key == "valueBoolean" || key == "valueDecimal" ||
                       key == "valueInteger" || key == "valueString";
    if (plain && value.is_primitive()) return value;
  }
  return nullptr;
}

class Response {
 public:
  Response(const KnowledgeBase& kb, const std::string& file)
      : kb_(kb), file_(file) {}

  void read_items(const Json& parent, int depth) {
    const auto items = parent.find("item");
    if (items == parent.end() || !items->is_array()) return;
    if (depth > kDeepest) {
      issues_.push_back(wrong(file_, "item", "items stand too deep"));
      return;
    }
    for (const Json& item : *items) {
      if (item.is_object()) read_item(item, depth);
    }
  }

  [[nodiscard]] const Json& answers() const { return answers_; }
  [[nodiscard]] std::vector<Issue>& issues() { return issues_; }

 private:
  void read_item(const Json& item, int depth) {
    read_items(item, depth + 1);
    const auto link = item.find("linkId");
    const auto given = item.find("answer");
    if (link == item.end() || !link->is_string() || given == item.end() ||
        !given->is_array() || given->empty()) {
      return;
    }
    const std::string id = link->get<std::string>();
    // Items below an answer: the other place where R4 nests them.
    for (const Json& one : *given) {
      if (one.is_object()) read_items(one, depth + 1);
    }
    if (!seen_.insert(id).second) {
      issues_.push_back(wrong(file_, id, "\"" + id + "\" is answered twice"));
      return;
    }
    const auto index = kb_.finding(id);
    const bool many =
        index && kb_.findings[*index].type == FindingType::many_of;
    if (!many && given->size() > 1) {
      issues_.push_back(
          wrong(file_, id, "\"" + id + "\" takes one answer alone"));
      return;
    }
    Json values = Json::array();
    for (const Json& one : *given) {
      Json value = value_of(one);
      if (value.is_null()) {
        issues_.push_back(
            wrong(file_, id, "an answer of \"" + id + "\" cannot be read"));
        return;
      }
      if (!(many && value == kNone)) values.push_back(std::move(value));
    }
    // Not `answers_[id]`, which looks through all that came before.
    answers_.get_ref<Json::object_t&>().emplace_back(
        id, many ? std::move(values) : std::move(values.at(0)));
  }

  const KnowledgeBase& kb_;
  const std::string& file_;
  Json answers_ = Json::object();
  std::set<std::string> seen_;
  std::vector<Issue> issues_;
};

}  // namespace

bool is_questionnaire_response(const std::string& text) {
  // Most files are answers, and then this is all it costs.
  if (text.find("QuestionnaireResponse") == std::string::npos) return false;
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return json.is_object() && json.contains("resourceType") &&
         json["resourceType"] == "QuestionnaireResponse";
}

Checked<Answers> load_questionnaire_response(const KnowledgeBase& kb,
                                             const std::string& file,
                                             const std::string& text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  Response response(kb, file);
  response.read_items(json, 0);
  Checked<Answers> result;
  if (has_error(response.issues())) {
    result.issues = std::move(response.issues());
    return result;
  }
  result = load_answers(kb, file, response.answers().dump());
  for (Issue& issue : result.issues) {
    // Places in the text that was made on the way help nobody.
    issue.where.line = 0;
    issue.where.column = 0;
    issue.excerpt.clear();
  }
  return result;
}

}  // namespace backcoach
