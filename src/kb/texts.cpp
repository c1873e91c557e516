#include <algorithm>

#include "fields.hpp"
#include "fill.hpp"
#include "sections.hpp"

namespace backcoach::load {
namespace {

/// The values of a file that is one list.
template <class T>
std::vector<T> read_list(Reader& reader, const Context& context,
                         const char* key) {
  std::vector<T> all;
  Fill(reader, context).at(key, all);
  reader.finish();
  return all;
}

/// Reports each of `wanted` that no entry of `all` has.
template <class T, class Id>
void demand_each(Reader& reader, const std::vector<T>& all, const char* key,
                 const char* what, std::initializer_list<Id> wanted) {
  for (const Id id : wanted) {
    if (std::none_of(all.begin(), all.end(),
                     [&](const T& one) { return one.id == id; })) {
      reader.error(key, "missing-level",
                   "the " + std::string(what) + " \"" + std::string(name(id)) +
                       "\" is missing");
    }
  }
}

}  // namespace

std::vector<UrgencyLevel> read_levels(Reader reader, const Context& context) {
  auto levels = read_list<UrgencyLevel>(reader, context, "levels");
  demand_each(reader, levels, "levels", "level",
              {Urgency::self_care, Urgency::routine, Urgency::soon,
               Urgency::same_day, Urgency::emergency});
  return levels;
}

std::vector<StageText> read_stages(Reader reader, const Context& context) {
  auto stages = read_list<StageText>(reader, context, "stages");
  demand_each(reader, stages, "stages", "stage",
              {Stage::rest, Stage::walk, Stage::mobility, Stage::strength,
               Stage::maintain, Stage::flare});
  return stages;
}

std::vector<WatchFor> read_watch_for(Reader reader, const Context& context) {
  return read_list<WatchFor>(reader, context, "items");
}

std::vector<Notice> read_notices(Reader reader, const Context& context) {
  return read_list<Notice>(reader, context, "notices");
}

std::vector<QuestionSection> read_question_sections(Reader reader,
                                                    const Context& context) {
  return read_list<QuestionSection>(reader, context, "sections");
}

std::vector<Fact> read_facts(Reader reader, const Context& context) {
  return read_list<Fact>(reader, context, "facts");
}

void read_implications(Reader reader, const Context& context) {
  Fill fill(reader, context);
  fill.at("implications", context.kb.implications);
  fill.at("conflicts", context.kb.conflicts);
  reader.finish();
}

std::vector<Source> read_sources(Reader reader, const Context& context) {
  reader.text("note", false);
  return read_list<Source>(reader, context, "sources");
}

void read_regions(Reader reader, const Context& context) {
  reader.text("note", false);
  reader.raw("verification", false);
  if (auto fallback = reader.object("fallback")) {
    for (const auto& [key, value] : fallback->members().items()) {
      context.kb.region_texts.push_back({key, fallback->text(key), {}});
    }
  }
  context.kb.regions = read_list<Region>(reader, context, "regions");
}

Manifest read_manifest(Reader reader, const Context& context) {
  Manifest manifest;
  Fill fill(reader, context);
  describe(fill, manifest);
  const auto& withdraws = manifest.withdraws;
  for (std::size_t i = 0; i < withdraws.size(); ++i) {
    const std::string key = "withdraws/" + std::to_string(i) + "/rule";
    const std::string rule = "\"" + withdraws[i].rule + "\"";
    if (context.names.rules.contains(withdraws[i].rule)) {
      reader.error(key, "still-a-rule", rule + " is still a rule of this base",
                   "take the rule out, or do not withdraw it");
    }
    const auto same = [&](const WithdrawnRule& one) {
      return one.rule == withdraws[i].rule;
    };
    if (std::any_of(withdraws.begin(),
                    withdraws.begin() + static_cast<std::ptrdiff_t>(i), same)) {
      reader.error(key, "duplicate-id", rule + " is withdrawn twice");
    }
  }
  reader.finish();
  return manifest;
}

}  // namespace backcoach::load
