#include "sections.hpp"

#include <algorithm>
#include <set>

namespace backcoach::load {
namespace {

Outcome read_outcome(Reader reader, const Context& context) {
  Outcome outcome;
  outcome.id = reader.text("id");
  outcome.urgency = reader.word("urgency", urgency_named, Urgency::self_care);
  outcome.when = read_condition_at(reader, context, "when");
  if (reader.has("plan")) {
    outcome.plan_forbidden = reader.text("plan") == "none";
    if (!outcome.plan_forbidden) {
      reader.error("plan", "unknown-value", "\"plan\" can only be \"none\"");
    }
  }
  outcome.menu = reader.text("menu", false);
  if (!outcome.menu.empty() && !context.names.menus.empty()) {
    Names::find(context.names.menus, outcome.menu, "menu", reader, "menu");
  }
  outcome.refer_to = reader.text("refer_to", false);
  outcome.because = reader.text("because", false);
  if (reader.has("what_to_do")) {
    outcome.what_to_do = reader.texts("what_to_do");
  }
  outcome.what_to_say = reader.text("what_to_say", false);
  outcome.what_to_say_unsure = reader.text("what_to_say_unsure", false);
  reader.finish();
  return outcome;
}

/// Ids of the sources that support the part at `pointer` or a part of it.
std::vector<std::string> sources_about(
    const std::vector<Provenance>& provenance, const std::string& pointer) {
  std::vector<std::string> ids;
  for (const Provenance& entry : provenance) {
    const bool about = std::any_of(entry.supports.begin(), entry.supports.end(),
                                   [&](const std::string& support) {
                                     return pointer.starts_with(support) ||
                                            support.starts_with(pointer + "/");
                                   });
    const bool known =
        std::find(ids.begin(), ids.end(), entry.source) != ids.end();
    if (about && !known && entry.kind != "editorial") {
      ids.push_back(entry.source);
    }
  }
  return ids;
}

/// Demands one example for every way a rule can come out.
void check_examples(Reader& reader, const Rule& rule) {
  std::set<Truth> seen;
  std::set<Urgency> fired;
  for (const Example& example : rule.examples) {
    seen.insert(example.holds);
    if (example.urgency) fired.insert(*example.urgency);
  }
  if (rule.outcomes.empty()) return;
  for (const Truth truth : {Truth::yes, Truth::no}) {
    if (!seen.contains(truth)) {
      reader.error("examples", "missing-example",
                   "no example shows this rule come out \"" +
                       std::string(name(truth)) + "\"",
                   "add answers for which it does");
    }
  }
  for (const Outcome& outcome : rule.outcomes) {
    if (!fired.contains(outcome.urgency)) {
      reader.error("examples", "missing-example",
                   "no example shows the urgency \"" +
                       std::string(name(outcome.urgency)) + "\"",
                   "add an example with \"urgency\"");
    }
  }
}

}  // namespace

Rule read_rule(Reader reader, const Context& context) {
  Rule rule;
  rule.file = reader.document().file;
  rule.id = reader.text("id");
  rule.code = reader.text("code");
  rule.kind = reader.text("kind");
  rule.title = reader.text("title");
  rule.core = reader.flag("core");
  for (const Reader& outcome : reader.objects("outcomes")) {
    rule.outcomes.push_back(read_outcome(outcome, context));
  }
  rule.because = reader.text("because");
  rule.explain = reader.text("explain");
  rule.what_to_do = reader.texts("what_to_do", false);
  rule.what_to_say = reader.text("what_to_say", false);
  rule.what_to_say_unsure = reader.text("what_to_say_unsure", false);
  rule.accuracy = reader.text("accuracy", false);
  rule.clinical_review = reader.text("clinical_review");
  rule.provenance = read_provenance(reader, context);
  rule.examples = read_examples(reader, context);
  reader.finish();

  const std::string stem = rule.id + ".json";
  if (!rule.file.ends_with("/" + stem) && rule.file != stem) {
    reader.error("id", "wrong-file-name",
                 "the file is to be named after its id, " + stem);
  }
  const std::set<std::string> kinds = {"red_flag", "soft_flag", "cluster",
                                       "computed", "notice"};
  if (!kinds.contains(rule.kind)) {
    reader.error("kind", "unknown-value",
                 "\"" + rule.kind + "\" is not a kind of rule",
                 "it takes red_flag, soft_flag, cluster, computed or notice");
  }
  if (rule.outcomes.empty() && rule.kind != "notice") {
    reader.error("outcomes", "missing-outcome",
                 "only a notice may have no outcome");
  }
  for (std::size_t o = 0; o < rule.outcomes.size(); ++o) {
    rule.outcomes[o].sources =
        sources_about(rule.provenance, "/outcomes/" + std::to_string(o));
  }
  demand_support(
      reader, rule.provenance,
      {"/outcomes", "/because", "/explain", "/what_to_do", "/what_to_say"});
  check_examples(reader, rule);
  return rule;
}

std::vector<Fact> read_facts(Reader reader, const Context& context) {
  std::vector<Fact> facts;
  for (Reader& entry : reader.objects("facts")) {
    Fact fact;
    fact.id = entry.text("id");
    fact.means = entry.text("means");
    fact.when = read_condition_at(entry, context, "when");
    fact.provenance = read_provenance(entry, context);
    entry.text("clinical_review");
    entry.finish();
    facts.push_back(std::move(fact));
  }
  reader.finish();
  return facts;
}

std::vector<Row> read_rows(Reader reader, const Context& context) {
  std::vector<Row> rows;
  for (Reader& entry : reader.objects("rows")) {
    Row row;
    row.id = entry.text("id");
    row.order = entry.integer("order", 0);
    row.stage = entry.word("stage", stage_named, Stage::walk);
    row.focus = entry.word("focus", focus_named, Focus::walking);
    row.when = read_condition_at(entry, context, "when");
    row.title = entry.text("title");
    row.because = entry.text("because");
    row.hope = entry.text("hope", false);
    row.provenance = read_provenance(entry, context);
    row.sources = sources_about(row.provenance, "/when");
    entry.text("clinical_review");
    row.examples = read_examples(entry, context);
    demand_support(entry, row.provenance, {"/when", "/because"});
    if (!row.hope.empty()) demand_support(entry, row.provenance, {"/hope"});
    entry.finish();
    rows.push_back(std::move(row));
  }
  reader.finish();
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.order < b.order;
  });
  return rows;
}

std::vector<Provenance> read_provenance(Reader& reader, const Context& context,
                                        bool required) {
  std::vector<Provenance> all;
  for (Reader& entry : reader.objects("provenance", required)) {
    Provenance one;
    one.supports = entry.texts("supports");
    one.source = entry.text("source");
    if (!one.source.empty()) {
      Names::find(context.names.sources, one.source, "source", entry, "source");
    }
    one.kind = entry.text("kind");
    one.read = entry.text("read");
    one.note = entry.text("note", false);
    const std::set<std::string> reads = {"full", "abstract", "second_hand",
                                         "from_memory", "not_applicable"};
    if (!reads.contains(one.read)) {
      entry.error("read", "unknown-value",
                  "\"" + one.read + "\" does not say how well it was read",
                  "it takes full, abstract, second_hand, from_memory or "
                  "not_applicable");
    }
    for (std::size_t i = 0; i < one.supports.size(); ++i) {
      const std::string& pointer = one.supports[i];
      const bool well_formed =
          pointer.empty() || (pointer.front() == '/' && pointer.back() != '/');
      const bool exists = well_formed &&
                          pointer.find('~') == std::string::npos &&
                          reader.json().contains(Json::json_pointer(pointer));
      if (!exists) {
        entry.error("supports/" + std::to_string(i), "unknown-pointer",
                    "there is no " + pointer + " here to support");
      }
    }
    entry.finish();
    all.push_back(std::move(one));
  }
  return all;
}

void demand_support(Reader& reader, const std::vector<Provenance>& provenance,
                    const std::vector<std::string>& pointers) {
  const auto covers = [](const std::string& support,
                         const std::string& pointer) {
    return pointer == support ||
           (pointer.starts_with(support) &&
            (support.empty() || pointer[support.size()] == '/'));
  };
  for (const std::string& pointer : pointers) {
    const Json::json_pointer at(pointer);
    if (!reader.json().contains(at)) continue;
    // A list may be supported as a whole or entry by entry.
    std::vector<std::string> wanted;
    if (reader.json()[at].is_array()) {
      for (std::size_t i = 0; i < reader.json()[at].size(); ++i) {
        wanted.push_back(pointer + "/" + std::to_string(i));
      }
    } else {
      wanted.push_back(pointer);
    }
    for (const std::string& one : wanted) {
      bool supported = false;
      for (const Provenance& entry : provenance) {
        for (const std::string& support : entry.supports) {
          supported = supported || covers(support, one);
        }
      }
      if (!supported) {
        reader.error(one.substr(1), "missing-provenance",
                     "nothing says where " + one + " comes from",
                     "add an entry to \"provenance\" that supports it");
      }
    }
  }
}

std::vector<Example> read_examples(Reader& reader, const Context& context) {
  std::vector<Example> all;
  for (Reader& entry : reader.objects("examples")) {
    Example example;
    example.holds = entry.word("holds", truth_named, Truth::unknown);
    if (entry.has("urgency")) {
      example.urgency = entry.word("urgency", urgency_named, Urgency::routine);
    }
    if (const auto answers = entry.object("answers")) {
      example.answers = read_example_answers(*answers, context);
    }
    if (const auto history = entry.object("history", false)) {
      const SparseAnswers measures = read_answers(*history, context);
      example.answers.insert(example.answers.end(), measures.begin(),
                             measures.end());
    }
    example.why = entry.text("why", false);
    entry.finish();
    all.push_back(std::move(example));
  }
  return all;
}

}  // namespace backcoach::load
