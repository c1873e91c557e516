// What a person finds, wants to get back to, and in the end leaves.
#include <array>

#include "plan_sections.hpp"

namespace backcoach::load {
namespace {

/// Words of data/plan.json, direction_test/words, by their keys.
constexpr std::array kWords = {
    "find_title",      "find_how",     "find_tomorrow", "use_title",
    "use_why",         "not_early",    "treat",         "retest",
    "retest_tomorrow", "retest_later", "fade",          "pause",
    "centralised",     "eased",        "no_change",     "peripheralised",
    "not_for_you",     "tomorrow",     "no_pain",       "much_pain",
    "good_news",       "begin",        "each_step",     "rest_title",
    "not_kept",        "found"};

void check(Reader& reader, std::string_view key, bool good,
           const std::string& message) {
  if (!good) reader.error(std::string(key), "out-of-range", message);
}

std::vector<Gate> read_some(Reader& entry, const Context& context,
                            std::string_view key) {
  std::vector<Gate> gates;
  if (entry.has(key)) gates.push_back(read_bare_gate(entry, context, key));
  return gates;
}

DirectionStep read_step(Reader& entry, const Context& context) {
  DirectionStep step;
  step.exercise = read_exercise_id(entry, context, "exercise");
  step.minutes = entry.integer("minutes", 0);
  step.reps = entry.integer("reps", 0);
  step.text = entry.text("text");
  check(entry, "text", (step.minutes > 0) != (step.reps > 0),
        "a step has minutes or reps, one of them");
  entry.finish();
  return step;
}

DirectionTest read_test(Reader& entry, const Context& context,
                        FindingIndex index) {
  const Finding& finding = context.kb.findings[index];
  DirectionTest test;
  test.id = entry.one_of("id", finding.values);
  test.title = entry.text("title");
  test.side = entry.text("side", false);
  if (const auto as_if = entry.object("as_if")) {
    test.as_if = read_answers(*as_if, context);
  }
  for (const auto& [asked, answer] : test.as_if) {
    const Finding& about = context.kb.findings[asked];
    check(entry, "as_if", !about.core && about.type != FindingType::number,
          "\"" + about.id + "\" is a danger sign or a number; a test cannot " +
              "take it as told");
  }
  test.first_when = read_some(entry, context, "first_when");
  test.last_when = read_some(entry, context, "last_when");
  test.never_when = read_some(entry, context, "never_when");
  // What nobody knows of thin bones counts as thin bones.
  for (Gate& gate : test.never_when) gate.unknown_counts_as_yes = true;
  for (Reader& step : entry.objects("steps")) {
    test.steps.push_back(read_step(step, context));
  }
  test.use = read_exercise_id(entry, context, "use");
  test.exercises = read_exercise_ids(entry, context, "exercises");
  for (std::size_t v = 0; v < finding.values.size(); ++v) {
    if (finding.values[v] != test.id) continue;
    test.found.id = test.id;
    test.found.when = {ChoiceIn{index, 1U << v}};
  }
  entry.finish();
  return test;
}

void read_answers_of(Reader& reader, const Context& context,
                     DirectionRules& rules) {
  auto answers = reader.object("answers");
  if (!answers) return;
  const auto finding = [&](const char* key) {
    return read_finding(*answers, context, key).value_or(0);
  };
  rules.side = finding("side");
  rules.point_before = finding("point_before");
  rules.point_after = finding("point_after");
  rules.pain_before = finding("pain_before");
  rules.pain_after = finding("pain_after");
  const std::vector<std::string> steps = answers->texts("after_step");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto found = Names::find(context.names.findings, steps[i], "finding",
                                   *answers, "after_step/" + std::to_string(i));
    if (found) rules.after_step.push_back(*found);
  }
  check(*answers, "point_after",
        context.kb.findings[rules.point_before].values ==
            context.kb.findings[rules.point_after].values,
        "before and after name the same places");
  answers->finish();
}

void read_dose(Reader& reader, DirectionRules& rules) {
  auto dose = reader.object("dose_if_found");
  if (!dose) return;
  rules.reps = read_count(*dose, "reps");
  rules.every_minutes = read_count(*dose, "every_waking_minutes");
  rules.times_per_day = read_range(*dose, "times_per_day", true);
  rules.working_day_times = read_count(*dose, "working_day_times");
  rules.days = read_range(*dose, "days", true);
  rules.retest_every_days = read_count(*dose, "retest_every_days");
  for (Reader& phase : dose->objects("fade")) {
    rules.fade.push_back(
        {read_count(phase, "days"), read_count(phase, "times_per_day")});
    phase.finish();
  }
  dose->finish();
}

}  // namespace

DirectionRules read_direction(Reader& reader, const Context& context) {
  DirectionRules rules;
  auto entry = reader.object("direction_test");
  if (!entry) return rules;
  rules.finding = read_finding(*entry, context, "finding").value_or(0);
  rules.stages = read_stage_names(*entry, "stages", true);
  rules.not_for = read_bare_gate(*entry, context, "not_for");
  rules.not_for.unknown_counts_as_yes = true;
  rules.offered_days = read_count(*entry, "offered_days");
  rules.lasts_minutes = read_count(*entry, "lasts_minutes");
  rules.baseline = entry->texts("baseline");
  read_answers_of(*entry, context, rules);
  for (Reader& test : entry->objects("tests")) {
    rules.tests.push_back(read_test(test, context, rules.finding));
    check(*entry, "tests",
          rules.tests.back().steps.size() <= rules.after_step.size(),
          "a test has no more steps than there are answers after a step");
  }
  rules.change_points = entry->number("change_points");
  rules.rest_minutes = read_count(*entry, "rest_minutes");
  rules.rest_steps = entry->texts("rest_steps");
  rules.stop_days = read_count(*entry, "stop_days");
  rules.tests_at_most = read_count(*entry, "tests_at_most");
  rules.pause_days = read_count(*entry, "pause_days");
  read_dose(*entry, rules);
  rules.stop_if = entry->texts("stop");
  if (auto words = entry->object("words")) {
    for (const char* key : kWords) {
      rules.words.emplace_back(key, words->text(key));
    }
    words->finish();
  }
  rules.honesty = entry->text("text");
  entry->finish();
  return rules;
}

std::vector<GoalRule> read_goals(Reader& reader, const Context& context) {
  std::vector<GoalRule> goals;
  for (Reader& entry : reader.objects("goals")) {
    GoalRule goal;
    goal.when = read_gate(entry, context, "when", "title");
    goal.when.id = entry.text("id");
    goal.because = entry.text("because");
    if (auto prefer = entry.object("prefer")) {
      for (const auto& [key, value] : prefer->members().items()) {
        const auto stage = stage_named(key);
        if (!stage) {
          entry.error("prefer/" + key, "unknown-value",
                      "\"" + key + "\" is not a stage");
          continue;
        }
        goal.prefer.emplace_back(*stage,
                                 read_exercise_ids(*prefer, context, key));
      }
    }
    if (auto replace = entry.object("replace")) {
      for (const auto& [key, value] : replace->members().items()) {
        const auto from = Names::find(context.names.exercises, key, "exercise",
                                      entry, "replace/" + escape_token(key));
        const ExerciseIndex to = read_exercise_id(*replace, context, key);
        if (from) goal.replace.emplace_back(*from, to);
      }
    }
    if (entry.has("activity")) {
      goal.activity = {read_exercise_id(entry, context, "activity")};
    }
    entry.finish();
    goals.push_back(std::move(goal));
  }
  return goals;
}

LettingGoRules read_letting_go(Reader& reader, const Context& context) {
  LettingGoRules rules;
  auto entry = reader.object("letting_go");
  if (!entry) return rules;
  rules.when = read_bare_gate(*entry, context, "when");
  rules.strength_days = read_count(*entry, "strength_days");
  rules.checkin_every_days = read_count(*entry, "checkin_every_days");
  rules.kinds = entry->texts("kinds");
  rules.text = entry->text("text");
  rules.goal_text = entry->text("goal_text");
  rules.between = entry->text("between");
  if (auto flare = entry->object("flare_plan")) {
    rules.flare_plan_when = read_bare_gate(*flare, context, "when");
    rules.flare_plan = flare->text("text");
    rules.flare_plan_finding =
        read_finding(*flare, context, "finding").value_or(0);
    const Finding& finding = context.kb.findings[rules.flare_plan_finding];
    if (auto lines = flare->object("lines")) {
      for (const std::string& value : finding.values) {
        rules.flare_plan_lines.push_back(lines->text(value));
      }
      lines->finish();
    }
    flare->finish();
  }
  entry->finish();
  return rules;
}

}  // namespace backcoach::load
