#include <cmath>
#include <map>

#include "sections.hpp"

namespace backcoach::load {
namespace {

std::optional<FindingType> type_named(std::string_view text) {
  for (const FindingType type : {FindingType::yes_no, FindingType::number,
                                 FindingType::one_of, FindingType::many_of}) {
    if (name(type) == text) return type;
  }
  return std::nullopt;
}

void read_range(Reader& reader, Finding& finding) {
  finding.min = reader.number("min");
  finding.max = reader.number("max");
  finding.unit = reader.text("unit");
  if (finding.min >= finding.max) {
    reader.error("min", "out-of-range", "\"min\" is to be less than \"max\"");
  }
}

Finding read_finding_entry(Reader& reader) {
  Finding finding;
  finding.id = reader.text("id");
  finding.type = reader.word("type", type_named, FindingType::yes_no);
  finding.means = reader.text("means");
  if (finding.type == FindingType::number) read_range(reader, finding);
  if (finding.type == FindingType::one_of ||
      finding.type == FindingType::many_of) {
    finding.values = reader.texts("values");
    constexpr std::size_t kOneOf = 32;  // one bit each in a condition
    const std::size_t most =
        finding.type == FindingType::one_of ? kOneOf : Choices::kMost;
    if (finding.values.empty() || finding.values.size() > most) {
      reader.error("values", "out-of-range",
                   "give from 1 to " + std::to_string(most) + " values");
    }
  }
  finding.core = reader.flag("core");
  finding.sensitive = reader.flag("sensitive");
  finding.grading = reader.flag("grading");
  if (const Json* absent = reader.raw("when_absent", finding.grading)) {
    finding.when_absent =
        read_answer(reader, "when_absent", *absent, finding).value_or(Answer{});
  }
  if (reader.has("asked")) {
    finding.asked_later = reader.text("asked") == "later";
  }
  if (reader.has("refusal")) {
    finding.refusal_is_no =
        reader.word("refusal", yes_no_named, YesNo::yes) == YesNo::no;
  }
  reader.finish();
  return finding;
}

}  // namespace

std::vector<Finding> read_findings(Reader reader) {
  std::vector<Finding> findings;
  reader.text("schema", false);
  reader.text("note", false);
  for (Reader& group : reader.objects("groups")) {
    const std::string title = group.text("title");
    group.text("group");
    for (Reader& entry : group.objects("findings")) {
      Finding finding = read_finding_entry(entry);
      finding.group = title;
      findings.push_back(std::move(finding));
    }
    group.finish();
  }
  reader.finish();
  return findings;
}

std::vector<Finding> read_history(Reader reader) {
  std::vector<Finding> measures;
  for (Reader& entry : reader.objects("measures")) {
    Finding measure;
    measure.id = entry.text("id");
    measure.type = FindingType::number;
    measure.means = entry.text("means");
    measure.history = true;
    read_range(entry, measure);
    entry.finish();
    measures.push_back(std::move(measure));
  }
  reader.finish();
  return measures;
}

std::vector<Finding> read_checkin_measures(Reader& reader) {
  std::vector<Finding> measures;
  for (Reader& entry : reader.objects("measures")) {
    Finding measure = read_finding_entry(entry);
    measure.history = true;  // never part of the interview
    measures.push_back(std::move(measure));
  }
  return measures;
}

}  // namespace backcoach::load
