#include <algorithm>

#include "sections.hpp"

namespace backcoach::load {
namespace {

std::vector<FindingIndex> read_finding_list(Reader& reader,
                                            const Context& context,
                                            const std::string& key) {
  std::vector<FindingIndex> out;
  const std::vector<std::string> ids = reader.texts(key);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto finding = Names::find(context.names.findings, ids[i], "finding",
                                     reader, key + "/" + std::to_string(i));
    if (finding) out.push_back(*finding);
  }
  return out;
}

std::optional<Line> read_line(Reader& reader, std::string_view key) {
  auto entry = reader.object(key, false);
  if (!entry) return std::nullopt;
  Line line;
  line.number = entry->text("number", false);
  line.name = entry->text("name", false);
  line.also = entry->texts("also", false);
  line.verified = entry->flag("verified");
  for (const char* key_of_note :
       {"also_verified", "also_source", "source", "note", "verified_on"}) {
    entry->raw(key_of_note, false);
  }
  entry->finish();
  return line;
}

/// Lines of a level that hang on rules. A line that is to go must be one that
/// stands in `what_to_do` or was put there by an earlier entry.
std::vector<LevelLine> read_level_lines(
    Reader& level, const std::vector<std::string>& what_to_do,
    const Context& context) {
  std::vector<LevelLine> lines;
  std::vector<std::string> known = what_to_do;
  for (Reader& entry : level.objects("for_rules", false)) {
    LevelLine line;
    for (const std::string& rule : entry.texts("rules")) {
      if (const auto index =
              Names::find(context.names.rules, rule, "rule", entry, "rules")) {
        line.rules.push_back(*index);
      }
    }
    line.instead_of = entry.text("instead_of", false);
    line.text = entry.text("text");
    if (!line.instead_of.empty() &&
        std::find(known.begin(), known.end(), line.instead_of) == known.end()) {
      entry.error("instead_of", "unknown-value",
                  "no line of this level says that",
                  "copy one line of \"what_to_do\"");
    }
    known.push_back(line.text);
    entry.finish();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::vector<UrgencyLevel> read_levels(Reader reader, const Context& context) {
  std::vector<UrgencyLevel> levels;
  for (Reader& entry : reader.objects("levels")) {
    UrgencyLevel level;
    level.id = entry.word("id", urgency_named, Urgency::self_care);
    if (const Json* within = entry.raw("see_within");
        within && !within->is_null()) {
      level.see_within = entry.text("see_within");
    }
    level.headline = entry.text("headline");
    level.what_to_do = entry.texts("what_to_do");
    level.for_rules = read_level_lines(entry, level.what_to_do, context);
    level.plan_allowed = entry.one_of("plan", {"allowed", "none"}) == "allowed";
    level.review_after_days = entry.integer("review_after_days", 0);
    level.provenance = read_provenance(entry, context);
    entry.text("clinical_review", false);
    entry.finish();
    levels.push_back(std::move(level));
  }
  for (const Urgency urgency :
       {Urgency::self_care, Urgency::routine, Urgency::soon, Urgency::same_day,
        Urgency::emergency}) {
    if (std::none_of(levels.begin(), levels.end(),
                     [&](const auto& level) { return level.id == urgency; })) {
      reader.error(
          "levels", "missing-level",
          "the level \"" + std::string(name(urgency)) + "\" is missing");
    }
  }
  reader.finish();
  return levels;
}

std::vector<StageText> read_stages(Reader reader, const Context& context) {
  std::vector<StageText> stages;
  for (Reader& entry : reader.objects("stages")) {
    StageText stage;
    stage.id = entry.word("id", stage_named, Stage::walk);
    stage.code = entry.text("code");
    stage.focus = entry.word("focus", focus_named, Focus::walking);
    stage.name = entry.text("name");
    stage.headline = entry.text("headline");
    stage.what_to_do = entry.texts("what_to_do");
    stage.review_after_days = entry.integer("review_after_days", 7);
    stage.provenance = read_provenance(entry, context);
    for (const char* optional : {"purpose", "clinical_review"}) {
      entry.text(optional, false);
    }
    entry.finish();
    stages.push_back(std::move(stage));
  }
  for (const Stage id : {Stage::rest, Stage::walk, Stage::mobility,
                         Stage::strength, Stage::maintain, Stage::flare}) {
    if (std::none_of(stages.begin(), stages.end(),
                     [&](const auto& stage) { return stage.id == id; })) {
      reader.error("stages", "missing-level",
                   "the stage \"" + std::string(name(id)) + "\" is missing");
    }
  }
  reader.finish();
  return stages;
}

std::vector<WatchFor> read_watch_for(Reader reader, const Context& context) {
  std::vector<WatchFor> items;
  for (Reader& entry : reader.objects("items")) {
    WatchFor item;
    item.id = entry.text("id");
    item.urgency = entry.word("urgency", urgency_named, Urgency::emergency);
    item.action = entry.text("do");
    item.findings = read_finding_list(entry, context, "if");
    item.text = entry.text("text");
    item.show = entry.one_of("show", {"always", "self_care", "refused"});
    item.provenance = read_provenance(entry, context);
    entry.text("clinical_review", false);
    entry.finish();
    items.push_back(std::move(item));
  }
  reader.finish();
  return items;
}

std::vector<Notice> read_notices(Reader reader, const Context& context) {
  std::vector<Notice> notices;
  for (Reader& entry : reader.objects("notices")) {
    Notice notice;
    notice.id = entry.text("id");
    notice.text = entry.text("text");
    notice.provenance = read_provenance(entry, context);
    entry.text("clinical_review", false);
    entry.text("show", false);
    entry.finish();
    notices.push_back(std::move(notice));
  }
  reader.finish();
  return notices;
}

void read_implications(Reader reader, const Context& context) {
  for (Reader& entry : reader.objects("implications")) {
    Implication implication;
    implication.id = entry.text("id");
    implication.when = read_condition_at(entry, context, "if");
    if (const auto then = entry.object("then")) {
      implication.then = read_answers(*then, context);
    }
    implication.because = entry.text("because");
    implication.ask_first = entry.flag("ask_first");
    (void)read_provenance(entry, context);
    entry.text("clinical_review", false);
    entry.finish();
    context.kb.implications.push_back(std::move(implication));
  }
  for (Reader& entry : reader.objects("conflicts")) {
    Conflict conflict;
    conflict.id = entry.text("id");
    conflict.when = read_condition_at(entry, context, "when");
    conflict.findings = read_finding_list(entry, context, "findings");
    conflict.message = entry.text("message");
    if (entry.has("provenance")) (void)read_provenance(entry, context);
    entry.text("clinical_review", false);
    entry.finish();
    context.kb.conflicts.push_back(std::move(conflict));
  }
  reader.finish();
}

std::vector<Source> read_sources(Reader reader) {
  std::vector<Source> sources;
  reader.text("note", false);
  for (Reader& entry : reader.objects("sources")) {
    Source source;
    source.id = entry.text("id");
    source.key = entry.text("key");
    source.title = entry.text("title");
    source.publisher = entry.text("publisher", false);
    source.url = entry.text("url", false);
    entry.integer("year", 0);
    source.kind = entry.text("kind");
    source.read = entry.one_of("read", {"full", "abstract", "second_hand",
                                        "from_memory", "not_applicable"});
    source.note = entry.text("note", false);
    entry.finish();
    sources.push_back(std::move(source));
  }
  reader.finish();
  return sources;
}

void read_regions(Reader reader, const Context& context) {
  reader.text("note", false);
  reader.raw("verification", false);
  if (auto fallback = reader.object("fallback")) {
    for (const auto& [key, value] : fallback->members().items()) {
      context.kb.region_texts.push_back({key, fallback->text(key), {}});
    }
  }
  for (Reader& entry : reader.objects("regions")) {
    Region region;
    region.code = entry.text("code");
    if (region.code.size() != 2) {
      entry.error("code", "out-of-range",
                  "a region is named by 2 letters, such as GB");
    }
    region.name = entry.text("name");
    region.aliases = entry.texts("aliases", false);
    region.emergency = read_line(entry, "emergency");
    region.advice = read_line(entry, "advice");
    region.crisis = read_line(entry, "crisis");
    region.verified_on = entry.text("verified_on", false);
    region.emergency_place = entry.text("emergency_place", false);
    entry.raw("note", false);
    entry.finish();
    context.kb.regions.push_back(std::move(region));
  }
  reader.finish();
}

}  // namespace backcoach::load
