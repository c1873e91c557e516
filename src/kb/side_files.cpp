#include <algorithm>
#include <set>

#include "fields.hpp"
#include "fill.hpp"
#include "sections.hpp"

namespace backcoach::load {
namespace {

const std::set<std::string> kVerdicts = {"SUP", "NUA", "CON", "UNS", "POL"};

void demand_sources(Reader& reader, const Context& context,
                    const std::string& key, bool required) {
  const std::vector<std::string> ids = reader.texts(key, required);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    Names::find(context.names.sources, ids[i], "source", reader,
                key + "/" + std::to_string(i));
  }
}

/// "exercise:walk", "rule:fever_with_back_pain", "plan:breaks": what carries
/// a claim exists.
void check_carriers(Reader& reader, const Context& context, const Json& plan) {
  const KnowledgeBase& kb = context.kb;
  const std::vector<std::string> carriers = reader.texts("carried_by");
  const auto listed = [](const auto& list, const std::string& id) {
    return std::any_of(list.begin(), list.end(),
                       [&](const auto& one) { return one.id == id; });
  };
  for (std::size_t i = 0; i < carriers.size(); ++i) {
    const std::size_t colon = carriers[i].find(':');
    const std::string key = "carried_by/" + std::to_string(i);
    if (colon == std::string::npos) {
      reader.error(key, "unknown-value", "this is not KIND:ID");
      continue;
    }
    const std::string kind = carriers[i].substr(0, colon);
    const std::string id = carriers[i].substr(colon + 1);
    bool found = true;
    if (kind == "rule") {
      Names::find(context.names.rules, id, "rule", reader, key);
    } else if (kind == "exercise") {
      Names::find(context.names.exercises, id, "exercise", reader, key);
    } else if (kind == "fact") {
      Names::find(context.names.facts, id, "fact", reader, key);
    } else if (kind == "lesson") {
      Names::find(context.names.lessons, id, "lesson", reader, key);
    } else if (kind == "question") {
      found = listed(kb.questions, id) || listed(kb.checkin.questions, id);
    } else if (kind == "decision") {
      found = listed(kb.rows, id);
    } else if (kind == "adaptation") {
      found = listed(kb.plan.adaptations, id);
    } else if (kind == "plan") {
      found = plan.contains(id);
    } else if (kind == "text") {
      constexpr std::string_view kNotices = "notices/";
      found = id.starts_with(kNotices) &&
              !kb.notice(std::string_view(id).substr(kNotices.size())).empty();
    } else {
      reader.error(key, "unknown-value",
                   "\"" + kind + "\" is no kind of carrier");
    }
    if (!found) {
      reader.error(key, "unknown-value",
                   "there is no " + kind + " called \"" + id + "\"");
    }
  }
}

}  // namespace

std::vector<ProofException> read_proof(Reader reader, const Context& context) {
  std::vector<ProofException> exceptions;
  Fill(reader, context).at("exceptions", exceptions);
  reader.finish();
  return exceptions;
}

SeenRules read_seen(Reader reader, const Context& context) {
  SeenRules seen;
  Fill fill(reader, context);
  describe(fill, seen);
  for (const Reader& entry : reader.objects("never_answers", false)) {
    for (auto& answer : read_answers(entry, context)) {
      seen.never_answers.push_back(std::move(answer));
    }
  }
  const auto provenance = read_provenance(reader, context);
  demand_support(reader, provenance,
                 {"/groups", "/never", "/not_gone", "/no_trace", "/walk_weeks",
                  "/gone_days", "/because", "/what_to_do", "/walk_because"});
  reader.finish();
  return seen;
}

std::vector<ClaimExample> read_evidence(Reader reader, const Json& plan,
                                        const Context& context) {
  std::vector<ClaimExample> examples;
  reader.text("note", false);
  for (Reader& entry : reader.objects("claims")) {
    const std::string id = entry.text("id");
    entry.text("article");
    entry.text("claim");
    const std::string verdict = entry.text("verdict");
    if (!verdict.empty() && !kVerdicts.contains(verdict)) {
      entry.error("verdict", "unknown-value",
                  "\"" + verdict + "\" is not a verdict",
                  "it takes SUP, NUA, CON, UNS or POL");
    }
    check_carriers(entry, context, plan);
    demand_sources(entry, context, "sources", false);
    entry.text("note", false);
    std::vector<Reader> examples_of = entry.objects("examples", false);
    for (Reader& one : examples_of) {
      examples.push_back({id, reader.document().file, one.pointer(),
                          read_day_example(one, context)});
      one.finish();
    }
    // What no program can act on says why.
    const bool says_why = !entry.text("not_run", false).empty();
    if (says_why != examples_of.empty()) {
      entry.error("", "missing-example",
                  says_why ? "a claim with an example needs no \"not_run\""
                           : "no example shows this claim act",
                  "add one to \"examples\", or say in \"not_run\" why "
                  "no program can act on it");
    }
    entry.finish();
  }
  for (Reader& entry : reader.objects("conflicts")) {
    entry.text("id");
    demand_sources(entry, context, "between", true);
    entry.text("resolution");
    check_carriers(entry, context, plan);
    entry.text("note", false);
    entry.raw("sources", false);
    entry.finish();
  }
  reader.finish();
  return examples;
}

void check_word_rules(Reader reader) {
  reader.text("note", false);
  for (const char* key : {"max_sentence_words", "max_sentence_words_emergency",
                          "max_sentence_words_explain"}) {
    if (reader.integer(key, 1) < 1) {
      reader.error(key, "out-of-range", "a sentence needs at least 1 word");
    }
  }
  reader.texts("explain_fields");
  reader.object("reading_grade");
  reader.object("safety");
  for (Reader& entry : reader.objects("banned")) {
    for (const char* key : {"phrase", "say", "because"}) entry.text(key);
    entry.text("group", false);
    entry.finish();
  }
  for (Reader& entry : reader.objects("allow")) {
    entry.text("because");
    entry.accept_all();
  }
  reader.finish();
}

}  // namespace backcoach::load
