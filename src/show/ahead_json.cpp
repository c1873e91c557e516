#include "json_values.hpp"
#include "render_ahead.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

OrderedJson day_value(const KnowledgeBase& kb, const AheadDay& day,
                      const Setting& setting, bool first) {
  OrderedJson out;
  out["day_before"] =
      first ? OrderedJson(nullptr) : OrderedJson(name(day.went));
  out["assumed_answers"] = OrderedJson::object();
  for (const FindingIndex index :
       {kb.plan.ahead.days_finding, kb.plan.ahead.pain_finding}) {
    if (!day.answers.answered(index)) continue;
    out["assumed_answers"][kb.findings[index].id] =
        render::answer_value(kb.findings[index], day.answers[index]);
  }
  out["decision"] = day.decision.decision();
  out["urgency"] = name(day.decision.urgency);
  out["rules"] = OrderedJson::array();
  for (const Reason& reason : day.decision.because) {
    const Rule& rule = kb.rules[reason.rule];
    out["rules"].push_back(rule.id + "/" + rule.outcomes[reason.outcome].id);
  }
  out["changes"] = day.plan ? day.plan->changes : day.course.changes;
  out["plan"] = day.plan
                    ? render::plan_value(kb, day.answers, *day.plan, setting)
                    : OrderedJson(nullptr);
  return out;
}

}  // namespace

std::string ahead_json(const KnowledgeBase& kb,
                       const std::vector<AheadDay>& days,
                       const Setting& setting) {
  OrderedJson list = OrderedJson::array();
  for (const AheadDay& day : days) {
    list.push_back(day_value(kb, day, setting, &day == &days.front()));
  }
  const OrderedJson out = {
      {"schema", "backcoach/plan_days/1"},
      {"assumes", kb.plan.ahead.text},
      {"days", std::move(list)},
      {"notice", fill(kb, setting.region, kb.notice("not_a_diagnosis"))},
      {"knowledge", render::knowledge_value(kb)},
      {"program", setting.program_version}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach
