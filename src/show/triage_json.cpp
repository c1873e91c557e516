#include "json_values.hpp"
#include "say.hpp"

namespace backcoach {
namespace render {

OrderedJson names_of(const KnowledgeBase& kb,
                     const std::vector<FindingIndex>& findings) {
  OrderedJson list = OrderedJson::array();
  for (const FindingIndex finding : findings) {
    list.push_back(kb.findings[finding].id);
  }
  return list;
}

OrderedJson answers_object(const KnowledgeBase& kb, const Answers& answers,
                           const std::vector<FindingIndex>& findings) {
  OrderedJson object = OrderedJson::object();
  for (const FindingIndex finding : findings) {
    object[kb.findings[finding].id] =
        answer_value(kb.findings[finding], answers[finding]);
  }
  return object;
}

OrderedJson error_value(std::string_view code, std::string_view message) {
  return {{"code", code},    {"message", message}, {"file", nullptr},
          {"line", nullptr}, {"column", nullptr},  {"pointer", nullptr},
          {"help", nullptr}};
}

OrderedJson knowledge_value(const KnowledgeBase& kb) {
  return {{"name", kb.manifest.name},
          {"version", kb.manifest.version},
          {"sha256", kb.manifest.sha256},
          {"clinical_review", kb.manifest.clinical_review}};
}

OrderedJson watch_for_value(const KnowledgeBase& kb, const Answers& answers,
                            const Decision& decision, const Region* region) {
  OrderedJson list = OrderedJson::array();
  for (const WatchFor* item : watch_for(kb, answers, decision)) {
    list.push_back({{"urgency", name(item->urgency)},
                    {"do", fill(kb, region, item->action)},
                    {"if", names_of(kb, item->findings)},
                    {"text", fill(kb, region, item->text)}});
  }
  return list;
}

OrderedJson trace_value(const Assessment& now) {
  const KnowledgeBase& kb = now.kb();
  OrderedJson list = OrderedJson::array();
  for (const TraceStep& step : now.trace()) {
    const std::string_view came_out = step.held == Truth::yes  ? "fired"
                                      : step.held == Truth::no ? "not_fired"
                                                               : "open";
    OrderedJson entry = {{"rule", kb.rules[step.rule].id},
                         {"result", came_out}};
    entry["urgency"] = step.held == Truth::yes ? OrderedJson(name(step.urgency))
                                               : OrderedJson(nullptr);
    entry["answers"] = answers_object(kb, now.stated(), step.deciding);
    if (!step.open.empty()) entry["open"] = names_of(kb, step.open);
    list.push_back(std::move(entry));
  }
  return list;
}

namespace {

OrderedJson because_value(const Assessment& now, const Decision& decision) {
  const KnowledgeBase& kb = now.kb();
  const Answers& answers = now.stated();
  OrderedJson list = OrderedJson::array();
  const Doubts doubts(kb, answers, decision);
  for (const Reason& reason : decision.because) {
    const Rule& rule = kb.rules[reason.rule];
    list.push_back({{"rule", rule.id},
                    {"title", rule.title},
                    {"urgency", name(reason.urgency)},
                    {"text", because(kb, reason, doubts)},
                    {"answers", answers_object(kb, answers, reason.answers)},
                    {"sources", rule.outcomes[reason.outcome].sources}});
  }
  if (decision.row) {
    const Row& row = kb.rows[*decision.row];
    list.push_back({{"rule", "decision." + row.id},
                    {"title", row.title},
                    {"urgency", name(Urgency::self_care)},
                    {"text", row.because},
                    {"answers", answers_object(kb, answers,
                                               now.row_answers(*decision.row))},
                    {"sources", row.sources}});
  }
  return list;
}

OrderedJson changes_value(const Assessment& now) {
  const KnowledgeBase& kb = now.kb();
  OrderedJson list = OrderedJson::array();
  for (const Change& change : now.what_would_change()) {
    const Finding& finding = kb.findings[change.finding];
    OrderedJson entry = {
        {"if", {{finding.id, answer_value(finding, change.answer)}}},
        {"decision", change.referral || !change.focus
                         ? std::string_view("referral")
                         : name(*change.focus)},
        {"urgency", name(change.urgency)}};
    entry["rule"] = change.rule ? OrderedJson(kb.rules[*change.rule].id)
                                : OrderedJson(nullptr);
    list.push_back(std::move(entry));
  }
  return list;
}

template <class T>
OrderedJson name_or_null(const std::optional<T>& value) {
  return value ? OrderedJson(name(*value)) : OrderedJson(nullptr);
}

}  // namespace
}  // namespace render

std::string triage_json(const KnowledgeBase& kb, const Answers& answers,
                        const Decision& decision, const Setting& setting,
                        TriageJsonOptions options) {
  return triage_json(Assessment(kb, answers), decision, setting,
                     std::move(options));
}

std::string triage_json(const Assessment& now, const Decision& decision,
                        const Setting& setting, TriageJsonOptions options) {
  const KnowledgeBase& kb = now.kb();
  const Answers& answers = now.stated();
  using render::OrderedJson;
  const bool decided = decision.status == Status::decided;
  OrderedJson out = {{"schema", "backcoach/triage/2"},
                     {"status", decided ? "decided" : "needs_answers"}};
  if (decided) {
    out["decision"] = decision.decision();
    out["urgency"] = name(decision.urgency);
    const std::string within = render::see_within(kb, decision);
    out["see_within"] =
        within.empty() ? OrderedJson(nullptr) : OrderedJson(within);
    out["focus"] = render::name_or_null(decision.focus);
    out["stage"] = render::name_or_null(decision.stage);
    out["plan_allowed"] = decision.plan_allowed;
    out["headline"] = render::headline(kb, decision, setting.region);
    out["what_to_do"] = render::what_to_do(kb, decision, setting.region);
    out["what_to_say"] = render::what_to_say(
        kb, decision, render::Doubts(kb, answers, decision));
  } else {
    out["at_least"] = name(decision.urgency);
    out["missing"] = render::names_of(kb, decision.missing);
  }
  std::optional<QuestionObject> next;
  if (options.ask || !decided) next = question_object(now, decision);
  out["next"] = render::next_value(kb, next, setting.region);
  out["because"] = render::because_value(now, decision);
  out["not_sure"] = render::names_of(kb, decision.not_sure);
  out["watch_for"] =
      render::watch_for_value(kb, answers, decision, setting.region);
  if (decided) {
    out["what_would_change_this"] = render::changes_value(now);
    out["review_on"] = iso_date(render::review_on(kb, decision, setting.today));
  }
  out["notice"] = fill(kb, setting.region, kb.notice("not_a_diagnosis"));
  out["knowledge"] = render::knowledge_value(kb);
  out["program"] = setting.program_version;
  if (!options.seen.empty()) out["seen"] = options.seen.groups;
  out["decision_id"] =
      options.decision_id.empty()
          ? decision_id(kb, answers, setting.program_version, options.seen)
          : options.decision_id;
  if (options.trace) out["trace"] = render::trace_value(now);
  return out.dump(2) + "\n";
}

}  // namespace backcoach
