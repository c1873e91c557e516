#include "latest.hpp"

#include <nlohmann/json.hpp>

#include "time.hpp"
#include "version.hpp"

namespace backcoach::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string path_of(const Context& context) {
  const std::string folder = context.data_folder();
  return folder.empty() ? folder : folder + "/latest.json";
}

Json decision_value(const KnowledgeBase& kb, const Decision& decision) {
  Json rules = Json::array();
  for (const Reason& reason : decision.because) {
    const Rule& rule = kb.rules[reason.rule];
    rules.push_back(
        {{"rule", rule.id}, {"outcome", rule.outcomes[reason.outcome].id}});
  }
  Json out = {{"urgency", name(decision.urgency)},
              {"plan_allowed", decision.plan_allowed},
              {"rules", std::move(rules)}};
  if (decision.row) out["row"] = kb.rows[*decision.row].id;
  return out;
}

std::string text_at(const Json& json, const char* key) {
  return json.contains(key) && json[key].is_string()
             ? json[key].get<std::string>()
             : std::string();
}

std::optional<Reason> read_reason(const KnowledgeBase& kb, const Json& json) {
  const Rule* rule = kb.rule(text_at(json, "rule"));
  if (!rule) return std::nullopt;
  const std::string id = text_at(json, "outcome");
  for (std::size_t o = 0; o < rule->outcomes.size(); ++o) {
    if (rule->outcomes[o].id == id) {
      return Reason{static_cast<std::uint16_t>(rule - kb.rules.data()),
                    static_cast<std::uint16_t>(o),
                    rule->outcomes[o].urgency,
                    {}};
    }
  }
  return std::nullopt;
}

/// The kept answers, with "no" for what was too private to keep.
Answers with_private_no(const KnowledgeBase& kb, const Answers& answers) {
  Answers all = answers;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    const Finding& about = kb.findings[i];
    if (!about.sensitive || all.answered(finding)) continue;
    if (about.type == FindingType::yes_no) all.set(finding, YesNo::no);
    for (std::size_t v = 0; v < about.values.size(); ++v) {
      if (about.values[v] == name(YesNo::no)) {
        all.set(finding, Choice{static_cast<std::uint8_t>(v)});
      }
    }
  }
  return all;
}

std::optional<Decision> read_decision(const KnowledgeBase& kb,
                                      const Json& json) {
  if (!json.is_object() || !json.contains("rules")) return std::nullopt;
  Decision decision;
  decision.status = Status::decided;
  const auto urgency = urgency_named(text_at(json, "urgency"));
  if (!urgency) return std::nullopt;
  decision.urgency = *urgency;
  for (const Json& entry : json["rules"]) {
    const auto reason = read_reason(kb, entry);
    if (!reason) return std::nullopt;
    decision.because.push_back(*reason);
  }
  for (std::size_t r = 0; r < kb.rows.size(); ++r) {
    if (kb.rows[r].id != text_at(json, "row")) continue;
    decision.row = static_cast<std::uint16_t>(r);
    decision.stage = kb.rows[r].stage;
    decision.focus = kb.rows[r].focus;
  }
  const bool said = json.contains("plan_allowed") &&
                    json["plan_allowed"].is_boolean() &&
                    json["plan_allowed"].get<bool>();
  // A file cannot allow what its urgency forbids.
  decision.plan_allowed =
      said && decision.stage && kb.level(*urgency).plan_allowed;
  return decision;
}

}  // namespace

void save_latest(Context& context, const KnowledgeBase& kb,
                 const Answers& answers, const Decision& decision) {
  const std::string path = path_of(context);
  if (path.empty()) return;
  Answers kept = answers;
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    if (kb.findings[i].sensitive) kept.clear(static_cast<FindingIndex>(i));
  }
  const Json given = Json::parse(answers_json(kb, kept, /*all=*/false), nullptr,
                                 /*allow_exceptions=*/false);
  const Json out = {
      {"schema", "backcoach/latest/1"},
      {"at", iso_time(context.now())},
      {"knowledge", kb.manifest.sha256},
      {"answers", given.value("answers", Json::object())},
      {"decision", decision_value(kb, decision)},
      {"decision_id", backcoach::decision_id(kb, answers, kVersion)}};
  const std::vector<Issue> issues =
      context.files().write(path, out.dump(2) + "\n");
  if (issues.empty()) return;
  context.report(issues, ExitCode::done);
  context.say("The result cannot be kept, so plan will not know it.");
}

void forget_latest(Context& context) {
  const std::string path = path_of(context);
  if (!path.empty()) context.files().remove(path);
}

bool exercises_forbidden(Context& context, const KnowledgeBase& kb) {
  const auto latest = load_latest(context, kb);
  return latest && !latest->decision.plan_permission().has_value();
}

ExitCode refuse_exercises(Context& context, const KnowledgeBase& kb) {
  context.say(fill(kb, context.region(kb), kb.notice("no_plan")));
  const auto latest = load_latest(context, kb);
  return latest ? context.outcome(latest->decision.urgency) : ExitCode::no_plan;
}

std::optional<Latest> load_latest(Context& context, const KnowledgeBase& kb) {
  const std::string path = path_of(context);
  if (path.empty() || !context.files().exists(path)) return std::nullopt;
  const Checked<std::string> text = context.files().read(path);
  if (!text.value) {
    context.report(text.issues, ExitCode::cannot_read_or_write);
    return std::nullopt;
  }
  const Json json =
      Json::parse(*text.value, nullptr, /*allow_exceptions=*/false);
  const bool usable = json.is_object() &&
                      text_at(json, "knowledge") == kb.manifest.sha256 &&
                      json.contains("answers") && json.contains("decision");
  const auto at = usable ? parse_time(text_at(json, "at")) : std::nullopt;
  if (!at) return std::nullopt;
  Checked<Answers> answers = load_answers(kb, path, json["answers"].dump());
  auto decision = read_decision(kb, json["decision"]);
  if (!answers.value || !decision) return std::nullopt;
  Latest latest{*at, std::move(*answers.value), std::move(*decision),
                text_at(json, "decision_id"), false};
  const Answers stand_in = with_private_no(kb, latest.answers);
  const Decision again = triage(kb, stand_in);
  latest.can_decide_again =
      again.status == Status::decided &&
      again.urgency == latest.decision.urgency &&
      again.stage == latest.decision.stage &&
      again.because.size() == latest.decision.because.size();
  if (latest.can_decide_again) latest.answers = stand_in;
  return latest;
}

}  // namespace backcoach::cli
