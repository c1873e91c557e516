#include "earlier_latest.hpp"

#include <nlohmann/json.hpp>

#include "time.hpp"

namespace backcoach::cli {
namespace {

using Json = nlohmann::json;

std::string path_of(const Context& context) {
  const std::string folder = context.data_folder();
  return folder.empty() ? folder : folder + "/latest.json";
}

std::string text_at(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string()
             ? json[key].get<std::string>()
             : std::string();
}

DiaryValues values_of(const Json& answers) {
  DiaryValues out;
  if (!answers.is_object()) return out;
  for (const auto& [name, value] : answers.items()) {
    if (value.is_number()) out[name] = value.get<double>();
    if (value.is_string()) out[name] = value.get<std::string>();
    if (!value.is_array()) continue;
    std::vector<std::string> words;
    for (const Json& one : value) {
      if (one.is_string()) words.push_back(one.get<std::string>());
    }
    out[name] = std::move(words);
  }
  return out;
}

std::optional<DiaryEntry> entry_of(const std::string& text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("decision") ||
      !json["decision"].is_object()) {
    return std::nullopt;
  }
  const auto at = parse_time(text_at(json, "at"));
  if (!at) return std::nullopt;
  const Json& decision = json["decision"];
  TriageRecord record;
  record.origin = "triage";
  record.knowledge = text_at(json, "knowledge");
  record.decision_id = text_at(json, "decision_id");
  record.urgency = text_at(decision, "urgency");
  record.row = text_at(decision, "row");
  record.plan_allowed = decision.value("plan_allowed", Json(false)) == true;
  for (const Json& fired : decision.value("rules", Json::array())) {
    if (!fired.is_object()) continue;
    record.rules.push_back({text_at(fired, "rule"), text_at(fired, "outcome")});
  }
  record.answers = values_of(json.value("answers", Json::object()));
  DiaryEntry entry;
  entry.at = iso_time(*at);
  constexpr std::size_t kDateLength = 10;
  entry.date = entry.at.substr(0, kDateLength);
  entry.changed = entry.at;
  entry.what = std::move(record);
  return entry;
}

}  // namespace

bool has_earlier_latest(Context& context) {
  const std::string path = path_of(context);
  return !path.empty() && context.files().exists(path);
}

void take_over_latest(Context& context, store::Store& diary) {
  if (!has_earlier_latest(context)) return;
  const std::string path = path_of(context);
  const Checked<std::string> text = context.files().read(path);
  const auto entry = text.value ? entry_of(*text.value) : std::nullopt;
  if (!entry) return;  // left as it is
  if (diary.add({*entry}, "import", iso_time(context.now())).issues.empty()) {
    context.files().remove(path);
  }
}

}  // namespace backcoach::cli
