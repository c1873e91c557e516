#include <fmt/format.h>

#include <algorithm>

#include "../kb/written.hpp"
#include "fhir_answers.hpp"
#include "render_fhir.hpp"

namespace backcoach {
namespace {

using render::OrderedJson;

OrderedJson options_of(const Finding& finding) {
  OrderedJson options = OrderedJson::array();
  const auto add = [&](std::string_view code) {
    options.push_back({{"valueCoding", render::fhir_coding(
                                           code, render::fhir_display(code))}});
  };
  if (finding.type == FindingType::yes_no) {
    for (const char* code : {"yes", "no", "not_sure", "prefer_not_to_say"}) {
      add(code);
    }
    return options;
  }
  for (const std::string& value : finding.values) add(value);
  if (finding.type == FindingType::many_of) add(render::kNone);
  return options;
}

/// The signs that stand beside `grading` in the outcomes that read it: what it
/// grades.
std::vector<FindingIndex> graded_by(const KnowledgeBase& kb,
                                    FindingIndex grading) {
  std::vector<bool> signs(kb.findings.size());
  for (const Rule& rule : kb.rules) {
    for (const Outcome& outcome : rule.outcomes) {
      std::vector<bool> read(kb.findings.size());
      findings_in(kb, outcome.when, read);
      if (!read[grading]) continue;
      for (std::size_t i = 0; i < read.size(); ++i) {
        const Finding& other = kb.findings[i];
        const bool sign = other.type == FindingType::yes_no && !other.grading &&
                          !other.history && !other.asked_later;
        if (read[i] && sign) signs[i] = true;
      }
    }
  }
  std::vector<FindingIndex> out;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i]) out.push_back(static_cast<FindingIndex>(i));
  }
  return out;
}

/// The text of one finding as its question asks it.
std::string text_of(const Question& question, const KnowledgeBase& kb,
                    FindingIndex index) {
  for (const Item& item : question.items) {
    if (item.finding == index) return item.text;
  }
  const Finding& finding = kb.findings[index];
  std::string text = question.sets.size() == 1 ? question.text : finding.means;
  const std::string& unit =
      question.unit.empty() ? finding.unit : question.unit;
  if (finding.type == FindingType::number && !unit.empty()) {
    text += fmt::format(" ({})", unit);
  }
  return text;
}

OrderedJson item_of(const KnowledgeBase& kb, const Question& question,
                    FindingIndex index) {
  const Finding& finding = kb.findings[index];
  OrderedJson item = {{"linkId", finding.id},
                      {"text", text_of(question, kb, index)}};
  if (finding.type == FindingType::number) {
    item["type"] = "decimal";
  } else {
    item["type"] = "choice";
    if (finding.type == FindingType::many_of) item["repeats"] = true;
  }
  if (finding.grading) {
    const auto signs = graded_by(kb, index);
    OrderedJson when = OrderedJson::array();
    for (const FindingIndex sign : signs) {
      for (const char* code : {"yes", "not_sure", "prefer_not_to_say"}) {
        when.push_back({{"question", kb.findings[sign].id},
                        {"operator", "="},
                        {"answerCoding",
                         {{"system", render::kAnswerSystem}, {"code", code}}}});
      }
    }
    if (!when.empty()) {
      item["enableWhen"] = std::move(when);
      item["enableBehavior"] = "any";
    }
  }
  if (finding.type != FindingType::number) {
    item["answerOption"] = options_of(finding);
  }
  return item;
}

}  // namespace

std::string fhir_questionnaire(const KnowledgeBase& kb,
                               const Setting& setting) {
  OrderedJson items = OrderedJson::array();
  std::vector<bool> asked(kb.findings.size());
  for (const Question& question : kb.questions) {
    OrderedJson inner = OrderedJson::array();
    for (const FindingIndex index : question.sets) {
      // Two screens may ask for one finding; a form asks once.
      if (asked[index]) continue;
      asked[index] = true;
      inner.push_back(item_of(kb, question, index));
    }
    if (inner.empty()) continue;
    items.push_back({{"linkId", "question." + question.id},
                     {"text", fill(kb, setting.region,
                                   question.frame.empty()
                                       ? question.text
                                       : question.frame + " " + question.text)},
                     {"type", "group"},
                     {"item", std::move(inner)}});
  }
  const OrderedJson out = {
      {"resourceType", "Questionnaire"},
      {"url", render::kQuestionnaire},
      {"version", kb.manifest.version},
      {"name", "BackcoachTriage"},
      {"title", kb.notice("form_title")},
      {"status", "draft"},
      {"experimental", true},
      {"date", kb.manifest.date},
      {"description", fill(kb, setting.region, kb.notice("intended_use"))},
      {"purpose", fill(kb, setting.region, kb.notice("not_a_diagnosis"))},
      {"item", std::move(items)}};
  return out.dump(2) + "\n";
}

}  // namespace backcoach
