#include <algorithm>

#include "fields.hpp"
#include "fill.hpp"
#include "sections.hpp"

namespace backcoach::load {
namespace {

/// Fills the place of a question, which may be one of the triage.
void find_question(Reader& reader, const std::string& key,
                   const std::string& id, const Context& context,
                   const DailyCheck& rules, CheckinStep& step) {
  const auto place = [&](const std::vector<Question>& list) {
    const auto it =
        std::find_if(list.begin(), list.end(),
                     [&](const Question& one) { return one.id == id; });
    if (it == list.end()) return false;
    step.question = static_cast<std::uint16_t>(it - list.begin());
    return true;
  };
  step.own = place(rules.questions);
  if (!step.own && !place(context.kb.questions)) {
    reader.error(key, "unknown-question", "there is no question \"" + id + "\"",
                 "it is one of \"questions\" here, or of questions/");
  }
}

CheckinStep read_step(Reader& entry, const Context& context,
                      const DailyCheck& rules) {
  CheckinStep step;
  find_question(entry, "question", entry.text("question"), context, rules,
                step);
  Fill fill(entry, context);
  describe(fill, step);
  entry.finish();
  return step;
}

void read_flare(Reader reader, const Context& context, DailyCheck& rules) {
  const std::vector<std::string> ids = reader.texts("questions");
  for (std::size_t i = 0; i < ids.size(); ++i) {
    CheckinStep step;
    find_question(reader, "questions/" + std::to_string(i), ids[i], context,
                  rules, step);
    step.required = true;
    rules.flare_steps.push_back(step);
  }
  reader.finish();
}

/// A danger sign that no line of the check covers would never be asked again.
void demand_core(Reader& reader, const Context& context,
                 const DailyCheck& rules) {
  for (std::size_t i = 0; i < context.kb.findings.size(); ++i) {
    if (!context.kb.findings[i].core) continue;
    const bool covered = std::any_of(
        rules.signs.begin(), rules.signs.end(), [&](const CheckinSign& sign) {
          return std::find(sign.findings.begin(), sign.findings.end(), i) !=
                 sign.findings.end();
        });
    if (covered) continue;
    reader.error(
        "signs", "missing-answer",
        "no line of the check covers \"" + context.kb.findings[i].id + "\"",
        "every core danger sign is asked at every check-in");
  }
}

}  // namespace

DailyCheck read_daily_check(Reader reader, Reader plan,
                            const Context& context) {
  DailyCheck rules;
  for (Reader& entry : reader.objects("measures")) {
    if (const auto measure = read_finding(entry, context, "id")) {
      rules.measures.push_back(*measure);
    }
  }
  for (Reader& entry : reader.objects("questions")) {
    rules.questions.push_back(read_question(entry, context));
  }
  for (Reader& entry : reader.objects("steps")) {
    rules.steps.push_back(read_step(entry, context, rules));
  }
  Fill fill(reader, context);
  describe(fill, rules);
  if (auto flare = reader.object("flare")) {
    read_flare(*flare, context, rules);
  }
  Fill(plan, context).at("traffic_light", rules.light);
  demand_core(reader, context, rules);
  const auto provenance = read_provenance(reader, context);
  demand_support(reader, provenance,
                 {"/steps", "/signs", "/grows", "/worse", "/repeated",
                  "/smallest_change", "/history"});
  reader.review();
  reader.finish();
  return rules;
}

}  // namespace backcoach::load
