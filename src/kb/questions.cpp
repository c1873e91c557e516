#include <algorithm>
#include <set>

#include "sections.hpp"

namespace backcoach::load {
namespace {

std::optional<QuestionKind> kind_named(std::string_view text) {
  if (text == "yes_no") return QuestionKind::yes_no;
  if (text == "number") return QuestionKind::number;
  if (text == "choice") return QuestionKind::choice;
  if (text == "list") return QuestionKind::list;
  if (text == "many") return QuestionKind::many;
  return std::nullopt;
}

/// `leg_symptom_days` as "Leg symptom days".
std::string words_of(std::string id) {
  std::replace(id.begin(), id.end(), '_', ' ');
  if (!id.empty() && id[0] >= 'a' && id[0] <= 'z') {
    id[0] = static_cast<char>(id[0] - 'a' + 'A');
  }
  return id;
}

DoubtPolicy read_policy(Reader& reader, std::string_view key) {
  DoubtPolicy policy;
  if (auto entry = reader.object(key)) {
    policy.offer = entry->flag("offer");
    policy.counts_as = entry->text("counts_as");
    policy.because = entry->text("because");
    entry->finish();
  }
  return policy;
}

void read_options(Reader& reader, const Context& context, Question& question) {
  for (Reader& entry : reader.objects("options")) {
    Option option;
    option.text = entry.text("text");
    if (question.kind == QuestionKind::many) {
      const Finding& finding = context.kb.findings[question.sets[0]];
      const std::string value = entry.text("value");
      const auto it =
          std::find(finding.values.begin(), finding.values.end(), value);
      if (it == finding.values.end()) {
        entry.error(
            "value", "unknown-value",
            "\"" + value + "\" is not a value of \"" + finding.id + "\"");
      } else {
        option.sets.emplace_back(question.sets[0],
                                 Choices{1U << (it - finding.values.begin())});
      }
    } else if (const auto set = entry.object("set")) {
      option.sets = read_answers(*set, context);
      for (const FindingIndex finding : question.sets) {
        const bool is_set = std::any_of(
            option.sets.begin(), option.sets.end(),
            [&](const auto& pair) { return pair.first == finding; });
        if (!is_set) {
          entry.error("set", "missing-answer",
                      "this option leaves \"" +
                          context.kb.findings[finding].id + "\" unanswered",
                      "every option sets every finding of its question");
        }
      }
    }
    entry.finish();
    question.options.push_back(std::move(option));
  }
}

void read_items(Reader& reader, const Context& context, Question& question) {
  std::set<FindingIndex> named;
  for (Reader& entry : reader.objects("items")) {
    Item item;
    const auto finding = read_finding(entry, context, "finding");
    item.text = entry.text("text");
    item.clarify = entry.text("clarify", false);
    entry.finish();
    if (!finding) continue;
    item.finding = *finding;
    named.insert(*finding);
    question.items.push_back(std::move(item));
  }
  const std::set<FindingIndex> sets(question.sets.begin(), question.sets.end());
  if (named != sets) {
    reader.error("items", "missing-answer",
                 "the items are not the findings that \"sets\" names");
  }
}

}  // namespace

Question read_question(Reader reader, const Context& context) {
  Question question;
  question.id = reader.text("id");
  question.order = reader.integer("order", 0);
  question.title = reader.text("title", false);
  if (question.title.empty()) question.title = words_of(question.id);
  question.section = reader.text("section");
  question.kind = reader.word("kind", kind_named, QuestionKind::yes_no);
  const std::vector<std::string> sets = reader.texts("sets");
  for (std::size_t i = 0; i < sets.size(); ++i) {
    const auto finding = Names::find(context.names.findings, sets[i], "finding",
                                     reader, "sets/" + std::to_string(i));
    if (finding) question.sets.push_back(*finding);
  }
  question.is_private = reader.flag("private");
  question.frame = reader.text("frame", question.is_private);
  question.text = reader.text("text");
  question.example = reader.text("example", false);
  question.why = reader.text("why");
  question.clarify = reader.text("clarify", false);
  question.unit = reader.text("unit", question.kind == QuestionKind::number);
  question.anchors = reader.texts("anchors", false);
  question.may_skip = reader.flag("may_skip");
  if (reader.has("accept")) {
    question.accepts_duration = reader.text("accept") == "duration";
  }
  if (question.sets.empty()) {
    reader.error("sets", "missing-answer", "this question sets nothing");
  } else if (question.kind == QuestionKind::choice ||
             question.kind == QuestionKind::many) {
    read_options(reader, context, question);
  } else if (question.kind == QuestionKind::list) {
    read_items(reader, context, question);
  } else if (question.sets.size() != 1) {
    reader.error("sets", "out-of-range",
                 "a question of this kind sets one finding");
  }
  question.not_sure = read_policy(reader, "not_sure");
  question.prefer_not_to_say = read_policy(reader, "prefer_not_to_say");
  question.provenance = read_provenance(reader, context);
  reader.text("clinical_review");
  reader.finish();
  return question;
}

std::vector<QuestionSection> read_question_sections(Reader reader,
                                                    const Context& context) {
  std::vector<QuestionSection> sections;
  for (Reader& entry : reader.objects("sections")) {
    QuestionSection section{entry.text("id"), entry.text("title")};
    (void)read_provenance(entry, context);
    entry.text("clinical_review", false);
    entry.finish();
    sections.push_back(std::move(section));
  }
  reader.finish();
  return sections;
}

}  // namespace backcoach::load
