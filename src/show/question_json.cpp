// A question as JSON: all that a prompt, a chat window or a form has to know.
#include <algorithm>

#include "json_values.hpp"
#include "render_question.hpp"

namespace backcoach::render {
namespace {

constexpr std::string_view kYesNo = "yes_no";
constexpr std::string_view kNumber = "number";
constexpr std::string_view kChoice = "choice";
constexpr std::string_view kList = "list";
constexpr std::string_view kMany = "many";
constexpr std::string_view kNone = "None of these";

std::string_view kind_name(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::yes_no:
      return kYesNo;
    case QuestionKind::number:
      return kNumber;
    case QuestionKind::choice:
      return kChoice;
    case QuestionKind::list:
      return kList;
    case QuestionKind::many:
      return kMany;
  }
  return kYesNo;
}

class Writer {
 public:
  Writer(const KnowledgeBase& kb, const QuestionObject& object,
         const Region* region)
      : kb_(kb),
        object_(object),
        question_(*object.question),
        region_(region) {}

  OrderedJson run() {
    OrderedJson out = {{"id", question_.id},
                       {"title", question_.title},
                       {"section", section()},
                       {"kind", kind_name(question_.kind)},
                       {"private", question_.is_private}};
    if (!question_.frame.empty()) out["frame"] = text(question_.frame);
    out["text"] = text(question_.text);
    out["hint"] = hint();
    if (!question_.example.empty()) out["example"] = text(question_.example);
    out["why"] = text(question_.why);
    if (question_.kind == QuestionKind::number) add_number(out);
    out["options"] = options();
    const bool may_be_none = question_.kind == QuestionKind::list ||
                             question_.kind == QuestionKind::many;
    if (may_be_none) out["none_text"] = kNone;
    if (!question_.clarify.empty()) out["clarify"] = text(question_.clarify);
    out["sets"] = names_of(kb_, object_.findings);
    out["sensitive"] = sensitive();
    out["not_sure"] = policy(question_.not_sure);
    out["prefer_not_to_say"] = policy(question_.prefer_not_to_say);
    out["may_skip"] = object_.may_skip;
    return out;
  }

 private:
  [[nodiscard]] std::string text(const std::string& words) const {
    return fill(kb_, region_, words);
  }

  [[nodiscard]] OrderedJson section() const {
    OrderedJson out = {{"id", question_.section}, {"title", question_.section}};
    for (const QuestionSection& one : kb_.sections) {
      if (one.id == question_.section) out["title"] = one.title;
    }
    if (object_.places > 0) {
      out["place"] = object_.place;
      out["of"] = object_.places;
    }
    return out;
  }

  [[nodiscard]] const Finding& first() const {
    return kb_.findings[question_.sets[0]];
  }

  [[nodiscard]] std::string hint() const {
    switch (question_.kind) {
      case QuestionKind::yes_no:
      case QuestionKind::choice:
        return "Choose one.";
      case QuestionKind::list:
      case QuestionKind::many:
        return "Choose all that fit, or none of these.";
      case QuestionKind::number:
        break;
    }
    if (question_.accepts_duration) {
      return "For example: today, 3 days or 6 weeks.";
    }
    const auto whole = [](double value) {
      return std::to_string(static_cast<std::int64_t>(value));
    };
    return "A number from " + whole(first().min) + " to " + whole(first().max) +
           ".";
  }

  void add_number(OrderedJson& out) const {
    out["accept"] = question_.accepts_duration ? "duration" : "number";
    out["unit"] = first().unit;
    out["min"] = static_cast<std::int64_t>(first().min);
    out["max"] = static_cast<std::int64_t>(first().max);
    if (!question_.anchors.empty()) out["anchors"] = question_.anchors;
  }

  [[nodiscard]] OrderedJson set(FindingIndex finding, YesNo answer) const {
    return {{kb_.findings[finding].id, name(answer)}};
  }

  [[nodiscard]] OrderedJson options() const {
    OrderedJson list = OrderedJson::array();
    for (const Option& option : question_.options) {
      OrderedJson set = OrderedJson::object();
      for (const auto& [finding, answer] : option.sets) {
        set[kb_.findings[finding].id] =
            answer_value(kb_.findings[finding], answer);
      }
      list.push_back({{"text", text(option.text)}, {"set", std::move(set)}});
      if (!option.reply.empty()) list.back()["reply"] = text(option.reply);
    }
    for (const Item& item : question_.items) {
      const bool asked =
          std::find(object_.findings.begin(), object_.findings.end(),
                    item.finding) != object_.findings.end();
      if (!asked) continue;
      OrderedJson entry = {{"text", text(item.text)},
                           {"finding", kb_.findings[item.finding].id}};
      if (!item.clarify.empty()) entry["clarify"] = text(item.clarify);
      list.push_back(std::move(entry));
    }
    if (question_.kind == QuestionKind::yes_no) add_yes_no(list);
    return list;
  }

  void add_yes_no(OrderedJson& list) const {
    const FindingIndex finding = question_.sets[0];
    const auto add = [&](const char* words, YesNo answer) {
      list.push_back({{"text", words}, {"set", set(finding, answer)}});
    };
    add("Yes", YesNo::yes);
    add("No", YesNo::no);
    if (question_.not_sure.offer) add("Not sure", YesNo::not_sure);
    if (question_.prefer_not_to_say.offer) {
      add("Prefer not to say", YesNo::prefer_not_to_say);
    }
  }

  [[nodiscard]] OrderedJson sensitive() const {
    std::vector<FindingIndex> never_kept;
    for (const FindingIndex finding : object_.findings) {
      if (kb_.findings[finding].sensitive) never_kept.push_back(finding);
    }
    return names_of(kb_, never_kept);
  }

  [[nodiscard]] OrderedJson policy(const DoubtPolicy& policy) const {
    return {{"offer", policy.offer},
            {"counts_as", policy.counts_as},
            {"because", text(policy.because)}};
  }

  const KnowledgeBase& kb_;
  const QuestionObject& object_;
  const Question& question_;
  const Region* region_;
};

}  // namespace

OrderedJson question_value(const KnowledgeBase& kb,
                           const QuestionObject& object, const Region* region) {
  return Writer(kb, object, region).run();
}

OrderedJson next_value(const KnowledgeBase& kb,
                       const std::optional<QuestionObject>& object,
                       const Region* region) {
  if (!object) return nullptr;
  OrderedJson out = question_value(kb, *object, region);
  out["may_stop"] = object->may_stop;
  out["at_most"] = object->at_most;
  return out;
}

}  // namespace backcoach::render

namespace backcoach {

std::string needs_answers_json(const KnowledgeBase& kb, std::string_view schema,
                               const std::vector<FindingIndex>& missing,
                               const std::optional<QuestionObject>& next,
                               const Region* region) {
  const render::OrderedJson out = {
      {"schema", schema},
      {"status", "needs_answers"},
      {"missing", render::names_of(kb, missing)},
      {"next", render::next_value(kb, next, region)}};
  return out.dump(2) + "\n";
}

std::string next_json(const KnowledgeBase& kb,
                      const std::optional<QuestionObject>& next,
                      const Region* region) {
  return render::next_value(kb, next, region).dump();
}

}  // namespace backcoach
