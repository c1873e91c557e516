#include "render_reference.hpp"

#include <algorithm>

#include "json_values.hpp"
#include "say.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

constexpr const char* kSources = "Sources";

Block list(std::vector<std::string> items) {
  return {Block::Kind::bullets, {}, std::move(items)};
}

void add_list(Document& page, std::string title,
              std::vector<std::string> items) {
  if (items.empty()) return;
  page.push_back(Block{Block::Kind::heading, std::move(title)});
  page.push_back(list(std::move(items)));
}

std::string read_words(const std::string& read) {
  if (read == "full") return "the passage was read";
  if (read == "abstract") return "only the abstract was read";
  if (read == "second_hand") return "read in another page about it";
  if (read == "from_memory") return "from memory, not opened";
  return "our own choice";
}

/// An id in plain words: "not_sure" becomes "not sure".
std::string spaced(std::string id) {
  std::replace(id.begin(), id.end(), '_', ' ');
  return id;
}

std::string range_words(const Range& range, const std::string& unit) {
  if (range.empty()) return {};
  std::string out = std::to_string(range.low);
  if (range.high != range.low) out += " to " + std::to_string(range.high);
  return out + " " + unit;
}

OrderedJson range_value(const Range& range) {
  if (range.empty()) return nullptr;
  return OrderedJson::array({range.low, range.high});
}

OrderedJson dose_value(const Dose& dose) {
  return {{"sets", range_value(dose.sets)},
          {"reps", range_value(dose.reps)},
          {"hold_seconds", range_value(dose.hold_seconds)},
          {"minutes", range_value(dose.minutes)},
          {"times_per_day", range_value(dose.times_per_day)},
          {"days_per_week", range_value(dose.days_per_week)},
          {"per_side", dose.per_side},
          {"note", dose.note}};
}

OrderedJson exercise_value(const Exercise& card) {
  OrderedJson stages = OrderedJson::array();
  for (const Stage stage : card.stages) stages.push_back(name(stage));
  OrderedJson avoid = OrderedJson::array();
  for (const Gate& gate : card.avoid) avoid.push_back(gate.text);
  OrderedJson care = OrderedJson::array();
  for (const Gate& gate : card.care) care.push_back(gate.text);
  return {{"id", card.id},
          {"name", card.name},
          {"kind", card.kind},
          {"goal", card.goal},
          {"region", card.region},
          {"stages", std::move(stages)},
          {"positions", card.positions},
          {"dose", dose_value(card.dose)},
          {"steps", card.steps},
          {"mistakes", card.mistakes},
          {"avoid_if", std::move(avoid)},
          {"care", std::move(care)},
          {"easier", card.easier_text},
          {"harder", card.harder_text},
          {"feel", card.feel},
          {"sources", render::sources_of(card.provenance)}};
}

/// Whom a gate concerns, in one line.
std::string whom_words(const KnowledgeBase& kb, const Gate& gate) {
  std::string line;
  for (std::string words : condition_words(kb, gate.when)) {
    words.erase(0, words.find_first_not_of(' '));
    if (words == "all of:" || words == "any of:") continue;
    if (words == "none of:") words = "not:";
    const bool first = line.empty() || line.ends_with(':');
    line += (line.empty() ? "" : first ? " " : ", ") + words;
  }
  return line;
}

QuestionObject whole(const Question& question) {
  QuestionObject object;
  object.question = &question;
  object.findings = question.sets;
  object.may_skip = question.may_skip;
  return object;
}

}  // namespace

std::string dose_words(const Dose& dose) {
  std::string out;
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    out += (out.empty() ? "" : ", ") + part;
  };
  const bool one_set = dose.sets.low <= 1 && dose.sets.high <= 1;
  if (!one_set) add(range_words(dose.sets, "sets"));
  add(range_words(dose.reps, "times"));
  if (!dose.hold_seconds.empty()) {
    add("hold " + range_words(dose.hold_seconds, "seconds"));
  }
  add(range_words(dose.minutes, "minutes"));
  if (dose.per_side) add("each side");
  const bool once = dose.times_per_day == Range{1, 1};
  add(once ? "once a day" : range_words(dose.times_per_day, "times a day"));
  add(range_words(dose.days_per_week, "days a week"));
  return out.empty() ? dose.note : out;
}

std::string answer_said(const KnowledgeBase& kb, FindingIndex finding,
                        const Answer& answer) {
  const Finding& about = kb.findings[finding];
  const bool yes = answer == Answer(YesNo::yes);
  if (answer == Answer(YesNo::no) || answer_text(about, answer) == "no") {
    return {};
  }
  for (const Question& question : kb.questions) {
    if (std::find(question.sets.begin(), question.sets.end(), finding) ==
        question.sets.end()) {
      continue;
    }
    for (const Item& item : question.items) {
      if (item.finding != finding) continue;
      return item.text + (yes ? "" : ": " + answer_words(about, answer));
    }
    for (const Option& option : question.options) {
      for (const auto& [sets, value] : option.sets) {
        if (sets == finding && value == answer) return option.text;
      }
    }
    return question.title + ": " + answer_words(about, answer);
  }
  return about.means + ": " + answer_words(about, answer);
}

Document without_sources(Document page) {
  const auto at = std::find_if(page.begin(), page.end(), [](const Block& one) {
    return one.kind == Block::Kind::heading && one.text == kSources;
  });
  if (at != page.end() && at + 1 != page.end()) page.erase(at, at + 2);
  return page;
}

std::vector<std::string> source_lines(
    const KnowledgeBase& kb, const std::vector<Provenance>& provenance) {
  std::vector<std::string> lines;
  for (const Provenance& entry : provenance) {
    const Source* source = kb.source(entry.source);
    if (!source || entry.kind == "editorial") continue;
    std::string line = source->title + " (" + read_words(entry.read) + ")";
    if (!entry.note.empty()) line += ": " + entry.note;
    if (!source->url.empty()) line += " " + source->url;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

std::string version_json(const KnowledgeBase& kb, const std::string& program) {
  const OrderedJson out = {{"schema", "backcoach/version/1"},
                           {"program", program},
                           {"knowledge", render::knowledge_value(kb)},
                           {"date", kb.manifest.date},
                           {"clinical_review", kb.manifest.clinical_review},
                           {"intended_use", kb.notice("intended_use")},
                           {"not_a_diagnosis", kb.notice("not_a_diagnosis")}};
  return out.dump(2) + "\n";
}

std::string question_json(const KnowledgeBase& kb, const Question& question,
                          const Region* region) {
  const OrderedJson out = {
      {"schema", "backcoach/question_show/1"},
      {"question", render::question_value(kb, whole(question), region)}};
  return out.dump(2) + "\n";
}

std::string questions_json(const KnowledgeBase& kb, const Region* region) {
  OrderedJson all = OrderedJson::array();
  for (const Question& question : kb.questions) {
    all.push_back(render::question_value(kb, whole(question), region));
  }
  const OrderedJson out = {{"schema", "backcoach/questions/1"},
                           {"questions", std::move(all)}};
  return out.dump(2) + "\n";
}

Document compose_question(const KnowledgeBase& kb, const Question& question) {
  Document page;
  page.push_back(Block{Block::Kind::title, question.text});
  if (!question.frame.empty()) {
    page.push_back(Block{Block::Kind::paragraph, question.frame});
  }
  if (!question.example.empty()) {
    page.push_back(Block{Block::Kind::paragraph, question.example});
  }
  std::vector<std::string> options;
  for (const Option& option : question.options) options.push_back(option.text);
  for (const Item& item : question.items) {
    options.push_back(item.text + " (" + kb.findings[item.finding].id + ")");
  }
  add_list(page, "Answers", std::move(options));
  add_list(page, "Why we ask", {question.why});
  add_list(page, "Not sure counts as " + spaced(question.not_sure.counts_as),
           {question.not_sure.because});
  add_list(page,
           "Prefer not to say counts as " +
               spaced(question.prefer_not_to_say.counts_as),
           {question.prefer_not_to_say.because});
  std::vector<std::string> sets;
  for (const FindingIndex finding : question.sets) {
    sets.push_back(kb.findings[finding].id + ": " + kb.findings[finding].means);
  }
  add_list(page, "Names in answers files", std::move(sets));
  add_list(page, kSources, source_lines(kb, question.provenance));
  return page;
}

std::string exercise_json(const KnowledgeBase&, const Exercise& exercise) {
  const OrderedJson out = {{"schema", "backcoach/exercise_show/1"},
                           {"exercise", exercise_value(exercise)}};
  return out.dump(2) + "\n";
}

std::string exercises_json(const KnowledgeBase& kb) {
  OrderedJson all = OrderedJson::array();
  for (const Exercise& card : kb.exercises) {
    all.push_back(exercise_value(card));
  }
  const OrderedJson out = {{"schema", "backcoach/exercises/1"},
                           {"exercises", std::move(all)}};
  return out.dump(2) + "\n";
}

Document compose_exercise(const KnowledgeBase& kb, const Exercise& card) {
  Document page;
  page.push_back(Block{Block::Kind::title, card.name});
  add_list(page, "How", card.steps);
  add_list(page, "How much", {dose_words(card.dose)});
  if (!card.dose.note.empty() && dose_words(card.dose) != card.dose.note) {
    page.back().items.push_back(card.dose.note);
  }
  if (!card.feel.empty()) add_list(page, "What to expect", {card.feel});
  std::vector<std::string> stop;
  if (card.standard_stop) stop.emplace_back(kb.notice("stop_rules"));
  stop.insert(stop.end(), card.stop_also.begin(), card.stop_also.end());
  add_list(page, "When to stop", std::move(stop));
  std::vector<std::string> avoid;
  for (const Gate& gate : card.avoid) avoid.push_back(gate.text);
  add_list(page, "Leave it out if", std::move(avoid));
  std::vector<std::string> care;
  for (const Gate& gate : card.care) {
    care.push_back(gate.text + " (" + whom_words(kb, gate) + ")");
  }
  add_list(page, "Take care", std::move(care));
  add_list(page, "Common mistakes", card.mistakes);
  if (!card.easier_text.empty()) add_list(page, "Easier", {card.easier_text});
  if (!card.harder_text.empty()) add_list(page, "Harder", {card.harder_text});
  add_list(page, kSources, source_lines(kb, card.provenance));
  page.push_back(
      Block{Block::Kind::notice, std::string(kb.notice("not_a_diagnosis"))});
  return page;
}

std::string rules_json(const KnowledgeBase& kb) {
  OrderedJson all = OrderedJson::array();
  for (const Rule& rule : kb.rules) {
    OrderedJson outcomes = OrderedJson::array();
    for (const Outcome& outcome : rule.outcomes) {
      outcomes.push_back({{"id", outcome.id},
                          {"urgency", name(outcome.urgency)},
                          {"plan_forbidden", outcome.plan_forbidden},
                          {"when", condition_words(kb, outcome.when)}});
    }
    all.push_back({{"id", rule.id},
                   {"code", rule.code},
                   {"kind", rule.kind},
                   {"title", rule.title},
                   {"outcomes", std::move(outcomes)},
                   {"sources", render::sources_of(rule.provenance)},
                   {"clinical_review", rule.clinical_review}});
  }
  const OrderedJson out = {{"schema", "backcoach/rules/1"},
                           {"rules", std::move(all)}};
  return out.dump(2) + "\n";
}

namespace {

/// The name of an outcome where another of the rule is as urgent.
std::string told_apart(const Rule& rule, const Outcome& outcome) {
  const auto same = std::count_if(
      rule.outcomes.begin(), rule.outcomes.end(),
      [&](const Outcome& one) { return one.urgency == outcome.urgency; });
  return same > 1 ? ", " + spaced(outcome.id) : "";
}

}  // namespace

Document compose_rule(const KnowledgeBase& kb, const Rule& rule) {
  Document page;
  page.push_back(Block{Block::Kind::title, rule.title});
  page.push_back(Block{Block::Kind::paragraph, rule.explain});
  for (const Outcome& outcome : rule.outcomes) {
    const std::string title =
        outcome.urgency == Urgency::self_care
            ? "Noted, when"
            : "\"" + fill(kb, nullptr, kb.level(outcome.urgency).headline) +
                  "\" (" + std::string(name(outcome.urgency)) +
                  told_apart(rule, outcome) + "), when";
    add_list(page, title, condition_words(kb, outcome.when));
    if (outcome.plan_forbidden) {
      page.back().items.emplace_back("Then no plan is given.");
    }
  }
  std::vector<std::string> to_do;
  for (const std::string& line : rule.what_to_do) {
    to_do.push_back(fill(kb, nullptr, line));
  }
  add_list(page, "What to do", std::move(to_do));
  if (!rule.accuracy.empty()) {
    add_list(page, "How good the signs are", {rule.accuracy});
  }
  add_list(page, kSources, source_lines(kb, rule.provenance));
  page.push_back(Block{Block::Kind::paragraph,
                       "Rule " + rule.id + " (" + rule.code +
                           "), clinical review: " + rule.clinical_review});
  return page;
}

Document compose_row(const KnowledgeBase& kb, const Row& row) {
  Document page;
  page.push_back(Block{Block::Kind::title, row.title});
  page.push_back(Block{Block::Kind::paragraph, row.because});
  add_list(page,
           "Stage " + std::string(name(row.stage)) + ", focus " +
               std::string(name(row.focus)) + ", when",
           condition_words(kb, row.when));
  add_list(page, kSources, source_lines(kb, row.provenance));
  return page;
}

}  // namespace backcoach
