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

OrderedJson knowledge_value(const KnowledgeBase& kb) {
  return {{"name", kb.manifest.name},
          {"version", kb.manifest.version},
          {"sha256", kb.manifest.sha256},
          {"clinical_review", kb.manifest.clinical_review}};
}

OrderedJson question_value(const KnowledgeBase& kb, const NextQuestion& next,
                           const Region* region) {
  static constexpr std::string_view kKinds[] = {"yes_no", "number", "choice",
                                                "list", "many"};
  const Question& question = kb.questions[next.question];
  const auto text = [&](const std::string& words) {
    return fill(kb, region, words);
  };
  OrderedJson out = {{"id", question.id},
                     {"section", question.section},
                     {"kind", kKinds[static_cast<std::size_t>(question.kind)]},
                     {"private", question.is_private}};
  if (!question.frame.empty()) out["frame"] = text(question.frame);
  out["text"] = text(question.text);
  if (!question.example.empty()) out["example"] = text(question.example);
  out["why"] = text(question.why);
  if (question.kind == QuestionKind::number) {
    const Finding& finding = kb.findings[question.sets[0]];
    out["unit"] = finding.unit;
    out["min"] = static_cast<std::int64_t>(finding.min);
    out["max"] = static_cast<std::int64_t>(finding.max);
    if (!question.anchors.empty()) out["anchors"] = question.anchors;
  }
  OrderedJson options = OrderedJson::array();
  for (const Option& option : question.options) {
    OrderedJson set = OrderedJson::object();
    for (const auto& [finding, answer] : option.sets) {
      set[kb.findings[finding].id] = answer_value(kb.findings[finding], answer);
    }
    options.push_back({{"text", text(option.text)}, {"set", std::move(set)}});
  }
  for (const Item& item : question.items) {
    const bool asked = std::find(next.findings.begin(), next.findings.end(),
                                 item.finding) != next.findings.end();
    if (!asked) continue;
    OrderedJson entry = {{"text", text(item.text)},
                         {"finding", kb.findings[item.finding].id}};
    if (!item.clarify.empty()) entry["clarify"] = text(item.clarify);
    options.push_back(std::move(entry));
  }
  if (question.kind == QuestionKind::yes_no) {
    const std::string& id = kb.findings[question.sets[0]].id;
    options.push_back({{"text", "Yes"}, {"set", {{id, "yes"}}}});
    options.push_back({{"text", "No"}, {"set", {{id, "no"}}}});
    if (question.not_sure.offer) {
      options.push_back({{"text", "Not sure"}, {"set", {{id, "not_sure"}}}});
    }
    if (question.prefer_not_to_say.offer) {
      options.push_back({{"text", "Prefer not to say"},
                         {"set", {{id, "prefer_not_to_say"}}}});
    }
  }
  out["options"] = std::move(options);
  if (!question.clarify.empty()) out["clarify"] = text(question.clarify);
  out["sets"] = names_of(kb, next.findings);
  return out;
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

OrderedJson trace_value(const KnowledgeBase& kb, const Answers& answers) {
  OrderedJson list = OrderedJson::array();
  for (const TraceStep& step : trace(kb, answers)) {
    const std::string_view came_out = step.held == Truth::yes  ? "fired"
                                      : step.held == Truth::no ? "not_fired"
                                                               : "open";
    OrderedJson entry = {{"rule", kb.rules[step.rule].id},
                         {"result", came_out}};
    entry["urgency"] = step.held == Truth::yes ? OrderedJson(name(step.urgency))
                                               : OrderedJson(nullptr);
    entry["answers"] = answers_object(kb, answers, step.deciding);
    if (!step.open.empty()) entry["open"] = names_of(kb, step.open);
    list.push_back(std::move(entry));
  }
  return list;
}

namespace {

OrderedJson because_value(const KnowledgeBase& kb, const Answers& answers,
                          const Decision& decision) {
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
    list.push_back(
        {{"rule", "decision." + row.id},
         {"title", row.title},
         {"urgency", name(Urgency::self_care)},
         {"text", row.because},
         {"answers",
          answers_object(kb, answers, row_answers(kb, answers, *decision.row))},
         {"sources", row.sources}});
  }
  return list;
}

OrderedJson changes_value(const KnowledgeBase& kb, const Answers& answers) {
  OrderedJson list = OrderedJson::array();
  for (const Change& change : what_would_change(kb, answers)) {
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
  using render::OrderedJson;
  const bool decided = decision.status == Status::decided;
  OrderedJson out = {{"schema", "backcoach/triage/1"},
                     {"status", decided ? "decided" : "needs_answers"}};
  const auto next = next_question(kb, answers);
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
  // A decided outcome may still have a follow-up that only grades it.
  if (next) out["next"] = render::question_value(kb, *next, setting.region);
  out["because"] = render::because_value(kb, answers, decision);
  out["not_sure"] = render::names_of(kb, decision.not_sure);
  out["watch_for"] =
      render::watch_for_value(kb, answers, decision, setting.region);
  if (decided) {
    out["what_would_change_this"] = render::changes_value(kb, answers);
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
  if (options.trace) out["trace"] = render::trace_value(kb, answers);
  return out.dump(2) + "\n";
}

}  // namespace backcoach
