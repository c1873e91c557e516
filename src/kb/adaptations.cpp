#include <algorithm>

#include "plan_sections.hpp"

namespace backcoach::load {
namespace {

/// `base` with the answers of `own` in their place.
SparseAnswers with_own(SparseAnswers base, const SparseAnswers& own) {
  for (const auto& answer : own) {
    std::erase_if(base,
                  [&](const auto& one) { return one.first == answer.first; });
    base.push_back(answer);
  }
  return base;
}

SparseAnswers own_answers(Reader& entry, const Context& context,
                          std::string_view key) {
  const auto answers = entry.object(key, false);
  return answers ? read_example_answers(*answers, context) : SparseAnswers{};
}

/// Names under `key` as positions.
std::vector<std::uint16_t> positions(Reader& entry, std::string_view key,
                                     const Names::Index& index,
                                     std::string_view what) {
  std::vector<std::uint16_t> found;
  const std::vector<std::string> ids = entry.texts(key, false);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto at = Names::find(index, ids[i], what, entry,
                                std::string(key) + "/" + std::to_string(i));
    if (at) found.push_back(*at);
  }
  return found;
}

DayExpectation read_expectation(Reader& entry, const Context& context) {
  DayExpectation expect;
  for (const std::string& name : entry.texts("urgency", false)) {
    if (const auto urgency = urgency_named(name)) {
      expect.urgency.push_back(*urgency);
    } else {
      entry.error("urgency", "unknown-value",
                  "\"" + name + "\" is not an urgency");
    }
  }
  expect.stage = read_stage_names(entry, "stage", false);
  expect.rules = positions(entry, "rules", context.names.rules, "rule");
  expect.has = positions(entry, "has", context.names.exercises, "exercise");
  expect.lacks = positions(entry, "lacks", context.names.exercises, "exercise");
  expect.says = entry.texts("says", false);
  expect.says_not = entry.texts("says_not", false);
  expect.lesson = entry.text("lesson", false);
  if (!expect.lesson.empty()) {
    Names::find(context.names.lessons, expect.lesson, "lesson", entry,
                "lesson");
  }
  if (entry.has("plan")) expect.plan = entry.flag("plan");
  return expect;
}

void read_changes(Reader& reader, const Context& context, Adaptation& one) {
  one.prefer = read_exercise_ids(reader, context, "prefer", false);
  one.add = read_exercise_ids(reader, context, "add", false);
  one.drop = read_exercise_ids(reader, context, "drop", false);
  one.drop_static = reader.flag("drop_static_stretches");
  one.add_at_once = reader.flag("add_at_once");
  for (Reader& entry : reader.objects("replace", false)) {
    one.replace.emplace_back(read_exercise_id(entry, context, "exercise"),
                             read_exercise_ids(entry, context, "with"));
    entry.finish();
  }
  if (auto limit = reader.object("limit", false)) {
    const std::pair<const char*, int*> numbers[] = {
        {"exercises", &one.limit.exercises},
        {"blocks", &one.limit.blocks},
        {"walk_minutes", &one.limit.walk_minutes},
        {"break_minutes", &one.limit.break_minutes},
        {"hold_seconds", &one.limit.hold_seconds}};
    bool any = false;
    for (const auto& [key, number] : numbers) {
      *number = limit->integer(key, 0);
      any = any || *number > 0;
    }
    if (!any) {
      limit->error("", "missing-key",
                   "a limit without a number limits nothing");
    }
    limit->finish();
  }
  for (Reader& entry : reader.objects("dose", false)) {
    one.dose.push_back({read_exercise_id(entry, context, "exercise"),
                        read_range(entry, "minutes"),
                        read_range(entry, "times_per_day"),
                        read_range(entry, "days_per_week"),
                        read_range(entry, "hold_seconds")});
    entry.finish();
  }
  for (Reader& entry : reader.objects("rows", false)) {
    one.rows.push_back(
        {read_exercise_id(entry, context, "exercise"),
         entry.one_of("at", {"waking", "evening"}) == "evening"});
    entry.finish();
  }
  for (Reader& entry : reader.objects("words", false)) {
    one.words.emplace_back(read_exercise_id(entry, context, "exercise"),
                           entry.text("text"));
    entry.finish();
  }
  one.notes = reader.texts("notes", false);
  one.lessons = reader.texts("lessons", false);
  for (std::size_t i = 0; i < one.lessons.size(); ++i) {
    Names::find(context.names.lessons, one.lessons[i], "lesson", reader,
                "lessons/" + std::to_string(i));
  }
  one.few_left_out = reader.flag("few_left_out");
}

[[nodiscard]] bool changes_something(const Adaptation& one) {
  const AdaptedLimits& limit = one.limit;
  const bool limits = limit.exercises > 0 || limit.blocks > 0 ||
                      limit.walk_minutes > 0 || limit.break_minutes > 0 ||
                      limit.hold_seconds > 0;
  return limits || !one.prefer.empty() || !one.add.empty() ||
         !one.drop.empty() || one.drop_static || !one.replace.empty() ||
         !one.dose.empty() || !one.rows.empty() || !one.words.empty() ||
         !one.notes.empty() || !one.lessons.empty() || one.few_left_out;
}

void demand_file_name(Reader& reader, const std::string& id) {
  const std::string stem = id + ".json";
  const std::string& file = reader.document().file;
  if (file.ends_with("/" + stem) || file == stem) return;
  reader.error("id", "wrong-file-name",
               "the file is to be named after its id, " + stem);
}

}  // namespace

void read_people(Reader reader, const Context& context, Names& names) {
  for (Reader& entry : reader.objects("people")) {
    const std::string id = entry.text("id");
    entry.text("story");
    SparseAnswers answers;
    if (const std::string like = entry.text("like", false); !like.empty()) {
      const auto base = names.people.find(like);
      if (base == names.people.end()) {
        entry.error("like", "unknown-value",
                    "no person above is called \"" + like + "\"");
      } else {
        answers = base->second;
      }
    }
    (void)entry.raw("answers", true);
    names.people[id] =
        with_own(std::move(answers), own_answers(entry, context, "answers"));
    entry.finish();
  }
  reader.finish();
}

DayExample read_day_example(Reader& entry, const Context& context) {
  DayExample example;
  const std::string id = entry.text("person");
  const auto person = context.names.people.find(id);
  if (person == context.names.people.end()) {
    if (!id.empty()) {
      entry.error("person", "unknown-value",
                  "people.json has nobody called \"" + id + "\"");
    }
  } else {
    example.answers = person->second;
  }
  const SparseAnswers base = example.answers;
  example.answers = with_own(base, own_answers(entry, context, "with"));
  if (entry.has("without")) {
    example.without = with_own(base, own_answers(entry, context, "without"));
  }
  example.days = entry.text("days", false);
  if (example.days.find_first_not_of("garm") != std::string::npos) {
    entry.error("days", "unknown-value",
                "each day is g (good), a (so-so), r (bad) or m (missed)");
  }
  example.expect = read_expectation(entry, context);
  example.why = entry.text("why", false);
  return example;
}

Adaptation read_adaptation(Reader reader, const Context& context,
                           const std::vector<std::string>& ranks) {
  Adaptation one;
  one.id = reader.text("id");
  one.title = reader.text("title");
  const std::string rank = reader.one_of("rank", ranks);
  one.rank = static_cast<int>(std::find(ranks.begin(), ranks.end(), rank) -
                              ranks.begin());
  one.priority = read_count(reader, "priority");
  one.when = read_gate(reader, context, "when", "because");
  one.when.id = one.id;
  one.stages = read_stage_names(reader, "stages", false);
  one.days = read_range(reader, "days");
  read_changes(reader, context, one);
  if (!changes_something(one)) {
    reader.error("", "missing-outcome", "this changes nothing in any plan");
  }
  for (Reader& entry : reader.objects("examples")) {
    one.examples.push_back(read_day_example(entry, context));
    if (!entry.has("with") || !entry.has("without")) {
      entry.error("", "missing-example",
                  "an example is a pair: \"with\" and \"without\"");
    }
    entry.finish();
  }
  if (one.examples.empty()) {
    reader.error("examples", "missing-example",
                 "no pair of examples shows what this changes");
  }
  one.provenance = read_provenance(reader, context);
  demand_support(reader, one.provenance,
                 {"/when", "/because", "/prefer", "/add", "/drop", "/replace",
                  "/limit", "/dose", "/rows", "/words", "/notes", "/lessons",
                  "/drop_static_stretches", "/add_at_once", "/few_left_out"});
  reader.review();
  reader.finish();
  demand_file_name(reader, one.id);
  return one;
}

Lesson read_lesson(Reader reader, const Context& context) {
  Lesson lesson;
  lesson.id = reader.text("id");
  lesson.title = reader.text("title");
  lesson.fact = reader.text("fact");
  lesson.action = reader.text("do");
  lesson.order = read_count(reader, "order");
  lesson.for_all = !reader.has("when");
  if (lesson.for_all) {
    lesson.when.when = {AllOf{}};
  } else {
    lesson.when = read_bare_gate(reader, context, "when");
  }
  lesson.when.id = lesson.id;
  lesson.stages = read_stage_names(reader, "stages", false);
  if (lesson.for_all) {
    reader.raw("examples", false);
  } else {
    lesson.examples = read_examples(reader, context);
    for (const Truth truth : {Truth::yes, Truth::no}) {
      const bool shown = std::any_of(
          lesson.examples.begin(), lesson.examples.end(),
          [&](const Example& example) { return example.holds == truth; });
      if (!shown) {
        reader.error("examples", "missing-example",
                     "no example shows whom this lesson fits and whom not");
      }
    }
  }
  lesson.provenance = read_provenance(reader, context);
  demand_support(reader, lesson.provenance, {"/fact", "/do", "/when"});
  reader.review();
  reader.finish();
  demand_file_name(reader, lesson.id);
  return lesson;
}

}  // namespace backcoach::load
