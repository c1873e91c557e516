#include <algorithm>
#include <set>

#include "fields.hpp"
#include "fill.hpp"
#include "sections.hpp"

namespace backcoach::load {
namespace {

/// `leg_symptom_days` as "Leg symptom days".
std::string words_of(std::string id) {
  std::replace(id.begin(), id.end(), '_', ' ');
  if (!id.empty() && id[0] >= 'a' && id[0] <= 'z') {
    id[0] = static_cast<char>(id[0] - 'a' + 'A');
  }
  return id;
}

void read_options(Reader& reader, const Context& context, Question& question) {
  for (Reader& entry : reader.objects("options")) {
    Option option;
    Fill fill(entry, context);
    describe(fill, option);
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
                                 Choices::only(static_cast<std::size_t>(
                                     it - finding.values.begin())));
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
    Fill fill(entry, context);
    describe(fill, item);
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
  Fill fill(reader, context);
  describe(fill, question);
  if (question.title.empty()) question.title = words_of(question.id);
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
  reader.finish();
  return question;
}

}  // namespace backcoach::load
