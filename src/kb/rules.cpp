#include "sections.hpp"

#include <algorithm>
#include <set>

#include "fields.hpp"
#include "fill.hpp"

namespace backcoach::load {
namespace {

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
  for (std::size_t i = 0; i < rule.examples.size(); ++i) {
    const Example& example = rule.examples[i];
    seen.insert(example.holds);
    if (example.urgency) fired.insert(*example.urgency);
    if (example.urgency.has_value() == (example.holds == Truth::yes)) continue;
    reader.error("examples/" + std::to_string(i), "missing-example",
                 "an example that holds says with which \"urgency\", and no "
                 "other does");
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
  Fill fill(reader, context);
  describe(fill, rule);
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

std::vector<Row> read_rows(Reader reader, const Context& context) {
  std::vector<Row> rows;
  for (Reader& entry : reader.objects("rows")) {
    Row& row = rows.emplace_back();
    Fill fill(entry, context);
    describe(fill, row);
    row.sources = sources_about(row.provenance, "/when");
    demand_support(entry, row.provenance, {"/when", "/because"});
    if (!row.hope.empty()) demand_support(entry, row.provenance, {"/hope"});
    entry.finish();
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
    one.note = entry.text("note", entry.has("note"));
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
