#include "draft.hpp"

#include <nlohmann/json.hpp>

#include "backcoach/load.hpp"
#include "backcoach/render.hpp"
#include "time.hpp"

namespace backcoach::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "backcoach/draft/1";

}  // namespace

std::string write_draft(const KnowledgeBase& kb, const Draft& of) {
  const Answers& answers = of.answers;
  Answers kept = answers;
  Json skipped = Json::array();
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (kb.findings[i].sensitive) kept.clear(finding);
    if (answers.declined(finding) && !kb.findings[i].sensitive) {
      skipped.push_back(kb.findings[i].id);
    }
  }
  const Json given = Json::parse(answers_json(kb, kept, /*all=*/false), nullptr,
                                 /*allow_exceptions=*/false);
  Json draft = {{"schema", kSchema},
                {"saved_at", iso_time(of.saved_at)},
                {"answers", given.value("answers", Json::object())},
                {"skipped", std::move(skipped)}};
  if (!of.about.empty()) draft["about"] = of.about;
  if (!of.sitting.empty()) draft["sitting"] = of.sitting;
  return draft.dump(2) + "\n";
}

std::optional<Draft> read_draft(const KnowledgeBase& kb,
                                const std::string& text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const bool usable = json.is_object() && json.contains("saved_at") &&
                      json["saved_at"].is_string() &&
                      json.contains("answers") && json["answers"].is_object();
  if (!usable) return std::nullopt;
  const auto saved_at = parse_time(json["saved_at"].get<std::string>());
  Checked<Answers> answers = load_answers(kb, "draft", json["answers"].dump());
  if (!saved_at || !answers.value) return std::nullopt;
  Draft draft{std::move(*answers.value), *saved_at, {}, {}};
  if (json.contains("sitting") && json["sitting"].is_string()) {
    draft.sitting = json["sitting"].get<std::string>();
  }
  if (json.contains("about") && json["about"].is_array()) {
    for (const Json& id : json["about"]) {
      if (id.is_string()) draft.about.push_back(id.get<std::string>());
    }
  }
  const Json none = Json::array();
  for (const Json& id : json.contains("skipped") ? json["skipped"] : none) {
    if (!id.is_string()) continue;
    if (const auto finding = kb.finding(id.get<std::string>())) {
      draft.answers.decline(*finding);
    }
  }
  return draft;
}

}  // namespace backcoach::cli
