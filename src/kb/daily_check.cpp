#include <algorithm>

#include "sections.hpp"

namespace backcoach::load {
namespace {

std::vector<FindingIndex> findings_at(Reader& reader, const Context& context,
                                      const std::string& key, bool required) {
  std::vector<FindingIndex> out;
  const std::vector<std::string> ids = reader.texts(key, required);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto finding = Names::find(context.names.findings, ids[i], "finding",
                                     reader, key + "/" + std::to_string(i));
    if (finding) out.push_back(*finding);
  }
  return out;
}

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
  step.required = entry.flag("required");
  // Of no day: only of those who want to say more.
  if (entry.flag("more")) step.every_days = 0;
  if (entry.has("every_days")) step.every_days = entry.integer("every_days", 1);
  if (auto after = entry.object("only_after", false)) {
    // A list of values of one finding, any of which will do.
    for (const auto& [id, list] : after->members().items()) {
      const auto finding = Names::find(context.names.findings, id, "finding",
                                       entry, "only_after/" + escape_token(id));
      if (!finding || !list.is_array()) continue;
      for (const Json& value : list) {
        const auto answer = read_answer(entry, "only_after/" + escape_token(id),
                                        value, context.kb.findings[*finding]);
        if (answer) step.only_after.emplace_back(*finding, *answer);
      }
    }
  }
  entry.finish();
  return step;
}

CheckinSign read_sign(Reader& entry, const Context& context) {
  CheckinSign sign;
  sign.measure = read_finding(entry, context, "measure").value_or(0);
  sign.findings = findings_at(entry, context, "findings", true);
  sign.also_ask = findings_at(entry, context, "also_ask", false);
  sign.no_is_no = entry.one_of("if_no", {"no", "as_before"}) == "no";
  entry.finish();
  return sign;
}

HistoryRules read_history_rules(Reader reader) {
  HistoryRules rules;
  rules.week_days = reader.integer("week_days", 0);
  rules.change_from_day = reader.integer("change_from_day", 0);
  rules.quiet_days = reader.integer("quiet_days", 0);
  rules.red_days = reader.integer("red_days", 0);
  rules.two_weeks_days = reader.integer("two_weeks_days", 0);
  rules.worse_points = reader.number("worse_points", 0);
  rules.recent_days = reader.integer("recent_days", 0);
  rules.pain_days = reader.integer("pain_days", 0);
  rules.low_pain = reader.number("low_pain", 0);
  rules.some_pain = reader.number("some_pain", 0);
  rules.much_pain = reader.number("much_pain", 0);
  rules.rest_days = reader.integer("rest_days", 0);
  rules.flare_days = reader.integer("flare_days", 0);
  rules.flare_lasts_days = reader.integer("flare_lasts_days", 0);
  rules.walk_minutes = reader.number("walk_minutes", 0);
  rules.step_minutes = reader.number("step_minutes", 0);
  rules.episode_gap_days = reader.integer("episode_gap_days", 0);
  rules.level_days = reader.integer("level_days", 1);
  rules.no_improvement_rule = reader.text("no_improvement_rule");
  reader.finish();
  return rules;
}

/// One number two levels down; a missing level was reported before.
double number_below(std::optional<Reader>& reader, std::string_view key) {
  return reader ? reader->number(key, 0) : 0;
}

void read_red(Reader red, const Context& context, LightRules& light) {
  light.red_signs = findings_at(red, context, "signs", true);
  light.red_text = red.text("text");
  light.red_rise = red.number("rise_at_least", 0);
  auto during = red.object("high_during");
  light.red_during = number_below(during, "during_at_least");
  light.red_during_before_at_most = number_below(during, "before_at_most");
  auto high = red.object("rise_when_high");
  light.red_high_before = number_below(high, "before_at_least");
  light.red_high_rise = number_below(high, "rise_at_least");
  light.red_morning_above = red.number("morning_above_before_at_least", 0);
  red.finish();
}

void read_green(Reader green, const Context& context, LightRules& light) {
  light.never_green = findings_at(green, context, "never_with", true);
  light.green_text = green.text("text");
  auto quiet = green.object("quiet");
  light.green_rise = number_below(quiet, "rise_at_most");
  light.green_during = number_below(quiet, "during_at_most");
  auto steady = green.object("or_steady");
  light.green_steady_before = number_below(steady, "before_at_least");
  light.green_steady_rise = number_below(steady, "rise_at_most");
  light.green_morning_above = green.number("morning_above_before_at_most", 0);
  green.finish();
}

void read_aches(Reader& rules, LightRules& light) {
  if (auto settled = rules.object("settled")) {
    light.settled_during = settled->number("during_at_most", 0);
    light.settled_rise = settled->number("or_rise_at_most", 0);
    light.settled_morning_above =
        settled->number("morning_above_before_at_most", 0);
    settled->finish();
  }
  if (auto mild = rules.object("mild_ache")) {
    light.mild_after_days = mild->number("after_onset_days", 0);
    light.mild_pain_below = mild->number("pain_below", 0);
    light.mild_rise = mild->number("rise_at_most", 0);
    light.mild_during = mild->number("during_at_most", 0);
    light.mild_morning_above = mild->number("morning_above_before_at_most", 0);
    mild->finish();
  }
}

LightRules read_light(Reader plan, const Context& context) {
  LightRules light;
  auto rules = plan.object("traffic_light");
  if (!rules) return light;
  if (auto red = rules->object("red")) read_red(*red, context, light);
  if (auto green = rules->object("green")) read_green(*green, context, light);
  if (auto amber = rules->object("amber")) {
    light.amber_text = amber->text("text");
    amber->finish();
  }
  read_aches(*rules, light);
  if (auto session = rules->object("session")) {
    light.morning_until_hour = session->integer("morning_until_hour", 0);
    light.because_during = session->text("because_during");
    light.because_morning = session->text("because_morning");
    session->finish();
  }
  rules->finish();
  return light;
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

void read_limits(Reader& reader, const Context& context, DailyCheck& rules) {
  rules.ask_again = findings_at(reader, context, "ask_again", true);
  if (auto grows = reader.object("grows")) {
    rules.grows_by_day = findings_at(*grows, context, "by_day", true);
    rules.grows_by_week = findings_at(*grows, context, "by_week", true);
    grows->finish();
  }
  if (auto worse = reader.object("worse")) {
    rules.worse_points = worse->number("pain_up_at_least", 0);
    worse->finish();
  }
  if (auto repeated = reader.object("repeated")) {
    rules.repeated_hours = repeated->integer("within_hours", 0);
    rules.repeated_times = repeated->integer("times", 0);
    repeated->finish();
  }
  rules.draft_hours = reader.integer("draft_hours", 0);
  if (auto change = reader.object("smallest_change")) {
    rules.change_points = change->number("points", 0);
    rules.change_percent = change->number("percent", 0);
    change->finish();
  }
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
  for (Reader& entry : reader.objects("signs")) {
    rules.signs.push_back(read_sign(entry, context));
  }
  read_limits(reader, context, rules);
  if (auto history = reader.object("history")) {
    rules.history = read_history_rules(*history);
  }
  if (auto flare = reader.object("flare")) {
    read_flare(*flare, context, rules);
  }
  rules.light = read_light(std::move(plan), context);
  demand_core(reader, context, rules);
  const auto provenance = read_provenance(reader, context);
  demand_support(reader, provenance,
                 {"/steps", "/signs", "/grows", "/worse", "/repeated",
                  "/smallest_change", "/history"});
  reader.text("clinical_review");
  reader.finish();
  return rules;
}

}  // namespace backcoach::load
