#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "../base/sha256.hpp"
#include "backcoach/render.hpp"
#include "json_values.hpp"

namespace backcoach {
namespace {

std::string with_spaces(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c == '_') c = ' ';
  }
  return out;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += ", ";
    out += with_spaces(part);
  }
  return out;
}

std::vector<std::string> chosen(const Finding& finding, Choices choices) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < finding.values.size(); ++i) {
    if (((choices.bits >> i) & 1U) != 0) names.push_back(finding.values[i]);
  }
  return names;
}

}  // namespace

namespace render {

OrderedJson answer_value(const Finding& finding, const Answer& answer) {
  struct Visitor {
    const Finding& finding;
    OrderedJson operator()(std::monostate) const { return nullptr; }
    OrderedJson operator()(YesNo value) const { return name(value); }
    OrderedJson operator()(double value) const {
      const auto whole = static_cast<std::int64_t>(value);
      if (static_cast<double>(whole) == value) return whole;
      return value;
    }
    OrderedJson operator()(Choice value) const {
      return finding.values[value.index];
    }
    OrderedJson operator()(Choices value) const {
      OrderedJson list = OrderedJson::array();
      for (const std::string& one : chosen(finding, value)) {
        list.push_back(one);
      }
      return list;
    }
  };
  return std::visit(Visitor{finding}, answer);
}

}  // namespace render

std::string answer_text(const Finding& finding, const Answer& answer) {
  const render::OrderedJson value = render::answer_value(finding, answer);
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string answer_words(const Finding& finding, const Answer& answer) {
  if (const double* number = std::get_if<double>(&answer)) {
    if (finding.unit == "points")
      return fmt::format("{:g} out of {:g}", *number, finding.max);
    std::string unit = finding.unit;
    if (*number == 1 && unit.ends_with('s')) unit.pop_back();
    return fmt::format("{:g} {}", *number, unit);
  }
  if (const auto* choices = std::get_if<Choices>(&answer)) {
    const std::string names = joined(chosen(finding, *choices));
    return names.empty() ? "none of these" : names;
  }
  if (std::holds_alternative<std::monostate>(answer)) return "not asked";
  return with_spaces(answer_text(finding, answer));
}

std::string answers_json(const KnowledgeBase& kb, const Answers& answers,
                         bool all) {
  render::OrderedJson list = render::OrderedJson::object();
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    if (kb.findings[i].history) continue;
    if (answers.declined(finding) && !answers.answered(finding)) {
      list[kb.findings[i].id] = kSkipped;
    } else if (all || answers.answered(finding)) {
      list[kb.findings[i].id] =
          render::answer_value(kb.findings[i], answers[finding]);
    }
  }
  const render::OrderedJson out = {{"schema", "backcoach/answers/1"},
                                   {"answers", std::move(list)}};
  return out.dump(2) + "\n";
}

std::string decision_id(const KnowledgeBase& kb, const Answers& answers,
                        std::string_view program_version,
                        const SeenInput& seen) {
  text::Sha256 digest;
  digest.add(program_version);
  digest.add("\n");
  digest.add(kb.manifest.sha256);
  digest.add("\n");
  for (std::size_t i = 0; i < kb.findings.size(); ++i) {
    const auto finding = static_cast<FindingIndex>(i);
    const bool answered = answers.answered(finding);
    const bool skipped = !answered && answers.declined(finding);
    if (!skipped && !answered) continue;
    digest.add(kb.findings[i].id);
    digest.add("=");
    digest.add(skipped ? kSkipped
                       : answer_text(kb.findings[i], answers[finding]));
    digest.add("\n");
  }
  for (const std::string& group : seen.groups) {
    digest.add("seen=");
    digest.add(group);
    digest.add("\n");
  }
  constexpr std::size_t kLength = 16;
  return digest.hex().substr(0, kLength);
}

}  // namespace backcoach
